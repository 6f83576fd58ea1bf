"""`opendata update` shows which rows come, change and go before it writes."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import contracts
from publisher.tidy.difference import Version, compare
from tests.publisher.desk_instance import NAME, ROWS, SAID, Town, init

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
    update(town, newer(town, ROWS + "0003,北公園,43.07\n"), "--write")
    shown = update(town, newer(town, LINES[0] + LINES[1] + "0003,北公園,43.07\n0009,東公園,43.1\n"))

    assert "なくなる行 / removed: 1" in shown
    assert f"- {LINES[-1].split(',')[0]}" in shown
    assert "1行がなくなります。廃止や統合ですか、入れ忘れですか。" in shown


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


def test_of_another_datasets_columns_none_is_guessed_to_be_one_of_these(town: Town) -> None:
    source = town.source("番号,施設,住所,定員,時間\n0001,甲,-,-,-\n", "other.csv")
    shown = town.run("update", NAME, source, expect=1).output

    assert "ファイルを確かめてください" in shown
    assert "--same" not in shown


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


def test_a_running_number_does_not_hide_which_row_goes(town: Town) -> None:
    """Where rows are numbered anew, the row that goes is named, not the last number."""
    rows = [f"000{number},{name}公園,43.0{number}" for number, name in enumerate("東西南北中", 1)]
    update(town, newer(town, "\n".join([LINES[0].strip(), *rows])), "--write", "--anyway")
    left = [row.split(",", 1)[1] for row in rows if "西" not in row]
    fewer = [f"000{number},{row}" for number, row in enumerate(left, 1)]
    shown = update(town, newer(town, "\n".join([LINES[0].strip(), *fewer])))

    assert "「名称」で見くらべました" in shown
    assert "なくなる行 / removed: 1" in shown
    assert "    - 西公園" in shown


def test_several_columns_together_tell_rows_of_a_long_table() -> None:
    """Day and district, where neither alone does; a changed count is a change, no new row."""
    header = ("年月日", "地区名", "人口")
    rows = tuple((day, place, "5") for day in ("2024-04", "2024-05") for place in "東西")
    found = compare(Version(header, rows), Version(header, (("2024-04", "東", "6"), *rows[1:])), {})

    assert found.key == ("年月日", "地区名")
    assert [item.cells for item in found.changed] == [(("人口", "5", "6"),)]


def test_spaces_do_not_make_it_another_row() -> None:
    old, new = (Version(("名称", "数"), ((name, "1"), ("乙", "2"))) for name in ("甲　店", "甲 店"))
    found = compare(old, new, {})

    assert found.added == found.removed == ()
    assert found.changed[0].cells == (("名称", "甲　店", "甲 店"),)


@pytest.mark.parametrize("form", ["{}", "{:03}"])
def test_a_list_that_was_numbered_anew_is_matched_by_its_names(form: str) -> None:
    """Also where the number is the declared key: each row below the one that went is another's."""
    names = "甲乙丙丁戊己"
    header, schema = ("施設番号", "名称", "所在地", "電話"), {"primaryKey": ["施設番号"]}

    def listed(left: str) -> Version:
        rows = ((form.format(n), name, f"{name}町", f"{name}局") for n, name in enumerate(left, 1))
        return Version(header, tuple(rows))

    found = compare(listed(names), listed(names[1:]), schema)
    assert found.key == ("名称",)
    assert [row[0] for row in found.removed] == ["甲"]
    assert {column for row in found.changed for column, _, _ in row.cells} == {"施設番号"}
    # Codes that do not count the rows are the things' own, whoever exchanged them.
    old, new = (
        Version(header, tuple((f"A{row[0]}", *row[1:]) for row in listed(left).rows))
        for left in (names, names[1:])
    )
    assert compare(old, new, schema).key == ("施設番号",)


def test_one_column_of_words_before_numbers_tells_the_rows_of_a_small_table() -> None:
    """All its numbers are new each year, and no name says that 税目 tells its rows apart."""
    header = ("税目", "調定額", "収入額")
    fields = [{"name": "税目", "type": "string"}]
    fields += [{"name": name, "type": "integer"} for name in header[1:]]
    old, new = (
        Version(header, tuple((name, f"{at}{n}", f"{n}{at}") for at, name in enumerate("甲乙丙")))
        for n in (4, 5)
    )
    found = compare(old, new, {"fields": fields})

    assert found.key == ("税目",)
    assert found.added == found.removed == ()
    assert len(found.changed) == 3


