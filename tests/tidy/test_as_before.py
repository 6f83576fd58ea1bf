"""What a spreadsheet did to codes and days is undone where the version before proves it, and only there."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tidy.as_before import CLOCK, DAYS, SIGNS, ZEROS, Restored, restored

CODES = {"fields": [{"name": "名", "type": "string"}, {"name": "コード", "type": "string"}]}
DATED = {"fields": [{"name": "日", "type": "date"}]}
A_DAY = st.dates(dt.date(1980, 1, 1), dt.date(2099, 12, 31))


def codes(old: list[str], new: list[str]) -> Restored:
    rows = [(f"第{number}", code) for number, code in enumerate(new)]
    return restored(("名", "コード"), {"名": (), "コード": old}, rows, CODES)


def days(old: list[str], new: list[str], form: str = "default") -> Restored:
    schema = {"fields": [{"name": "日", "type": "date", "format": form}]}
    return restored(("日",), {"日": old}, [(cell,) for cell in new], schema)


@given(
    st.integers(2, 6).flatmap(
        lambda width: st.lists(
            st.from_regex(rf"[0-9]{{{width}}}", fullmatch=True), min_size=1, max_size=8, unique=True
        )
    ),
    st.data(),
)
def test_zeros_of_codes_come_back_and_twice_is_once(old: list[str], data: st.DataObject) -> None:
    """Of any codes that were there, whatever their order; nothing else changes."""
    kept = data.draw(st.lists(st.sampled_from(old), min_size=1))
    found = codes(old, [code.lstrip("0") or "0" for code in kept])
    again = codes(old, [row[1] for row in found.rows])

    assert [row[1] for row in found.rows] == kept
    assert again.rows == found.rows
    assert not again.changes
    assert all(change.column == "コード" and change.mend == ZEROS for change in found.changes)
    assert [row[0] for row in found.rows] == [f"第{number}" for number in range(len(kept))]


def test_a_new_code_gets_the_length_of_all_others() -> None:
    found = codes(["0012", "0013"], ["12", "13", "140"])

    assert [row[1] for row in found.rows] == ["0012", "0013", "0140"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["12", "13"], ["1", "2"]),
        (["0012", "12"], ["12", "12"]),
        (["0012", "A-1"], ["13", "A-1"]),
        (["0012", "0013"], ["0012", "13"]),
    ],
    ids=["no zeros before", "both were there", "another code", "zeros were kept"],
)
def test_codes_that_may_be_right_stay(old: list[str], new: list[str]) -> None:
    assert [row[1] for row in codes(old, new).rows] == new


def test_lost_zeros_whose_code_nobody_knows_are_told() -> None:
    found = codes(["0012", "0013"], ["77", "78"])

    assert [row[1] for row in found.rows] == ["77", "78"]
    assert "先頭の0が消えた" in found.doubts[0].ja


def test_digits_that_were_left_out_are_told() -> None:
    found = codes(["7000020290002", "7000020290003"], ["7.00002E+12", "7.00002E+12"])

    assert "下の桁が失われています" in found.doubts[0].ja
    assert not found.changes


def test_a_number_is_no_code() -> None:
    """Zeros of a column that is declared a number are the check's matter."""
    schema = {"fields": [{"name": "数", "type": "integer"}]}
    found = restored(("数",), {"数": ["007", "010"]}, [("7",)], schema)

    assert found.rows == (("7",),)


