"""What the cells of one sheet have beside values, counted while they stream by."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field

from publisher.books import number_format
from publisher.books.book import (
    PLACES_KEPT,
    ErrorCell,
    Look,
    NumberFormat,
    OddLook,
    Places,
    Spot,
)
from publisher.books.collecting import Collected
from publisher.books.row_pattern import Variant
from publisher.books.styles import Styles

_TEXTS = frozenset({"s", "str", "inlineStr"})
VARIANTS_KEPT = 10_000
"""Kinds of cells that are told apart; a workbook of more is not made by people."""


@dataclass(slots=True)
class _Count:
    total: int = 0
    rows: array[int] = field(default_factory=lambda: array("L"))
    """The first ones."""

    def add(self, rows: Sequence[int]) -> None:
        self.total += len(rows)
        if (space := PLACES_KEPT - len(self.rows)) > 0:
            self.rows.extend(rows[:space])


class Tally:
    """How many cells of each kind there are, and where the first of them stand."""

    def __init__(self) -> None:
        self.mixed: Collected[Spot] = Collected()
        self._counts: dict[Variant, _Count] = {}
        self._errors: Collected[ErrorCell] = Collected()

    def add(self, variant: Variant, rows: Sequence[int]) -> None:
        """Count cells of one kind in rows that come in order."""
        count = self._counts.get(variant)
        if count is None:
            if len(self._counts) >= VARIANTS_KEPT:
                return
            count = self._counts[variant] = _Count()
        count.add(rows)

    def add_error(self, spot: Spot, error: str) -> None:
        """Count a cell that shows an error."""
        self._errors.add(ErrorCell(spot=spot, error=error))

    def errors(self) -> Places[ErrorCell]:
        """Return the cells that show an error."""
        return self._errors.places()

    def formulas(self, *, with_value: bool | None = None) -> Places[Spot]:
        """Return the cells with a formula; of these only those with or without a value."""
        return _merged(
            (variant.column, count)
            for variant, count in self._counts.items()
            if variant.has_formula and with_value in {None, variant.has_value}
        )

    def number_formats(self, styles: Styles) -> tuple[NumberFormat, ...]:
        """Return how numbers are shown, by column; the general format is not told."""
        return self._formats(styles, {"n"}, lambda code: code != number_format.GENERAL)

    def _formats(
        self, styles: Styles, kinds: Container[str], is_told: Callable[[str], bool]
    ) -> tuple[NumberFormat, ...]:
        grouped: dict[tuple[int, str], list[_Count]] = defaultdict(list)
        for variant, count in self._counts.items():
            code = styles.code(variant.style)
            if variant.kind in kinds and variant.has_value and is_told(code):
                grouped[variant.column, code].append(count)
        return tuple(
            NumberFormat(
                column=column,
                code=code,
                is_date=number_format.is_date(code),
                is_era=number_format.is_era(code),
                cells=_merged((column, count) for count in counts),
            )
            for (column, code), counts in sorted(grouped.items())
        )

    def text_formats(self, styles: Styles) -> tuple[NumberFormat, ...]:
        """Return by column the formats that show texts otherwise than they are, or not at all."""
        return self._formats(
            styles, _TEXTS, lambda code: number_format.text_parts(code) != number_format.AS_IT_IS
        )

    def odd_looks(self, styles: Styles) -> Places[OddLook]:
        """Return the filled cells that look otherwise than most of their column."""
        by_column: dict[int, dict[Look, list[_Count]]] = defaultdict(lambda: defaultdict(list))
        for variant, count in self._counts.items():
            if variant.has_value:
                by_column[variant.column][styles.look(variant.style)].append(count)
        total = 0
        found: list[OddLook] = []
        for column, looks in by_column.items():
            sizes = Counter({look: sum(c.total for c in counts) for look, counts in looks.items()})
            usual = sizes.most_common(1)[0][0]
            for look, counts in looks.items():
                if look == usual:
                    continue
                spots = _merged((column, count) for count in counts)
                total += spots.total
                found += [OddLook(spot=spot, look=look, usual=usual) for spot in spots.first]
        found.sort(key=lambda odd: odd.spot)
        return Places(total, tuple(found[:PLACES_KEPT]))


def _merged(counts: Iterable[tuple[int, _Count]]) -> Places[Spot]:
    """Return the places of several counts in the order of the sheet."""
    total = 0
    spots: list[Spot] = []
    for column, count in counts:
        total += count.total
        spots += [Spot(row, column) for row in count.rows]
    spots.sort()
    return Places(total, tuple(spots[:PLACES_KEPT]))
