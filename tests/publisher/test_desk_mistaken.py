"""A file that may be the wrong one is not written: another table's, an old one, half of one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.publisher.desk_books import book
from tests.publisher.desk_instance import SAID, Town, init

NAME = "011002_hoiku"
HEADER = ["番号", "名称", "住所", "定員", "更新日"]
ROWS = [[str(n), f"第{n}保育園", f"北{n}条西1", str(10 * n), "2024-04-01"] for n in range(1, 9)]


def text(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    add(made, "hoiku", text(ROWS))
    return made


def add(town: Town, slug: str, content: str, *more: str) -> None:
    source = town.source(content, f"{slug}.csv")
    town.run("add", source, f"--slug={slug}", f"--title={slug}の表", *SAID[3:], *more)
    Path(source).unlink()


def table(town: Town, name: str = NAME) -> str:
    slug = name.partition("_")[2]
    path = town.root / f"datasets/011002_sapporo/{name}/{slug}.csv"
    return path.read_text("utf-8-sig")


def entry(town: Town, name: str = NAME) -> dict[str, Any]:
    path = town.root / f"datasets/011002_sapporo/{name}/datapackage.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["resources"][0]
    return found


def put(town: Town, content: str | bytes, *more: str, name: str = NAME) -> str:
    return town.run("update", name, town.source(content, "new.csv"), "--write", *more).output


def refused(town: Town, content: str | bytes, *more: str, name: str = NAME) -> str:
    """Return why a file is not written; nothing of the tree changes."""
    source = town.source(content, "new.csv")
    before = town.files()
    shown = town.run("update", name, source, "--write", *more, expect=1).output
    assert town.files() == before
    return shown


def test_another_table_with_the_same_running_numbers(town: Town) -> None:
    halls = [[row[0], f"第{row[0]}公民館", f"南{row[0]}条東9", *row[3:]] for row in ROWS]
    shown = refused(town, text(halls))

    assert "8行のうち8行で、名称・住所 がすべて別の値です" in shown
    assert put(town, text(halls), "--anyway")


def test_numbers_given_anew_or_one_thing_renamed_are_no_other_table(town: Town) -> None:
    """Near-misses: rows that moved keep their names; most rows keep theirs."""
    moved = [[str(n), *row[1:]] for n, row in enumerate([*ROWS[1:], ROWS[0]], 1)]
    put(town, text(moved))
    some = [[row[0], f"{row[1]}分園", *row[2:]] if at < 3 else row for at, row in enumerate(moved)]
    put(town, text(some))


def test_things_that_stood_there_under_another_number_are_no_other_table(town: Town) -> None:
    """Where two share a name, so that names alone do not match the rows."""
    header = ["施設番号", "名称", "住所"]
    rows = [[f"{n:03}", f"第{n}館", f"北{n}条西1"] for n in range(1, 9)]
    rows[7][1] = rows[6][1]
    add(town, "kan", text(rows, header), "--primary-key=施設番号")
    left = [[f"{n:03}", *row[1:]] for n, row in enumerate(rows[1:], 1)]

    assert put(town, text(left, header), name="011002_kan")
    others = [[row[0], f"{row[1]}別", f"{row[2]}別"] for row in left]
    assert "番号が同じだけ" in refused(town, text(others, header), name="011002_kan")


def test_another_datasets_table(town: Town) -> None:
    """Its rows are known: those that the catalog holds under another name."""
    halls = [[str(n), f"第{n}館", f"南{n}条東9", "5", "2024-04-01"] for n in range(21, 29)]
    add(town, "kan", text(halls))
    shown = refused(town, text(halls[:-1]))

    assert "7行のうち7行が 011002_kan の表と同じです" in shown


def test_half_the_rows(town: Town) -> None:
    assert "8行のうち4行がなくなります" in refused(town, text(ROWS[:4]))
    put(town, text(ROWS[:5]))


def test_the_values_of_two_columns_exchanged(town: Town) -> None:
    turned = [[row[0], row[2], row[1], *row[3:]] for row in ROWS]

    assert "「名称」と「住所」の値が入れ替わっています" in refused(town, text(turned))


def test_a_column_that_was_sorted_alone(town: Town) -> None:
    """All things are there, each with another's name; a few exchanged, or numbered anew, are not."""
    names = [row[1] for row in ROWS]
    down = [[row[0], name, *row[2:]] for row, name in zip(ROWS, reversed(names), strict=True)]
    assert "「名称」の値だけが、8行で別の行の値と入れかわっています" in refused(town, text(down))

    put(town, text([*down[:1], *ROWS[1:7], *down[7:]]))
    named = [[row[0], f"{row[1]}別館", *row[2:]] for row in ROWS]
    put(town, text(named))
    put(town, text([[str(9 - int(row[0])), *row[1:]] for row in named]))