@given(st.lists(A_DAY, min_size=1, max_size=6), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"]))
def test_days_get_the_form_that_is_declared(given: list[dt.date], form: str) -> None:
    forms = ("{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}T00:00")
    new = [forms[at % 3].format(day) for at, day in enumerate(given)]
    found = days([], new, form)

    assert [row[0] for row in found.rows] == [day.strftime(form) for day in given]
    assert all(change.mend == DAYS for change in found.changes)
    assert not days([], [row[0] for row in found.rows], form).changes


def test_days_that_read_as_declared_stay_where_those_before_are_written_so() -> None:
    """One edited cell makes no new row of every other; what does not read is written as before."""
    old = ["2026/4/1", "2026/10/12"]

    assert not days(old, ["2026/4/1", "2026/5/2", "2026/10/12"], "%Y/%m/%d").changes
    assert days(old, ["2026-04-01"], "%Y/%m/%d").rows == (("2026/4/1",),)
    assert days(["2026/04/01"], ["2026/4/1"], "%Y/%m/%d").rows == (("2026/04/01",),)
    assert days(["2026-4-1"], ["2026-4-1"]).rows == (("2026-04-01",),)


@given(st.lists(A_DAY, min_size=1, max_size=6), st.sampled_from([(1899, 12, 30), (1904, 1, 1)]))
def test_serial_numbers_are_days_where_these_stood_there(
    given: list[dt.date], epoch: tuple[int, int, int]
) -> None:
    """Either system of counting, told by the days of the version before."""
    serials = [str((day - dt.date(*epoch)).days) for day in given]
    if any(len(serial) != 5 for serial in serials):
        return
    found = days([day.isoformat() for day in given], serials)
    other = [(dt.date(1899, 12, 30) + dt.timedelta(int(serial))).isoformat() for serial in serials]

    rows = [row[0] for row in found.rows]
    assert rows == [day.isoformat() for day in given] or (
        rows == other and sum(day in map(str, given) for day in other) * 2 >= len(other)
    )
    assert [row[0] for row in days([], serials).rows] == serials


@pytest.mark.parametrize("cell", ["2020-04-01T09:30", "2020/13/1", "4/1/2020", "不明", "43922"])
def test_what_is_no_certain_day_stays(cell: str) -> None:
    assert days(["2019-01-01"], [cell]).rows == ((cell,),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("𠮷田医院", "?田医院"),
        ("𠮷田医院", "??田医院"),
        ("葛\U000e0100城", "葛??城"),
        ("9時\u301c17時", "9時\uff5e17時"),
        ("9時\u301c17時", "9時?17時"),
        ("1\u22125", "1\uff0d5"),
        ("𠮷田\u301c上田", "?田\uff5e上田"),
    ],
)
def test_characters_that_shift_jis_cannot_write_come_back(old: str, new: str) -> None:
    found = codes([old, "上田"], [new, "上田"])

    assert [row[1] for row in found.rows] == [old, "上田"]
    assert [change.mend for change in found.changes] == [SIGNS]
    assert "1か所" in found.notices[0].ja
    assert not found.doubts
    assert not codes([old, "上田"], [old, "上田"]).changes


@pytest.mark.parametrize(
    ("old", "new", "is_told"),
    [
        (["?田"], ["?田"], False),
        (["𠮷田", "?田"], ["?田"], False),
        (["吉田"], ["?田"], True),
        (["𠮷田"], ["?田二"], True),
        (["𠮷田", "𡈽田"], ["?田"], True),
        (["𠮷田", "𠮷井"], ["?田", "𠮷井"], True),
        (["9時\u301c17時"], ["9時\uff5e18時"], False),
        (["9時\uff5e17時"], ["9時\u301c17時"], False),
        (["上田"], ["ご存じですか?"], False),
        (["上田"], ["https://example.lg.jp/a?1=2"], False),
    ],
    ids=[
        "a real ? before and now",
        "both were there",
        "a character that is written",
        "changed otherwise too",
        "two candidates",
        "others were kept",
        "another time",
        "the other way",
        "a question",
        "an address",
    ],
)
def test_characters_that_may_be_right_stay_and_what_looks_lost_is_told(
    old: list[str], new: list[str], is_told: bool
) -> None:
    found = codes(old, new)

    assert [row[1] for row in found.rows] == new
    assert [doubt.ja.partition("（")[0] for doubt in found.doubts] == (
        ["「コード」の文字が、保存のときに ? になったようです"] if is_told else []
    )


