"""`opendata add` and `update` of files that hide, break or show otherwise what they hold.

Laws: what the officer's screen does not show goes out only after her answer; a broken record is never
made to look whole; what is published is what she sees.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from publisher.cli import add as cli_add
from publisher.desk.answers import Question
from tests.publisher.desk_books import SAID
from tests.publisher.desk_instance import Town, init

FOLDER = "datasets/011002_sapporo/011002_aed"
SECRET = ("090-1111-2222", "廃止公民館", "担当者携帯")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    return made


def book(path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "一覧"
    for row in rows:
        sheet.append(row)
    for letter, code in (formats or {}).items():
        for cell in sheet[letter][1:]:
            cell.number_format = code
    workbook.properties.creator = None
    workbook.save(path)
    return path


def hiding(path: Path) -> Path:
    book(
        path,
        [
            ["施設名", "所在地", "定員", "担当者携帯"],
            ["北公民館", "札幌市北区1", 100, "090-1111-2222"],
            ["廃止公民館", "札幌市西区1", 70, "090-1111-2222"],
            ["東公民館", "札幌市東区1", 60, "090-1111-2222"],
        ],
    )
    workbook = openpyxl.load_workbook(path)
    workbook["一覧"].column_dimensions["D"].hidden = True
    workbook["一覧"].row_dimensions[3].hidden = True
    workbook.properties.creator = None
    workbook.save(path)
    return path


def published(town: Town) -> list[str]:
    return (town.root / FOLDER / "aed.csv").read_text("utf-8-sig").splitlines()


def tree(town: Town) -> str:
    """Every text of the catalog."""
    found = (town.root / FOLDER).rglob("*")
    return "\n".join(path.read_text("utf-8-sig") for path in found if path.is_file())


def test_hidden_parts_are_left_out_told_and_asked(town: Town) -> None:
    source = hiding(town.root / "aed.xlsx")
    result = town.run("add", str(source), *SAID, "--slug=aed")

    assert published(town) == [
        "施設名,所在地,定員",
        "北公民館,札幌市北区1,100",
        "東公民館,札幌市東区1,60",
    ]
    assert "隠した行・列（D列、3行目）は載せていません" in result.output
    assert "--answer hidden-parts=…（leave-out, publish）" in result.output
    assert "opendata update 011002_aed ファイル --answer" in result.output
    for secret in SECRET:
        assert secret not in result.output
        assert secret not in tree(town)


def test_hidden_parts_go_out_where_she_says_so(town: Town) -> None:
    source = hiding(town.root / "aed.xlsx")
    town.run("add", str(source), *SAID, "--slug=aed", "--answer", "hidden-parts=publish")

    assert 4 == len(published(town))
    assert published(town)[0] == "施設名,所在地,定員,担当者携帯"


def test_the_next_version_is_asked_anew(town: Town) -> None:
    """That last year's hidden rows went out says nothing of this year's."""
    source = hiding(town.root / "aed.xlsx")
    town.run("add", str(source), *SAID, "--slug=aed", "--answer", "hidden-parts=publish")
    assert "hidden-parts" not in tree(town)
    later = hiding(town.root / "aed2.xlsx")
    workbook = openpyxl.load_workbook(later)
    workbook["一覧"].column_dimensions["D"].hidden = False
    workbook.save(later)
    result = town.run("update", "011002_aed", str(later))
    again = town.run("update", "011002_aed", str(later), "--answer", "hidden-parts=publish")

    assert "隠した行・列（3行目）は載せていません" in result.output
    assert "hidden-parts:一覧:=publish" in result.output
    assert "書き込むものがありません" in again.output


class Officer:
    """Publishes what is hidden; knows nothing else that may stay unknown."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question.text.ja)
        return "publish" if "publish" in question.choices else question.if_unknown


