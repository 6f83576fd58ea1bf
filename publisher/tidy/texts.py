"""The texts of a column, looked at once for all who ask.

A column of a million clean dates has one shape and a dozen characters, and these tell whether
anybody may want a cell of it. Only where somebody may, each distinct text is looked at, once.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Container, Iterator

from publisher.checks.letters import can_match
from publisher.checks.shapes import widened
from publisher.tables.frame_shapes import shapes_in

_STRETCH = 10_000
"""Cells that are counted together."""
_DIGITS = frozenset("0123456789")


class Texts:
    """The cells of one column of a draft."""

    def __init__(self, cells: tuple[str, ...]) -> None:
        self.cells = cells
        self._silent: set[tuple[str, str]] = set()
        self._values: dict[int, Counter[str] | None] = {}

    @functools.cached_property
    def shapes(self) -> frozenset[str] | None:
        """The distinct shapes; None where they are many."""
        return shapes_in(self.cells)

    @functools.cached_property
    def letters(self) -> frozenset[str]:
        """At least the characters that the cells are made of."""
        if self.shapes is None:
            return frozenset().union(*self.cells)
        found = frozenset[str]().union(*self.shapes)
        return found | _DIGITS if "0" in found else found

    @functools.cached_property
    def trimmed(self) -> frozenset[str]:
        """The distinct cells without white space at their ends."""
        return frozenset(map(str.strip, self.cells))

    @functools.cached_property
    def filled(self) -> int:
        """How many cells hold anything."""
        return len(self.cells) - self.cells.count("")

    def values(self, most: int) -> Counter[str] | None:
        """Return how often each filled cell is there, trimmed; None where they are more."""
        if most not in self._values:
            self._values[most] = self._counted(most)
        return self._values[most]

    def _counted(self, most: int) -> Counter[str] | None:
        found: Counter[str] = Counter()
        for start in range(0, len(self.cells), _STRETCH):
            found.update(map(str.strip, filter(None, self.cells[start : start + _STRETCH])))
            if len(found) > most:
                return None
        return found

    @functools.cached_property
    def is_full(self) -> bool:
        """Say whether every cell holds more than white space."""
        if self.shapes is None:
            return all(map(str.strip, self.cells))
        return all(map(str.strip, self.shapes))

    def shown(self, finds: str = "", unless: str = "") -> set[str]:
        """Return the distinct texts that an interest asks for (see `watch.Interest`)."""
        asked = (finds, unless)
        if asked in self._silent:
            return set()
        found = self._looked_for(finds, unless) if self._may_show(finds, unless) else set()
        if not found:
            self._silent.add(asked)
        return found

    def rows(self, wanted: Container[str]) -> Iterator[int]:
        """Yield the rows, from 0, that hold one of these texts."""
        return (row for row, text in enumerate(self.cells) if text in wanted)

    def _may_show(self, finds: str, unless: str) -> bool:
        """Say whether any cell may be asked for; False is certain."""
        if finds and can_match(finds, self.letters) and self._has_shape(finds):
            return True
        if not unless:
            return False
        told = widened(unless)
        if self.shapes is None or not told.is_exact:
            return True
        return any(shape and not told.pattern.fullmatch(shape) for shape in self.shapes)

    def _has_shape(self, finds: str) -> bool:
        return self.shapes is None or any(map(widened(finds).pattern.search, self.shapes))

    def _looked_for(self, finds: str, unless: str) -> set[str]:
        found: set[str] = set()
        texts = dict.fromkeys(self.cells)
        texts.pop("", None)
        if finds:
            found.update(filter(re.compile(finds).search, texts))
        if unless:
            is_fine = re.compile(unless).fullmatch
            found.update(text for text in texts if not is_fine(text))
        return found
