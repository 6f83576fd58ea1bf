"""Texts whose every row is one cell off the header: set right, asked, or left, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tidy import uneven_rows
from publisher.tidy.grid import Grid
from tests.settings import EXAMPLES
from tests.tidy.grids import grid

NAMES = "名称|住所|緯度|経度|電話番号|備考"


def text(*lines: str) -> Grid:
    """A CSV read: each record has as many cells as it was written with."""
    return grid(*lines, sheet=None)


def lines(of: Grid) -> list[str]:
    return ["|".join(row.cells) for row in of.rows]


@pytest.mark.parametrize(
    ("rows", "mended"),
    [
        (
            ("北|甲1|34.6|135.8|0742-11-1111", "南|乙2|34.7|135.9|0742-22-2222"),
            "北|甲1|34.6|135.8|0742-11-1111|",
        ),
        (("北|34.6|135.8|0742-11-1111|あ", "南|34.7|135.9|0742-22-2222|い"), None),
        (
            ("北|甲1|34.6|135.8|改修中", "南|乙2|34.7|135.9|"),
            None,
        ),
    ],
    ids=["the-last-is-missing", "one-of-two-words", "telephone-or-memo"],
)
def test_the_missing_cell_is_placed_only_where_values_prove_it(
    rows: tuple[str, ...], mended: str | None
) -> None:
    done = uneven_rows.evened(text(NAMES, *rows), {})

    assert (mended or rows[0]) == lines(done.grid)[1]
    assert (mended is None) == bool(done.questions)
    assert (mended is not None) == bool(done.changes)


def test_each_choice_shows_the_rows_that_tell_it_from_the_others() -> None:
    of = text(NAMES, "北|34.6|135.8|0742-11-1111|あ", "南|34.7|135.9|0742-22-2222|い")
    (asked,) = uneven_rows.evened(of, {}).questions

    assert ["A", "B", "keep"] == [choice.value for choice in asked.choices]
    assert "名称＝（空）、住所＝北／名称＝（空）、住所＝南" in asked.choices[0].label.ja
    assert "2–3行目" in asked.text.ja
    assert "5個" in asked.text.ja
    answered = uneven_rows.evened(of, {"uneven-rows": "B"})
    assert "北||34.6|135.8|0742-11-1111|あ" == lines(answered.grid)[1]
    assert lines(of) == lines(uneven_rows.evened(of, {"uneven-rows": "keep"}).grid)


def test_numbers_alone_prove_nothing() -> None:
    """番号 may be the capacity: any number looks like one."""
    done = uneven_rows.evened(text("名称|面積|定員|番号", "北|10|1", "南|20|2"), {})

    assert (0, 1) == (len(done.changes), len(done.questions))


def test_a_row_number_before_the_names_is_found_by_the_values() -> None:
    """The names stand over the wrong column unless the nameless one is the first."""
    done = uneven_rows.evened(
        text("緯度|経度|電話番号", "1|34.6|135.8|0742-11-1111", "2|34.7|135.9|0742-22-2222"),
        {},
    )

    assert "|緯度|経度|電話番号" == lines(done.grid)[0]
    assert () == done.questions


@pytest.mark.parametrize(
    "rows",
    [
        ("名称|数|備考", "北|1|あ|", "南|2|い|"),
        ("名称|数|備考", "北|1", "南|2|い"),
        ("名称|数|備考", "北|1"),
        ("名称|", "北", "南"),
        ("名称,数|備考", "北|1|あ", "南|2|い"),
    ],
    ids=["blank-behind", "some-only", "one-row", "a-blank-name", "joined-names"],
)
def test_what_is_not_uneven_throughout_is_left_alone(rows: tuple[str, ...]) -> None:
    assert list(rows) == lines(uneven_rows.evened(text(*rows), {}).grid)


CELL = st.sampled_from(["", "北", "10", "34.6", "135.8", "0742-11-1111", "630-8001", "※注"])
NAME = st.sampled_from(["名称", "緯度", "経度", "電話番号", "郵便番号", "備考", "定員", "種別"])


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), is_short=st.booleans(), answer=st.sampled_from(["", "A", "B", "C", "keep"]))
def test_cells_and_names_keep_their_order_and_none_is_lost(
    data: st.DataObject, is_short: bool, answer: str
) -> None:
    """Only blank cells, or one blank name, come to a grid; and twice is once."""
    width = data.draw(st.integers(3, 6))
    names = data.draw(st.lists(NAME, min_size=width, max_size=width, unique=True))
    cells = st.lists(CELL, min_size=width + (-1 if is_short else 1), max_size=width + 1)
    found = [
        row[: width - 1] if is_short else (*row, *[""] * (width + 1 - len(row)))
        for row in data.draw(st.lists(cells, min_size=2, max_size=5))
    ]
    of = text("|".join(names), *("|".join(row) for row in found))
    done = uneven_rows.evened(of, {"uneven-rows": answer})

    for before, after in zip(of.rows, done.grid.rows, strict=True):
        assert list(filter(None, before.cells)) == list(filter(None, after.cells))
    again = uneven_rows.evened(done.grid, {"uneven-rows": answer})
    assert (done.grid.rows, ()) == (again.grid.rows, again.changes)
