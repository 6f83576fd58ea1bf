"""`opendata update` with next year's workbook: taken as `add` took the first, its original too."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.books.ods_writer import ods
from tests.publisher.desk_books import SAID, TITLED, book
from tests.publisher.desk_instance import Town, init

FOLDER = "datasets/011002_sapporo/011002_jinko"
NEXT = [["地区別人口（令和7年4月1日現在）"], [], TITLED[2], ["北町", 1210, "２，３００"]]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.run("add", book(made.root / "jinko.xlsx", {"4月": TITLED}), *SAID)
    return made


def document(town: Town) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((town.root / FOLDER / "datapackage.json").read_text("utf-8"))
    return found


def test_a_workbook_shows_what_it_changes_and_takes_its_original_along(town: Town) -> None:
    before = town.files()
    source = book(town.root / "2025.xlsx", {"R7": NEXT})
    shown = town.run("update", "011002_jinko", source, "--anyway")
    assert "南町" in shown.output
    assert {**town.files(), "2025.xlsx": b""} == {**before, "2025.xlsx": b""}

    town.run("update", "011002_jinko", source, "--write", "--anyway")
    table = (town.root / FOLDER / "jinko.csv").read_text("utf-8-sig")
    assert table.splitlines() == ["地区,世帯数,人口", "北町,1210,2300"]
    assert (town.root / FOLDER / "jinko.xlsx").read_bytes() == Path(source).read_bytes()
    tidy, original = document(town)["resources"]
    assert tidy["sources"] == [{"title": "2025.xlsx", "path": "jinko.xlsx"}]
    assert "2025.xlsx" in original["title"]


def test_an_original_that_may_not_go_out_takes_the_old_one_away(town: Town) -> None:
    source = book(town.root / "2025.xlsx", {"R7": NEXT}, author="山田太郎")
    town.run("update", "011002_jinko", source, "--write", "--anyway")

    assert [item["path"] for item in document(town)["resources"]] == ["jinko.csv"]
    assert "sources" not in document(town)["resources"][0]
    assert not (town.root / FOLDER / "jinko.xlsx").exists()
    assert document(town)["history"][-1]["ref"].startswith("sha256:")


def test_of_several_tables_the_one_with_the_datasets_columns_is_taken(town: Town) -> None:
    sheets = {"店": [["店名", "電話"], ["甲", "011-211-0001"], ["乙", "011-211-0002"]], "R7": NEXT}
    source = book(town.root / "2025.xlsx", sheets)
    town.run("update", "011002_jinko", source, "--write", "--anyway")

    assert "1210" in (town.root / FOLDER / "jinko.csv").read_text("utf-8-sig")


def test_another_tables_workbook_is_refused_and_nothing_changes(town: Town) -> None:
    source = book(town.root / "shops.xlsx", {"店": [["店名", "電話"], ["甲", "1"], ["乙", "2"]]})
    before = town.files()
    refused = town.run("update", "011002_jinko", source, "--write", expect=1)

    assert "店名" in refused.output
    assert town.files() == before


def test_what_stood_there_is_put_back_where_the_new_cannot_be_written(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book(town.root / "2025.xlsx", {"R7": NEXT}, author="山田太郎")
    before = town.files()

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publisher.files.write", failing)
    town.run("update", "011002_jinko", source, "--write", "--anyway", expect=5)

    assert town.files() == before


def test_a_withdrawn_dataset_comes_back_with_its_table_alone(town: Town) -> None:
    town.run("withdraw", "011002_jinko", "--reason=試し")
    assert not (town.root / FOLDER / "jinko.xlsx").exists()
    source = book(town.root / "2025.xlsx", {"R7": NEXT})
    town.run("set", "011002_jinko", "--restore", f"--file={source}")

    assert (town.root / FOLDER / "jinko.xlsx").read_bytes() == Path(source).read_bytes()
    assert "北町,1210" in (town.root / FOLDER / "jinko.csv").read_text("utf-8-sig")


def test_what_is_said_of_the_table_goes_with_it(town: Town) -> None:
    """Days and counts told of the old table would be wrong of the new; a person's words stay."""
    town.run(
        "set",
        "011002_jinko",
        "resource_description=課の一覧です。\n地区別人口（令和6年4月1日現在）",
    )
    source = book(town.root / "2025.xlsx", {"R7": NEXT})
    town.run("update", "011002_jinko", source, "--write", "--anyway")
    told = document(town)

    assert "課の一覧です。\n地区別人口（令和7年4月1日現在）" == told["resources"][0]["description"]
    assert {"start": "2025-04-01", "end": "2025-04-01"} == told["temporal"]
    assert 1 == told["origin"]["note"].count("公開のために表を整えました")


