"""What the safety rules see and, above all, what they never show."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.codes import is_corporate_number, is_personal_number
from publisher.findings import Finding, Severity
from publisher.rules.descriptor_texts import texts_of
from publisher.rules.examples import BookExample, SheetExample
from publisher.rules.surnames import is_like_a_person
from publisher.verdicts import Status
from tests.publisher.examples import report_on, report_on_bytes

PERSONAL = "123456789018"
OTHER = "234567890125"


def found(text: str, rule: str) -> list[Finding]:
    return [item for item in report_on_bytes(text.encode()).findings if item.rule == rule]


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_one_last_digit_makes_a_personal_number(first: str) -> None:
    """Of ten strings with the same first eleven digits, exactly one passes (個人番号)."""
    assert sum(is_personal_number(f"{first}{digit}") for digit in range(10)) == 1


@pytest.mark.parametrize("number", ["1000020290009", "8000020130001", "6000020271004"])
def test_corporate_numbers_of_real_bodies_pass(number: str) -> None:
    """奈良県, 東京都 and 大阪市; with another first digit none does."""
    assert is_corporate_number(number)
    assert not is_corporate_number(f"{(int(number[0]) + 1) % 10}{number[1:]}")


@pytest.mark.parametrize(
    "written",
    [PERSONAL, "1234-5678-9018", "1234 5678 9018", "１２３４５６７８９０１８", "1234‐5678‐9018"],
)
def test_no_report_ever_shows_a_personal_number(written: str) -> None:
    """However it is written and whatever other rule speaks of the cell: it is nowhere to be read."""
    text = f"番号,個人番号,電話番号,人数（人）\n1,{written},{written},{written}\n2,{OTHER},0743-74-1111,5\n"
    report = report_on_bytes(text.encode())
    said = json.dumps(report.as_json(), ensure_ascii=False)

    assert any(item.rule == "S001" and item.severity is Severity.ERROR for item in report.findings)
    assert written not in said
    assert PERSONAL not in said
    assert OTHER not in said


VALID = ("123456789018", "987654321093", "234567890121", "398259791905", "748337887621")


@pytest.mark.parametrize(
    ("wrong", "certainty"), [(0, "certain"), (1, "certain"), (3, "likely"), (4, "likely")]
)
def test_a_column_of_personal_numbers_with_typing_errors_is_found(
    wrong: int, certainty: str
) -> None:
    """Few errors leave it certain, more leave a question; the column's name tells nothing."""
    numbers = [*VALID, *(f"{number[:-1]}{(int(number[-1]) + 1) % 10}" for number in VALID[:wrong])]
    text = "番号,整理用\n" + "".join(f"{at},{number}\n" for at, number in enumerate(numbers))

    assert {certainty} == {item.certainty for item in found(text, "S001")}


@pytest.mark.parametrize("tail", ["000", "0000", "00"])
def test_codes_that_end_in_zeros_are_no_personal_numbers(tail: str) -> None:
    """Two of eleven pass the check digit; most fail, so that the column is one of codes."""
    wide = 12 - 6 - len(tail)
    rows = "".join(f"292090{town:0{wide}}{tail},町{town}\n" for town in range(1, 99))

    assert not found(f"町字コード,町名\n{rows}", "S001")


def test_a_code_that_comes_again_proves_nothing_more() -> None:
    """One of two codes passes by chance, in however many rows it stands."""
    rows = "".join(f"29209000{4 + at % 2}000,園{at}\n" for at in range(300))

    assert not found(f"町字コード,園\n{rows}", "S001")


@pytest.mark.parametrize(("more", "certainty"), [("", "likely"), (VALID[1], "certain")])
def test_ids_with_the_same_check_digit_are_asked_about(more: str, certainty: str) -> None:
    """All begin with the town's code, which random numbers never do; one that does not, stops."""
    heads = [f"29209{number:06}" for number in range(11, 9000, 799)]
    ids = [next(filter(is_personal_number, map(f"{head}{{}}".format, range(10)))) for head in heads]
    rows = "".join(
        f"{number},元町{at}\n" for at, number in enumerate([*ids, *filter(None, [more])])
    )

    assert {certainty} == {item.certainty for item in found(f"水栓番号,町名\n{rows}", "S001")}


def test_running_numbers_of_twelve_digits_are_no_personal_numbers() -> None:
    """Nine of a hundred ids pass the check digit by chance; a column of ids is not blamed."""
    rows = "".join(f"{number:012},公園{number}\n" for number in range(1, 120))

    assert any(is_personal_number(f"{number:012}") for number in range(1, 120))
    assert not found(f"ID,名称\n{rows}", "S001")


