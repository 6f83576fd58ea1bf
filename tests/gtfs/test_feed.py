"""Feeds against GTFS and GTFS-JP: files, columns, references, values, order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.files import SmallFile
from publisher.gtfs import feed, spec
from publisher.gtfs.faults import LIMIT, FeedKind
from publisher.gtfs.feed import Feed
from publisher.rules.feed_hits import FILES


def look(changes: Mapping[str, str | bytes | None] | None = None) -> Feed:
    texts = {**FILES, **(changes or {})}
    files = {
        name: SmallFile(text if isinstance(text, bytes) else text.encode())
        for name, text in texts.items()
        if text is not None
    }
    return feed.look(files)


def told(changes: Mapping[str, str | bytes | None]) -> list[tuple[FeedKind, str, int | None, str]]:
    return [
        (fault.kind, fault.file, fault.line, fault.column)
        for fault in look(changes).faults.of(*FeedKind)
    ]


def plus(name: str, *lines: str) -> dict[str, str | bytes | None]:
    return {name: FILES[name] + "".join(f"{line}\n" for line in lines)}


STOPS_OF_X = plus("stop_times.txt", "x,09:00:00,09:00:00,1_1,1", "x,09:05:00,09:05:00,2_1,2")


def test_a_sound_feed_has_no_fault() -> None:
    found = look()

    assert [] == list(found.faults.of(*FeedKind))
    assert (2, 1) == (found.rows["stops.txt"], found.rows["routes.txt"])


@pytest.mark.parametrize("name", [*spec.REQUIRED, "calendar.txt"])
def test_every_required_file_is_missed(name: str) -> None:
    assert FeedKind.NO_FILE in {kind for kind, *_ in told({name: None})}


@pytest.mark.parametrize("name", [*spec.JAPAN_REQUIRED, "fare_attributes.txt"])
def test_what_only_gtfs_jp_requires_is_said_apart(name: str) -> None:
    """A feed that is sound GTFS is not called broken."""
    assert [FeedKind.JAPAN] == [kind for kind, *_ in told({name: None})]


def test_days_may_come_from_calendar_dates_alone() -> None:
    dates = "service_id,date,exception_type\n平日,20260401,1\n"

    assert [] == told({"calendar.txt": None, "calendar_dates.txt": dates})


@pytest.mark.parametrize("name", [name for name in FILES if spec.FILES[name].columns])
def test_every_required_column_is_missed(name: str) -> None:
    """One column less is one fault of that file, at its header."""
    header, *rows = FILES[name].splitlines()
    columns = header.split(",")
    for index, column in enumerate(columns):
        if column not in spec.FILES[name].columns:
            continue
        lines = [line.split(",") for line in (header, *rows)]
        text = "".join(",".join(line[:index] + line[index + 1 :]) + "\n" for line in lines)

        assert (FeedKind.NO_COLUMN, name, 1, "") in told({name: text})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            plus("trips.txt", "9,平日,x") | STOPS_OF_X,
            (FeedKind.REFERENCE, "trips.txt", 3, "route_id"),
        ),
        (
            plus("trips.txt", "1,休日,x") | STOPS_OF_X,
            (FeedKind.REFERENCE, "trips.txt", 3, "service_id"),
        ),
        (
            plus("stop_times.txt", "1_0800,09:00:00,09:00:00,9,3"),
            (FeedKind.REFERENCE, "stop_times.txt", 4, "stop_id"),
        ),
        (
            plus("stop_times.txt", "x,09:00:00,09:00:00,1_1,3"),
            (FeedKind.REFERENCE, "stop_times.txt", 4, "trip_id"),
        ),
        (
            {"fare_rules.txt": "fare_id,route_id\n小児,1\n"},
            (FeedKind.REFERENCE, "fare_rules.txt", 2, "fare_id"),
        ),
        (
            {"trips.txt": "route_id,service_id,trip_id,shape_id\n1,平日,1_0800,s\n"}
            | {"shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"},
            (FeedKind.REFERENCE, "trips.txt", 2, "shape_id"),
        ),
        (
            {"trips.txt": "route_id,service_id,trip_id,jp_office_id\n1,平日,1_0800,2\n"}
            | {"office_jp.txt": "office_id,office_name\n1,生駒営業所\n"},
            (FeedKind.REFERENCE, "trips.txt", 2, "jp_office_id"),
        ),
        (plus("stops.txt", "1_1,x,34.7,135.7,0"), (FeedKind.REPEATED, "stops.txt", 4, "stop_id")),
        (plus("stops.txt", "3,x,135.7,34.7,0"), (FeedKind.SWAPPED, "stops.txt", 4, "stop_lat")),
        (plus("stops.txt", "3,x,0,0,0"), (FeedKind.OUTSIDE, "stops.txt", 4, "stop_lat")),
        (plus("stops.txt", "3,x,134,340,0"), (FeedKind.VALUE, "stops.txt", 4, "stop_lat")),
        (plus("stops.txt", "3,x,34.7,,0"), (FeedKind.NO_VALUE, "stops.txt", 4, "stop_lat")),
        (plus("stops.txt", "3,x,34.7,東,0"), (FeedKind.VALUE, "stops.txt", 4, "stop_lon")),
        (plus("stops.txt", "3,x,34.7,135.7,7"), (FeedKind.VALUE, "stops.txt", 4, "location_type")),
        (
            plus("stop_times.txt", "1_0800,08:24:59,08:30:00,1_1,3"),
            (FeedKind.ORDER, "stop_times.txt", 4, "arrival_time"),
        ),
        (
            plus("stop_times.txt", "1_0800,09:00,09:00:00,1_1,3"),
            (FeedKind.VALUE, "stop_times.txt", 4, "arrival_time"),
        ),
        (
            plus("calendar.txt", "休,0,0,0,0,0,1,1,20270229,20270331"),
            (FeedKind.VALUE, "calendar.txt", 3, "start_date"),
        ),
        (
            plus("calendar.txt", "休,0,0,0,0,0,1,1,20270401,20270331"),
            (FeedKind.ORDER, "calendar.txt", 3, "end_date"),
        ),
    ],
)
def test_each_fault_has_its_place(
    changes: dict[str, str | bytes | None], expected: tuple[FeedKind, str, int, str]
) -> None:
    """File, editor's line and column; and nothing else is said."""
    assert [expected] == told(changes)


