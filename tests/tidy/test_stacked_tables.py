"""Tables below each other: where one ends, or that nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tidy import blocks, series
from tests.tidy.grids import grid as grid_of
from tests.tidy.grids import shown
from tests.tidy.stacks import Stack, grid, stacks
from tests.tidy.test_whole_text import LAWS


@LAWS
@given(stacks(), st.sampled_from((None, "S")))
def test_no_table_takes_the_rows_of_another(of: Stack, sheet: str | None) -> None:
    """Law, but for tables without names below each other: of these nobody can tell."""
    found = blocks.find(grid(of, sheet))

    for draft in found.drafts:
        parts = {of.part_of[row.number - 1] for row in draft.rows} - {0}
        assert len(parts) <= 1 or parts <= of.headless, [row.cells for row in draft.rows]


@pytest.mark.parametrize(
    ("rows", "tables"),
    [
        # A word of an unlike width, or a state, is a row of the table above.
        (("名称,定員,住所", "A,30,東町", "B,40,西町", ",,", "C,改築中,南町"), 1),
        (("名称,定員,住所", "A,30,東町", "B,40,西町", ",,", "■南部,,", "C,改築中,南町"), 1),
        # Names of columns, or values that contradict the columns, are another one.
        (("名称,定員,住所", "A,30,東町", "B,40,西町", ",,", "施設名,種別,理由", "C,小,老朽"), 2),
        (("名称,定員,住所", "A,30,東町", "B,40,西町", ",,", "1,2,3", "4,5,6"), 2),
        # A number alone in the first column may be a name: 109.
        (("名称,定員,住所", "A,30,東町", "B,40,西町", ",,", "109,50,南町"), 1),
    ],
)
def test_only_what_contradicts_the_table_above_is_another(
    rows: tuple[str, ...], tables: int
) -> None:
    assert tables == len(blocks.find(grid_of(*(row.split(",") for row in rows))).drafts)


@pytest.mark.parametrize("above", ["※休止中の施設", "＊旧館"])
def test_a_marked_word_over_the_names_once_more_is_the_title_of_the_rows_below(above: str) -> None:
    """As a note it would be lost which rows it is about."""
    rows = ("名称|住所", "A|東町", "B|西町", "", above, "名称|住所", "C|南町")
    (found,) = series.join(blocks.drafts(grid_of(*rows)))

    assert ["|A|東町", "|B|西町", f"{above}|C|南町"] == shown(found.draft)[1:]


@pytest.mark.parametrize(
    "above", ["※電話は代表番号です", "※出典：調査", "※令和6年4月現在", "※Aを含む"]
)
@pytest.mark.parametrize("has_gap", [True, False])
def test_a_note_between_the_pages_of_a_table_is_none(above: str, has_gap: bool) -> None:
    rows = (
        "名称|住所",
        "A|東町",
        "B|西町",
        *([""] * has_gap),
        above,
        "名称|住所",
        "C|南町",
        "D|北町",
    )
    (draft,) = blocks.drafts(grid_of(*rows))

    assert ["A|東町", "B|西町", "C|南町", "D|北町"] == [
        row for row in shown(draft)[1:] if not row.startswith("※")
    ]
