"""What of a text file would be in none of its tables, notes or changes: such a file is not replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from publisher.tidy.blocks import Found
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Grid, GridRow


def rows(grid: Grid, found: Found, drafts: Sequence[Draft]) -> list[GridRow]:
    """Return the rows of a grid of which a text is neither in `drafts` nor named by a change.

    `drafts` are those of its tables that are to be written.
    """
    cells: dict[int, tuple[str, ...]] = {}
    for draft in drafts:
        for row in draft.rows:
            own = cells.get(row.number)
            whole = (*row.cells, *row.surplus) if row.surplus else row.cells
            cells[row.number] = whole if own is None else (*own, *whole)
    said = _Said(found, drafts)
    return [row for row in grid.rows if not _is_kept(row, cells.get(row.number), said)]


def _is_kept(row: GridRow, cells: tuple[str, ...] | None, said: _Said) -> bool:
    if cells == row.cells:
        return True
    own = [text for cell in row.cells if (text := cell.strip())]
    if not own:
        return True
    kept = {text for cell in cells or () if (text := cell.strip())}
    return all(text in kept or said.holds(row.number, text, kept) for text in own)


class _Said:
    """Where the texts are that stand in no row: names of columns, titles, notes, the diff."""

    def __init__(self, found: Found, drafts: Sequence[Draft]) -> None:
        self._names = [column.name for draft in drafts for column in draft.columns]
        self._names += [text for draft in drafts for text in (*draft.titles, *draft.notes)]
        self._whole = frozenset(self._names)
        self._before: dict[int, list[str]] = defaultdict(list)
        for change in found.changes:
            # What moved into the description is there only if its table is written.
            if change.before and not change.moved:
                self._before[change.number].append(change.before)

    def holds(self, number: int, text: str, kept: set[str]) -> bool:
        """Say whether a text of a row is told: as it is, or within a longer one."""
        return text in self._whole or any(text in told for told in self._longer(number, kept))

    def _longer(self, number: int, kept: set[str]) -> Iterator[str]:
        yield from self._before.get(number, ())
        yield from kept
        yield from self._names


def lines(found: Sequence[GridRow]) -> str:
    """Return the lines of rows as an officer reads them: 3–7、12."""
    spans: list[list[int]] = []
    for row in found:
        if spans and row.line == spans[-1][1] + 1:
            spans[-1][1] = row.line
        else:
            spans.append([row.line, row.line])
    shown = [f"{first}" if first == last else f"{first}–{last}" for first, last in spans[:_SHOWN]]
    return "、".join(shown) + ("…" if len(spans) > _SHOWN else "")


_SHOWN = 5
