"""A version that is no new one: last year's rows come back, or only what tells the time was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.desk import former_rows, same_values
from publisher.tidy.difference import Version
from tests.publisher.desk_instance import Town, init

HEADER = ("地区", "世帯数", "男", "女")
SCHEMA = {
    "fields": [
        {"name": "地区", "type": "string"},
        *({"name": name, "type": "integer"} for name in HEADER[1:]),
    ]
}
PLACES = [f"第{number}地区" for number in range(12)]


def counts(year: int, *, places: list[str] = PLACES) -> list[tuple[str, ...]]:
    return [
        (name, *(str(1013 + 37 * at + 7 * year * (column + at)) for column in (1, 2, 3)))
        for at, name in enumerate(places)
    ]


def table(rows: list[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> Version:
    return Version(header, tuple(rows))


@given(st.sets(st.integers(0, 300)), st.sets(st.integers(0, 300)), st.integers(0, 300))
def test_rows_of_before_are_known_again_whatever_was_kept_of_them(
    old: set[int], new: set[int], changed: int
) -> None:
    """Of any number of rows the least digests tell; one more changed cell hides nothing."""
    before, now = (table([(str(n), "x") for n in sorted(of)], ("a", "b")) for of in (old, new))
    kept = former_rows.kept([], before, now)
    again = [(str(n), "x") for n in sorted(old)]
    doubt = former_rows.returned(kept, now, table([*again, (str(changed), "y")], ("a", "b")))

    assert len(kept) == min(len(old - new), former_rows.KEPT)
    if len(old - new) >= 8:
        assert doubt is not None
    if len(old - new) < former_rows.LEAST:
        assert doubt is None


@given(st.sets(st.integers(0, 200), min_size=5), st.sets(st.integers(1000, 1200), min_size=5))
def test_new_rows_are_no_old_ones(old: set[int], new: set[int]) -> None:
    before, now = (table([(str(n), "x") for n in of], ("a", "b")) for of in (old, new))
    kept = former_rows.kept([], before, now)
    newer = table([(str(n), "z") for n in new], ("a", "b"))

    assert former_rows.returned(kept, now, newer) is None


def test_a_new_years_counts_that_are_the_old_ones_are_doubted() -> None:
    """All but a handful: who changed the title of last year's file may have changed a cell."""
    old = counts(1)
    one = [(*old[0][:3], "1"), *old[1:]]
    for rows in (old, one):
        assert same_values.found(table(old), table(rows), SCHEMA, ("2024", "2025")) is not None
    assert same_values.found(table(old), table(one), SCHEMA, ("", "")) is None
    assert same_values.found(table(old), table(counts(2)), SCHEMA, ("2024", "2025")) is None


def test_rows_of_a_new_year_beside_the_others_are_looked_at_by_themselves() -> None:
    header = ("年度", *HEADER)
    old = [("2024年度", *row) for row in counts(1)]
    copied = [*old, *(("2025年度", *row[1:]) for row in old)]
    counted = [*old, *(("2025年度", *row) for row in counts(2))]

    assert same_values.found(table(old, header), table(copied, header), SCHEMA, ("", ""))
    assert not same_values.found(table(old, header), table(counted, header), SCHEMA, ("", ""))


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        # capacities, fees: set for years
        (HEADER, [(name, "60", "120", str(5 * at)) for at, name in enumerate(PLACES)]),
        # a list with points
        (
            ("地区", "電話", "緯度", "経度"),
            [(name, "0742", f"34.6{at}1", f"135.8{at}3") for at, name in enumerate(PLACES)],
        ),
        # mostly words
        (
            ("地区", "住所", "電話", "人口"),
            [(name, f"町{at}", f"22-{at}", str(1013 + 37 * at)) for at, name in enumerate(PLACES)],
        ),
    ],
)
def test_lists_that_stay_as_they_are_pass(
    header: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    schema = {
        "fields": [
            {
                "name": name,
                "type": "number" if name in {*HEADER[1:], "緯度", "経度", "人口"} else "string",
            }
            for name in header
        ]
    }
    of = table(rows, header)

    assert same_values.found(of, of, schema, ("2024", "2025")) is None


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def text(rows: list[tuple[str, ...]], title: str = "") -> str:
    lines = [title + "," * (len(HEADER) - 1), *(",".join(row) for row in (HEADER, *rows))]
    return "\n".join(lines if title else lines[1:]) + "\n"


def put(town: Town, content: str, *more: str, expect: int = 0) -> str:
    source = town.source(content, "new.csv")
    return town.run("update", "011002_jinko", source, "--write", *more, expect=expect).output


def test_last_years_file_with_one_cell_changed_is_refused_where_nothing_tells_its_day(
    town: Town,
) -> None:
    first = counts(1)
    town.run(
        "add",
        town.source(text(first), "jinko.csv"),
        *("--title=人口", "--description=地区の人口", "--licence=CC0"),
    )
    put(town, text(counts(2)), "--anyway")
    corrected = counts(2)
    corrected[3] = (*corrected[3][:3], "77")
    put(town, text(corrected))
    before = town.files()
    shown = put(town, text([*first[:-1], (*first[-1][:3], "5")]), expect=1)

    assert "前に公開していた版の行にもどります" in shown
    assert {k: v for k, v in town.files().items() if k != "new.csv"} == {
        k: v for k, v in before.items() if k != "new.csv"
    }
    # One row put right, and right again, is an ordinary week.
    corrected[3] = (*counts(2)[3][:3], "1209")
    corrected[5] = (*corrected[5][:3], "78")
    put(town, text(corrected))


def test_last_years_file_under_this_years_title_is_refused(town: Town) -> None:
    town.run(
        "add",
        town.source(text(counts(1), "地区別人口（令和6年4月1日現在）"), "jinko.csv"),
        *("--title=人口", "--description=地区の人口", "--licence=CC0"),
    )
    again = [*counts(1)[:-1], (*counts(1)[-1][:3], "5")]
    assert "値は今の表とすべて同じ" in put(town, text(counts(1), "人口（令和7年4月1日現在）"))
    shown = put(town, text(again, "地区別人口（令和7年4月1日現在）"), expect=1)

    assert "12行のうち11行の値が 2024-04-01 と同じです" in shown
    put(town, text(counts(2), "地区別人口（令和7年4月1日現在）"))
