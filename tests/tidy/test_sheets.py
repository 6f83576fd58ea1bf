"""Sheets as one sees them: what is hidden, broken or shown otherwise is told and asked, never slips out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.books.book import Area, Spot
from publisher.tidy import blocks, sheets, write
from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.grid import Grid, Held
from publisher.tidy.number_look import Kind
from publisher.tidy.sheets import Sheets
from publisher.words import Text
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED
from tests.tidy.grids import grid, shown

PARKS = grid("公園|地区|担当者|面積", "北|東部|山田|10", "南|東部|鈴木|20", "西|西部|田中|30")
LEFT = {"hidden-parts": "leave-out"}
PUBLISHED = {"hidden-parts": "publish"}


def found(of: Grid, **answers: str) -> Sheets:
    said = {name.replace("_", "-"): value for name, value in answers.items()}
    return of_answers(of, said)


def of_answers(of: Grid, answers: Mapping[str, str]) -> Sheets:
    seen = sheets.find([of], answers)

    assert isinstance(seen, Sheets), seen
    return seen


def draft_of(seen: Sheets) -> Draft:
    (only,) = (draft for item in seen.found for draft in item.drafts)
    return only


def everything(seen: Sheets) -> str:
    """All that goes out or is told, as one text."""
    return repr(seen)


def test_hidden_rows_and_columns_stay_unless_a_person_says_otherwise() -> None:
    """Told by place and never by value; places are those of the sheet."""
    of = replace(PARKS, hidden_rows=frozenset({3}), hidden_columns=frozenset({3}))
    seen = found(of)

    assert ["公園|地区|面積", "北|東部|10", "西|西部|30"] == shown(draft_of(seen))
    assert [1, 2, 4] == [column.position for column in draft_of(seen).columns]
    assert [2, 4] == [row.number for row in draft_of(seen).rows]
    assert not re.search("鈴木|山田|田中|担当者|南", everything(seen))
    (question,) = seen.questions
    assert "C列、3行目" in question.text.ja
    assert ["leave-out", "publish"] == [choice.value for choice in question.choices]
    assert (2, "") == (question.count, question.answer)
    assert ["シート「Sheet1」の隠した行・列（C列、3行目）は載せていません。"] == [
        notice.ja for notice in seen.notices
    ]
    assert {(0, 3), (3, 0)} == {
        (change.number, change.position)
        for change in seen.found[0].changes
        if change.mend == "hidden-parts"
    }


def test_hidden_parts_go_out_after_an_answer() -> None:
    of = replace(PARKS, hidden_rows=frozenset({3}), hidden_columns=frozenset({3}))

    assert shown(blocks.drafts(PARKS)[0]) == shown(draft_of(of_answers(of, PUBLISHED)))
    assert () == of_answers(of, PUBLISHED).notices
    assert "leave-out" == of_answers(of, LEFT).questions[0].answer


def test_a_hidden_title_and_a_hidden_note_go_nowhere() -> None:
    of = replace(
        grid("内部資料", "公園|面積", "北|10", "南|20", "※未公表"), hidden_rows=frozenset({1, 5})
    )
    seen = found(of)

    assert not re.search("内部|未公表", everything(seen))
    assert ((), ()) == (draft_of(seen).titles, draft_of(seen).notes)


def test_a_merged_cell_shows_its_value_beside_its_hidden_part() -> None:
    """As the spreadsheet does: where its first row or column is hidden, the rest has the text."""
    of = grid(
        "地区|公園|面積", "東部|北|10", "|南|20", "|中|30", "西部|西|40", merges=[Area(2, 1, 4, 1)]
    )
    seen = found(replace(of, hidden_rows=frozenset({2})))

    assert ["地区|公園|面積", "東部|南|20", "東部|中|30", "西部|西|40"] == shown(draft_of(seen))


def test_what_is_hidden_beyond_counting_is_not_guessed() -> None:
    of = replace(PARKS, hidden_rows=frozenset({3}), unknown_hidden=1)
    seen = found(of)

    assert "フィルター" in seen.found[0].others[0].why.ja
    assert () == seen.found[0].drafts
    assert 3 == len(draft_of(of_answers(of, PUBLISHED)).rows)


def test_blank_rows_and_columns_that_are_hidden_ask_nothing() -> None:
    of = replace(PARKS, hidden_rows=frozenset({9}), hidden_columns=frozenset({7}))

    assert ((), ()) == (found(of).questions, found(of).notices)


def test_a_formula_that_was_never_calculated_is_no_blank_cell() -> None:
    """Nothing is taken of such a file, unless the formula is hidden with its column."""
    of = replace(PARKS, uncalculated=(Spot(3, 4),))
    refused = sheets.find([of], {})

    assert isinstance(refused, Text)
    assert "D3" in refused.ja
    assert "保存し直して" in refused.ja
    hidden = replace(of, hidden_columns=frozenset({4}))
    assert ["公園|地区|担当者"] == shown(draft_of(found(hidden)))[:1]


HELD = {
    (2, 4): Held(Kind.SCALED, "10123"),
    (3, 4): Held(Kind.SCALED, "20456"),
    (4, 1): Held(Kind.WORDS, "4"),
}


def test_what_shows_is_taken_and_the_files_own_value_is_asked() -> None:
    """The diff has every cell in which the file holds something else."""
    seen = found(replace(PARKS, held=HELD))

    assert shown(blocks.drafts(PARKS)[0]) == shown(draft_of(seen))
    assert [("10123", "10"), ("20456", "20"), ("4", "西")] == sorted(
        (change.before, change.after)
        for change in seen.found[0].changes
        if change.mend == "as-shown"
    )
    (question,) = seen.questions
    assert ("scaled-numbers:Sheet1:面積", 2) == (question.id, question.count)
    assert ("10", "20") == question.examples
    other = draft_of(of_answers(replace(PARKS, held=HELD), {question.id: "as-held"}))
    assert ["10123", "20456", "30"] == [row.cells[3] for row in other.rows]


def test_a_word_that_the_columns_name_says_is_not_said_again() -> None:
    of = replace(
        grid("年度|順位|番号", "2024年度|1位|第3号"),
        held={
            (2, 1): Held(Kind.WORDS, "2024"),
            (2, 2): Held(Kind.WORDS, "1"),
            (2, 3): Held(Kind.WORDS, "3"),
        },
    )
    seen = found(of)

    assert ["年度|順位|番号", "2024|1|第3号"] == shown(draft_of(seen))
    assert [("units", "2024年度", "2024"), ("units", "1位", "1"), ("as-shown", "3", "第3号")] == [
        (change.mend, change.before, change.after) for change in seen.found[0].changes
    ]


def test_a_number_that_nobody_sees_is_not_told() -> None:
    of = replace(grid("公園|面積", "北|", "南|20"), held={(2, 2): Held(Kind.INVISIBLE, "777")})
    seen = found(of)

    assert "777" not in repr((seen.questions, seen.notices, seen.found[0].changes))
    assert "publish" not in repr(seen.notices)
    assert ["公園|面積", "北|777", "南|20"] == shown(
        draft_of(found(of, invisible_numbers="as-held"))
    )


def text(*lines: str) -> Grid:
    """A CSV read: each record has as many cells as it was written with."""
    return grid(*lines, sheet=None)


def written(seen: Sheets) -> list[str]:
    return write.content(draft_of(seen)).decode("utf-8-sig").splitlines()


def test_a_torn_record_stays_torn_and_its_line_is_told() -> None:
    """More or fewer cells than names: nothing is padded, moved, named or mended in it."""
    seen = found(
        text("施設|定員|住所", "北|100|奈良市", "南|生駒市", "西|20|奈良市|東町", "東|5|奈良市|")
    )

    assert [
        "施設,定員,住所",
        "北,100,奈良市",
        "南,生駒市",
        "西,20,奈良市,東町",
        "東,5,奈良市,",
    ] == written(seen)
    (notice,) = seen.notices
    assert "3行あります（3、4、5行目）" in notice.ja


def test_a_parted_number_is_joined_where_nothing_else_fits() -> None:
    """Both cells stand among numbers: only one way to join gives every column what it holds."""
    seen = found(text("年度|歳入|歳出", "2024|900|800", "2023|1|234|85", "2022|700|60"))

    assert ["年度,歳入,歳出", "2024,900,800", '2023,"1,234",85', "2022,700,60"] == written(seen)
    assert ((), ()) == (seen.questions, seen.notices)
    assert [(3, 2, "1", "1,234"), (3, 3, "234", "85"), (3, 4, "85", "")] == [
        (change.number, change.position, change.before, change.after)
        for change in seen.found[0].changes
        if change.mend == "unquoted-commas"
    ]


def test_a_parted_number_beside_words_is_asked() -> None:
    """北,1 may be a name: without an answer the record stays torn."""
    of = text("施設|定員|住所", "北|1|234|奈良市", "南|20|生駒市")
    seen = found(of)

    assert "北,1,234,奈良市" == written(seen)[1]
    assert ["unquoted-commas::"] == [question.id for question in seen.questions]
    joined = found(of, unquoted_commas="join")
    assert ['北,"1,234",奈良市', "南,20,生駒市"] == written(joined)[1:]
    assert () == joined.notices


def test_a_word_beyond_the_columns_is_no_column() -> None:
    """A name is never made up for it, and a memo beside the table is still a note."""
    seen = found(text("施設|定員", "北|1|あ", "南|2", "西|3"))
    memo = found(text("施設|定員", "北|1||※改修中", "南|2", "西|3"))

    assert ["施設", "定員"] == [column.name for column in draft_of(seen).columns]
    assert ["施設", "定員"] == [column.name for column in draft_of(memo).columns]
    assert any("改修中" in note for note in draft_of(memo).notes)


def test_a_torn_record_is_not_mended_and_lends_nothing() -> None:
    """Its cells may be another column's: they stay, and 〃 below it takes none of them."""
    seen = found(text("施設|定員|住所", "北|１０|札幌市", "南|２０", "西|30|〃", "東|４０|〃"))
    (mended,) = tidy([draft_of(seen)], ASKED).drafts

    assert [("北", "10", "札幌市"), ("南", "２０"), ("西", "30", "〃"), ("東", "40", "〃")] == [
        row.written for row in mended.rows
    ]


