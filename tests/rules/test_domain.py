"""What the domain rules decide, beyond their own examples."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import municipalities
from publisher.findings import Finding, Severity
from publisher.rules.coordinates import within
from publisher.rules.d005_unusable_coordinates import in_degrees
from publisher.rules.examples import CSV_PATH, TreeExample, book, csv, resources
from tests.publisher.examples import report_on, report_on_bytes

KNOWN = municipalities.load()
IKOMA = "292095"


def found(text: str, *rules: str) -> list[Finding]:
    return [item for item in report_on_bytes(text.encode()).findings if item.rule in rules]


def lines(text: str, rule: str) -> list[int | None]:
    return [item.place.line for item in found(text, rule)]


# --- the seam -----------------------------------------------------------------------------

HEADER = "ID,市区町村コード,法人番号,名称,名称_カナ,電話番号,郵便番号,開設年月日,開始時間,緯度,経度,URL,備考"
CLEAN = (
    "{0},292095,1000020290009,施設{0},シセツ,0743-74-1111,630-0288,2024-04-01,09:00,"
    "34.69{1:04},135.69{1:04},https://www.example.jp/{0},地区{0}"
)
DIRTY = (
    "{0},292096,1000020290008,施設{0},しせつ,0743‐74‐1111,〒630-0288,2023-02-29,1700,"
    "0,0,www.example.jp,<br>"
)
RULES = frozenset({f"D{number:03}" for number in (1, 2, 5, 6, 7, 8, 9, 10, 12, 13)})


@pytest.mark.parametrize("rows", [30, 24_000])
def test_one_bad_row_is_found_among_any_number_of_clean_ones(rows: int) -> None:
    """Small tables come record by record, large ones in frames: the findings are the same."""
    body = [CLEAN.format(number, number % 10_000) for number in range(rows)]
    body.append(DIRTY.format(rows))
    text = "\n".join([HEADER, *body]) + "\n"
    said = [item for item in report_on_bytes(text.encode()).findings if item.rule in RULES]

    assert {item.rule for item in said} == RULES
    assert {item.place.line for item in said} == {rows + 2}


@given(
    st.floats(-80, 170, allow_nan=False),
    st.floats(0, 3),
    st.decimals(-90, 180, places=5, allow_nan=False),
)
def test_what_the_expression_spares_lies_inside(low: float, width: float, value: object) -> None:
    """`within` may only spare numbers that certainly lie between its bounds."""
    low = abs(low)
    if re.fullmatch(within(low, low + width), str(value)):
        assert low <= float(str(value)) <= low + width + 0.01


def test_the_expression_spares_nearly_every_number_inside() -> None:
    """Else every row of a clean table would be looked at."""
    fine = re.compile(within(34.09, 35.29))
    inside = [f"34.{number:02}5" for number in range(9, 100)] + ["35.10", "35.28999", "34.6939123"]

    assert not [text for text in inside if not fine.fullmatch(text)]


# --- places -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("奈良県生駒市東新町8-38", IKOMA),
        ("〒630-0288 奈良県生駒市東新町8番38号", IKOMA),
        ("生駒市東新町", IKOMA),
        ("奈良県生駒郡斑鳩町法隆寺西", "293440"),
        ("斑鳩町法隆寺西", "293440"),
        ("兵庫県神戸市中央区加納町6-5-1", "281107"),
        ("奈良県", "290009"),
    ],
)
def test_an_address_tells_its_municipality(address: str, code: str) -> None:
    """With or without postal code, prefecture and county."""
    assert KNOWN.of_address(address) == (code,)


@pytest.mark.parametrize("address", ["", "東新町8-38", "市役所前", "2階会議室"])
def test_what_names_no_municipality_tells_none(address: str) -> None:
    """Nothing is guessed."""
    assert KNOWN.of_address(address) == ()


def test_every_body_lies_in_its_own_box() -> None:
    """The office of every municipality lies in its box and in its prefecture's."""
    for item in KNOWN.all:
        box, prefecture = (
            KNOWN.box(item.code),
            KNOWN.box(next(code for code in KNOWN.prefectures if code[:2] == item.code[:2])),
        )
        assert box is not None
        assert prefecture is not None
        assert box.holds(item.latitude, item.longitude)
        assert prefecture.holds(item.latitude, item.longitude)


@pytest.mark.parametrize(
    ("code", "body", "is_within"),
    [
        (IKOMA, IKOMA, True),
        (IKOMA, "290009", True),
        ("281107", "281000", True),
        ("292010", IKOMA, False),
        ("131016", "290009", False),
        ("290009", IKOMA, False),
    ],
)
def test_who_is_within_whom(code: str, body: str, *, is_within: bool) -> None:
    """A prefecture holds its municipalities, a designated city its wards."""
    assert KNOWN.is_within(code, body) is is_within


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("34度41分38秒", "34.693889"),
        ("北緯34°41′38.0″", "34.693889"),
        ("135.41.52", "135.697778"),
        ("1354152.5", "135.697917"),
        ("34度75分00秒", None),
        ("34.6939", None),
        ("99度10分10秒", None),
        ("不明", None),
    ],
)
def test_degrees_minutes_and_seconds(text: str, degrees: str | None) -> None:
    """A proposal is made only where it is a place of Japan for certain."""
    assert in_degrees(text) == degrees


