"""Known answers of real workbooks, through all of `opendata add` (REALDATA names their folder).

The sources hold the same facts twice: a city's workbook and its CSV twin, monthly sheets and the
totals that citizens took from them.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher.cli import main
from tests.publisher.desk_instance import init

FOLDER = os.environ.get("REALDATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="REALDATA names no folder")
SAID = ("--title=題", "--description=説明", "--licence=CC0", "--slug=t", "--anyway")


@pytest.fixture
def root() -> Path:
    return Path(FOLDER or "")


def added(place: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The table that comes out, by name of column."""
    town = init(place)
    monkeypatch.chdir(town.root)
    # What the check then says of the data is no matter here.
    result = CliRunner().invoke(main, ["add", str(source), *SAID])
    assert result.exit_code in {0, 1}, result.output
    (path,) = (town.root / "datasets").glob("*/011002_t/t.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_twelve_years_of_monthly_workbooks_agree_with_the_totals_taken_from_them(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every month and district that both hold, in one table out of four workbooks."""
    fukui = root / "code4fukui__opendata_fukui"
    table = added(tmp_path / "town", fukui / "org/sabae-jinko.files", monkeypatch)
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in table:
        # 行政別 counts by other districts than the totals do.
        if "行政別" not in row["表題"]:
            sums[row["年月日"], row["表題"]][row["地区名"]] += int(row["合計"] or 0)
    (source,) = fukui.rglob("sabae_population.csv")
    with source.open(encoding="utf-8-sig", newline="") as stream:
        totals = {row["date"]: row for row in csv.DictReader(stream)}
    compared = 0
    for (day, _), districts in sums.items():
        for district, people in districts.items():
            if day in totals and district in totals[day]:
                assert people == int(totals[day][district]), (day, district)
                compared += 1

    assert compared == 300


@pytest.mark.parametrize(
    ("name", "differ"), [("sandbag_creation_location", 0), ("public_toilet", 8)]
)
def test_a_workbook_comes_out_as_its_csv_twin(
    name: str, differ: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cell by cell, but for those that differ between the versions of the two files."""
    folder = root / "takamatsu-city__opendata/data" / name
    of_book = added(tmp_path / "book", folder / "data.xlsx", monkeypatch)
    of_text = added(tmp_path / "text", folder / "data.csv", monkeypatch)

    assert list(of_book[0]) == list(of_text[0])
    assert len(of_book) == len(of_text)
    different = [
        (one[column], other[column])
        for one, other in zip(of_book, of_text, strict=True)
        for column in one
        if one[column] != other[column]
    ]
    assert len(different) == differ, different
