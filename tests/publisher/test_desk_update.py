"""`opendata update` shows which rows come, change and go before it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tidy.difference import Version, compare
from tests.publisher.desk_instance import NAME, ROWS, Town, init

LINES = ROWS.splitlines(keepends=True)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add()
    return made


def newer(town: Town, text: str) -> str:
    path = town.root.parent / "new.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return str(path)


def update(town: Town, *arguments: str, expect: int = 0) -> str:
    return town.run("update", NAME, *arguments, expect=expect).output


def test_a_new_version_is_shown_and_then_written(town: Town) -> None:
    """Without a terminal and without --write it only shows; --write keeps every id."""
    ids = [town.descriptor["id"], town.descriptor["resources"][0]["id"]]
    before = town.files()
    path = newer(town, ROWS.replace("中央公園", "中央緑地") + "0003,北公園,43.07\n")
    shown = update(town, path)

    assert "増える行 / added: 1" in shown
    assert "変わる行 / changed: 1" in shown
    assert "「中央公園」→「中央緑地」" in shown
    assert "--write" in shown
    assert before == town.files()

    update(town, path, "--write", "--reason", "年度更新")
    after = town.descriptor

    assert ids == [after["id"], after["resources"][0]["id"]]
    assert after["history"][-1]["event"] == "updated"
    assert after["history"][-1]["reason"].startswith("年度更新")
    assert b"\xe5\x8c\x97\xe5\x85\xac\xe5\x9c\x92" in town.table.read_bytes()


def test_rows_that_go_are_named(town: Town) -> None:
    shown = update(town, newer(town, "".join(LINES[:-1]) + "0009,東公園,43.1\n"))

    assert "なくなる行 / removed: 1" in shown
    assert f"- {LINES[-1].split(',')[0]}" in shown


def test_half_the_rows_gone_is_refused(town: Town) -> None:
    before = town.files()
    gone = newer(town, LINES[0] + "0008,西公園,43.0\n")

    assert "行がなくなります" in update(town, gone, "--write", expect=1)
    assert before == town.files()
    update(town, gone, "--write", "--anyway")


def test_another_datasets_file_is_refused(town: Town) -> None:
    before = town.files()
    shown = update(town, newer(town, "年度,人口\n2024,5\n"), "--write", expect=1)

    assert "列が今のファイルと違います" in shown
    assert before == town.files()


def test_last_years_file_is_refused(town: Town) -> None:
    first = newer(town, ROWS)
    first = Path(first).rename(town.root.parent / "first.csv").as_posix()
    update(town, newer(town, ROWS + "0003,北公園,43.07\n"), "--write")
    update(town, newer(town, ROWS + "0004,南公園,43.01\n"), "--write", "--anyway")
    shown = update(town, newer(town, ROWS + "0003,北公園,43.07\n"), expect=1)

    assert "版と同じファイルです" in shown
    assert Path(first).exists()


def test_columns_in_another_order_are_put_right(town: Town) -> None:
    header, *rows = [line.rstrip("\r\n").split(",") for line in LINES]
    turned = "".join(",".join(reversed(row)) + "\n" for row in [header, *rows])
    shown = update(town, newer(town, turned + "43.07,北公園,0003\n"), "--write")

    assert "並び" in shown
    assert town.table.read_text(encoding="utf-8-sig").splitlines()[0] == ",".join(header)
    assert "0003,北公園,43.07" in town.table.read_text(encoding="utf-8-sig")


def test_the_same_file_changes_nothing(town: Town) -> None:
    before = town.files()

    assert "行は変わりません" in update(town, newer(town, ROWS), "--write")
    assert before == town.files()


ROWS_OF = st.dictionaries(st.integers(0, 8).map(str), st.sampled_from("abc"), max_size=8)


@given(ROWS_OF, ROWS_OF, st.booleans())
def test_a_difference_leads_from_old_to_new(
    old: dict[str, str], new: dict[str, str], is_keyed: bool
) -> None:
    """What stays, changes, comes and goes makes the new version out of the old, by key or row."""
    before, after = (Version(("番", "値"), tuple(table.items())) for table in (old, new))
    schema = {"primaryKey": ["番"]} if is_keyed else {}
    found = compare(before, after, schema)

    if is_keyed:
        assert set(found.added) == {(key, new[key]) for key in new.keys() - old.keys()}
        assert set(found.removed) == {(key, old[key]) for key in old.keys() - new.keys()}
        assert {item.key[0]: item.cells[0][2] for item in found.changed} == {
            key: new[key] for key in old.keys() & new.keys() if old[key] != new[key]
        }
    else:
        made = set(old.items()) - set(found.removed) | set(found.added)
        assert made == set(new.items())
    assert found.is_same == (old == new)