@pytest.mark.parametrize(
    "changes",
    [
        plus("stop_times.txt", "1_0800,25:10:00,25:10:00,1_1,3"),
        plus("stop_times.txt", "1_0800,,,1_1,3", "1_0800,9:00:00,9:00:00,2_1,4"),
        plus("stops.txt", "3,,,,4"),
        {"trips.txt": "route_id,service_id,trip_id,jp_pattern_id\n1,平日,1_0800,p\n"},
        {"stops.txt": FILES["stops.txt"].replace("\n", "\r\n").encode("utf-8-sig")},
        {"memo.txt": "anything at all"},
        {"stops.txt": FILES["stops.txt"] + "\n\n"},
    ],
    ids=["after midnight", "no times on the way", "node", "no patterns", "BOM", "memo", "blanks"],
)
def test_what_is_allowed_is_not_said(changes: dict[str, str | bytes | None]) -> None:
    assert [] == told(changes)


def test_a_parent_may_stand_below_its_child() -> None:
    """A reference of a file to itself is settled at its end."""
    head = "stop_id,stop_name,stop_lat,stop_lon,parent_station\n"
    rows = "1_1,駅前,34.69,135.69,駅\n2_1,園,34.74,135.72,\n駅,駅,34.69,135.69,\n"
    found = told({"stops.txt": head + rows})
    lost = told({"stops.txt": head + rows.replace("135.69,駅", "135.69,無")})

    assert [] == found
    assert [(FeedKind.REFERENCE, "stops.txt", 2, "parent_station")] == lost


@pytest.mark.parametrize(
    "content",
    [FILES["stops.txt"].encode("cp932"), b"", b"a\0b", b'stop_id\n"open', b"PK\x03\x04"],
    ids=["CP932", "empty", "NUL", "open quote", "zip"],
)
def test_a_file_that_cannot_be_read_is_said(content: bytes) -> None:
    """The others are looked at all the same, and nothing refers to it."""
    found = [item for item in told({"stops.txt": content}) if item[0] is not FeedKind.NO_COLUMN]

    assert [(FeedKind.UNREADABLE, "stops.txt")] == [item[:2] for item in found]


def test_readings_may_be_in_either_form_of_translations() -> None:
    old = "trans_id,lang,translation\n生駒駅前,ja-Hrkt,いこまえきまえ\n"
    none = "table_name,field_name,language,translation\nstops,stop_name,en,Ikoma\n"

    assert [] == told({"translations.txt": old})
    assert [FeedKind.JAPAN] == [kind for kind, *_ in told({"translations.txt": none})]


def test_faults_are_bounded_and_counted() -> None:
    lines = [f"9,平日,t{number}" for number in range(LIMIT + 7)]
    found = look(plus("trips.txt", *lines)).faults

    assert LIMIT == len(list(found.of(FeedKind.REFERENCE)))
    assert [("trips.txt", "route_id", 7)] == list(found.more(FeedKind.REFERENCE))


