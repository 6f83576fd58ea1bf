"""The cells of one column outside of frames: distinct ones first, in bulk where that is certain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from publisher.engine.bulk import Values, is_free, predicate_of, values_of
from publisher.engine.fields.field import Field, Notes
from publisher.engine.typed import TypedBulk

MEMO = 100_000
"""Cells known to be good that are remembered."""
_UNREADABLE = (ValueError, TypeError, ArithmeticError)


class CellCheck:
    """Judges the cells of one column of text."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.missing = field.missing_values
        self.is_free = is_free(field)
        """Whether every text is valid."""
        self._read = field.read
        self._doubtful = predicate_of(field)
        self._good: set[Any] = set()
        self._values: Values | None = values_of(field)

    def bad(self, cells: Collection[Any]) -> dict[Any, Notes] | None:
        """Return what is wrong with the bad ones of the cells; None where all are good."""
        if self.is_free:
            return None
        new: AbstractSet[Any] = set(cells)
        new = new - self._good if self._good else new
        if not new:
            return None
        is_varied = len(new) * 2 > len(cells) > 20
        if is_varied and self._doubtful is not None:
            new = self._doubtful(new)
        return self._read_all(new, is_kept=not is_varied) or None

    def notes_of(self, cell: Any, bad: dict[Any, Notes]) -> Notes | None:
        """Return what `bad` says of the cell."""
        return bad.get(cell)

    def is_missing(self, cell: Any) -> bool:
        """Whether the cell stands for no value."""
        return cell is None or cell in self.missing

    def any_missing(self, cells: Sequence[Any]) -> bool:
        """Whether one of the cells may stand for no value; True in doubt."""
        return not self.missing.isdisjoint(cells) or None in cells

    def values(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Return the logical values; None for what is missing or of another type."""
        if self._values is not None and not self.any_missing(cells):
            try:
                return self._values(cells)
            except _UNREADABLE:
                pass
        read = self._read
        return [read(cell)[0] for cell in cells]

    def _read_all(self, new: AbstractSet[Any], *, is_kept: bool) -> dict[Any, Notes]:
        read, bad = self._read, {}
        for cell in new:
            notes = read(cell)[1]
            if notes:
                bad[cell] = notes
        if is_kept and len(self._good) < MEMO:
            self._good.update(new - bad.keys() if bad else new)
        return bad


class TypedCellCheck(CellCheck):
    """Judges the cells of one column of a workbook, where 1, 1.0 and True are three things."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.is_free = self.is_free and field.type == "any"
        self._bulk = TypedBulk(field)

    def bad(self, cells: Collection[Any]) -> dict[Any, Notes] | None:
        """Return what is wrong with the bad ones of the cells; None where all are good."""
        if self.is_free:
            return None
        kinds = set(map(type, cells))
        for kind in tuple(kinds):
            alike = cells if len(kinds) == 1 else [cell for cell in cells if type(cell) is kind]
            if self._bulk.are_good(kind, alike):
                kinds.remove(kind)
                cells = () if alike is cells else [cell for cell in cells if type(cell) is not kind]
        if not kinds:
            return None
        new = set(zip(map(type, cells), cells, strict=True)).difference(self._good)
        read, bad = self._read, {}
        for pair in new:
            notes = read(pair[1])[1]
            if notes:
                bad[pair] = notes
        if len(self._good) < MEMO:
            self._good.update(new.difference(bad))
        return bad or None

    def notes_of(self, cell: Any, bad: dict[Any, Notes]) -> Notes | None:
        """Return what `bad` says of the cell."""
        return bad.get((type(cell), cell))

    def is_missing(self, cell: Any) -> bool:
        """Whether the cell stands for no value."""
        return cell is None or str(cell) in self.missing

    def any_missing(self, cells: Sequence[Any]) -> bool:
        """Whether one of the cells may stand for no value."""
        return not self._bulk.has_none_missing(cells) and any(map(self.is_missing, cells))

    def values(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Return the logical values; None for what is missing or of another type."""
        values = self._bulk.values(cells)
        if values is not None:
            return values
        read = self._read
        return [read(cell)[0] for cell in cells]