def test_a_declared_key_is_not_set_aside_for_a_few_rows(town: Town) -> None:
    old = Version(("番", "名称"), (("1", "甲"), ("2", "乙"), ("3", "丙")))
    new = Version(("番", "名称"), (("1", "乙"), ("2", "丙")))

    assert ("番",) == compare(old, new, {"primaryKey": ["番"]}).key
    assert (("3", "丙"),) == compare(old, new, {"primaryKey": ["番"]}).removed


def test_another_municipalitys_addresses_are_refused(town: Town) -> None:
    header = LINES[0].strip() + ",所在地\n"
    own, other = (
        header + "".join(f"000{n},公園{n},43.0{n},{place}{n}\n" for n in range(1, 7))
        for place in ("北海道札幌市中央区大通西", "北海道旭川市六条通")
    )
    update(town, newer(town, own), "--write", "--anyway", "--new-columns")
    before = town.files()
    shown = update(town, newer(town, other), "--write", expect=1)

    assert "旭川市" in shown
    assert before == town.files()


def test_rows_entered_to_try_a_form_are_refused(town: Town) -> None:
    shown = update(town, newer(town, ROWS + "0003,テスト,43.0\n"), "--write", expect=1)

    assert "試しに入れたような行" in shown


YEARS = "年度,名称,人数\n2024,東,1\n2024,西,2\n"
NEXT = "年度,名称,人数\n2025,東,3\n2025,西,4\n"


@pytest.fixture
def series(town: Town) -> str:
    said = ("--slug=nendo", "--title=年度別", "--description=年度別の人数", "--licence=CC0")
    town.run("add", town.source(YEARS, "nendo.csv"), *said)
    return "011002_nendo"


def test_a_new_year_is_added_to_the_others(town: Town, series: str) -> None:
    """Once: the same year again takes its own place. Without --append nobody loses a year."""
    path = newer(town, NEXT)
    assert "--append" in town.run("update", series, path, "--write", expect=1).output
    town.run("update", series, path, "--append", "--write")
    again = town.run("update", series, path, "--append", "--write").output
    table = (town.root / "datasets/011002_sapporo" / series / "nendo.csv").read_text("utf-8-sig")

    assert YEARS.splitlines() + NEXT.splitlines()[1:] == table.splitlines()
    assert "書き込むものがありません" in again


def test_rows_without_a_time_cannot_be_added(town: Town) -> None:
    assert "いつの行か" in update(town, newer(town, ROWS + "3,c,1\n"), "--append", expect=2)


def test_several_files_are_told_apart_by_their_names(town: Town) -> None:
    more = town.source(name="kita.csv")
    town.run("add", more, f"--to={NAME}", "--resource-title=北", "--licence=CC0")
    folder = town.root.parent / "new"
    folder.mkdir()
    for name in ("aed.csv", "kita.csv", "minami.csv"):
        (folder / name).write_text(f"{ROWS}0003,{name}公園,43.07\n", encoding="utf-8")
    update(town, str(folder / "minami.csv"), "--write", expect=2)
    update(town, str(folder / "aed.csv"), str(folder / "minami.csv"), "--write", expect=2)
    update(town, str(folder / "kita.csv"), str(folder / "aed.csv"), "--write")

    assert "aed.csv公園" in town.table.read_text("utf-8-sig")
    assert "kita.csv公園" in town.table.with_name("kita.csv").read_text("utf-8-sig")


def test_an_answer_is_taken_and_one_to_nothing_is_refused(town: Town) -> None:
    path = newer(town, ROWS + '0003,"北\n公園",43.07\n')
    shown = update(town, path)
    update(town, path, "--answer=line-breaks=never", expect=2)
    update(town, path, "--answer=no-such=1", expect=2)
    update(town, path, "--answer=line-breaks", expect=2)
    update(town, path, "--answer=line-breaks=join", "--write")

    assert "--answer 'line-breaks" in shown
    assert "0003,北公園,43.07" in town.table.read_text("utf-8-sig")


def test_a_killed_run_is_finished_by_the_next(town: Town) -> None:
    """The description is new, the table still old: the same command brings both together."""
    path, old = newer(town, ROWS + "0003,北公園,43.07\n"), town.table.read_bytes()
    update(town, path, "--write")
    whole = town.files()
    town.table.write_bytes(old)
    update(town, path, "--write")

    assert whole == town.files()


