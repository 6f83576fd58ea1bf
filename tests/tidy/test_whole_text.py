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
from tests.tidy.stacks import grid, stacks

NAMES = (
    "区分", "件数", "金額", "男", "女", "計", "令和4年度", "令和5年度", "名称", "住所", "備考", "電話", "面積", "（人）",
    "氏名", "年度", "①", "単位：人", "2020年", "合計", "地区", "番号",
)  # fmt: skip
TITLES = (
    "題名です",
    "令和6年4月1日現在",
    "（単位：人）",
    "人口【住所別】",
    "サンプル調査結果",
    "記入例",
    "表1 一覧",
)
MORE = ("表2 休止施設", "サンプルの一覧", "見本", "位置", "別表第3")
"""Titles of a table below another one."""
WAYS: dict[str, tuple[str, ...]] = {
    "group-names": ("fill", "once"),
    "last-notes": ("note",),
    "section-rows": ("fill", "whole", "last", "under", "upper"),
    "list-totals": ("drop",),
    "tables-beside": ("apart",),
    "first-names": ("join", "names"),
    "like-header": ("drop",),
}
ANSWERS = {kind: values[0] for kind, values in WAYS.items()}
ANSWERED = st.fixed_dictionaries(
    {}, optional={kind: st.sampled_from(values) for kind, values in WAYS.items()}
)
BELOW = ("（人）", "（㎡）", "（西暦）", "必須", "文字列", "男", "女", "1回目", "数値")
PRINTED = ("（次ページへ続く）", "- 1 -", "以下余白", "-----", "続き")


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
        if self._is(6):
            self._line()
        self._block()
        if self._is(3):
            self._another()

    def _another(self) -> None:
        """A table below: with or without a title, a header, rows."""
        self.rows += [[""] * self._width for _ in range(self._upto(2))]
        if self._is(2):
            self._first(self._of(MORE))
        kind = self._of(("block", "block", "headless", "rowless", "none"))
        if kind == "block":
            self._block()
            return
        if kind != "headless":
            self._header()
        if kind == "none":
            self._first("（該当なし）")
        for _ in range(1 + self._upto(2) if kind == "headless" else 0):
            self.rows.append([self._number() for _ in range(self._width)])

    def _titles(self) -> None:
        second = self._width // 2 if self._is(3) else 0
        row = [self._of(TITLES), *[""] * (self._width - 1)]
        row[second] = self._of(TITLES)
        self.rows.append(row)

    def _block(self) -> None:
        for _ in range(self._of_three()):
            self._groups()
        self._header()
        header = self.rows[-1]
        if self._is(3):
            self._below_header()
        blank = self._upto(self._width - 1) if self._is(5) else self._width
        if blank < self._width and self._is(2):
            self.rows[-1][blank] = ""
        is_sparse, are_kinds, has_sections = self._is(3), self._is(3), self._is(4)
        for at in range(2 + self._upto(4)):
            for _ in range(self._upto(2) if has_sections else 0):
                self._first(self._of(("【{}】", "{}部", "{}地区")).format(self._value()))
            row = ["" if c == blank or self._is(9) else self._value() for c in range(self._width)]
            row[0] = "" if is_sparse and at % 2 else row[0]
            row[2:3] = [""] if is_sparse and are_kinds and at % 4 and row[2:] else row[2:3]
            row[1] = "男女"[at % 2] if are_kinds else row[1]
            self.rows.append(row)
            if self._is(12):
                self._between(header)
        if self._is(3):
            values = [self._value() for _ in range(self._width - 1)]
            self.rows.append([self._of(("計", "合計", "")), *values])
        if self._is(4):
            self._first("※注" + self._value())
        if self._is(2):
            self.rows.append([""] * self._width)
        if self._is(4):
            self._first(self._value())

    def _line(self) -> None:
        """団体名|あ1い, and mostly a blank row below it."""
        row = [self._of(NAMES) if at % 2 == 0 else self._value() for at in range(self._width)]
        self.rows.append(row)
        self.rows += [[""] * self._width] * self._upto(1)

    def _below_header(self) -> None:
        """A row of units, of what is to be entered, of running numbers, of names of a lower level."""
        way = self._upto(3)
        if way == 0:
            row = [f"({at})" for at in range(1, self._width + 1)]
        elif way == 1:
            row = [f"name_{at}" for at in range(self._width)]
        elif way == 2:
            row = ["" if not text or self._is(4) else self._of(BELOW) for text in self.rows[-1]]
        else:
            row = [self._of(BELOW) if not text or self._is(3) else "" for text in self.rows[-1]]
        self.rows.append(row)

    def _between(self, header: Sequence[str]) -> None:
        if self._is(2):
            self.rows.append([" ".join(text) for text in header])
        elif self._is(2):
            self._first(self._of(PRINTED))
        else:
            self.rows.append(["-----"] * self._width)

    def _of_three(self) -> int:
        """Rows of groups above the names: mostly none."""
        return self._draw(st.sampled_from((0, 0, 0, 0, 1, 1, 2)))

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
        return self._of(("あ{}い", "9{:04}", "{}町", "{},000", "{}; b")).format(self._count)

    def _number(self) -> str:
        self._count += 1
        return f"34.{self._count:03}"

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


ANY = st.one_of(sheets(), stacks().map(grid))
"""Sheets without any order, and tables stacked as people stack them."""


def texts(draft: Draft) -> Iterator[str]:
    yield from (column.name for column in draft.columns)
    yield from (cell for row in draft.rows for cell in row.cells)
    yield from (*draft.titles, *draft.notes)


def gone(changes: Sequence[Change]) -> Iterator[str]:
    """What the diff names as it was: rewritten, deleted or moved."""
    yield from (change.before for change in changes if change.before)


_VALUE = re.compile(r"あ\d+い|9\d{4}|\d町")
"""As `_Layout` makes them, each once."""
DELETED = frozenset({"print-marks", "repeated-headers"})
LAWS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@LAWS
@given(sheets(), ANSWERED)
def test_every_text_is_in_the_tables_or_in_the_diff(of: Grid, answers: dict[str, str]) -> None:
    """Found, mended, joined, whatever was answered. A date in a title may be a column of its own."""
    found = blocks.find(of, answers)
    asked = Asked(standards=ASKED.standards, municipalities=ASKED.municipalities, answers=answers)
    result = tidy(found.drafts, asked)
    joined = series.join(result.drafts)
    kept = [text for item in joined for text in texts(item.draft)]
    kept += [text for other in found.others for text in other.texts]
    said = [
        *gone(result.changes),
        *gone([item for item in found.changes if item.mend in DELETED]),
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
@given(ANY)
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
@given(ANY)
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
        cell for cell, count in seen.items() if _VALUE.search(cell) and count > 1 + filled[cell]
    ]