def test_a_column_of_mixed_formats_is_told() -> None:
    seen = found(replace(PARKS, unknown_formats=frozenset({4})))

    assert "D列" in seen.notices[0].ja


CELLS = st.sampled_from(["", "北", "南", "10", "1", "234", "奈良市", "※注", "計", "2024", "R6.4.1"])
LAWS = settings(max_examples=EXAMPLES, deadline=None)


@LAWS
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=2, max_size=8),
    st.frozensets(st.integers(1, 9), max_size=4),
    st.frozensets(st.integers(1, 6), max_size=3),
)
def test_hiding_is_as_if_the_cells_were_not_there(
    rows: list[list[str]], hidden_rows: frozenset[int], hidden_columns: frozenset[int]
) -> None:
    """The same tables come out of the sheet without them; each cell keeps the sheet's place."""
    secret = [
        [
            f"秘{number}の{at}" if number in hidden_rows or at in hidden_columns else cell
            for at, cell in enumerate(row, start=1)
        ]
        for number, row in enumerate(rows, start=1)
    ]
    of = replace(grid(*secret), hidden_rows=hidden_rows, hidden_columns=hidden_columns)
    without = grid(
        *(
            [cell for at, cell in enumerate(row, start=1) if at not in hidden_columns] or [""]
            for number, row in enumerate(rows, start=1)
            if number not in hidden_rows
        )
    )
    seen = found(of)

    assert "秘" not in everything(seen)
    assert [shown(draft) for draft in blocks.drafts(without)] == [
        shown(draft) for item in seen.found for draft in item.drafts
    ]
    for item in seen.found:
        for draft in item.drafts:
            assert hidden_rows.isdisjoint(row.number for row in draft.rows)
            assert hidden_columns.isdisjoint(column.position for column in draft.columns)


