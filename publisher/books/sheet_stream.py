"""The rows of an OOXML sheet as values, with the sheet's facts gathered on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from publisher.books import markup
from publisher.books.book import Spot
from publisher.books.cells import CellReader, OddText
from publisher.books.outline import Outline
from publisher.books.refusal import ROWS_OUT_OF_ORDER, refused
from publisher.books.row_parser import ROW_END, ROWS_MOST, ParsedRow, RowParser
from publisher.books.row_pattern import RowPattern, Taken, Variant
from publisher.books.rows import Stretch
from publisher.books.tally import Tally

_BLOCK = 500
_LONG = 4 << 20
"""Bytes after which the parser gets a row that does not end."""
_TELLING = re.compile(rb'hidden|outline|ht="0').search
"""In the attributes of a row: it may be hidden, also by a height of zero, or grouped."""
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')

Cells = Sequence[Any]


class SheetStream:
    """One pass over the XML of one sheet."""

    def __init__(self, reader: CellReader, mixed: set[int]) -> None:
        self.tally = Tally()
        self.outline = Outline()
        self._mixed = mixed
        self._reader = reader
        self._parser = RowParser(self.outline)
        self._pattern = RowPattern()
        self._last = 0
        self._errors: list[tuple[Spot, str]] = []
        self._mixed_spots: list[Spot] = []

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Stretch]:
        """Yield the rows that the sheet lists; raises BrokenTable."""
        buffer, at = b"", 0
        for chunk in chunks:
            buffer, at = buffer[at:] + chunk, 0
            while True:
                if self._parser.is_between and self._parser.is_utf8:
                    taken = self._pattern.take(buffer, at, _BLOCK)
                    if taken is not None:
                        yield self._block(taken)
                        at = taken.end
                        continue
                end = buffer.find(ROW_END, at)
                if end < 0:
                    break
                end += len(ROW_END)
                yield from self._parse(buffer[at:end])
                at = end
            if len(buffer) - at > _LONG:
                yield from self._parse(buffer[at:])
                at = len(buffer)
        yield from map(self._parsed, self._parser.feed(buffer[at:], is_last=True))

    def _parse(self, raw: bytes) -> Iterator[Stretch]:
        is_whole = self._parser.is_between
        rows = self._parser.feed(raw)
        yield from map(self._parsed, rows)
        if is_whole and self._parser.is_between and len(rows) == 1:
            self._pattern.learn(raw)

    def _parsed(self, row: ParsedRow) -> Stretch:
        self._follow(row.number)
        self.outline.row(row.number, row.attributes)
        cells: list[Any] = []
        for cell in row.cells:
            value = self._reader.value(cell.kind, cell.style, cell.text)
            cells.extend(repeat(None, cell.column - len(cells)))
            cells[cell.column - 1] = value
            # Some writers leave <v/> for a formula that was never calculated: no number is "".
            has_value = bool(cell.text) if cell.kind == "n" else cell.text is not None
            if not has_value and not cell.has_formula:
                continue
            variant = Variant(cell.column, cell.style, cell.kind, cell.has_formula, has_value)
            self.tally.add(variant, (row.number,))
            if cell.kind == "e":
                self.tally.add_error(Spot(row.number, cell.column), str(value))
            elif cell.kind == "n" and (shown := self._reader.shown_instead(value)):
                self.tally.add_error(Spot(row.number, cell.column), shown)
            elif cell.kind == "s" and cell.text and self._mixed and int(cell.text) in self._mixed:
                self.tally.mixed.add(Spot(row.number, cell.column))
        return Stretch((row.number,), (cells,))

    def _block(self, taken: Taken) -> Stretch:
        numbers_raw, attributes, *groups = zip(*taken.groups, strict=True)
        numbers = list(map(int, numbers_raw))
        self._follow_all(numbers)
        self._attributes(numbers, attributes)
        variants = taken.pattern.variants
        blank: list[Any] = [None] * len(numbers)
        columns = [blank] * (variants[-1].column if variants else 0)
        for variant, texts in zip(variants, groups, strict=True):
            self._fill(columns, blank, variant, numbers, texts)
        self._tell()
        rows: list[Cells] = list(zip(*columns, strict=True)) if columns else [()] * len(numbers)
        self._parser.passed(numbers[-1])
        return Stretch(numbers, rows)

    def _tell(self) -> None:
        """Tell what was seen column by column in the order of the rows."""
        for spot, error in sorted(self._errors):
            self.tally.add_error(spot, error)
        for spot in sorted(self._mixed_spots):
            self.tally.mixed.add(spot)
        self._errors.clear()
        self._mixed_spots.clear()

    def _fill(
        self,
        columns: list[list[Any]],
        blank: list[Any],
        variant: Variant,
        numbers: list[int],
        texts: tuple[bytes | None, ...],
    ) -> None:
        """Set the values of one variant's cells in its column, and count them."""
        at = variant.column - 1
        if None not in texts:
            columns[at] = self._values(variant, numbers, texts)  # type: ignore[arg-type]  # no None
            return
        places = [place for place, text in enumerate(texts) if text is not None]
        if not places:
            return
        here = [numbers[place] for place in places]
        values = self._values(variant, here, [text for text in texts if text is not None])
        column = columns[at]
        if column is blank:
            column = columns[at] = blank.copy()
        for place, value in zip(places, values, strict=True):
            column[place] = value

    def _values(
        self, variant: Variant, numbers: Sequence[int], texts: Sequence[bytes]
    ) -> list[Any]:
        kind, style = variant.kind, variant.style
        self.tally.add(variant, numbers)
        if not variant.has_value:
            return [None] * len(texts)
        reader = self._reader
        try:
            values = reader.column(kind, style, texts)
            has_unshown = kind == "n" and reader.has_unshown(style, texts, values)
        except OddText:
            values = [reader.value(kind, style, text) for text in markup.texts_of(texts)]
            has_unshown = kind == "n"
        spots = (Spot(number, variant.column) for number in numbers)
        if has_unshown:
            shown = zip(spots, map(reader.shown_instead, values), strict=True)
            self._errors += [(spot, error) for spot, error in shown if error]
        elif kind == "e":
            self._errors += zip(spots, map(str, values), strict=True)
        elif kind == "s" and self._mixed:
            shared = zip(spots, texts, strict=True)
            self._mixed_spots += [spot for spot, text in shared if int(text) in self._mixed]
        return values

    def _attributes(self, numbers: list[int], attributes: tuple[bytes, ...]) -> None:
        if not any(map(_TELLING, set(attributes))):
            return
        for number, text in zip(numbers, attributes, strict=True):
            found = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(text)}
            self.outline.row(number, found)

    def _follow_all(self, numbers: list[int]) -> None:
        self._follow(numbers[0])
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            for number in numbers[1:]:
                self._follow(number)
        elif len(numbers) > 1:
            self._follow(numbers[-1])

    def _follow(self, number: int) -> None:
        """Take note of a row's number; raises BrokenTable where it cannot come here."""
        if not self._last < number <= ROWS_MOST:
            raise refused(ROWS_OUT_OF_ORDER)
        self._last = number
