"""`add` on what only a person can tell: tables beside each other, copies, examples, another town's."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from publisher.cli import main
from publisher.desk.answers import Question
from tests.publisher.desk_books import book
from tests.publisher.desk_instance import Town, init

BODY = "datasets/011002_sapporo"
SAID = ("--slug=x", "--title=題", "--description=説明", "--licence=CC0")
HALLS: list[list[Any]] = [["施設名", "住所"], ["中央館", "東町1"], ["北館", "西町2"]]
EVENTS: list[list[Any]] = [["行事", "開催日"], ["夏祭り", "7月"], ["文化祭", "11月"]]
BESIDE = [[*a, None, *b] for a, b in zip(HALLS, EVENTS, strict=True)]
PARKS: list[list[Any]] = [["公園", "面積（m2）"], ["北", 10], ["南", 20]]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def document(town: Town, name: str = "011002_x") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((town.root / BODY / name / "datapackage.json").read_text())
    return found


def text(town: Town, path: str) -> str:
    return (town.root / BODY / path).read_text("utf-8-sig")


class Officer:
    """Answers by the kind of the question, else with what is proposed or 分からない."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.asked: list[Question] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question)
        said = self.answers.get(question.key.name)
        return said or question.proposed or (question.choices[0] if question.choices else None)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_tables_beside_each_other_are_not_taken_before_somebody_says_what_they_are(
    town: Town, form: str
) -> None:
    """Nor mended: once the blank column is gone nobody sees what it parted."""
    path = town.root / f"a.{form}"
    if form == "xlsx":
        book(path, {"S": BESIDE})
    else:
        path.write_text("\n".join(",".join(cell or "" for cell in row) for row in BESIDE))
    before = town.files()
    for arguments in (("add", str(path), *SAID), ("fix", str(path), "--write")):
        shown = town.run(*arguments, expect=1).output
        assert "「施設名・住所」と「行事・開催日」が左右に並んでいます" in shown
        assert "=apart（別々の表）" in shown
        assert town.files() == before

    several = town.run("add", str(path), *SAID, "--answer=tables-beside=apart", expect=1).output
    assert "別々の表が2つ" in several
    town.run("add", str(path), *SAID, "--answer=tables-beside=apart", "--table=2")
    assert text(town, "011002_x/x.csv").split() == ["行事,開催日", "夏祭り,7月", "文化祭,11月"]
    one = (*SAID[1:], "--slug=one", "--answer=tables-beside=one")
    town.run("add", str(path), *one)
    assert text(town, "011002_one/one.csv").startswith("施設名,住所,行事,開催日")