def test_last_years_book_is_refused_by_the_day_above_its_table(town: Town) -> None:
    """Saved again it has other bytes: only what it says shows that it is old."""
    newer = book(town.root / "7.xlsx", {"R7": NEXT})
    rows: list[list[Any]] = [
        ["地区別人口（令和5年4月1日現在）"],
        [],
        TITLED[2],
        ["北町", 1200, 2400],
    ]
    older = book(town.root / "5.xlsx", {"表": rows})
    town.run("update", "011002_jinko", newer, "--write", "--anyway")
    before = town.files()
    refused = town.run("update", "011002_jinko", older, "--write", expect=1)

    assert "古いものです" in refused.output
    assert before == town.files()


def test_a_new_month_is_added_to_the_months_before(town: Town) -> None:
    """Its rows, its day and what was mended in it stand beside those that were there."""
    months: list[list[list[Any]]] = [
        [[f"駅の利用（令和6年{month}月1日現在）"], [], ["駅", "人数"], ["北駅", month], ["南駅", 9]]
        for month in (4, 5, 6)
    ]
    first = book(town.root / "eki.xlsx", {"4月": months[0], "5月": months[1]})
    said = ("--title=駅の利用", "--description=駅ごとの人数", "--licence=CC0", "--slug=eki")
    town.run("add", first, *said, "--as-proposed")
    place = town.root / "datasets/011002_sapporo/011002_eki"
    old = (place / "eki.csv").read_text("utf-8-sig").splitlines()
    later = book(town.root / "6.xlsx", {"6月": months[2], "5月": months[1]})
    town.run("update", "011002_eki", later, "--append", "--write")
    told = json.loads((place / "datapackage.json").read_text("utf-8"))

    assert [*old, "2024-06-01,北駅,6", "2024-06-01,南駅,9"] == (
        (place / "eki.csv").read_text("utf-8-sig").splitlines()
    )
    assert {"start": "2024-04-01", "end": "2024-06-01"} == told["temporal"]
    assert told["resources"][0]["sources"] == [
        {"title": "eki.xlsx", "path": "eki.xlsx"},
        {"title": "6.xlsx", "path": "eki_2.xlsx"},
    ]
    assert (place / "eki_2.xlsx").read_bytes() == Path(later).read_bytes()
    assert len({item["id"] for item in told["resources"]}) == 3


@pytest.mark.parametrize(
    ("title", "name", "sheet", "day"),
    [
        ("駅の利用（令和6年6月1日現在）", "new.xlsx", "表", "2024-06-01"),
        ("駅の利用", "令和6年6月1日.xlsx", "表", "2024-06-01"),
        ("駅の利用", "new.xlsx", "R6.6.1", "2024-06-01"),
        ("駅の利用（令和6年6月）", "new.xlsx", "表", ""),
        ("駅の利用", "new.xlsx", "6月", ""),
    ],
)
def test_a_sheet_of_one_month_has_the_time_that_its_surroundings_tell(
    town: Town, title: str, name: str, sheet: str, day: str
) -> None:
    """As its column in the dataset is one of days; another one is no day."""

    def month(words: str, count: int) -> list[list[Any]]:
        return [[words], [], ["駅", "人数"], ["北駅", count], ["南駅", 9]]

    sheets = {f"{at}月": month(f"駅の利用（令和6年{at}月1日現在）", at) for at in (4, 5)}
    said = ("--title=駅の利用", "--description=駅ごとの人数", "--licence=CC0", "--slug=eki")
    town.run("add", book(town.root / "eki.xlsx", sheets), *said)
    source = book(town.root / name, {sheet: month(title, 6)})
    shown = town.run("update", "011002_eki", source, "--append", "--write", expect=0 if day else 1)
    table = (town.root / "datasets/011002_sapporo/011002_eki/eki.csv").read_text("utf-8-sig")

    assert table.splitlines()[5:] == ([f"{day},北駅,6", f"{day},南駅,9"] if day else [])
    assert (f"にある {day} にしました" in shown.output) == bool(day)
    assert ("「年月日」は、表の上か" in shown.output) != bool(day)


