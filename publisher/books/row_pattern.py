"""Rows of a sheet's XML by pattern: the plain ones, twenty times as fast as a parser.

The law: a pattern matches only what a parser certainly reads in the same way; every other row goes
to the parser. A pattern is learned from rows that the parser has read, column by column: which
tags its cells have, with the digits of the row left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

COLUMNS_LIMIT = 256
VARIANTS_LIMIT = 1024
FIRST_LESSON = 8
"""Rows that the parser reads before a pattern is made (that takes as long as some hundred rows)."""
LESSONS_LIMIT = 24
"""Times that a pattern is made anew, each after twice as many rows; then the parser has the rest."""

_ATTRIBUTE = rb' [A-Za-z]+="[^"<&>]*"'
_FORMULA = rb'<f(?: [A-Za-z0-9]+="[^"<&>]*")*+(?:/>|>[^<]*+</f>)'
_SPACE = rb'(?: xml:space="preserve")?+'
_CELL = re.compile(
    rb'<c r="(?P<letters>[A-Z]{1,3})\d+"(?P<tag>(?:%b)*+)'
    rb"(?:(?P<blank>/>|></c>)"
    rb"|>(?P<formula>%b)?+(?:(?P<value><v%b>[^<]*+</v>)|(?P<inline><is><t%b>[^<]*+</t></is>))?+</c>)"
    % (_ATTRIBUTE, _FORMULA, _SPACE, _SPACE)
)
_ROW_TAG = (
    rb'<row r="(\d++)"((?: (?:spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed'
    rb'|thickTop|thickBot|ph|x14ac:dyDescent)="[^"<&]*+")*+)'
)
_ROW = re.compile(_ROW_TAG + b">")
_BLANKS = rb'(?:<c r="(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X(?:[A-E][A-Z]|F[A-D]))\d++"(?: s="\d++")?+/>)*+'
"""Formatted cells behind the last value, as far as a sheet goes (XFD)."""
_STYLE = re.compile(rb' s="(\d+)"')
_TYPE = re.compile(rb' t="(\w+)"')


class Variant(NamedTuple):
    """What cells of one kind have in common."""

    column: int
    style: int
    kind: str
    """The type that the tag states: n, s, str, inlineStr, b, e, d."""
    has_formula: bool
    has_value: bool


class Taken(NamedTuple):
    """Rows that were read by one pattern."""

    pattern: RowPattern
    groups: list[tuple[Any, ...]]
    """Per row: number, attributes, then the text of each variant's cell or None."""
    end: int
    """Where in the buffer the next row begins."""


class RowPattern:
    """What has been learned of the rows of one sheet."""

    def __init__(self) -> None:
        self.variants: tuple[Variant, ...] = ()
        """In the order of the groups."""
        self._learned: dict[int, dict[bytes, Variant | None]] = {}
        """By column: the rest of the cell as a pattern; None where it is empty."""
        self._letters: dict[int, bytes] = {}
        self._lessons = 0
        self._new_rows = 0
        """Rows seen since the pattern was made that it does not know."""
        self._kinds = 0
        self._has_news = False
        self._compiled: re.Pattern[bytes] | None = None

    def take(self, buffer: bytes, at: int, count: int) -> Taken | None:
        """Read up to `count` rows from `at` on; None where the first already does not match."""
        if self._compiled is None:
            return None
        match = self._compiled.scanner(buffer, at).match  # type: ignore[attr-defined]  # not in typeshed
        found: list[re.Match[bytes]] = list(islice(iter(match, None), count))
        if not found:
            return None
        return Taken(self, [row.groups() for row in found], found[-1].end())

    def learn(self, row: bytes) -> None:
        """See a whole row (`<row …>…</row>`) that a parser has read without complaint."""
        if self._lessons >= LESSONS_LIMIT:
            return
        cells = list(_cells(row))
        while cells and cells[-1][3] is None:
            cells.pop()
        if cells and cells[-1][0] > COLUMNS_LIMIT:
            self._lessons += 1
            return
        for column, letters, rest, variant in cells:
            self._letters[column] = letters
            kinds = self._learned.setdefault(column, {})
            if rest not in kinds and self._kinds < VARIANTS_LIMIT:
                self._kinds += 1
                self._has_news = True
                kinds[rest] = variant
        self._new_rows += 1
        has_reason = self._has_news or self._compiled is None
        if has_reason and self._new_rows >= FIRST_LESSON << min(self._lessons, 8):
            self._compile()

    def _compile(self) -> None:
        self._lessons += 1
        self._new_rows, self._has_news = 0, False
        cells = []
        variants = []
        for column, kinds in sorted(self._learned.items()):
            if not kinds:
                continue
            cells.append(b'(?:<c r="%b\\d++"(?:%b))?+' % (self._letters[column], b"|".join(kinds)))
            variants += [kind for kind in kinds.values() if kind is not None]
        body = b"".join((*cells, _BLANKS))
        self.variants = tuple(variants)
        self._compiled = re.compile(_ROW_TAG + b"(?:/>|>%b</row>)" % body)


def _cells(row: bytes) -> Iterator[tuple[int, bytes, bytes, Variant | None]]:
    """Yield the cells of a plain row, with the pattern of what follows their address."""
    head = _ROW.match(row)
    if head is None:
        return
    at, last = head.end(), 0
    found = []
    while (cell := _CELL.match(row, at)) is not None:
        column = column_number(cell["letters"].decode())
        if column <= last:
            return
        last = column
        variant = _variant(cell, column)
        found.append((column, cell["letters"], _rest(cell, variant), variant))
        at = cell.end()
    if row[at:] == b"</row>":
        yield from found


def _variant(cell: re.Match[bytes], column: int) -> Variant | None:
    if cell["blank"]:
        return None
    style, type_ = _STYLE.search(cell["tag"]), _TYPE.search(cell["tag"])
    kind = type_[1].decode() if type_ else "n"
    value = cell["value"]
    is_number = kind == "n" and value is not None
    return Variant(
        column=column,
        style=int(style[1]) if style else 0,
        kind=kind,
        has_formula=cell["formula"] is not None,
        # <v></v> is what some writers leave for a formula that was never calculated.
        has_value=not value.endswith(b"></v>")
        if is_number
        else value is not None or cell["inline"] is not None,
    )


def _rest(cell: re.Match[bytes], variant: Variant | None) -> bytes:
    tag = re.escape(cell["tag"])
    if variant is None:
        return tag + re.escape(cell["blank"])
    formula = _FORMULA if variant.has_formula else b""
    if cell["inline"] is not None:
        text = b"<is><t%b>([^<]*+)</t></is>" % _SPACE
    elif cell["value"] is None:
        text = b"()"
    elif not variant.has_value:
        text = b"<v%b></v>()" % _SPACE
    elif variant.kind == "s":
        text = rb"<v>(\d++)</v>"
    elif variant.kind == "n":
        text = b"<v%b>([^<]++)</v>" % _SPACE
    else:
        text = b"<v%b>([^<]*+)</v>" % _SPACE
    return b"%b>%b%b</c>" % (tag, formula, text)


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