def test_who_is_asked_says_what_they_are_and_which_is_meant_within_the_six(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer(answer="apart", table="2")
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    town.run("add", book(town.root / "a.xlsx", {"S": BESIDE}))

    assert ["answer", "table"] == [item.key.name for item in officer.asked[:2]]
    assert ["S：施設名・住所", "S：行事・開催日"] == [
        label.ja for label in officer.asked[1].labels.values()
    ][:2]
    assert len(officer.asked) <= 6
    assert text(town, "011002_a/a.csv").startswith("行事,開催日")


def test_all_tables_of_a_sheet_are_files_with_names_of_their_own(town: Town) -> None:
    titled = [["【施設】", None, None, "【行事】"], *BESIDE]
    town.run(
        "add",
        book(town.root / "a.xlsx", {"S": titled}),
        *SAID,
        "--answer=tables-beside=apart",
        "--table=all",
    )

    titles = [item["title"] for item in document(town)["resources"][:2]]
    assert ["題（【施設】）", "題（【行事】）"] == titles


def test_a_macro_book_under_another_name_stays_with_the_officer(town: Town) -> None:
    """Nobody could look into it under that name, so it does not go out; the table does."""
    plain, path = Path(book(town.root / "a.xlsx", {"一覧": PARKS})), town.root / "b.xlsx"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.namelist():
            new.writestr(item, old.read(item).replace(kind, macro))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    shown = town.run("add", str(path), *SAID).output

    assert "もとのファイル（b.xlsx）は載せません" in shown
    assert [item.name for item in (town.root / BODY / "011002_x").glob("*.xls*")] == []
    assert document(town)["history"][0]["ref"].startswith("sha256:")
    # Whoever puts it there by hand is told by the check.
    town.run("add", str(plain), *SAID[1:], "--slug=y")
    (town.root / BODY / "011002_y/y.xlsx").write_bytes(path.read_bytes())
    assert "y.xlsx" in town.run("check", expect=1).output


def test_a_text_is_looked_into_before_it_is_kept_beside_its_table(town: Town) -> None:
    path = town.root / "一覧.txt"
    path.write_text("名称\t連絡\n北\tsoumu@city.example.lg.jp\n南\ttaro@gmail.com\n")
    town.run("add", str(path), *SAID)

    assert [item.name for item in (town.root / BODY / "011002_x").glob("*.txt")] == []


def test_fix_passes_over_what_a_dataset_keeps_as_it_was(town: Town) -> None:
    """The line that `add` and the report give to the officer."""
    town.run("add", book(town.root / "a.xlsx", {"一覧": [["題"], [], *PARKS]}), *SAID)
    folder = f"{BODY}/011002_x"

    assert (town.root / folder / "x.xlsx").exists()
    assert "x.xlsx" not in town.run("fix", folder).output
    assert "x.csv" in town.run("fix", "datasets").output
    town.run("fix", f"{folder}/x.xlsx", "--to", str(town.root / "out"))


@pytest.mark.parametrize("said", ["←記入例", "← 例", "記入例です。"])
def test_a_row_that_words_beside_it_call_an_example_is_asked_about(town: Town, said: str) -> None:
    rows = [
        ["番号", "名称", "住所"],
        ["001", "東", "1", said],
        ["002", "西", "2"],
        ["003", "南", "3"],
    ]
    source = book(town.root / "a.xlsx", {"一覧": rows})
    shown = town.run("add", source, *SAID, expect=1).output

    assert "記入例と書き添えた行があります" in shown
    assert "--anyway" in shown
    town.run("add", source, *SAID, "--anyway")


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("奈良市都市公園一覧", "奈良市"),
        ("札幌市と奈良市の公園", ""),
        ("奈良市場一覧", ""),
        ("中央市街地の公園", ""),
        ("札幌市公園一覧", ""),
        ("朝日町の公園", ""),
    ],
)
def test_a_title_that_names_another_town_first_is_doubted(
    town: Town, title: str, other: str
) -> None:
    source = book(town.root / "a.xlsx", {"一覧": [[title], [], *PARKS]})
    shown = town.run("add", source, *SAID, expect=1 if other else 0).output

    assert (f"{other}の表のようですが、公開するのは札幌市です" in shown) == bool(other)


@pytest.mark.parametrize(
    "rows",
    [
        [["北公園", "生駒市1", 100], ["南公園", "生駒市2", 200], ["東公園", "生駒市3", 300]],
        [["北公園", "東町", 100], ["南公園", "西町", 200], ["東公園", "中町", 300]],
    ],
)
def test_a_first_row_of_data_is_not_taken_for_the_names(town: Town, rows: list[list[Any]]) -> None:
    before = town.files()
    source = book(town.root / "a.xlsx", {"一覧": rows})
    town.run("add", source, *SAID, expect=1)

    assert {"a.xlsx"} == town.files().keys() - before.keys()


def test_years_and_ages_may_be_names(town: Town) -> None:
    for slug, names in (("years", ["地区", 2023, 2024]), ("ages", ["地区", 0, 5])):
        rows = [names, ["北", 1, 2], ["南", 3, 4], ["東", 5, 6]]
        town.run(
            "add", book(town.root / f"{slug}.xlsx", {"一覧": rows}), *SAID[1:], f"--slug={slug}"
        )


def test_old_sheets_and_copies_are_not_joined_in_silence(town: Town) -> None:
    found = {"最新": PARKS, "旧": PARKS[:2], "最新 (2)": PARKS}
    shown = town.run("add", book(town.root / "a.xlsx", {**found}), *SAID, expect=1).output

    assert "別々の表が3つ" in shown
    assert "1=最新" in shown


def test_files_of_one_name_are_told_apart_by_their_folders(town: Town) -> None:
    """R5 may be a year or a fiscal year, so no column is made of it; 令和5年度 says what it is."""
    for at, folder in enumerate(("a/R5", "a/R6", "b/令和5年度", "b/令和6年度")):
        book(
            town.root / folder / "人口.xlsx",
            {"S": [["町", "人口"], ["東", at], ["西", 2]]},
        )
    town.run("add", "a", *SAID)
    town.run("add", "b", *SAID[1:], "--slug=y", "--anyway")

    assert ["題（R5）", "題（R6）"] == [item["title"] for item in document(town)["resources"][:2]]
    assert text(town, "011002_y/y.csv").startswith("年度,町,人口\n2023年度,")
    assert "列にする" in document(town, "011002_y")["origin"]["note"]