@pytest.mark.parametrize(
    ("value", "is_said"),
    [
        ("=SUM(A1:A2)", True),
        ("=A1+B1", True),
        ("+cmd|' /C calc'!A0", True),
        ("@SUM(1)", True),
        ("-SUM(A1)", True),
        ("-2+3+cmd|' /C calc'!A0", True),
        ("-1+HYPERLINK(A1)", True),
        ('+"a"&A1*2-LOG10(5)', True),
        ("=(1+2)*WEBSERVICE(A1)", True),
        ("-2F A(東)", False),
        ("-1 rank(2)", False),
        ("-5(朝)|-3(夜)", False),
        ("+81-90(1)", False),
        ("-5", False),
        ("+81-3-1234-5678", False),
        ("@example", False),
        ("=", False),
        ("-", False),
        ("--", False),
        ("+α", False),
        ("=注意=", False),
        ("-1℃以下", False),
    ],
)
def test_what_a_spreadsheet_would_run(value: str, *, is_said: bool) -> None:
    """A formula is blamed, a sign, a negative number or a telephone number never."""
    assert bool(found(f"名称,備考\n北,{value}\n南,なし\n", "S004")) is is_said


@pytest.mark.parametrize(
    "name", ["山田太郎", "中島ひとみ", "佐々木 一", "長谷川健一郎", "西原信", "佐藤ユキ"]
)
def test_names_of_persons_are_known(name: str) -> None:
    """A frequent surname with a given name."""
    assert is_like_a_person(name)


@pytest.mark.parametrize(
    "name", ["奈良市", "個人", "直営", "山田", "東部地区まちづくり", "ひまわり", "YMCA", "なし", ""]
)
def test_other_words_are_no_persons(name: str) -> None:
    """Bodies, surnames alone and words of every kind."""
    assert not is_like_a_person(name)


def test_a_private_name_is_placed_and_never_shown() -> None:
    """S010 and S009 tell where, not who."""
    text = "名称,施設設置者\n北,奈良市\n南,山田太郎\n東,社会福祉法人南会\n西,奈良市\n"
    report = report_on_bytes(text.encode())
    said = [item for item in report.findings if item.rule == "S010"]

    assert [item.place.line for item in said] == [3]
    assert "山田" not in json.dumps(report.as_json(), ensure_ascii=False)


def test_a_column_of_persons_is_said_once() -> None:
    """Where the whole column is names, one finding on its header says so."""
    rows = "".join(f"病院{number},山田{name}\n" for number, name in enumerate("一二三四五六七八"))
    said = found(f"名称,管理者\n{rows}", "S010")

    assert [(item.place.line, item.place.column) for item in said] == [(1, "管理者")]


def test_a_broken_part_behind_a_sheet_is_no_fault_of_ours() -> None:
    """The sheet is judged; what looks at the whole workbook says that it could not."""
    shown = SheetExample(rows=(("地区", "人口（人）"), ("北", 1), ("南", 2)), hidden_rows=(2,))
    report = report_on(BookExample(sheets=(shown,), parts={"xl/charts/chart1.xml": b"<a><b>"}))
    (file,) = report.files

    assert {"format-error", "L1-13"} == {
        item.rule for item in report.findings if item.severity is Severity.ERROR
    }
    assert [Status.NOT_CHECKED] * 2 == [file.rules[rule] for rule in ("S003", "S007")]


def test_a_hidden_sheet_is_said_once_and_by_name() -> None:
    """Its content is S007's; rows and columns hidden in a shown sheet are L1-13's."""
    hidden = SheetExample(rows=(("氏名",), ("山田太郎",)), name="元資料", state="veryHidden")
    shown = SheetExample(rows=(("地区", "人口（人）"), ("北", 1), ("南", 2)), name="一覧")
    report = report_on(BookExample(sheets=(shown, hidden)))
    said = [item for item in report.findings if item.rule == "S007"]

    assert [item.place.sheet for item in said] == ["元資料"]
    assert not any(item.rule == "L1-13" for item in report.findings)


def test_what_the_desk_remembers_is_no_persons_number() -> None:
    """Digests of rows: twelve of their digits may pass the check digit by chance."""
    number = "1234-5678-9018"
    remembered = {"intake": {"gone": ["383769256918a9ac"], "told": [number]}}

    assert [number] == list(texts_of({"resources": [remembered]}))
