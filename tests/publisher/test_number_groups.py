"""Individual numbers are found and hidden in every writing; dates, codes and sums are shown."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.codes import is_personal_number
from publisher.findings import Finding, Severity
from publisher.number_groups import LENGTH, numbers
from publisher.personal import numbers_in
from publisher.render import report_github, report_markdown, report_text
from publisher.rules.s001_personal_number import CHANCE, WORST, chance
from publisher.words import Text, mask, mask_lines, mask_name, quote
from tests.publisher.examples import report_on_bytes

NUMBER = "123456789018"
PARTS = (
    *("-", "‐", "‑", "–", "—", "―", "−", "－", "ー", "ｰ", "〜", "~"),
    *("/", "／", ",", "，", "、", ".", "．", "・", ":", "_", "|", "'", "*", "#"),
    *(" ", "\u3000", "\u00a0", "\u2009", "\t", "\n", "\r\n", "\u2028", "\u0085"),
    *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\x1b"),
    *(" - ", "-\u200b", ") ", "][", "　　　　"),
)
SIZES = ((4, 4, 4), (3, 3, 3, 3), (6, 6), (2,) * 6, (1,) * 12, (4, 8), (8, 4))
DIGITS = (
    "0123456789",
    "０１２３４５６７８９",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "⓿❶❷❸❹❺❻❼❽❾",
    "〇一二三四五六七八九",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "٠١٢٣٤٥٦٧٨٩",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
)
SINGLE = (
    "(1234)5678-9018",
    "（1234）5678（9018）",
    "[1234][5678][9018]",
    "1.23456789018E+11",
    "1.23456789018e11",
    "１．２３４５６７８９０１８Ｅ＋１１",
    "123456.789018E+6",
    "123456789018.0",
    "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣1️⃣8️⃣",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼〇⑴⑻",
)


def _written(number: str, part: str, sizes: tuple[int, ...]) -> str:
    ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
    return part.join(number[end - size : end] for end, size in zip(ends, sizes, strict=True))


WRITINGS = (
    *(_written(NUMBER, part, sizes) for part in PARTS for sizes in SIZES),
    *(NUMBER.translate(str.maketrans("0123456789", digits)) for digits in DIGITS),
    *SINGLE,
)


def _found(content: str) -> list[Finding]:
    return [item for item in report_on_bytes(content.encode()).findings if item.rule == "S001"]


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("written", WRITINGS)
def test_every_writing_is_hidden(written: str) -> None:
    """In values, in names and in messages, where line breaks become blanks."""
    for shown in (mask(written), mask(f"番号{written}です"), quote(f"本人 {written}")):
        assert not any(map(str.isnumeric, shown.replace(".0", "")))
    assert not any(map(str.isnumeric, mask_name(f"名簿_{written}.csv").replace(".0", "")))


def test_every_writing_is_found_among_others_and_no_rule_shows_it() -> None:
    """A rare number in remarks is asked about, each of several, and in a column of that name."""
    rows = "".join(f"{number},{_cell(written)},北\n" for number, written in enumerate(WRITINGS, 1))
    report = report_on_bytes(f"番号,備考,地区\n{rows}".encode())
    places = {item.place.row for item in report.findings if item.rule == "S001"}

    # Parted by thousands it may be a sum, where the column does not say what it is.
    sums = {_written(NUMBER, part, (3, 3, 3, 3)) for part in PARTS}
    missing = {written for row, written in enumerate(WRITINGS, 2) if row not in places}
    assert missing <= sums
    said = json.dumps(report.as_json(), ensure_ascii=False)
    assert not [written for written in WRITINGS if written in said]
    assert NUMBER not in said


@pytest.mark.parametrize("written", [*WRITINGS, "23,456,789,012", "12-345-6789 018"])
def test_every_writing_is_found_where_the_column_says_so(written: str) -> None:
    """Also without its leading zero, and in any groups."""
    number = "".join(filter(str.isdecimal, written))
    if written == "23,456,789,012":
        written = f"{next(n for n in range(10**10, 10**11) if is_personal_number(f'{n:012}')):,}"
        assert number
    found = _found(f"氏名,個人番号\n甲,{_cell(written)}\n")

    assert [Severity.ERROR] == [item.severity for item in found]


def test_two_numbers_stand_in_one_cell() -> None:
    """What parts them may be what parts their groups."""
    for text in (
        "1234-5678-9018, 2345-6789-0125",
        "1234 5678 9018 2345 6789 0125",
        "12 1234-5678-9018",
        "1234 1234-5678-9018",
    ):
        assert NUMBER in [found.digits for found in numbers_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "0743-74-1111 0743-74-1112",
        "(0743)74-1111、0743-74-1112",
        "2024-04-01 2025-03-31",
        "2024/4/1～2025/3/31",
        "1,2,3,4,5,6,7,8,9,10,11,12",
        "9:00～12:00、13:00～17:00",
        "34.693912345678,135.123456789018",
        "R5.4.1～R6.3.31",
        "datasets/011002_t5eb55e09/good.csv",
        "7a55e09f",
    ],
)
def test_what_is_no_number_is_shown(text: str) -> None:
    """Telephone numbers, days, hours, counts and coordinates; no rule asks about them."""
    assert text == mask(text) == mask_name(text)
    assert not list(numbers_in(text))


def test_the_code_that_begins_a_folder_belongs_to_no_number() -> None:
    """A folder's last digits and the code of the body that begins the next one."""
    path = "datasets/011002_taf619559/011002_taf619559_good/good.csv"
    assert path == mask_name(path)
    assert NUMBER not in mask_name(f"292095_ikoma/{NUMBER}.csv")