def test_a_duty_that_goes_to_others_is_no_sort(town: Town) -> None:
    header = ["日付", "回", "当番医"]
    rows = [[f"2026-05-0{n}", f"第{n}回", f"{n}医院"] for n in range(1, 9)]
    add(town, "toban", text(rows, header))
    turned = [[*row[:2], other[2]] for row, other in zip(rows, reversed(rows), strict=True)]
    put(town, text(turned, header), name="011002_toban")


def test_a_number_that_two_rows_have(town: Town) -> None:
    twice = [*ROWS, ["8", "第9保育園", "北9条西1", "90", "2024-04-01"]]
    shown = refused(town, text(twice))

    assert "「番号」の「8」が9行目と10行目にあります" in shown


def test_places_outside_of_the_town(town: Town) -> None:
    header = ["番号", "名称", "緯度", "経度"]
    rows = [[str(n), f"第{n}公園", f"43.0{n}", "141.35"] for n in range(1, 7)]
    add(town, "koen", text(rows, header))
    moved = [[*row[:2], "34.69", "135.80"] for row in rows]
    shown = refused(town, text(moved, header), name="011002_koen")

    assert "6行のうち6行が、公開する団体の外です" in shown


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
def test_the_rows_of_a_former_version(town: Town, codec: str) -> None:
    """In whatever encoding and order of rows and columns, from a workbook too."""
    newer = [[*row[:3], "99", "2024-04-01"] for row in ROWS]
    put(town, text(newer))
    turned = [list(reversed(row)) for row in reversed(ROWS)]
    shown = refused(town, text(turned, HEADER[::-1]).encode(codec))

    assert "すべての行が同じです。古いファイルではありませんか" in shown
    put(town, text(ROWS), "--anyway")
    assert "古いファイル" in refused(town, text(newer))


def test_the_rows_of_a_former_version_in_a_workbook(town: Town) -> None:
    put(town, text([[*row[:3], "99", row[4]] for row in ROWS]))
    source = book(town.root.parent / "old.xlsx", {"Sheet1": [HEADER, *ROWS]})

    assert "すべての行が同じ" in town.run("update", NAME, source, "--write", expect=1).output


def test_a_column_that_tells_an_earlier_day(town: Town) -> None:
    older = [[*row[:3], "99", "2023-04-01"] for row in ROWS]

    assert "「更新日」が 2023-04-01 までで、今の表（2024-04-01 まで）" in refused(town, text(older))


def year(town: Town, name: str, around: Mapping[str, str], count: int = 1) -> str:
    """A workbook of some year, told as `around` says."""
    rows: list[list[Any]] = [["地区", "人数"], ["北町", count], ["南町", 2 * count]]
    if "title" in around:
        rows = [[around["title"]], [], *rows]
    if "note" in around:
        rows += [[], [around["note"]]]
    return book(town.root.parent / name, {around.get("sheet", "表"): rows})


@pytest.mark.parametrize(
    ("title", "name", "is_refused"),
    [
        ("令和6年度の人数", "人数R5.xlsx", True),
        ("令和6年度の人数", "人数20240315.xlsx", False),
        ("令和12年度までの計画の人数", "人数R6.xlsx", False),
    ],
)
def test_the_title_of_a_dataset_tells_its_year(
    town: Town, title: str, name: str, *, is_refused: bool
) -> None:
    """Whatever the file was called that it was made from; a plan's year is none of its table."""
    said = ("--slug=ninzu", f"--title={title}", *SAID[3:])
    town.run("add", year(town, "人数.xlsx", {}), *said)
    new = year(town, name, {}, 5)
    shown = town.run("update", "011002_ninzu", new, "--write", expect=int(is_refused)).output
    assert ("より古いものです" in shown) is is_refused


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("令和6年度.xlsx", {}), ("令和5年度.xlsx", {})),
        (("a2024.xlsx", {}), ("a2023.xlsx", {})),
        (("a.xlsx", {"sheet": "R6"}), ("b.xlsx", {"sheet": "R5"})),
        (("a.xlsx", {"title": "令和6年度の人数"}), ("b.xlsx", {"title": "令和5年度の人数"})),
        (
            ("a.xlsx", {"note": "※令和6年4月1日時点"}),
            ("b.xlsx", {"note": "※令和5年4月1日時点"}),
        ),
    ],
    ids=["file", "file in digits", "sheet", "title", "note"],
)
def test_what_stands_around_the_table_tells_an_earlier_year(
    town: Town, first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]]
) -> None:
    said = ("--slug=ninzu", "--title=人数", *SAID[3:])
    town.run("add", year(town, *first), *said)
    shown = town.run("update", "011002_ninzu", year(town, *second, 5), "--write", expect=1).output

    assert "より古いものです" in shown
    town.run("update", "011002_ninzu", year(town, *first, 7), "--write")