def test_a_file_that_is_not_there_is_said_in_japanese(town: Town) -> None:
    assert "ファイルがありません" in update(town, "nope.csv", expect=2)


def test_a_terminal_that_cannot_show_japanese_ends_nothing(town: Town) -> None:
    path = newer(town, ROWS + "0003,北公園,43.07\n")
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "update", NAME, path, "--write"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )

    assert 0 == done.returncode, done.stderr
    assert "北公園" in town.table.read_text("utf-8-sig")


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
        assert not found.changed or found.key == ("番",)
        stay = set(old.items()) - set(found.removed) | set(found.added)
        made = {row[0]: row[1] for row in stay}
        made |= {item.key[0]: item.cells[0][2] for item in found.changed}
        assert made == new
        assert len(found.added) - len(found.removed) == len(new) - len(old)
    assert found.is_same == (old == new)


def test_an_instances_older_contract_is_named_with_what_to_do(town: Town) -> None:
    """The tool writes a key that an instance's own copy does not know: the operator is told which file."""
    before = town.files()
    contract = copy.deepcopy(contracts.read("dataset.schema.json"))
    intake = contract["properties"]["resources"]["items"]["properties"]["intake"]["properties"]
    for name in ("gone", "left", "before"):
        del intake[name]
    own = town.root / "schemas/dataset.schema.json"
    own.parent.mkdir()
    own.write_text(json.dumps(contract), "utf-8")
    new = newer(town, ROWS.replace("中央公園", "北公園"))
    shown = update(town, new, "--write", expect=2)

    assert "schemas/dataset.schema.json が、道具の版より古いものです" in shown
    assert "消すと" in shown
    assert before == {name: content for name, content in town.files().items() if name in before}
    typo = town.run("set", NAME, "contact_email=soumu", expect=2).output
    assert "古いもの" not in typo
    own.unlink()
    town.run("update", NAME, new, "--write")


@pytest.mark.parametrize(
    ("label", "days", "is_refused"),
    [
        ("開催日", ("2026/5/2", "2026/5/9", "2026/5/30"), False),
        ("開催日時", ("2026/4/21", "2026年5月9日"), False),
        ("日付", ("2026/5/2", "2026/5/9", "2026/5/30"), True),
        ("開催日,参加者数", ("2026/5/2,7", "2026/5/9,8", "2026/5/30,9"), True),
        ("開催日", ("2026/3/2", "2026/3/9", "2026/3/30"), True),
        ("開催日", ("2026/4/20",), True),
        ("開催日", ("2026/5/2", "未定"), True),
        ("設置日", ("2026/5/2", "2026/5/9", "2026/5/30"), True),
    ],
)
def test_events_that_have_passed_go_without_a_doubt(
    town: Town, label: str, days: tuple[str, ...], is_refused: bool
) -> None:
    """Next month's list holds none of this month's; older ones, or some of them only, are doubted."""
    old = [("花見", "2026/4/5"), ("市", "2026/4/12"), ("講座", "2026/4/20"), ("展示", "2026/4/20")]
    head = f"行事,{label}\n"
    more = ",5" * label.count(",")
    rows = "".join(f"{name},{day}{more}\n" for name, day in old)
    town.run("add", newer(town, head + rows), "--slug=events", *SAID[1:])
    new = newer(town, head + "".join(f"行事{at},{day}\n" for at, day in enumerate(days)))
    shown = town.run("update", "011002_events", new, "--write", expect=int(is_refused)).output

    assert is_refused == ("がなくなります。別のファイルか" in shown)


def test_what_was_put_off_does_not_hide_what_is_gone(town: Town) -> None:
    """Three events of April come in July; six of August are over for nobody."""
    days = ["2026-04-05"] * 3 + ["2026-08-20", "2026-08-01"] * 3
    rows = "".join(f"行事{at},{day}\n" for at, day in enumerate(days))
    town.run("add", newer(town, f"行事,開催日\n{rows}"), "--slug=events", *SAID[1:])
    put_off = "".join(f"行事{at},2026-07-0{at + 1}\n" for at in range(3))
    new = newer(town, f"行事,開催日\n{put_off}月見,2026-09-30\n")
    shown = town.run("update", "011002_events", new, "--write", expect=1).output

    assert "9行のうち6行がなくなります。別のファイルか" in shown