@given(st.text(alphabet="0123456789-/. \u200b番①", max_size=40))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(text) == mask(mask(text))


LISTS = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 4, 4, 5, 6, 12]), st.integers(1, 13), st.sampled_from("-, ")
    ),
    min_size=1,
    max_size=6,
)
"""Size of a group, how many of it stand side by side, and what parts them."""


def _lists(stretches: list[tuple[int, int, str]]) -> str:
    groups = [(size, part) for size, count, part in stretches for _ in range(count)]
    return "".join(f"{'9' * size}{part}" for size, part in groups)[:-1]


def _one_by_one(text: str) -> Iterator[str]:
    """Yield the numbers in a list as the law has it: the same parts the groups of one."""
    groups = list(re.finditer(r"(\d+)(\D*)", text))
    first = 0
    while first < len(groups):
        size, part, last = len(groups[first][1]), groups[first][2].strip(), first + 1
        while (
            size < LENGTH
            and last < len(groups)
            and len(groups[last][1]) == size
            and groups[last - 1][2].strip() == part
        ):
            last += 1
        step, rest = divmod(LENGTH, size)
        if rest or (last - first) % step:
            first = first + 1 if rest else max(first + 1, last - 1)
            continue
        while first < last:
            end = first + step
            yield text[groups[first].start() : groups[end - 1].end(1)]
            first = end


@given(LISTS)
def test_numbers_in_a_list_are_those_found_group_by_group(
    stretches: list[tuple[int, int, str]],
) -> None:
    """However many groups of other sizes stand between them."""
    text = f"{_lists(stretches)}/1"

    assert list(_one_by_one(text)) == [text[one.start : one.end] for one in numbers(text)]


def test_a_text_of_nothing_but_short_numbers_is_searched_fast() -> None:
    """A report's list of a million numbers: not much slower than finding the digits alone."""
    draw = random.Random(1)  # noqa: S311  not for secrets
    text = " ".join(str(draw.randrange(10 ** draw.randrange(1, 7))) for _ in range(200_000))

    def seconds(work: Callable[[], object]) -> float:
        spent = []
        for _ in range(3):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
        return min(spent)

    alone = seconds(lambda: re.findall(r"\d+", text))
    assert seconds(lambda: list(numbers(text))) < 12 * alone


def _column(count: int, valid: int, seed: int = 1) -> str:
    """Return ids of which so many have the right check digit."""
    draw = random.Random(seed)  # noqa: S311  not for secrets
    rows = []
    for index in range(count):
        while True:
            number = f"{draw.randrange(10**11, 10**12)}"
            if is_personal_number(number) is (index < valid):
                break
        rows.append(f"{number},北\n")
    return "管理番号,地区\n" + "".join(rows)


@pytest.mark.parametrize(
    ("count", "valid", "severity"),
    [
        (20, 12, Severity.ERROR),
        (1200, 400, Severity.ERROR),
        (6, 5, Severity.ERROR),
        (8, 5, Severity.WARNING),
        (20, 2, None),
        (20, 4, None),
        (1200, 140, None),
        (3, 1, None),
    ],
)
def test_more_than_chance_is_needed_among_ids(
    count: int, valid: int, severity: Severity | None
) -> None:
    """A tenth of all ids have the right check digit, of round ones two of eleven."""
    found = {item.severity for item in _found(_column(count, valid))}

    assert found == ({severity} if severity else set())


def test_long_barcodes_and_sums_are_silent() -> None:
    """13 digits are no individual number; a sum in thousands passes by chance."""
    codes = "".join(f"{4901234567000 + number},水\n" for number in range(60))
    assert not _found(f"商品コード,名称\n{codes}")
    assert not _found('区分,歳出（円）\n一般,"123,456,789,018"\n特別,"131,222,333,444"\n')
    assert not _found('区分,人数\n一般,"123\n456\n789\n018"\n特別,\n')
    assert not _found("区分,アドレス\n一般,192.168.100.204\n" * 3)


def test_a_number_without_meaning_or_a_time_is_none() -> None:
    """Twelve zeros pass the check digit, and so does a tenth of all times."""
    assert is_personal_number("0" * LENGTH)
    assert is_personal_number("202404010028")
    assert not _found("番号,備考\n1,000000000000\n2,なし\n3,なし\n")
    assert not _found("名称,更新\n北,202404010028\n南,なし\n")


@pytest.mark.parametrize("each", [CHANCE, WORST])
def test_chance_is_the_binomial_tail(each: float) -> None:
    """Never too small where it is bounded, so that nothing is said that chance explains."""
    for written, passed in ((1, 1), (3, 2), (20, 12)):
        tail = sum(
            comb(written, count) * each**count * (1 - each) ** (written - count)
            for count in range(passed, written + 1)
        )
        assert chance(written, passed, each) == pytest.approx(tail)
    assert chance(1001, 300, each) >= chance(1000, 300, each)
    assert chance(2000, 20, each) == 1


def test_nothing_commands_the_terminal() -> None:
    """Escapes, bells, line feeds and turned writing in names and values are signs, no more."""
    name = "list\n::error::\x1b[31m\x07\u202e.csv"
    report = report_on_bytes("名称\x1b[31m,備考\n北\x07,\u202e右\n".encode(), name)
    forms = (
        report_text.lines(report, is_bare=True, notice=Text("", "")),
        report_markdown.lines(report, is_bare=True, notice=Text("", "")),
        report_github.lines(report, is_bare=True),
    )
    for line in (line for lines in forms for line in lines):
        assert not {"\n", "\r", "\x1b", "\x07", "\u202e"} & set(line)
    assert "␊" in mask_name(name)
    assert "a\nb" == mask_lines("a\nb")