def test_another_years_table_does_not_take_the_place_of_one_named_by_its_year(town: Town) -> None:
    """It may be one more of a series; where it replaces, the title says the new year."""
    said = ("--slug=ninzu", "--title=人数", "--resource-title=令和3年度", *SAID[3:])
    town.run("add", year(town, "2021年度.xlsx", {}), *said)
    newer = year(town, "2023年度.xlsx", {}, 5)
    shown = town.run("update", "011002_ninzu", newer, "--write", expect=1).output

    assert "2021年度 の値はなくなります" in shown
    assert "opendata add ファイル --to 011002_ninzu" in shown
    shown = town.run("update", "011002_ninzu", newer, "--write", "--anyway").output
    assert "題名を変えます：「令和3年度」→「令和5年度」" in shown
    assert entry(town, "011002_ninzu")["title"] == "令和5年度"


def halls(town: Town, title: str, rows: Sequence[Sequence[str]]) -> str:
    path = town.root.parent / "ichiran.xlsx"
    return str(book(path, {"表": [[title], [], ["名称", "住所", "座席"], *rows]}))


HALLS = [[f"第{n}集会所", f"北{n}条西1", str(10 * n + n % 3)] for n in range(1, 9)]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("集会所一覧（令和6年4月1日現在）", "集会所一覧（令和7年4月1日現在）"),
        ("集会所一覧（令和6年4月1日現在）", "集会所一覧（令和6年10月15日現在）"),
        ("集会所一覧（2024年4月時点）", "集会所一覧（2025年10月時点）"),
    ],
)
def test_the_day_in_the_title_of_a_list_moves_on(town: Town, first: str, later: str) -> None:
    """Most of its rows are there as before: it is no table of another year."""
    description = f"{first}の表です（8行）。項目は名称、住所、座席です。"
    said = ("--slug=shukai", f"--title={first}", f"--resource-title={first}", *SAID[3:])
    town.run("add", halls(town, first, HALLS), *said, f"--description={description}")
    rows = [*HALLS[:-1], ["第9集会所", "南1条", "99"]]
    shown = town.run("update", "011002_shukai", halls(town, later, rows), "--write").output
    path = town.root / "datasets/011002_sapporo/011002_shukai/datapackage.json"
    whole = json.loads(path.read_text("utf-8"))

    assert "値はなくなります" not in shown
    assert f"題名を変えます：「{first}」→「{later}」" in shown
    assert {whole["title"], whole["resources"][0]["title"]} == {later}
    assert whole["description"].startswith(f"{later}の表です（8行）。")


@pytest.mark.parametrize("is_of_a_day", [True, False], ids=["numbers all new", "a year's table"])
def test_another_years_statistics_do_not_move_the_day_on(town: Town, *, is_of_a_day: bool) -> None:
    """All numbers are new, or the title is that of one year's table: it stays to be kept."""
    first, later = (
        f"集会所一覧（令和{at}年4月1日現在）" if is_of_a_day else f"令和{at}年度集会所一覧"
        for at in (6, 7)
    )
    said = ("--slug=shukai", f"--title={first}", *SAID[3:])
    town.run("add", halls(town, first, HALLS), *said)
    rows = [[*row[:2], f"7{row[2]}"] for row in HALLS] if is_of_a_day else HALLS[:-1]
    newer = halls(town, later, rows)
    shown = town.run("update", "011002_shukai", newer, "--write", expect=1).output

    assert "値はなくなります" in shown


def test_a_missing_table_with_a_key_is_put_back(town: Town) -> None:
    """By its own file, which is no old one, whatever was said of the dataset since."""
    town.run("set", NAME, "--primary-key=番号")
    (town.root / f"datasets/011002_sapporo/{NAME}/hoiku.csv").unlink()

    assert "0行 → 8行" in put(town, text(ROWS))
    assert "第8保育園" in table(town)


def test_a_folder_is_called_one(town: Town) -> None:
    shown = town.run("update", NAME, str(town.root.parent), expect=2).output

    assert "フォルダです" in shown


def test_year_and_school_together_tell_rows(town: Town) -> None:
    """Where no name says so: what does not measure stands first."""
    header = ["年度", "学校", "生徒数"]
    rows = [[y, name, str(at)] for y in ("2022", "2023") for at, name in enumerate("甲乙丙", 1)]
    add(town, "seito", text(rows, header))
    rows[0] = ["2022", "甲", "9"]
    shown = put(town, text(rows, header), name="011002_seito")

    assert "「年度・学校」で見くらべました" in shown
    assert "なくなる行 / removed: 0" in shown


