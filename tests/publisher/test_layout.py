"""Where header and body lie: several rows of header, none at all, notes below."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tables import layout
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record

TIMETABLE = "始発駅,新長田,新長田,御崎公園\n行先駅,三宮,三宮,三宮\n駒ヶ林,5:36,5:52,6:09\n苅藻,5:38,5:54,6:11\n"
WASTE = "区,燃えるごみ,,プラ,\n,曜日,第何週,曜日,第何週\n北,月,1,火,2\n南,水,3,木,4\n西,金,1,土,2\n"
GROUPS = ",属性,属性,満足度\n番号,年代,住所,医療\n1,20,3,5\n2,30,4,3\n3,40,5,1\n"
MARKED = "#property,name,count\n#type,string,number\n#context,Assertion,Assertion\n1,市役所,3\n2,公民館,4\n"
HEADLESS = (
    "1,谷商会,自転車,630-8114\n2,亀王,飲食店,630-8144\n3,絆,飲食店,630-8373\n4,院,自転車,631-0842\n"
)


def decided(text: str) -> Layout:
    lines = text.rstrip("\n").split("\n")
    return layout.decide(
        [Record(number, number, line.split(",")) for number, line in enumerate(lines, start=1)]
    )


@pytest.mark.parametrize(
    ("text", "header", "further", "first_body", "reason"),
    [
        (TIMETABLE, 1, [2], 3, Reason.SECOND_ROW),
        (WASTE, 1, [2], 3, Reason.SECOND_ROW),
        (f"ごみの日,,,,\n{WASTE}", 2, [3], 4, Reason.SECOND_ROW),
        (GROUPS, 2, [], 3, Reason.GROUPS_ABOVE),
        (MARKED, 1, [2, 3], 4, Reason.MARKED_ROWS),
        (HEADLESS, 1, [], 2, Reason.LIKE_BODY),
        ("名称,人数\n市役所,3\n公民館,4\n図書館,5\n", 1, [], 2, Reason.FIRST),
        ("市役所,34.6939,135.6979\n公民館,34.7,135.7\n", 1, [], 2, Reason.LIKE_BODY),
        ("市役所,0743-74-1111\n公民館,0743-74-1112\n", 1, [], 2, Reason.LIKE_BODY),
        ("1,田中町,120\n2,北町,30\n3,南町,40\n", 1, [], 2, Reason.LIKE_BODY),
        ("題名,,\n名称,住所,人数\nA,b,3\nB,c,4\n", 2, [], 3, Reason.SPARSE_ABOVE),
        (",\n,\n名称,住所\nA,東町\nB,西町\n", 3, [], 4, Reason.SPARSE_ABOVE),
        (",\n名称,住所\nA,東町\nB,西町\n", 2, [], 3, Reason.SPARSE_ABOVE),
        ("\n\n\n名称\nA\nB\nC\n", 4, [], 5, Reason.SPARSE_ABOVE),
        (",,,\n,,,\n語,意味,例,注\nあ,い,う,え\nか,き,く,け\n", 3, [], 4, Reason.SPARSE_ABOVE),
    ],
)
def test_headers_of_several_rows(
    text: str, header: int, further: list[int], first_body: int, reason: Reason
) -> None:
    """Rows that go on with the header are no data, and the reason is told."""
    found = decided(text)

    assert found.header is not None
    assert header == found.header.number
    assert further == [record.number for record in found.further]
    assert first_body == found.first_body
    assert reason in found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "名称,,緯度\n市役所,東新町,34.69\n公民館,北新町,34.70\n図書館,南新町,34.71\n",
        "名称,電話,電話\n市役所,0743,0742\n公民館,0744,0745\n図書館,0746,0747\n",
        "名称,人数,\n市役所,調査中,\n公民館,3,\n図書館,4,5\n",
        "地区,2015,2016\n北,1,2\n南,3,4\n東,5,6\n",
        "年,4,5\n2024,1,2\n2025,3,4\n2026,4,4\n",
        "番号,緯度,34.6939\n1,34.69,34.70\n2,34.71,34.72\n",
        "1,2,3\n2,3,4\n3,4,5\n",
        "1,名称\n2,北\n4,南\n",
        "名称,34.6939\n北,なし\n南,あり\n",
        "種別,名称\n公園,北公園\n公園,南公園\n広場,東広場\n",
        "名称,有無\n市役所,有\n公民館,無\n図書館,有\n",
        "路線,,,\n,,,\nサ,サ,サ,サ\n駅,9:50,10:55,13:00\n町,9:55,11:00,13:05\n村,9:59,11:04,13:09\n",
    ],
)
def test_one_row_is_the_header_in_doubt(text: str) -> None:
    """Blank or repeated names alone, years as names and words among numbers change nothing."""
    found = decided(text)

    assert () == found.further
    assert not found.is_headless
    assert found.header is not None
    assert 1 == found.header.number


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["※1 概数です", "", ""], True),
        (["資料：市民課", "", ""], True),
        (["（注）速報値", "", ""], True),
        (["", "日本人世帯数は日本人の世帯を集計しています。", ""], True),
        (["市役所", "", ""], False),
        (["※印", "3", "4"], False),
        (["備考欄あり", "", ""], False),
        (["", "", ""], False),
    ],
)
def test_remarks_below_a_table(cells: list[str], expected: bool) -> None:
    """A note stands alone in its row and reads like one."""
    assert expected is layout.is_remark(Record(9, 9, cells), 3)


CELLS = st.sampled_from(
    ["", "市役所", "人数", "1", "2024", "34.69", "#x", "※注", "題名", "9:00", " "]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=12))
def test_every_record_is_in_one_place(rows: list[list[str]]) -> None:
    """Above, header, further rows and body follow one another, whatever the table."""
    head = [Record(number, number, cells) for number, cells in enumerate(rows, start=1)]
    found = layout.decide(head)
    parts = [*found.above, *([found.header] if found.header else []), *found.further]

    assert head[: len(parts)] == parts
    assert (found.header is None) == (not head)
    assert found.first_body == len(parts) + 1
    assert not head or found.reasons


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("町別人口,\n,\n町名,人口（人）\n東,100\n元,200\n本,300\n", 3),
        ("町別人口一覧,\n町名,人口（人）\n東,100\n元,200\n", 2),
        ("町別人口の推移,,,\n町名,2022,2023,2024\n東,100,101,102\n元,200,201,203\n", 2),
        ("町別人口,,,\n町名,2024年度,2023年度,2022年度\n東,100,101,102\n元,200,201,203\n", 2),
        ("名称,\n北公園,広場\n南公園,庭園\n", 1),
        ("項目,\n人口,5000\n世帯,2000\n", 1),
        ("施設一覧,,\n東館,2001,2010\n西館,2002,2012\n南館,2003,2015\n", 1),
        ("町名,2022,2023\n東,100,101\n元,200,201\n", 1),
    ],
)
def test_titles_over_small_tables_and_tables_of_years(text: str, header: int) -> None:
    """A title is one where it is certain; a header with one name, or years as values, is none."""
    found = decided(text).header

    assert found is not None
    assert header == found.number


def test_years_that_say_so_are_names_below_groups() -> None:
    """2022年度 names a column; 2022 may be a number of the data."""
    body = "会館,100,120,5000,6000\n体育館,200,220,7000,8000\n図書館,300,320,0,0\n"
    said = decided(f"館,利用者,,料金,\n,2022年度,2023年度,2022年度,2023年度\n{body}")
    bare = decided(f"館,利用者,,料金,\n,2022,2023,2022,2023\n{body}")

    assert [2] == [record.number for record in said.further]
    assert not bare.further


def test_names_with_numbers_are_the_header_below_a_title_and_a_blank_record() -> None:
    """1便 and 2便 name columns of a timetable; what holds times itself names nothing."""
    body = "病院,06:50,07:50\n図書館,06:55,07:55\n市役所,07:00,08:00\n"
    named = decided(f"中央線,,\n,,\n停留所,1便,2便\n{body}").header
    unnamed = decided(f"中央線,,\n,,\n{body}").header

    assert named is not None
    assert unnamed is not None
    assert (3, 1) == (named.number, unnamed.number)