@given(
    name=st.sampled_from(sorted(spec.FILES)),
    text=st.text(st.sampled_from('abc019:.,"\n\r あ-_'), max_size=80),
    cells=st.lists(st.text(st.sampled_from("0123456789:.-+eあ "), max_size=12), max_size=12),
)
def test_no_feed_raises(name: str, text: str, cells: list[str]) -> None:
    """Whatever stands in a file, it is a value."""
    look({name: text})
    look({name: f"{FILES.get(name, text)}{','.join(cells)}\n"})


# --- what stands in other files -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "column"), [key for key, target in spec.REFERENCES.items() if target != key[0]]
)
def test_every_reference_is_looked_up(name: str, column: str) -> None:
    """An id that is nowhere is told in its cell; the id that is there is not."""
    target = spec.REFERENCES[name, column]
    owner, own = next(key for key, kept in spec.NAMED.items() if kept == target)
    there = {owner: _with(owner, {own: "there"})}
    wrong, right = (
        {
            (file, at)
            for kind, file, _, at in told({**there, name: _with(name, {column: value})})
            if kind is FeedKind.REFERENCE
        }
        for value in ("nowhere", "there")
    )

    assert (name, column) in wrong
    assert (name, column) not in right


def _with(name: str, *rows: Mapping[str, str]) -> str:
    """Return a file with these rows beside what it has, blank where nothing is given."""
    head, *lines = FILES.get(name, ",".join(spec.FILES[name].columns)).splitlines()
    columns = list(dict.fromkeys([*head.split(","), *(key for row in rows for key in row)]))
    more = "," * (len(columns) - len(head.split(",")))
    added = [",".join(row.get(column, "") for column in columns) for row in rows if row]
    return "\n".join([",".join(columns), *(line + more for line in lines), *added]) + "\n"


def test_translations_refer_to_records() -> None:
    head = "table_name,field_name,language,translation,record_id\n"
    rows = (
        *("stops,stop_name,ja-Hrkt,いこまえきまえ,1_1", "stops,stop_name,ja-Hrkt,なし,9_9"),
        *("stop_times,stop_headsign,ja-Hrkt,えき,1_0800", "office_jp,office_name,ja-Hrkt,x,1"),
    )

    assert [(FeedKind.REFERENCE, "translations.txt", 3, "record_id")] == told(
        {"translations.txt": head + "\n".join(rows) + "\n"}
    )


def test_trips_that_stop_nowhere_are_counted() -> None:
    (fault,) = look(plus("trips.txt", "1,平日,b", "1,平日,a")).faults.of(*FeedKind)

    assert (FeedKind.UNUSED, "trips.txt") == (fault.kind, fault.file)
    assert "停車が1つもない便が2本あります（aなど）" == fault.note.ja


STATIONS = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"


@pytest.mark.parametrize(
    ("kinds", "is_sound"),
    [
        (("0", "1", ""), True),
        (("2", "1", ""), True),
        (("", "1", ""), True),
        (("4", "0", ""), True),
        (("0", "0", ""), False),
        (("4", "1", ""), False),
        (("0", "2", ""), False),
    ],
)
@pytest.mark.parametrize("is_below", [True, False])
def test_a_parent_is_a_station(kinds: tuple[str, str, str], is_sound: bool, is_below: bool) -> None:
    """Wherever it stands; a stop is no parent of itself."""
    child, parent, _ = kinds
    rows = [f"1_1,駅前,34.69,135.69,{child},P", f"P,駅,34.69,135.69,{parent},"]
    other = "2_1,園,34.74,135.72,,"
    text = STATIONS + "\n".join([*(rows if is_below else rows[::-1]), other]) + "\n"

    found = [item[:2] + item[3:] for item in told({"stops.txt": text})]
    assert ([] if is_sound else [(FeedKind.REFERENCE, "stops.txt", "parent_station")]) == found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["x,09:05:00,09:05:00,2_1,2", "x,09:00:00,09:00:00,1_1,1"], []),
        (["x,09:00:00,09:00:00,2_1,2", "x,09:05:00,09:05:00,1_1,1"], [FeedKind.ORDER]),
        (
            [
                *("x,09:00:00,09:00:00,1_1,1", "1_0800,08:30:00,08:30:00,1_1,3"),
                "x,09:05:00,09:05:00,2_1,1",
            ],
            [FeedKind.REPEATED],
        ),
        (["x,09:00:00,09:00:00,1_1,-1", "x,09:00:00,09:00:00,1_1,1.5"], [FeedKind.VALUE] * 2),
        (["x,09:00:00,09:00:00,1_1,1234567890x"], [FeedKind.VALUE]),
        ([f"x,09:00:00,09:00:00,1_1,{'9' * 5000}"], [FeedKind.VALUE]),
        (["x,09:00:00,09:00:00,1_1,99999999", "x,09:00:00,09:00:00,1_1,99999999"], []),
    ],
    ids=["any order", "backwards", "twice, apart", "no counts", "words", "long", "high"],
)
def test_the_order_of_stops_is_their_number(rows: list[str], expected: list[FeedKind]) -> None:
    """GTFS sorts by stop_sequence; the order of the rows means nothing."""
    found = told(plus("trips.txt", "1,平日,x") | plus("stop_times.txt", *rows))

    assert expected == [kind for kind, *_ in found]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["x,09:05:00,09:05:00,1_1,1", "y", "x,09:00:00,09:00:00,2_1,2"], [6]),
        (["x,09:05:00,09:05:00,1_1,2", "y", "x,09:10:00,09:10:00,2_1,1"], [4]),
        (["x,09:00:00,09:00:00,1_1,1", "y", "x,09:05:00,09:05:00,2_1,2"], []),
        (["x,09:05:00,09:05:00,1_1,2", "y", "x,09:00:00,09:00:00,2_1,1"], []),
        (["x,09:00:00,09:00:00,1_1,1", "x,09:20:00,09:20:00,2_1,3", "y", "x,09:10:00,09:10:00,2_1,2"], []),
        (["x,,,1_1,1", "y", "x,09:05:00,09:05:00,2_1,2"], []),
    ],
    ids=["backwards", "backwards, exchanged", "forwards", "exchanged", "mixed", "no time"],
)  # fmt: skip
def test_rows_of_a_trip_may_stand_apart(rows: list[str], lines: list[int]) -> None:
    """Time runs forwards over all of them, in the order of their numbers."""
    between = {"y": "1_0800,08:50:00,08:50:00,1_1,3"}
    changes = plus("trips.txt", "1,平日,x")
    found = told(changes | plus("stop_times.txt", *(between.get(row, row) for row in rows)))

    assert [(FeedKind.ORDER, line) for line in lines] == [
        (kind, line) for kind, _, line, _ in found
    ]