@LAWS
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=7))
def test_every_record_of_a_text_is_written_as_it_was_or_told(rows: list[list[str]]) -> None:
    """What is no change, title, note or torn record is the very record of the source."""
    of = text("施設|定員|住所", "北|10|奈良市", "南|20|生駒市", *("|".join(row) for row in rows))
    seen = found(of)
    changed = {change.number for item in seen.found for change in item.changes if change.number}
    source = {row.number: row.cells for row in of.rows}
    for item in seen.found:
        for draft in item.drafts:
            if len(draft.columns) != 3 or any(c.position is None for c in draft.columns):
                continue
            for row in draft.rows:
                if row.number not in changed:
                    assert source[row.number] == row.written


@LAWS
@given(
    st.dictionaries(
        st.tuples(st.integers(2, 4), st.integers(1, 4)),
        st.sampled_from([kind for kind in Kind if kind is not Kind.CODE]),
    ),
    st.sampled_from(["as-shown", "as-held", ""]),
)
def test_every_cell_that_the_file_holds_otherwise_is_in_the_diff(
    kinds: dict[tuple[int, int], Kind], answer: str
) -> None:
    """As shown and told, or as held where that was answered; no other cell is touched."""
    held = {place: Held(kind, f"中{place}") for place, kind in kinds.items()}
    names = ("scaled-numbers", "hidden-years", "invisible-numbers")
    seen = of_answers(replace(PARKS, held=held), dict.fromkeys(names, answer))
    told = {(c.number, c.position): c.after for c in seen.found[0].changes if c.mend == "as-shown"}
    for row, source in zip(draft_of(seen).rows, PARKS.rows[1:], strict=True):
        for at, (cell, own) in enumerate(zip(row.cells, source.cells, strict=True), start=1):
            kind = kinds.get((row.number, at))
            is_as_held = answer == "as-held" and kind not in {None, Kind.WORDS}
            assert cell == (f"中{(row.number, at)}" if is_as_held else own)
            assert ((row.number, at) in told) == (kind is not None and not is_as_held)


def test_a_title_or_name_that_nobody_sees_is_left_out_and_its_place_told() -> None:
    of = replace(
        grid("|", "公園|", "北|1", "南|20"),
        held={(1, 1): Held(Kind.INVISIBLE, "秘密"), (2, 2): Held(Kind.INVISIBLE, "評価")},
    )
    seen = found(of)

    assert "A1など2か所" in seen.notices[0].ja
    assert [(1, 1), (2, 2)] == [
        (change.number, change.position)
        for change in seen.found[0].changes
        if change.before == "見えない値"
    ]
    assert "秘密" not in repr((seen.found, seen.notices))


def test_a_word_behind_a_text_stays_whatever_the_columns_name_is() -> None:
    of = replace(grid("市|人口", "奈良市|1", "生駒市|2"), held={(2, 1): Held(Kind.WORDS, "奈良")})

    assert ["市|人口", "奈良市|1", "生駒市|2"] == shown(draft_of(found(of)))
