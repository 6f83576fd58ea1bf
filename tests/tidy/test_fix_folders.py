"""`opendata fix FOLDER`: again and again, whatever lies there; the whole diff; features by number."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner, Result

from publisher import contracts
from publisher.cli import main

ROWS = (("施設一覧",), ("名称", "定員"), ("東館", "１０"), ("西館", "20"), ("南館", "30"))


def run(*arguments: str, expect: int = 0) -> Result:
    result = CliRunner().invoke(main, ["fix", *arguments])

    assert expect == result.exit_code, result.output
    return result


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)


def content(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook, and a CSV of two tables."""
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "表"
    found.mkdir()
    workbook(found / "施設.xlsx")
    tables = (
        "地区,人口\n東,１\n西,2\n\n表2 施設\n施設名,定員,電話\nA,1,0742-11-1111\nB,2,0742-11-1112\n"
    )
    (found / "人口.csv").write_text(tables, encoding="utf-8")
    return found


def test_twice_is_once_for_a_folder(folder: Path) -> None:
    """The CSVs that were written are the tables of the files beside them, and are told as that."""
    run(str(folder), "--write")
    once = content(folder)
    said = run(str(folder), "--write").output

    assert {"施設.csv", "人口_1.csv", "人口_2.csv"} <= set(once)
    assert once == content(folder)
    assert "施設.xlsx から作った表です" in said
    assert "もう書いてあります" in said


def test_two_tables_of_one_name_stop_no_other_file(folder: Path) -> None:
    """They are told and stay; the others are mended."""
    workbook(folder / "施設.xlsm")
    book = openpyxl.load_workbook(folder / "施設.xlsm")
    book.active["A3"] = "北館"
    book.save(folder / "施設.xlsm")
    said = run(str(folder), "--write", expect=2).output

    assert "2つの表が同じファイルになります" in said
    assert not (folder / "施設.csv").exists()
    assert (folder / "人口_1.csv").is_file()


def test_what_is_passed_over_is_told_and_no_error(folder: Path) -> None:
    """A spreadsheet's lock, and a letter; what was written beside a table is no table either."""
    (folder / "~$施設.xlsx").write_bytes(b"lock")
    (folder / "連絡.txt").write_text("関係者の皆さまへ、次のとおり開催します。\n", encoding="utf-8")
    run(str(folder), "--write")
    said = run(str(folder), "--format", "json").output
    found = json.loads(said)

    jsonschema.validate(found, contracts.read("fix.schema.json"))
    assert {"~$施設.xlsx", "連絡.txt", "施設.csv", "人口_1.csv", "人口_2.csv"} == {
        Path(item["path"]).name for item in found["passed"]
    }
    assert "Excelが開いている間だけ" in said
    assert (folder / "施設_説明.txt").is_file()


def test_a_folder_of_other_forms_is_looked_at(tmp_path: Path) -> None:
    """Texts and GeoJSON, as when they are named themselves."""
    (tmp_path / "人口.txt").write_text('地区\t人口\n東\t"1,000"\n西\t"2,000"\n', encoding="utf-8")
    (tmp_path / "地点.geojson").write_text(json.dumps(GEO, ensure_ascii=False), encoding="utf-8")
    run(str(tmp_path), "--write")

    assert "東,1000" in (tmp_path / "人口.csv").read_text(encoding="utf-8-sig")
    assert "2021-04-01" in (tmp_path / "地点.csv").read_text(encoding="utf-8-sig")


def _feature(name: str, day: str) -> dict[str, object]:
    place = {"type": "Point", "coordinates": [135.8, 34.6]}
    return {"type": "Feature", "properties": {"名称": name, "開設日": day}, "geometry": place}


GEO = {
    "type": "FeatureCollection",
    "features": [_feature("東館", "2020-04-01"), _feature("西館", "令和3年4月1日")],
}


def test_features_are_told_by_number(tmp_path: Path) -> None:
    """All of them may stand in one line of the file."""
    path = tmp_path / "地点.geojson"
    path.write_text(json.dumps(GEO, ensure_ascii=False), encoding="utf-8")
    said = run(str(path)).output

    assert "2番目の地物 / feature 2「開設日」: 「令和3年4月1日」" in said
    assert "1行目" not in said


def test_the_whole_diff_can_be_read(tmp_path: Path) -> None:
    """Five of a kind are shown, and how to see the others is said."""
    path = tmp_path / "人口.csv"
    lines = [f"地区{number},１{number}" for number in range(12)]
    path.write_text("\n".join(["地区,人口", *lines]) + "\n", encoding="utf-8")
    short, whole = run(str(path)).output, run(str(path), "--all").output

    assert "ほか7か所（--all ですべて見られます）" in short
    assert "「１11」" not in short
    assert "13行目 / line 13「人口」: 「１11」 → 「111」" in whole
    assert "--all" not in whole
