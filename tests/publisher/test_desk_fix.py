"""`opendata fix` on a dataset's CSV that an officer saved over: nothing of its description goes unsaid."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.publisher.desk_instance import FOLDER, Town, init

ROWS = "施設ID,名称,所在地,開設日\n0001,中央公園,札幌市中央区大通西1,2020-04-01\n0002,東公園,札幌市東区北1,2021-04-01\n"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A dataset whose fields have words and a key of an officer's own."""
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add(content=ROWS)
    document = made.descriptor
    schema = document["resources"][0]["schema"]
    schema["primaryKey"] = ["施設ID"]
    for item in schema["fields"]:
        item["description"] = f"{item['name']}の説明"
    path = made.root / FOLDER / "datapackage.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return made


def saved(town: Town, text: str, codec: str = "cp932") -> None:
    """What Excel leaves of the folder's own file."""
    town.table.write_bytes(text.replace("\n", "\r\n").encode(codec))


def schema(town: Town) -> dict[str, Any]:
    found: dict[str, Any] = town.descriptor["resources"][0]["schema"]
    return found


def words(town: Town) -> list[tuple[str, str | None]]:
    return [(item["name"], item.get("description")) for item in schema(town)["fields"]]


def test_columns_that_came_and_went_are_asked_about(town: Town) -> None:
    """Shown as a question; --write refuses and names both ways; nothing is touched."""
    saved(town, "施設名,所在地\n中央公園,札幌市中央区大通西１\n")
    before = town.files()
    shown = town.run("fix", str(town.table)).output
    refused = town.run("fix", str(town.table), "--write", expect=1).output

    for name in ("施設ID", "開設日", "名称", "施設名"):
        assert name in shown
    assert "--answer 'dataset-columns::=change'" in shown
    assert "--answer dataset-columns=change" in "".join(refused.split("\n")).replace("  ", " ")
    assert "opendata update" in refused
    assert before == town.files()


def test_the_change_is_part_of_the_diff_and_done_when_she_says_so(town: Town) -> None:
    """What goes from the description is named before it goes, the key too."""
    saved(town, "名称,所在地\n中央公園,札幌市中央区大通西１\n")
    answer = ("--answer", "dataset-columns=change")
    shown = town.run("fix", str(town.table), *answer).output
    town.run("fix", str(town.table), *answer, "--write")

    assert "「施設ID」 → （消す）" in shown
    assert "「開設日」 → （消す）" in shown
    assert "「行を見分ける列：施設ID」 → （消す）" in shown
    assert [("名称", "名称の説明"), ("所在地", "所在地の説明")] == words(town)
    assert "primaryKey" not in schema(town)
    assert "列とデータの説明を合わせる" in town.descriptor["origin"]["note"]
    assert "自動で直すところはありません" in town.run("fix", str(town.table)).output


def test_a_renamed_column_gets_its_name_back_when_she_says_so(town: Town) -> None:
    """Its field, its words and the key stay."""
    saved(town, ROWS.replace("施設ID", "整理コード"))
    shown = town.run("fix", str(town.table)).output
    assert "整理コード＝施設ID" in shown
    town.run("fix", str(town.table), "--answer", "dataset-columns=same", "--write")

    assert town.table.read_text(encoding="utf-8-sig").startswith("施設ID,名称,")
    assert ["施設ID"] == schema(town)["primaryKey"]
    assert ("施設ID", "施設IDの説明") == words(town)[0]


def test_a_name_that_means_the_same_is_put_back_and_shown(town: Town) -> None:
    saved(town, ROWS.replace("所在地", "住所"))
    before = words(town)
    shown = town.run("fix", str(town.table), "--write").output

    assert "「住所」 → 「所在地」" in shown
    assert before == words(town)
    assert ROWS.splitlines()[0] == town.table.read_text(encoding="utf-8-sig").splitlines()[0]


def test_the_order_of_columns_is_put_back_and_shown(town: Town) -> None:
    lines = [line.split(",") for line in ROWS.splitlines()]
    saved(town, "".join(f"{','.join(reversed(cells))}\n" for cells in lines))
    shown = town.run("fix", str(town.table), "--write").output

    assert "「開設日、所在地、名称、施設ID」 → 「施設ID、名称、所在地、開設日」" in shown
    assert ROWS.splitlines() == town.table.read_text(encoding="utf-8-sig").splitlines()
    assert "自動で直すところはありません" in town.run("fix", str(town.table)).output


def test_what_the_mends_themselves_make_is_no_question(town: Town) -> None:
    """A column of eras beside, a unit in a name: fields follow. CP932, as Excel saves, is no fault."""
    saved(town, ROWS.replace("2020-04-01", "令和2年4月1日").replace("2021-04-01", "令和3年4月1日"))
    town.run("fix", str(town.table), "--keep-eras", "--write")

    assert ["施設ID", "名称", "所在地", "開設日", "開設日_和暦"] == [
        name for name, _ in words(town)
    ]
    assert ["施設ID"] == schema(town)["primaryKey"]
    assert ("開設日", "開設日の説明") == words(town)[3]


def test_a_new_version_is_compared_with_what_excel_left(town: Town, tmp_path: Path) -> None:
    """`update` reads the present file in CP932, and no rows of other columns as its old version."""
    saved(town, ROWS)
    newer = tmp_path / "new.csv"
    newer.write_bytes(ROWS.replace("名称", "公園名").replace("中央公園", "大通公園").encode())
    shown = town.run("update", town.descriptor["name"], str(newer), "--same", "公園名=名称").output
    assert "「中央公園」→「大通公園」" in shown

    saved(town, "所在地,開設日\n0001,0002\n")
    town.run("update", town.descriptor["name"], str(newer), "--same", "公園名=名称", "--anyway")