def test_names_of_files_are_written_in_the_usual_form(town: Town) -> None:
    """A Mac writes が as two signs: nobody finds it again."""
    name = unicodedata.normalize("NFD", "がっこう一覧（ポプラ）.xlsx")
    town.run("add", book(town.root / name, {"S": [["題"], [], *PARKS]}), *SAID)

    whole = (town.root / BODY / "011002_x/datapackage.json").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", whole)
    assert "がっこう一覧" in whole


@pytest.mark.parametrize("content", [b"\r\n\r\n\r\n", b",,\n,,\n", "\u3000\n\u3000\n".encode()])
def test_a_text_of_blank_lines_is_no_dataset(town: Town, content: bytes) -> None:
    source = town.source(content, "a.csv")
    before = town.files()

    assert "何も入っていません" in town.run("add", source, *SAID, expect=1).output
    assert town.files() == before


def test_fix_tells_of_rows_that_are_no_data(town: Town) -> None:
    """`add` refuses them; who only mends a file is told, and nothing is taken away."""
    rows = [["番号", "名称"], ["001", "（例）○○公園"], ["002", "テスト"], ["003", "北公園"]]
    source = book(town.root / "a.xlsx", {"一覧": rows})
    shown = town.run("fix", source, "--write").output

    assert "記入例の行が1行あります" in shown
    assert "試しに入れたような行が1行あります" in shown
    assert "（例）○○公園" in (town.root / "a.csv").read_text("utf-8-sig")


def test_a_pasted_pivot_is_asked_about(town: Town) -> None:
    """Its first two rows hold the spreadsheet's words and no names of columns."""
    rows: list[list[Any]] = [
        ["合計 / 件数", "列ラベル", None],
        ["行ラベル", "R5", "総計"],
        ["北", 1, 2],
        ["総計", 1, 2],
    ]
    shown = town.run("add", book(town.root / "a.xlsx", {"S": rows}), *SAID, expect=1).output

    assert "ピボットテーブルを貼り付けた表のようです" in shown
    plain: list[list[Any]] = [["ラベル", "平均/最大"], ["北", 1], ["南", 2]]
    town.run("add", book(town.root / "b.xlsx", {"S": plain}), *SAID)


def test_a_terminal_that_cannot_show_the_line_to_paste_is_told(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book(town.root / "公園.xlsx", {"S": PARKS})
    assert "cannot show Japanese" not in town.run("add", source, expect=2).output
    monkeypatch.setattr("publisher.cli.add._shows", lambda _: False)
    assert "LANG=ja_JP.UTF-8" in town.run("add", source, expect=2).output


@pytest.mark.parametrize(
    ("name", "months", "column", "first"),
    [
        ("令和6年度利用状況.xlsx", (4, 5, 1), "年月", "2024-04"),
        ("利用状況2024年.xlsx", (1, 4, 5), "年月", "2024-04"),
        ("利用状況2024年.xlsx", (4, 5, 1), "シート", "4月"),
        ("利用状況.xlsx", (4, 5, 1), "シート", "4月"),
    ],
)
def test_sheets_of_months_are_of_the_year_that_the_file_is_named_for(
    town: Town, name: str, months: tuple[int, ...], column: str, first: str
) -> None:
    """1月 of a fiscal year is in the next; after 12月 of a calendar year nobody can tell."""
    rows: dict[str, list[list[Any]]] = {
        f"{month}月": [["館", "人"], ["北", month], ["南", 2]] for month in months
    }
    town.run("add", book(town.root / name, rows), *SAID)
    lines = text(town, "011002_x/x.csv").split()

    assert f"{column},館,人" == lines[0]
    assert any(line.startswith(f"{first},北,4") for line in lines)
    if "年度" in name:
        assert any(line.startswith("2025-01,北,1") for line in lines)


def test_a_union_of_towns_whose_code_is_no_areas_can_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its code stands as the area where nobody says another."""
    words = ("--name=北部広域組合", "--kana=ほくぶこういきくみあい", "--name-en=North Union")
    folder = tmp_path / "union"
    result = CliRunner().invoke(main, ["init", str(folder), "--code=999997", *words])
    assert result.exit_code == 0, result.output
    monkeypatch.chdir(folder)
    town = Town(folder)
    town.run("add", book(folder / "a.xlsx", {"S": PARKS}), *SAID)
