"""Tables below each other as officers stack them in one sheet: titles, blank rows, gaps in between."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from publisher.tidy.grid import Grid, GridRow

TITLES = (
    "", "", "施設の一覧", "サンプル調査結果", "水質サンプルの一覧", "記入例", "見本", "様式見本", "休止施設", "位置", "（参考）",
)  # fmt: skip
WORDS = ("名称", "施設名", "所在地", "種別", "理由", "担当課", "備考")
NUMBERS = ("定員", "面積", "件数", "金額", "世帯数", "休止年度", "番号")
MOST = 4


class Stack:
    """Draws tables of unlike columns; every value is there once, so what is lost can be named."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.rows: list[list[str]] = []
        self.part_of: list[int] = []
        """For each row, the number of its table; 0 for what is no row of data."""
        self.headless: set[int] = set()
        """Tables without a row of names."""
        self._draw = draw
        self._count = 0
        names = draw(st.permutations(WORDS)), draw(st.permutations(NUMBERS))
        parts = draw(st.integers(1, 3))
        for part in range(1, parts + 1):
            self._gap(part)
            self._table(part, [list(kind[(part - 1) * 2 : part * 2]) for kind in names])

    def _gap(self, part: int) -> None:
        for _ in range(self._draw(st.integers(1, 2)) if part > 1 else 0):
            self._add([""] * MOST)
        title = self._draw(st.sampled_from(TITLES))
        if part > 1 and self._draw(st.booleans()):
            title = f"表{part} {title}"
        if title:
            self._add([title])

    def _table(self, part: int, names: Sequence[Sequence[str]]) -> None:
        (first, second), (third, fourth) = names
        kind = self._draw(st.sampled_from(("rows", "rows", "rows", "headless", "none", "blank")))
        if kind == "headless":
            self.headless.add(part)
            for _ in range(2 + self._draw(st.integers(0, 2))):
                self._add([f"34.{self._next()}" for _ in range(MOST)], part)
            return
        self._add([first, third, second, fourth])
        if kind == "none":
            self._add(["（該当なし）"])
        for _ in range(2 + self._draw(st.integers(0, 3)) if kind == "rows" else 0):
            word, number = f"{self._name()}館", self._number()
            self._add([word, number, f"{self._name()}町", self._number()], part)

    def _add(self, cells: Sequence[str], part: int = 0) -> None:
        self.rows.append([*cells, *[""] * (MOST - len(cells))])
        self.part_of.append(part)

    def _number(self) -> str:
        number = 1000 + self._next()
        return f"{number:,}" if self._draw(st.booleans()) else str(number)

    def _name(self) -> str:
        return "".join("〇甲乙丙丁戊己庚辛壬"[int(digit)] for digit in str(self._next()))

    def _next(self) -> int:
        self._count += 1
        return 100 + self._count


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    """Return tables below each other, with which rows are whose."""
    return Stack(draw)


def grid(of: Stack, sheet: str | None = None) -> Grid:
    """Return them as one sees them."""
    rows = tuple(GridRow(at, at, tuple(row)) for at, row in enumerate(of.rows, start=1))
    return Grid(rows=rows, sheet=sheet)
