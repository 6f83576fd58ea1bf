"""Columns of a terminal: text padded by the cells it takes, not by its characters. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
NOT_FIRST = frozenset(
    "、。，．・：；？！」』）】〕〉》…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}'\""
)
"""What may not begin a line (JIS X 4051, the part that matters in short sentences)."""
NARROWEST = 20
NOT_LAST = frozenset("「『（【〔〈《([{")


def width(text: str) -> int:
    """Return the cells that `text` takes in a terminal: full-width characters take two."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int]) -> Iterator[str]:
    """Yield the rows as lines whose columns stand under each other; `right` are numbers."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for position, (cell, room) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (room - width(cell))
            cells.append(blank + cell if position in right else cell + blank)
        yield GAP.join(cells).rstrip()


def folded(text: str, room: int, indent: str) -> Iterator[str]:
    """Yield the line as lines of at most `room` cells, the further ones behind `indent`.

    Full-width text may break anywhere but before a closing and behind an opening sign; words,
    numbers and paths hold together unless they are longer than a line.
    """
    room = max(room, NARROWEST)
    if 2 * len(text) <= room:
        yield text
        return
    line = ""
    for piece in _pieces(text):
        if line.strip() and width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = indent + piece.lstrip()
        else:
            line += piece
        while width(line.rstrip()) > room:
            cut = _fitting(line, room)
            yield line[:cut]
            line = indent + line[cut:]
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Yield what must stay together."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NOT_FIRST or before in NOT_LAST or after == " ":
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _fitting(line: str, room: int) -> int:
    """Return how many characters of a line fit, at least one."""
    taken = 0
    for position, character in enumerate(line):
        taken += width(character)
        if taken > room:
            return max(position, 1)
    return len(line)