def test_a_place_is_judged_by_one_rule() -> None:
    """Swapped, nothing, far away: each is one finding, however many rules look at coordinates."""
    rows = {
        "135.6979,34.6939": "D003",
        "0,0": "D005",
        "52.52,13.405": "D004",
        "346.939,135.6979": "D005",
    }
    for row, rule in rows.items():
        said = found(f"名称,緯度,経度\n市役所,34.6939,135.6979\n駅,{row}\n", "D003", "D004", "D005")
        assert [item.rule for item in said] == [rule], row


def test_the_office_of_a_body_elsewhere_is_fine() -> None:
    """The address says that the point is where it should be; without it, it is far from the body."""
    schema = {"fields": [{"name": name} for name in ("名称", "所在地", "緯度", "経度")]}
    rows = "市役所,奈良県生駒市東新町8-38,34.6939,135.6979\n{},{},35.6795,139.7400\n"
    for address, expected in (("東京都千代田区平河町2-6-3", []), ("平河町2-6-3", ["D004"])):
        text = "名称,所在地,緯度,経度\n" + rows.format("東京事務所", address)
        example = TreeExample(
            descriptor={"resources": resources(schema=schema)}, files={CSV_PATH: text.encode()}
        )
        said = [item.rule for item in report_on(example).findings if item.rule.startswith("D00")]
        assert said == expected


# --- dates and times ----------------------------------------------------------------------


@given(st.dates(dt.date(1868, 1, 25), dt.date(2099, 12, 31)), st.sampled_from("-/年"))
def test_every_day_of_the_calendar_is_fine(day: dt.date, joint: str) -> None:
    """No day that exists is blamed, however it is written."""
    end = "日" if joint == "年" else ""
    middle = "月" if joint == "年" else joint
    written = f"{day.year}{joint}{day.month}{middle}{day.day}{end}"

    assert not found(f"行事,開催日\nA,{written}\nB,2024-03-01\n", "D008")


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(29, 31))
def test_no_other_day_is(year: int, month: int, day: int) -> None:
    """A day is blamed exactly where its month is shorter, as a certain error."""
    said = found(f"行事,開催日\nA,{year}-{month:02}-{day}\nB,2024-03-01\n", "D008")

    assert bool(said) is (day > calendar.monthrange(year, month)[1])
    assert all(item.severity is Severity.ERROR for item in said)


@pytest.mark.parametrize(
    ("written", "is_likely"),
    [
        ("平成40年", True),
        ("平成31年", False),
        ("平成31年度", False),
        ("昭和65年12月1日", True),
        ("昭和64年1月7日", False),
        ("昭和64年1月8日", True),
        ("令和元年5月1日", False),
        ("大正15年12月25日", False),
        ("明治45年7月30日", False),
        ("令和5年（2023年）", False),
        ("令和5年度（2024年3月末）", False),
    ],
)
def test_years_beyond_their_era_are_likely(written: str, *, is_likely: bool) -> None:
    """The last days of an era are its own; what comes after is likely a slip or a plan."""
    said = found(f"行事,開催日\nA,{written}\nB,令和6年4月1日\n", "D008")

    assert [item.certainty for item in said] == (["likely"] if is_likely else [])


def test_a_declared_date_is_said_once() -> None:
    """In a column declared as dates the rule speaks instead of the engine, as an error."""
    schema = {"fields": [{"name": "行事", "type": "string"}, {"name": "開催日", "type": "date"}]}
    for value, rule in (("2023-02-29", "D008"), ("45384", "D011")):
        example = TreeExample(
            descriptor={"resources": resources(schema=schema)},
            files={CSV_PATH: f"行事,開催日\nA,{value}\nB,2024-03-01\n".encode()},
        )
        said = [
            (item.rule, item.severity)
            for item in report_on(example).findings
            if item.rule in {rule, "type-error"}
        ]
        assert said == [(rule, Severity.ERROR)]


@pytest.mark.parametrize(
    ("written", "proposal"),
    [("1700", "17:00"), ("９：００", "9:00"), ("9時", "9:00"), ("9時半", "9:30"), ("9 :30", None)],
)
def test_times_are_proposed(written: str, proposal: str | None) -> None:
    """The proposal is the same time, written as the other cells are."""
    said = found(f"名称,開始時間\nA,{written}\nB,9:00\nC,10:00\n", "D009")

    if proposal is not None:
        assert [proposal in item.message.en for item in said] == [True]


def test_a_timetable_may_pass_midnight() -> None:
    """25:10 in a feed's stop times is right, in opening hours it is asked about."""
    feed = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nA,25:10:00,25:10:00,S,1\n"
    assert report_on_bytes(feed.encode(), "stop_times.csv").findings is not None
    assert [item.certainty for item in found("店,閉店時間\nA,25:00\nB,23:00\n", "D009")] == [
        "likely"
    ]