def test_what_is_told_of_added_months_is_told_once_and_so_of_all(town: Town) -> None:
    """Neither what was mended nor what was done with totals piles up; days of one month go."""

    def month(number: int, *notes: str) -> list[list[Any]]:
        return [
            [f"駅の利用（令和6年{number}月1日現在）"],
            [],
            ["駅", "人数"],
            *([f"{line}{number}" if line == "計" else line, 1] for line in "甲乙"),
            ["計", 2],
            [],
            ["※令和2年国勢調査による"],
            *([note] for note in notes),
        ]

    book(town.root / "eki.xlsx", {"4月": month(4), "5月": month(5)})
    said = ("--title=駅の利用", "--licence=CC0", "--slug=eki", "--origin-note=課の調べ。")
    town.run("add", str(town.root / "eki.xlsx"), *said, "--as-proposed")
    place = town.root / "datasets/011002_sapporo/011002_eki/datapackage.json"
    documents = [json.loads(place.read_text("utf-8"))]
    for number in (6, 8, 8, 10):
        sheets = {f"{at}月": month(at, "※推計を含む") for at in (number, number + 1)}
        path = book(town.root / f"{number}.xlsx", sheets)
        town.run("update", "011002_eki", path, "--append", "--write")
        documents.append(json.loads(place.read_text("utf-8")))
    told = [whole["resources"][0]["description"].splitlines() for whole in documents]

    assert told[0] == [
        "駅の利用",
        "※令和2年国勢調査による",
        "計・合計の行（2行）は、内訳の和と同じことを確かめて除いた。",
    ]
    assert told[-1] == [
        "駅の利用",
        "※令和2年国勢調査による",
        "計・合計の行は、内訳の和と同じことを確かめて除いた。",
        "2024-06-01〜2024-07-01、2024-08-01〜2024-09-01、2024-10-01〜2024-11-01: ※推計を含む",
    ]
    note = (
        "課の調べ。 公開のために表を整えました：「表の上の題名などを説明に移す」"
        "「表の下や横の注記を説明に移す」「空の行を消す」「計・合計の行を除く」"
        "「表題やシートの名前が示すこと（年・月など）を列にする」。値の意味は変えていません。"
    )
    assert [whole["origin"]["note"] for whole in documents[1:]] == [note] * 4


def test_a_month_sent_again_takes_the_place_of_its_own_original(town: Town) -> None:
    """Of its name; those of the other months stay. One that may not go out leaves all as they are."""
    rows: list[list[Any]] = [
        ["年月", "駅", "人数"],
        ["2024-04", "北駅", 4],
        ["2024-04", "南駅", 9],
    ]
    said = ("--title=駅の利用", "--description=駅ごとの人数", "--licence=CC0", "--slug=eki")
    town.run("add", book(town.root / "eki.xlsx", {"表": rows}), *said)
    place = town.root / "datasets/011002_sapporo/011002_eki"
    paths = []
    for count in (5, 6):
        month = [rows[0], ["2024-05", "北駅", count], ["2024-05", "南駅", 9]]
        path = book(town.root / "5.xlsx", {"表": month})
        town.run("update", "011002_eki", path, "--append", "--write")
        paths.append(sorted(item.name for item in place.iterdir()))
    named = book(town.root / "6.xlsx", {"表": [rows[0], ["2024-06", "北駅", 7]]}, author="山田太郎")
    town.run("update", "011002_eki", named, "--append", "--write")

    assert paths == [["datapackage.json", "eki.csv", "eki.xlsx", "eki_2.xlsx"]] * 2
    assert (place / "eki_2.xlsx").read_bytes() == Path(path).read_bytes()
    assert sorted(item.name for item in place.iterdir()) == paths[0]
    assert "2024-06,北駅,7" in (place / "eki.csv").read_text("utf-8-sig")


def test_a_month_with_one_more_column_leaves_the_others_blank(town: Town) -> None:
    first = "年月,駅,人数\n2024-04,北駅,4\n"
    said = ("--title=駅", "--description=駅ごとの人数", "--licence=CC0", "--slug=eki")
    town.run("add", town.source(first, "eki.csv"), *said)
    later = town.source("年月,人数,駅,備考\n2024-05,5,北駅,工事\n", "5.csv")
    town.run("update", "011002_eki", later, "--append", "--write", expect=1)
    more = town.run("update", "011002_eki", later, "--append", "--write", "--new-columns").output
    fewer = town.source("年月,駅\n2024-06,北駅\n", "6.csv")
    town.run("update", "011002_eki", fewer, "--append", "--write", "--new-columns")
    table = (town.root / "datasets/011002_sapporo/011002_eki/eki.csv").read_text("utf-8-sig")

    assert table.splitlines() == [
        "年月,駅,人数,備考",
        "2024-04,北駅,4,",
        "2024-05,北駅,5,工事",
        "2024-06,北駅,,",
    ]
    assert "行全体で見くらべました" not in more


