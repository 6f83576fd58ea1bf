"""From a sheet to its tidy tables: every text of it is there, or the diff says where it went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.books.book import Area
from publisher.tidy import blocks, series, told
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.grid import Grid, GridRow
from publisher.tidy.mend import Asked
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED

NAMES = (
    "区分", "件数", "金額", "男", "女", "計", "令和4年度", "令和5年度", "名称", "住所", "備考", "電話", "面積", "（人）",
    "氏名", "年度", "①", "単位：人", "2020年", "合計", "地区", "番号",
)  # fmt: skip
TITLES = ("題名です", "令和6年4月1日現在", "（単位：人）", "人口【住所別】")
ANSWERS = {
    "group-names": "fill",
    "last-notes": "note",
    "section-rows": "fill",
    "list-totals": "drop",
}


class _Layout:
    """Lays out a sheet as people do, every value of its own: what is lost can be named."""

    def __init__(self, draw: st.DrawFn, width: int) -> None:
        self.rows: list[list[str]] = []
        self.across: list[int] = []
        """Indexes of rows with one text, which may be merged across."""
        self._draw = draw
        self._width = width
        self._count = 0
        for _ in range(self._upto(1)):
            self._titles()
        for _ in range(self._draw(st.sampled_from((1, 1, 1, 2)))):
            self._block()

    def _titles(self) -> None:
        second = self._width // 2 if self._is(3) else 0
        row = [self._of(TITLES), *[""] * (self._width - 1)]
        row[second] = self._of(TITLES)
        self.rows.append(row)

    def _block(self) -> None:
        if self._is(3):
            self._groups()
        self._header()
        blank = self._upto(self._width - 1) if self._is(5) else self._width
        is_sparse, are_kinds, has_sections = self._is(3), self._is(3), self._is(4)
        for at in range(2 + self._upto(4)):
            for _ in range(self._upto(2) if has_sections else 0):
                self._first(self._of(("【{}】", "{}部", "{}地区")).format(self._value()))
            row = ["" if c == blank or self._is(9) else self._value() for c in range(self._width)]
            row[0] = "" if is_sparse and at % 2 else row[0]
            row[1] = "男女"[at % 2] if are_kinds else row[1]
            self.rows.append(row)
        if self._is(3):
            values = [self._value() for _ in range(self._width - 1)]
            self.rows.append([self._of(("計", "合計", "")), *values])
        if self._is(4):
            self._first("※注" + self._value())
        if self._is(2):
            self.rows.append([""] * self._width)
        if self._is(4):
            self._first(self._value())

    def _groups(self) -> None:
        row = [""] * self._width
        column = self._upto(1)
        while column < self._width:
            row[column] = self._of(NAMES)
            column += 1 + self._upto(2)
        self.rows.append(row)

    def _header(self) -> None:
        if self._is(2):
            self.rows.append([self._of((*NAMES, "", "")) for _ in range(self._width)])
            return
        size = max(1, (self._width - 1) // 2)
        names = st.lists(st.sampled_from(NAMES), min_size=size, max_size=size, unique=True)
        own, gap = self._draw(names), [""] * self._upto(1)
        label = [[], [""], [self._of(NAMES)]][self._upto(2)]
        self.rows.append([*label, *own, *gap, *own, *[""] * self._width][: self._width])

    def _first(self, text: str) -> None:
        self.across.append(len(self.rows))
        self.rows.append([text, *[""] * (self._width - 1)])

    def _value(self) -> str:
        self._count += 1
        return self._of(("あ{}い", "9{:04}", "{}町")).format(self._count)

    def _of(self, texts: Sequence[str]) -> str:
        return self._draw(st.sampled_from(texts))

    def _upto(self, most: int) -> int:
        return self._draw(st.integers(0, most))

    def _is(self, one_in: int) -> bool:
        return self._draw(st.integers(1, one_in)) == 1


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(2, 8))
    layout = _Layout(draw, width)
    rows = layout.rows
    merges: list[Area] = []
    used: set[tuple[int, int]] = set()
    spots = [(draw(st.integers(1, len(rows))), draw(st.integers(1, width))) for _ in range(2)]
    areas = [
        Area(
            top,
            left,
            min(len(rows), top + draw(st.sampled_from((0, 0, 1, 2)))),
            min(width, left + draw(st.sampled_from((0, 1, 2)))),
        )
        for top, left in spots
    ]
    if draw(st.booleans()):
        areas += [Area(row + 1, 1, row + 1, width) for row in layout.across]
    for area in areas:
        cells = {
            (row, column)
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        if len(cells) > 1 and not cells & used:
            used |= cells
            merges.append(area)
            for row, column in cells - {(area.top, area.left)}:
                rows[row - 1][column - 1] = ""
    return Grid(
        rows=tuple(GridRow(at, at, tuple(row)) for at, row in enumerate(rows, start=1)),
        sheet=draw(st.sampled_from((None, "S"))),
        merges=tuple(merges),
    )


def texts(draft: Draft) -> Iterator[str]:
    yield from (column.name for column in draft.columns)
    yield from (cell for row in draft.rows for cell in row.cells)
    yield from (*draft.titles, *draft.notes)


def gone(changes: Sequence[Change]) -> Iterator[str]:
    """What the diff names as it was: rewritten, deleted or moved."""
    yield from (change.before for change in changes if change.before)


LAWS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@LAWS
@given(sheets(), st.booleans())
def test_every_text_is_in_the_tables_or_in_the_diff(of: Grid, is_answered: bool) -> None:
    """Found, mended, joined, whatever was answered. A date in a title may be a column of its own."""
    found = blocks.find(of)
    asked = Asked(
        standards=ASKED.standards,
        municipalities=ASKED.municipalities,
        answers=ANSWERS if is_answered else {},
    )
    result = tidy(found.drafts, asked)
    joined = series.join(result.drafts)
    kept = [text for item in joined for text in texts(item.draft)]
    kept += [text for other in found.others for text in other.texts]
    said = [
        *gone(result.changes),
        *(text for item in joined for text in gone(item.changes)),
    ]
    whole = "\n".join([*kept, *said])

    assert not result.failed
    assert [] == [
        text
        for row in of.rows
        for cell in row.cells
        if (text := cell.strip()) and text not in whole
        if told.without_date(text) or told.date(text) not in whole
    ]


@LAWS
@given(sheets())
def test_a_cell_is_what_it_was_unless_the_diff_names_it(of: Grid) -> None:
    """Nothing is written over: not by merged cells, groups, or columns of the same name."""
    found = blocks.find(of)
    joined = series.join(found.drafts)
    changes = (*found.changes, *(change for item in joined for change in item.changes))
    named = {(change.number, change.position): change.after for change in changes if change.after}
    for item in joined:
        for row in item.draft.rows:
            pairs = zip(item.draft.columns, row.cells, strict=True)
            own = {index: cell for index, (column, cell) in enumerate(pairs) if column.position}
            names = [item.draft.columns[index].name for index in own]
            source = of.rows[row.number - 1].cells
            was = [
                [named.get((row.number, at), source[at - 1]) for at in places]
                for draft in (item.draft, *item.parts)
                if (places := _places(draft, names))
            ]
            assert list(own.values()) in was


def _places(draft: Draft, names: Sequence[str]) -> list[int]:
    """Where the columns of these names stand in the source, or all in their order."""
    own = [(column.name, column.position) for column in draft.columns if column.position]
    by_name = dict(own)
    if len(by_name) == len(own) and set(by_name) == set(names):
        return [by_name[name] for name in names]
    return [position for _, position in own]


@LAWS
@given(sheets())
def test_no_value_comes_out_twice_unless_the_diff_names_it(of: Grid) -> None:
    """Every value of these sheets stands in one cell; made columns (a date) say theirs in each row."""
    found = blocks.find(of)
    joined = series.join(found.drafts)
    changes = (*found.changes, *(change for item in joined for change in item.changes))
    filled = Counter(change.after for change in changes)
    seen = Counter(
        cell
        for item in joined
        for row in item.draft.rows
        for column, cell in zip(item.draft.columns, row.cells, strict=True)
        if column.position is not None
    )

    assert not [
        cell
        for cell, count in seen.items()
        if re.search(r"\d", cell) and cell not in NAMES and count > 1 + filled[cell]
    ]