def test_who_sits_at_the_terminal_is_asked_first_of_what_is_hidden(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer()
    monkeypatch.setattr("publisher.cli.add.asker", lambda: officer)
    town.run("add", str(hiding(town.root / "aed.xlsx")), *SAID, "--slug=aed")

    assert "隠した行・列があります（D列、3行目）" in officer.asked[0]
    assert 4 == len(published(town))


def test_a_formula_without_a_value_is_no_blank_cell(town: Town) -> None:
    source = book(town.root / "aed.xlsx", [["品目", "数量", "金額"], ["鉛筆", 1, "=B2*2"]])
    result = town.run("add", str(source), *SAID, "--slug=aed", expect=1)

    assert "C2" in result.output
    assert "Excelで開いて保存し直してください" in result.output
    assert not (town.root / FOLDER).exists()


def test_numbers_and_days_are_published_as_they_show(town: Town) -> None:
    source = book(
        town.root / "aed.xlsx",
        [
            ["指定番号", "定員", "予算額（千円）", "行事日", "電話"],
            [1, 120, 1234567, dt.datetime(2026, 5, 3), 112110001],  # noqa: DTZ001
            [12, 80, 2345678, dt.datetime(2026, 11, 23), 112110002],  # noqa: DTZ001
        ],
        {
            "A": '"第"0"号"',
            "B": '0"人"',
            "C": "#,##0,",
            "D": 'm"月"d"日"',
            "E": "000-000-0000",
        },
    )
    result = town.run("add", str(source), *SAID, "--slug=aed")

    assert published(town) == [
        "指定番号,定員（人）,予算額（千円）,行事日,電話",
        "第1号,120,1235,5月3日,011-211-0001",
        "第12号,80,2346,11月23日,011-211-0002",
    ]
    assert "--answer scaled-numbers=…（as-shown, as-held）" in result.output
    assert "--answer hidden-years=…（as-shown, as-held）" in result.output
    assert (
        "見えているとおり"
        in json.loads((town.root / FOLDER / "datapackage.json").read_text("utf-8"))["origin"][
            "note"
        ]
    )


def test_the_files_own_values_go_out_where_she_says_so(town: Town) -> None:
    source = book(
        town.root / "aed.xlsx",
        [["品目", "予算額", "行事日"], ["鉛筆", 1234567, dt.datetime(2026, 5, 3)]],  # noqa: DTZ001
        {"B": "#,##0,", "C": 'm"月"d"日"'},
    )
    said = ("--answer", "scaled-numbers=as-held", "--answer", "hidden-years=as-held")
    town.run("add", str(source), *SAID, "--slug=aed", *said)

    assert published(town)[1] == "鉛筆,1234567,2026-05-03"


MISQUOTED = '"施設名","定員"\n"北館,"100"\n"南館","50"\n"西館","70"\n'
TITLED = (
    "施設一覧\n施設名,定員,住所\n北館,100,札幌市\n南館,札幌市\n西館,70,札幌市,3階\n東館,5,札幌市\n"
)


@pytest.mark.parametrize(
    ("content", "rule", "kept"),
    [
        (MISQUOTED, "L1-15", '"北館,100"""'),
        (TITLED, "missing-cell", "南館,札幌市"),
        (TITLED, "L1-15", "西館,70,札幌市,3階"),
    ],
)
def test_a_broken_record_is_never_made_to_look_whole(
    content: str, rule: str, kept: str, town: Town
) -> None:
    """What the check says of the source it says of the dataset: nothing is padded or named."""
    source = town.source(content)
    town.run("add", source, *SAID, "--slug=aed", expect=1)
    report = json.loads(town.run("check", "--format=json", expect=1).output)

    assert rule in {item["rule"] for item in report["findings"]}
    assert kept in published(town)


def test_a_number_that_a_comma_parted_is_joined_after_an_answer(town: Town) -> None:
    content = "施設名,定員,住所\n北,1,234,札幌市\n南,20,札幌市\n"
    source = town.source(content)
    result = town.run("add", source, *SAID, "--slug=aed", "--dry-run")
    town.run("add", source, *SAID, "--slug=aed", "--answer", "unquoted-commas=join")

    assert "--answer unquoted-commas=…（join, keep）" in result.output
    assert "北,1234,札幌市" in published(town)


UNEVEN = "名称,種別,住所,備考\n北館,A,札幌市北区1\n南館,B,札幌市南区2\n"


def test_rows_that_are_all_one_cell_short_are_refused_with_the_choices(town: Town) -> None:
    """Where, what, what the first rows would be with each answer, and what to do in Excel."""
    source = town.source(UNEVEN)
    result = town.run("add", source, *SAID, "--slug=aed", expect=1)

    assert "どの行（2–3行目）もセルが3個で、項目名（4個）より1つ足りません" in result.output
    assert "--answer uneven-rows=D（D列「備考」：" in result.output
    assert "住所＝札幌市北区1、備考＝（空）" in result.output
    assert "Excel" in result.output


def test_rows_that_are_all_one_cell_short_are_even_after_an_answer(town: Town) -> None:
    source = town.source(UNEVEN)
    town.run("add", source, *SAID, "--slug=aed", "--answer", "uneven-rows=D")

    assert "北館,A,札幌市北区1," in published(town)


def unseen(path: Path) -> Path:
    rows = [["施設名", "所在地", "評価"]]
    rows += [[f"{n}公民館", f"札幌市北区{n}", SECRET_WORD] for n in ("北", "東", "西")]
    return book(path, rows, {"C": ";;;"})


SECRET_WORD = "要注意の施設"


def test_text_that_a_format_hides_is_left_out_and_the_original_with_it(town: Town) -> None:
    source = unseen(town.root / "aed.xlsx")
    result = town.run("add", str(source), *SAID, "--slug=aed")

    assert "表示形式で見えなくした値があります。公開しますか" in result.output
    assert "もとのファイル（aed.xlsx）は載せません" in result.output
    assert not list((town.root / FOLDER).glob("*.xlsx"))
    assert SECRET_WORD not in result.output
    assert SECRET_WORD not in tree(town)


def test_text_that_a_format_hides_goes_out_where_she_says_so(town: Town) -> None:
    source = unseen(town.root / "aed.xlsx")
    town.run("add", str(source), *SAID, "--slug=aed", "--answer", "invisible-numbers=as-held")

    assert f"北公民館,札幌市北区北,{SECRET_WORD}" in published(town)
    assert list((town.root / FOLDER).glob("*.xlsx"))


class Answering:
    """Somebody at a terminal who knows where the cells belong, and takes what is proposed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question.text.ja)
        return "D" if "D" in question.choices else question.proposed or None


def test_whoever_sits_at_the_terminal_is_asked_where_the_cells_belong(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before all else, and once."""
    person = Answering()
    monkeypatch.setattr(cli_add, "asker", lambda: person)
    town.run("add", town.source(UNEVEN), *SAID, "--slug=aed")

    assert "北館,A,札幌市北区1," in published(town)
    assert "どの列のセルがないのですか" in person.asked[0]
    assert 1 == sum("どの列のセルがないのですか" in text for text in person.asked)


def test_a_new_version_whose_rows_are_one_cell_short_is_taken_after_an_answer(town: Town) -> None:
    town.run("add", town.source(UNEVEN.replace("1\n", "1,\n").replace("2\n", "2,\n")), *SAID)
    newer = town.source(UNEVEN.replace("南館", "西館"), "new.csv")
    update = ("update", "011002_aed", newer, "--anyway", "--write")

    assert "--answer uneven-rows=D" in town.run(*update, expect=1).stderr
    assert "このどれかです" in town.run(*update, "--answer", "uneven-rows=X", expect=2).stderr
    town.run(*update, "--answer", "uneven-rows=D")
    assert "西館,B,札幌市南区2," in published(town)