def test_a_workbook_goes_beside_the_table_of_a_dataset_that_began_as_a_text(town: Town) -> None:
    """As `add` would put it; of another format next year it keeps its id."""
    text = "地区,世帯数,人口\n北町,1200,2345\n"
    said = ("--title=人口", "--description=地区の人口", "--licence=CC0", "--slug=hito")
    town.run("add", town.source(text, "hito.csv"), *said)
    place = town.root / "datasets/011002_sapporo/011002_hito"
    town.run("update", "011002_hito", book(town.root / "7.xlsx", {"R7": NEXT}), "--write")
    first = json.loads((place / "datapackage.json").read_text("utf-8"))["resources"]
    rows = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
        for row in (*NEXT[2:], ["南町", 1, 2])
    )
    other = town.root / "8.ods"
    other.write_bytes(ods(f"<table:table table:name='R8'>{rows}</table:table>").content)
    town.run("update", "011002_hito", str(other), "--write", "--anyway")
    second = json.loads((place / "datapackage.json").read_text("utf-8"))["resources"]

    assert [item["path"] for item in first] == ["hito.csv", "hito.xlsx"]
    assert [item["path"] for item in second] == ["hito.csv", "hito.ods"]
    assert [item["id"] for item in first] == [item["id"] for item in second]
    assert second[1]["mediatype"] != first[1]["mediatype"]
    assert sorted(item.name for item in place.iterdir()) == [
        "datapackage.json",
        "hito.csv",
        "hito.ods",
    ]


def _cell(value: object) -> str:
    return (
        f"<table:table-cell office:value-type='string'><text:p>{value}</text:p></table:table-cell>"
    )


def test_a_day_that_the_new_table_does_not_tell_is_pointed_to(town: Town) -> None:
    text = town.source("地区,世帯数,人口\n北町,1210,2300\n南町,800,1700\n", "8.csv")
    shown = town.run("update", "011002_jinko", text, "--write").output

    assert "説明に「地区別人口（令和6年4月1日現在）」とあります" in shown


def month(number: int, *notes: str) -> list[list[Any]]:
    rows: list[list[Any]] = [[f"駅の利用（令和6年{number}月1日現在）"], [], ["駅", "人数"]]
    rows += [["甲", number], ["乙", 1]]
    return [*rows, [], *([note] for note in notes)]


def told(town: Town) -> list[str]:
    place = town.root / "datasets/011002_sapporo/011002_eki/datapackage.json"
    entry = json.loads(place.read_text("utf-8"))["resources"][0]
    return str(entry.get("description", "")).splitlines()


@pytest.fixture
def stations(town: Town) -> Town:
    sheets = {"4月": month(4, "※推計を含む", "資料：交通課"), "5月": month(5, "資料：交通課")}
    path = book(town.root / "eki.xlsx", sheets)
    said = ("--title=駅の利用", "--licence=CC0", "--slug=eki", "--as-proposed")
    town.run("add", path, *said, "--resource-description=駅ごとの数です。")
    return town


def test_notes_of_the_months_that_go_are_taken_out_of_the_description(stations: Town) -> None:
    """They came with a file, and are shown to go with it; a person's words stay."""
    assert "※推計を含む" in " ".join(told(stations))
    stations.run(
        "set",
        "011002_eki",
        f"resource_description={chr(10).join([*told(stations), '2024-04-01: 改札工事'])}",
    )
    sheets = {"6月": month(6, "資料：交通課"), "7月": month(7, "資料：交通課", "※速報")}
    path = book(stations.root / "new.xlsx", sheets)
    before = told(stations)
    shown = stations.run("update", "011002_eki", path, "--anyway").output
    assert told(stations) == before
    stations.run("update", "011002_eki", path, "--anyway", "--write")
    now = told(stations)

    assert re.search("説明から外します：「.*※推計を含む」", shown)
    assert re.search("説明に加えます：「.*※速報」", shown)
    assert "※推計を含む" not in " ".join(now)
    assert {"駅ごとの数です。", "資料：交通課", "2024-04-01: 改札工事"} <= set(now)


def test_a_bare_table_takes_only_what_was_so_of_months_that_go(stations: Town) -> None:
    """Its file has no words of its own: what was so of all rows may still be so."""
    rows = ["年月日,駅,人数", *(f"2024-0{at}-01,{name},{at}" for at in (5, 6) for name in "甲乙")]
    path = stations.source("\n".join(rows), "eki.csv")
    added = book(stations.root / "b.xlsx", {"6月": month(6, "※速報"), "7月": month(7, "※速報")})
    stations.run("update", "011002_eki", added, "--append", "--write")
    assert "2024-06-01〜2024-07-01: ※速報" in told(stations)
    stations.run("update", "011002_eki", path, "--anyway", "--write")

    assert "資料：交通課" in told(stations)
    assert "2024-06-01〜2024-07-01: ※速報" in told(stations)
    later = stations.source("\n".join(line.replace("2024", "2025") for line in rows), "l.csv")
    stations.run("update", "011002_eki", later, "--anyway", "--write")
    assert "※速報" not in " ".join(told(stations))
