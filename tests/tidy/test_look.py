"""A mend sees what its rule sees; but a rule is asked once for equal cells, and a mend once for a draft."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from publisher.rules import known
from publisher.rules.rule import (
    Cell,
    Hit,
    Interest,
    OfTable,
    Rule,
    Watch,
)
from publisher.tables.record import Record, filled
from publisher.tidy import blocks, fix
from publisher.tidy.change import Change, Changes
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import SAMPLE, Look, _Once
from publisher.tidy.mends.spaces import SPACES
from publisher.tidy.texts import Texts
from tests.tidy.drafts import ASKED, draft
from tests.tidy.grids import grid
from tests.tidy.test_mends_laws import LAWS, VALUES, messy

RULES = (
    "D003", "D005", "D006", "D007", "D008", "D110", "L1-03", "L1-06", "L1-08", "L1-09", "L1-14",
    "L2-01", "L2-02", "L3-05",
)  # fmt: skip
"""Those that mends ask."""
Seen = tuple[int, int, object, object, object]


def every_cell(rule: Rule, look: Look) -> Iterator[tuple[int, int, Hit]]:
    """What a rule says when each cell that it asks for is shown to it, row by row."""
    for check in (check for check in rule.checks if isinstance(check, OfTable)):
        watch = check.watch()
        list(watch.start(look.head))
        asked: tuple[Interest, ...] = ()
        for row in range(len(look.draft.rows)):
            record = look.record(row)
            if row % SAMPLE == 0:
                asked = tuple(watch.interests())
            if filled(record) <= 1:
                list(watch.odd(record))
            for position, text in enumerate(record.cells, start=1):
                if any(shows(item, position, text) for item in asked):
                    for hit in watch.cell(cell_of(record, position)):
                        if isinstance(hit, Hit) and hit.cell is not None:
                            yield row, position - 1, hit


def cell_of(record: Record, position: int) -> Cell:
    text = record.cells[position - 1]
    return Cell(record.number, position, text, text, lambda: record)


def shows(item: Interest, position: int, text: str) -> bool:
    if not text or (item.columns is not None and position not in item.columns):
        return False
    return bool(item.finds and re.search(item.finds, text)) or bool(
        item.unless and not re.fullmatch(item.unless, text)
    )


def told(found: Iterable[tuple[int, int, Hit]]) -> list[Seen]:
    return [
        (row, column, dict(hit.values), hit.certainty, hit.message) for row, column, hit in found
    ]


@LAWS
@given(messy(), st.integers(1, 4), st.sampled_from(RULES))
def test_asking_once_says_what_asking_every_cell_says(
    subject: Draft, times: int, rule: str
) -> None:
    """Whatever a table holds, however often: the same hits in the same order."""
    repeated = replace(subject, rows=subject.rows * times)
    look = Look(repeated, ASKED)

    assert told(every_cell(known(rule), look)) == told(look.each(known(rule)))


class _Counting(Watch):
    def __init__(self, *, is_beside: bool) -> None:
        self.seen: list[str] = []
        self.is_beside = is_beside

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds="[A-Z]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        self.seen.append(cell.text)
        if self.is_beside:
            cell.row()
        yield Hit(cell=cell)


def counting(*, is_beside: bool = False) -> tuple[Rule, _Counting]:
    watch = _Counting(is_beside=is_beside)
    return replace(known("L1-08"), check=OfTable(lambda: watch)), watch


def test_a_rule_is_asked_once_for_equal_cells() -> None:
    """Three thousand rows of three values, two of which it wants: asked twice, said of each row."""
    subject = draft(["名称", "等級"], *[[str(n), "ABc"[n % 3]] for n in range(3000)])
    rule, watch = counting()

    assert 2000 == len(list(Look(subject, ASKED).each(rule)))
    assert ["A", "B"] == watch.seen


def test_a_rule_that_looks_at_the_row_is_asked_of_every_cell() -> None:
    """What it says may hang on what stands beside."""
    subject = draft(["名称", "等級"], *[[str(n), "A"] for n in range(10)])
    rule, watch = counting(is_beside=True)

    assert 10 == len(list(Look(subject, ASKED).each(rule)))
    assert ["A"] * 10 == watch.seen


@LAWS
@given(
    st.lists(st.sampled_from((*VALUES, "\0", "a\0", "1\n", "\ud800")), max_size=12),
    st.booleans(),
    st.sampled_from(["[0-9]+", r"^\s|\s$", "[①-⑳]", "[ぁ-ん].", "3[0-9]*", "令和[0-9]年.*", r"\n"]),
)
def test_a_column_shows_what_its_cells_show(texts: list[str], is_long: bool, pattern: str) -> None:
    """By characters and shapes nothing is left out, nor with more shapes than are kept."""
    many = ["あ" * number + "x" for number in range(1, 1100)] if is_long else []
    cells = (*texts, *many)

    assert {text for text in cells if text and re.search(pattern, text)} == Texts(cells).shown(
        finds=pattern
    )
    assert {text for text in cells if text and not re.fullmatch(pattern, text)} == Texts(
        cells
    ).shown(unless=pattern)


def test_columns_that_stay_are_not_looked_at_again() -> None:
    """A mend of one column leaves the others' texts, and rows it does not touch, as they are."""
    subject = draft(["名称", "備考"], ["北", "よい "], ["南", "わるい"])
    texts = [subject.texts(0), subject.texts(1)]
    after = SPACES.run(subject, ASKED).draft

    assert ("よい", subject.rows[1]) == (after.rows[0].cells[1], after.rows[1])
    assert after.texts(0) is texts[0]
    assert ("よい", "わるい") == after.texts(1).cells