@pytest.mark.parametrize(
    ("changes", "kind", "line"),
    [
        (plus("stops.txt", "3,なら,大通り,34.7,135.7,0"), FeedKind.UNREADABLE, 4),
        ({"office_jp.txt": "office_id,office_name\n1\n"}, FeedKind.UNREADABLE, 2),
        ({"office_jp.txt": "office_id,office_name,office_name\n1,a,b\n"}, FeedKind.UNREADABLE, 1),
        ({"stop_times.txt": FILES["stop_times.txt"].partition("\n")[0]}, FeedKind.UNREADABLE, None),
        (plus("feed_info.txt", "a,https://x.jp/,ja,20270331,20260401,1"), FeedKind.ORDER, 3),
        ({"frequencies.txt": "trip_id,start_time,end_time,headway_secs\n1_0800,10:00:00,9:00:00,600\n"}, FeedKind.ORDER, 2),
        ({"routes.txt": FILES["routes.txt"].replace(",3\n", ",99\n")}, FeedKind.VALUE, 2),
        ({"routes.txt": "route_id,agency_id,route_short_name,route_type,route_color\n1,9000020123456,a,3,#FF0000\n"}, FeedKind.VALUE, 2),
        (plus("agency.txt", ",乙,https://x.jp/,Asia/Tokyo,ja"), FeedKind.NO_VALUE, 3),
        (plus("agency.txt", "2,乙,https://x.jp/,Asia/Tokyo,ja") | {"routes.txt": FILES["routes.txt"].replace("9000020123456", "")}, FeedKind.NO_VALUE, 2),
    ],
)  # fmt: skip
def test_what_makes_a_row_wrong(
    changes: dict[str, str | bytes | None], kind: FeedKind, line: int | None
) -> None:
    assert (kind, line) in {(item[0], item[2]) for item in told(changes)}


@pytest.mark.parametrize(
    "changes",
    [
        {"stops.txt": FILES["stops.txt"].replace(",0\n", ",0,\n")},
        plus("stops.txt", "", "  ", ",,,,"),
        {"routes.txt": "route_id,agency_id,route_short_name,route_type,route_color\n1,9000020123456,a,200,ff0000\n"},
        {"agency.txt": FILES["agency.txt"].replace("9000020123456", ""), "routes.txt": FILES["routes.txt"].replace("9000020123456", "")},
        {"calendar_dates.txt": "service_id,date,exception_type\n"},
        plus("stops.txt", "3_1,なら,34.73123456789012345678901,135.7,0"),
    ],
    ids=["a comma at the end", "blank rows", "coach", "one agency", "no other days", "digits"],
)  # fmt: skip
def test_what_is_only_unusual_is_not_said(changes: dict[str, str | bytes | None]) -> None:
    assert [] == told(changes)
