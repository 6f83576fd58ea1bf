"""Known answers in the files that officers really sent, where REALDATA names their folder."""

from __future__ import annotations

import csv
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.files import SmallFile
from publisher.tidy import blocks, read, series
from publisher.tidy.draft import Draft
from publisher.tidy.read import Unread
from publisher.tidy.series import Joined
from tests.tidy.grids import lost

FOLDER = Path(os.environ.get("REALDATA", ""))
pytestmark = pytest.mark.skipif(
    "REALDATA" not in os.environ, reason="REALDATA names no folder: known answers are NOT checked"
)
SABAE = "code4fukui__opendata_fukui"
BULLETINS = {
    "R3jinnkousuii.xls": (12, 360),
    "R8jinko4.xlsx": (1, 30),
    "chikubetsu-jinko-setaisu-h27.xls": (8, 330),
    "chikubetsu-jinko-setaisuR8-4.xlsx": (11, 590),
}
"""Months that sabae_population.csv holds too, and rows of the long table."""
TAKAMATSU = "takamatsu-city__opendata"
TWINS = {
    ("data/sandbag_creation_location/data.xlsx", "data/sandbag_creation_location/data.csv"): 0,
    ("data/public_toilet/data.xlsx", "data/public_toilet/data.csv"): 8,
    ("data/garbage_collection_date/0090.xlsx", "old_data/0090.csv"): 0,
    ("data/number_of_births_and_deaths/0091_2020.xlsx", "old_data/0091_2020.csv"): 0,
}
"""Cells in which a workbook and the CSV of the same data differ."""


def drafts(path: str) -> list[Draft]:
    file = SmallFile((FOLDER / path).read_bytes())
    found = read.grids(file, path.rpartition(".")[2].lower())

    assert not isinstance(found, Unread), path
    return [draft for of in found for draft in blocks.drafts(of)]


def bulletin(name: str) -> Joined:
    (found,) = series.join(drafts(f"{SABAE}/org/sabae-jinko.files/{name}"))
    return found


def truth() -> dict[tuple[str, str], int]:
    """Population by date and district; the whole city's under `population`."""
    path = FOLDER / SABAE / "sabae_population.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {
            (line["date"], district): int(value)
            for line in csv.DictReader(stream)
            for district, value in line.items()
            if district not in {"date", "lgcode"}
        }


@pytest.mark.parametrize("name", BULLETINS)
def test_sabaes_bulletins_agree_with_the_known_population(name: str) -> None:
    """Every month and district that both hold, and the city as a whole."""
    months, rows = BULLETINS[name]
    found = bulletin(name).draft
    names = [column.name for column in found.columns]
    sums: Counter[tuple[str, str]] = Counter()
    for row in found.rows:
        cells = dict(zip(names, row.cells, strict=True))
        sums[cells["年月日"], cells["地区名"]] += int(cells["合計"] or 0)
        sums[cells["年月日"], "population"] += int(cells["合計"] or 0)
    known = truth()
    both = {key: value for key, value in known.items() if key in sums}

    assert rows == len(found.rows)
    assert months * 11 == len(both)
    assert both == {key: sums[key] for key in both}


def test_sabaes_totals_are_all_sums_and_groups_all_named() -> None:
    for name in BULLETINS:
        found = bulletin(name)
        keys = [row.cells[:-4] for row in found.draft.rows]

        kinds = {change.mend for change in found.changes}
        assert {"group-names", "total-rows", "told-columns"} == kinds
        assert all(all(key) for key in keys)
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("pair", TWINS)
def test_takamatsus_workbooks_equal_their_csv(pair: tuple[str, str]) -> None:
    (book,), (text,) = (drafts(f"{TAKAMATSU}/{path}") for path in pair)
    cells = [
        (ours, theirs)
        for one, other in zip(book.rows, text.rows, strict=True)
        for ours, theirs in zip(one.cells, other.cells, strict=True)
    ]

    assert [column.name for column in book.columns] == [column.name for column in text.columns]
    assert TWINS[pair] == sum(ours != theirs for ours, theirs in cells)


def listed() -> Iterator[str]:
    with (FOLDER / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        yield from (line["path"] for line in csv.DictReader(stream, delimiter="\t"))


def test_every_file_is_read_and_no_text_of_it_is_lost() -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in listed():
        file = SmallFile((FOLDER / path).read_bytes())
        found = read.grids(file, path.rpartition(".")[2].lower())
        if isinstance(found, Unread):
            kinds["unread"].append(path)
            continue
        whole: list[Draft] = []
        for of in found:
            here = blocks.find(of)
            whole += here.drafts
            assert [] == lost(of, here), path
        joined = series.join(whole)
        is_series = any(item.is_series for item in joined)
        kind = "series" if is_series else "tables" if len(joined) > 1 else "table"
        kinds[kind].append(path)

    assert {"unread": 2, "series": 4, "tables": 2, "table": 118} == {
        kind: len(paths) for kind, paths in kinds.items()
    }


OTHERWISE = {
    "Well-Being-results/0112.xlsx": ("1", "3", "102"),  # rows 103–1000 are formatted, no value
    "garbage_separation_list/0074.xlsx": ("1", "2", "614"),  # rows of a running number are rows
    "menu_information/0084_202607xlsx.xlsx": ("1", "2", "678"),  # the same
}
"""Where the labels count otherwise: tables, first and last row."""
DICTIONARY = "dataSpecification.xls"
"""Its sheets are words and what they mean: one is a table to us, the others are listings."""


def test_the_tables_are_where_people_saw_them() -> None:
    """Number of tables, first and last row of every sheet, as labelled by hand."""
    path = Path(__file__).parent.parent / "labels" / "layout.tsv"
    count = 0
    with path.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream, delimiter="\t"):
            if line["file"].endswith((".geojson", DICTIONARY)):
                continue
            here = [d for d in drafts(line["file"]) if (d.sheet or "") == line["sheet"]]
            lines = [row.line for draft in here for row in draft.rows]
            seen = (str(len(here)), str(min(lines)), str(max(lines)))
            labelled = (line["tables"], line["first"], line["last"])
            name = "/".join(line["file"].split("/")[-2:])
            count += 1

            assert OTHERWISE.get(name, labelled) == seen, line["file"]

    assert count > 100