def test_a_column_beside_moves_the_others() -> None:
    """The texts of each column are its own when one was put between them or taken away."""
    subject = draft(["甲", "乙", "丙"], ["1", "2", "3"])
    for index in range(3):
        subject.texts(index)
    edits = Edits("dates", subject, ASKED)
    edits.add_beside(0, "甲_和暦", ["0"])
    edits.drop_column(1)
    after = edits.mended().draft

    assert [("1",), ("0",), ("3",)] == [after.texts(index).cells for index in range(3)]


def test_a_mend_that_changed_nothing_is_not_run_again_on_the_same_draft() -> None:
    """The second round is for what the first has changed since."""
    runs: list[str] = []

    def trim(subject: Draft, asked: Asked) -> Mended:
        runs.append("trim")
        return SPACES.run(subject, asked)

    def idle(subject: Draft, asked: Asked) -> Mended:
        runs.append("idle")
        return Edits("dates", subject, asked).mended()

    mends: list[Mend] = [replace(SPACES, run=trim), replace(SPACES, id="dates", run=idle)]
    fix.tidy([draft(["名称"], ["北 "], ["南"])], ASKED, mends)

    assert ["trim", "idle", "trim"] == runs


CHANGES = st.lists(
    st.builds(
        Change,
        mend=st.sampled_from(["spaces", "dates"]),
        number=st.integers(0, 3),
        line=st.integers(0, 3),
        position=st.integers(0, 2),
        column=st.sampled_from(["名称", "日"]),
        sheet=st.sampled_from([None, "表"]),
        before=st.sampled_from("ab"),
        after=st.sampled_from("ab"),
    ),
    max_size=12,
)


@LAWS
@given(CHANGES, CHANGES)
def test_changes_are_what_was_put_in(first: list[Change], second: list[Change]) -> None:
    """Held by column, they come out as they went in."""
    found = Changes(first)
    found.extend(Changes(second))
    both = [*first, *second]

    assert (both, len(both)) == (list(found), len(found))
    assert both[::-1] == [found[index] for index in reversed(range(len(found)))]
    assert [item for item in both if item.sheet is None] == list(found.of_sheets({None}))
    assert [item for item in both if item.mend == "dates"] == list(found.of_mend("dates"))
    assert sum(found.mends.values()) == len(both)
    assert (found == tuple(both)) is True


@LAWS
@given(CHANGES)
def test_changes_of_a_cell_by_one_mend_are_one(changes: list[Change]) -> None:
    """Right after each other; another mend's in between leaves both."""
    changes = [replace(change, sheet=None) for change in changes]
    expected: list[Change] = []
    last: dict[tuple[int, int, str], int] = {}
    for change in changes:
        place = (change.number, change.position, change.column)
        index = last.get(place)
        if change.position and index is not None and expected[index].mend == change.mend:
            expected[index] = replace(expected[index], after=change.after)
        else:
            last[place] = len(expected)
            expected.append(change)

    assert expected == list(Changes(changes).chained())


def test_a_look_leaves_no_rows_behind() -> None:
    """What a rule said knows its cell, and that its row: no circle keeps them when it is over."""
    (of,) = blocks.drafts(grid("施設|定員", "北|１０", "南|２０", "西|30"))
    gc.collect()
    gc.disable()
    try:
        (mended,) = fix.tidy([of], ASKED).drafts
        kept = [item for item in gc.get_objects() if type(item) in {Look, _Once}]
    finally:
        gc.enable()

    assert ["10", "20", "30"] == [row.cells[1] for row in mended.rows]
    assert [] == kept


def test_thinned_changes_tell_how_many_and_where_but_not_what() -> None:
    changes = Changes(
        Change(mend=mend, number=at, line=at, position=1, column="定員", before="１", after="1")
        for at, mend in enumerate(("numbers", "marks", "numbers"), start=2)
    )
    thin = changes.thinned({"marks"})

    assert changes.mends == thin.mends
    assert [(2, ""), (3, "１"), (4, "")] == [(item.number, item.before) for item in thin]
    assert "１" == changes[0].before
