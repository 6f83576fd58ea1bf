"""Numbers of rows by the million: a bit each, so that every second row of a large file fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

_PAGE = 1024
"""Rows whose bits are one number: more make it slow to add a row, fewer take more memory."""
_RUN = re.compile("1+")


class RowSet(Collection[tuple[int, int]]):
    """Row numbers, as ranges (first and last row) in ascending order, however they were added."""

    __slots__ = ("_pages", "total")

    def __init__(self, ranges: Collection[tuple[int, int]] = ()) -> None:
        self._pages: dict[int, int] = {}
        """By page: a number in which the bit of each row in it is 1."""
        self.total = 0
        """How many rows there are."""
        for low, high in ranges:
            self.add(low, high - low + 1)

    def add(self, number: int, rows: int = 1) -> None:
        """Take more rows, the first of which is `number`; a row that comes twice counts once."""
        end = number + rows
        while number < end:
            page, bit = divmod(number, _PAGE)
            count = min(end - number, _PAGE - bit)
            known = self._pages.get(page, 0)
            both = known | ((1 << count) - 1) << bit
            if both != known:
                self._pages[page] = both
                self.total += both.bit_count() - known.bit_count()
            number += count

    def holds(self, number: int) -> bool:
        """Say whether a row is among them."""
        page, bit = divmod(number, _PAGE)
        return bool(self._pages.get(page, 0) >> bit & 1)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges."""
        first, last = 0, -1
        for page in sorted(self._pages):
            bits = f"{self._pages[page]:b}"[::-1]
            for run in _RUN.finditer(bits):
                low, high = page * _PAGE + run.start(), page * _PAGE + run.end() - 1
                if low != last + 1:
                    if last >= first:
                        yield first, last
                    first = low
                last = high
        if last >= first:
            yield first, last

    def __contains__(self, span: object) -> bool:
        return any(span == one for one in self)

    def __len__(self) -> int:
        """Return how many ranges there are."""
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return self.total > 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowSet) and self._pages == other._pages

    def __hash__(self) -> int:
        return hash(self.total)

    def as_text(self) -> dict[str, str]:
        """Return them for keeping: much shorter than the ranges."""
        return {str(page): f"{bits:x}" for page, bits in self._pages.items()}

    @classmethod
    def of_text(cls, pages: Mapping[str, str]) -> RowSet:
        """Return what `as_text` returned; raises ValueError."""
        found = cls()
        found._pages = {int(page): int(bits, 16) for page, bits in pages.items()}
        found.total = sum(bits.bit_count() for bits in found._pages.values())
        return found


class RowSets:
    """Rows by what is said of them."""

    def __init__(self) -> None:
        self._sets: defaultdict[tuple[object, ...], RowSet] = defaultdict(RowSet)

    def add(self, row: int, *what: object) -> None:
        """Take that something is said of a row."""
        self._sets[what].add(row)

    def holds(self, row: int, *what: object) -> bool:
        """Say whether it is said of a row."""
        known = self._sets.get(what)
        return known is not None and known.holds(row)