def test_zeros_and_characters_of_one_column_both_come_back() -> None:
    found = codes(["0012", "𠮷-1", "0013"], ["12", "?-1", "13"])

    assert [row[1] for row in found.rows] == ["0012", "𠮷-1", "0013"]
    assert [change.mend for change in found.changes] == [ZEROS, SIGNS, ZEROS]


def cut_to_15(number: Decimal | str) -> str:
    """A number as a spreadsheet writes it."""
    return f"{float(number):.15g}"


def cells(kind: str, old: list[str], new: list[str]) -> Restored:
    schema = {"fields": [{"name": "値", "type": kind}]}
    return restored(("値",), {"値": old}, [(cell,) for cell in new], schema)


@given(st.lists(st.times(), min_size=1, max_size=8), st.lists(st.times(), max_size=8))
def test_times_of_day_get_their_zero_back_and_twice_is_once(
    old: list[dt.time], new: list[dt.time]
) -> None:
    """Where every time before has two digits for the hour; without one that began so nobody knows."""
    before, right = ([f"{time:%H:%M}" for time in of] for of in (old, new))
    eaten = [cell.removeprefix("0") for cell in right]
    done = cells("string", before, eaten)
    is_led = any(cell[0] == "0" for cell in before)

    assert [row[0] for row in done.rows] == (right if is_led else eaten)
    assert not cells("string", before, [row[0] for row in done.rows]).changes
    assert {change.mend for change in done.changes} <= {CLOCK}


@pytest.mark.parametrize("old", [["8:30", "09:00"], ["09:00", "不定"], ["10:00", "11:00"], []])
def test_times_that_may_be_right_stay(old: list[str]) -> None:
    assert not cells("string", old, ["8:30", "9:00"]).changes


@given(
    st.lists(st.decimals(1, 180, places=17), min_size=1, max_size=8, unique_by=cut_to_15),
    st.lists(st.decimals(1, 180, places=2), max_size=4),
)
def test_decimals_get_the_digits_back_that_a_spreadsheet_cut(
    old: list[Decimal], new: list[Decimal]
) -> None:
    """Numbers of their own stay, and twice is once."""
    before, own = list(map(str, old)), list(map(str, new))
    done = cells("number", before, [*map(cut_to_15, old), *own])
    now = [row[0] for row in done.rows]

    assert list(map(cut_to_15, now)) == [*map(cut_to_15, before), *map(cut_to_15, own)]
    assert not cells("number", before, now).changes
    if not {cut_to_15(cell) for cell in before} & {cut_to_15(cell) for cell in own}:
        assert now == [*before, *own]


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        (["135.828690"], ["135.82869"], ["135.828690"]),
        (["12.0", "3.5"], ["12", "3.5"], ["12.0", "3.5"]),
        (["34.5", "34.50"], ["34.5", "34.500"], ["34.5", "34.500"]),  # either may be meant
        (["34.691"], ["34.69", "34.6912"], ["34.69", "34.6912"]),  # other numbers
        (["100"], ["100.0"], ["100.0"]),  # nothing was cut
    ],
)
def test_only_digits_that_were_cut_come_back(
    old: list[str], new: list[str], now: list[str]
) -> None:
    assert now == [row[0] for row in cells("number", old, new).rows]


@pytest.mark.parametrize("whole", ["09012345678", "012345678901"])
def test_what_may_be_a_persons_number_is_not_shown_without_its_zero(whole: str) -> None:
    """In no sentence on what was put back, nor on what cannot be."""
    mended = codes([whole], [whole.lstrip("0")])
    doubted = codes([whole, "0012", "12345"], [whole.lstrip("0"), whole])

    assert mended.changes
    for said in (*mended.notices, *doubted.notices, *doubted.doubts):
        assert whole.lstrip("0") not in said.ja + said.en