# --- text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("０７４３－７４－１１１１", "'0743-74-1111'"),
        ("0743 - 74 - 1111", "'0743-74-1111'"),
        ("(0743-74-1111)", "'0743-74-1111'"),
        ("0743-74-1111 市民課", "remarks"),
        ("743-74-1111", "leading zero"),
        ("74-1111", "area code"),
        ("調整中", "no telephone number"),
        ("0743-74-1111（代表）", ""),
        ("0743-74-1111、0743-74-1112", ""),
        ("-", ""),
        ("090-1234-5678", ""),
    ],
)
def test_telephone_numbers(written: str, message: str) -> None:
    """What can be dialled, means nothing or is another rule's is left alone."""
    said = found(f"名称,電話番号\nA,{written}\nB,0743-74-1112\nC,0743-74-1113\n", "D006")

    assert [message in item.message.en for item in said] == ([True] if message else [])


@pytest.mark.parametrize(
    "written",
    [
        "0743-74-11111",
        "03-12345-6789",
        "06-6208-81811",
        "0743-74-1111-2",
        "06-6208-8181(1)",
        "050-1234-567",
        "0120-1234-567",
        "0743-7-41111",
        "0742-34-111(1)",
        "07437411111",
    ],
)
def test_a_telephone_number_with_a_typing_error_is_never_joined(written: str) -> None:
    """Its hyphens show where the error is; what stands behind it is a branch, no digit of it."""
    (only,) = found(f"名称,電話番号\nA,{written}\nB,0743-74-1112\nC,0743-74-1113\n", "D006")

    assert only.certainty == "likely"
    assert re.sub("[^0-9]", "", written) not in only.message.ja.replace(written, "")


@pytest.mark.parametrize("area", ["050", "0800"])
def test_an_advised_number_can_be_read(area: str) -> None:
    """Eleven digits in one piece may look like a person's number; an office's number is shown."""
    for line in range(50):
        number = f"{area}{12345678 if area == '050' else 1234567}"[: 11 - 2] + f"{line:02}"
        text = f"名称,電話番号\nA,{number[:3]} {number[3:]}\nB,0743-74-1112\n"

        assert all("*" not in item.message.ja.split("」を「")[1] for item in found(text, "D006"))


def test_a_wrong_corporate_number_is_shown_unless_a_persons_stands_in_it() -> None:
    """Bodies' numbers are public; thirteen digits may hold an individual number."""
    shown = found("名称,法人番号\n県,2000020290009\n", "D002")
    hidden = found("名称,法人番号\n県,1234567890180\n", "D002")

    assert "2000020290009" in shown[0].message.ja
    assert "123456789018" not in hidden[0].message.ja


def test_a_mobile_number_written_oddly_is_not_shown() -> None:
    """S003 tells of it without the number; D006 must not print it instead."""
    said = report_on_bytes("名称,電話番号\nA,０９０‐1234‐5678\nB,0743-74-1112\n".encode()).findings

    assert "S003" in {item.rule for item in said}
    assert not any("1234" in item.message.both() for item in said)


@pytest.mark.parametrize("rule", ["D006", "D007", "D009", "D010", "D012"])
def test_a_column_that_only_has_the_name_is_left_alone(rule: str) -> None:
    """A header is not enough: the values must bear it out."""
    text = (
        "電話番号,郵便番号,開始時間,名称_カナ,URL\n"
        "別表のとおり,別表のとおり,別表のとおり,12,別表のとおり\n"
        "未設置,未設置,未定,34,未作成\n"
    )
    assert not found(text, rule)


def test_numbers_of_a_workbook_are_read_as_they_are_meant() -> None:
    """A postal code or a telephone number stored as a number has lost its zero."""
    rows = (("名称", "郵便番号", "電話番号"), ("A", 600042, 743741111), ("B", 600001, 743741112))
    said = {item.rule for item in report_on(book(*rows)).findings}

    assert {"D006", "D007"} <= said


def test_links_of_the_office_are_named_as_such() -> None:
    """What opens inside of the office only is said so, not called misspelt."""
    for link in (
        "file:///C:/data/a.html",
        r"\\server\share\a",
        "http://intranet/a",
        "http://10.1.2.3/",
    ):
        said = found(f"名称,URL\nA,{link}\nB,https://www.example.jp/\n", "D012")
        assert ["inside of the office" in item.message.en for item in said] == [True], link


def test_exponents_are_damage_in_codes_and_fine_in_measures() -> None:
    """1.31E+12 is a lost number where numbers are names, a number where they are measures."""
    assert lines("品目,JANコード\nA,4.90123E+12\nB,4901234567894\n", "D011") == [2]
    assert not found("星,質量（kg）\nA,4.90123E+12\nB,49012345\n", "D011")


def test_examples_of_good_are_many() -> None:
    """A table that is right in every column of this module draws no finding of it."""
    body = "".join(CLEAN.format(number, number) + "\n" for number in range(5))

    assert not [item for item in report_on(csv(f"{HEADER}\n{body}")).findings if item.rule in RULES]