def test_a_unit_in_the_cells_is_kept_in_the_dictionary(town: Town) -> None:
    with_unit = [[*row[:3], f"{row[3]}人", row[4]] for row in ROWS]
    put(town, text(with_unit))

    assert "単位：人" in entry(town)["schema"]["fields"][3]["description"]


def test_where_the_things_are_the_same_other_names_are_asked_for(town: Town) -> None:
    """Most columns renamed, in their places: the words to say so are told."""
    header = ["名称", "場所", "定数", "日付", "番"]
    rows = [[row[1], f"{row[2]}-1", f"{n}9", "2025-04-01", f"K{n}"] for n, row in enumerate(ROWS)]
    shown = refused(town, text(rows, header))

    assert "--same" in shown
    assert "別のデータのファイルではありませんか" not in shown


@pytest.mark.parametrize(
    ("pair", "words"),
    [("無=番号", "新しいファイルに列「無」はありません"), ("名=無", "列「無」はありません")],
)
def test_a_column_that_is_not_there_is_not_passed_over(town: Town, pair: str, words: str) -> None:
    source = town.source(text([[*row[:3], "7", row[4]] for row in ROWS]).replace("名称", "名"))
    shown = town.run("update", NAME, source, "--same", pair, expect=2).output

    assert words in shown


def test_a_key_that_goes_with_its_column_is_told(town: Town) -> None:
    town.run("set", NAME, "--primary-key=番号")
    shown = put(town, text([row[1:] for row in ROWS], HEADER[1:]), "--new-columns")

    assert "行を見分ける列（番号）がなくなる" in shown


def test_the_time_joins_the_key_where_another_month_is_added(town: Town) -> None:
    """The same districts come again: their code alone tells them no more."""
    header = ["年月", "コード", "地区", "人口"]
    rows = [[f"0{n}", f"第{n}地区", str(n)] for n in range(1, 5)]
    add(town, "jinko", text([["2024-04", *row] for row in rows], header), "--primary-key=コード")
    name = "011002_jinko"
    shown = put(town, text([["2024-05", *row] for row in rows], header), "--append", name=name)

    assert "行を見分ける列に「年月」を加えます" in shown
    assert entry(town, name)["schema"]["primaryKey"] == ["年月", "コード"]
    assert len(table(town, name).splitlines()) == 9
    twice = text([["2024-06", *row] for row in (*rows, rows[0])], header)
    assert "まったく同じ行です（年月・コード「2024-06・01」）" in refused(
        town, twice, "--append", name=name
    )


def test_a_file_for_a_series_asks_its_name_at_once(town: Town) -> None:
    """All that lacks is named with a line to paste, also where the file's name is Japanese."""
    source = town.source(text(ROWS), "保育園2025年度.csv")
    shown = town.run("add", source, "--to", NAME, expect=2).output
    assert "--resource-title" in shown
    assert "--slug=hoiku_2025" in shown
    said = ("--resource-title=2025年度", "--slug=hoiku_2025", "--licence=CC0")
    town.run("add", source, "--to", NAME, *said)


def test_individual_numbers_never_come_into_the_folder(town: Town) -> None:
    """The rule says to leave no copy behind: neither add nor update writes one. The number is not
    shown; ids of as many digits pass."""
    numbers = ["123456789018", "398259791905", "298101734512"]
    header = [*HEADER, "個人番号"]
    rows = [[*row, numbers[at % 3]] for at, row in enumerate(ROWS)]
    source = town.source(text(rows, header), "new.csv")
    before = town.files()
    shown = town.run("add", source, "--slug=list", "--title=一覧", *SAID[3:], expect=1).output
    updated = refused(town, text(rows, header), "--new-columns")

    assert before == town.files()
    for output in (shown, updated):
        assert "「個人番号」の列" in output
        assert not any(number in output for number in numbers)
    ids = [[*row, f"10000000000{at}"] for at, row in enumerate(ROWS)]
    assert put(town, text(ids, [*HEADER, "管理番号"]), "--new-columns")


def test_individual_numbers_around_the_table_come_into_no_description(town: Town) -> None:
    """What stands above a table moves into the description: numbers of persons may not. One number
    alone may be any document's."""
    numbers = ["123456789018", "398259791905"]
    above = [f"{number}の担当者,,,,\n" for number in numbers]
    source = town.source("".join(above) + text(ROWS), "new.csv")
    before = town.files()
    shown = town.run("add", source, "--slug=list", "--title=一覧", *SAID[3:], expect=1).output

    assert before == town.files()
    assert "表の外の文章に、個人番号の疑い" in shown
    assert not any(number in shown for number in numbers)
    town.run(
        "add",
        town.source(above[0] + text(ROWS), "new.csv"),
        "--slug=list",
        "--title=一覧",
        *SAID[3:],
    )
