"""Headers of several rows, and tables without any: what speaks for each. Precision before recall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from publisher.tables.record import Record, text_of

SHARE = 0.8
"""Of the filled cells of a column: from here on it holds values (digits)."""
ENOUGH = 2
"""Columns that must say that the first record is data."""
ALIKE = 0.6
"""Of the names of the header: from here on a record below repeats it."""
SEEN = 30
"""Records that it is compared with."""
MOST = 3
"""Rows that a header may go on for."""
FEWEST = 3
"""Records below that are compared with where no value alone tells."""
_NEVER = tuple(
    (re.compile(label), re.compile(cell))
    for label, cell in (
        (r"[23]\d\.\d{3,}|4[0-5]\.\d{3,}", r"[23]\d\.\d+|4[0-5]\.\d+"),
        (r"1[2-5]\d\.\d{3,}", r"1[2-5]\d\.\d+"),
        (r"\d{3}-\d{4}", r"\d{3}-\d{4}"),
        (r"0\d{1,4}-\d{1,4}-\d{3,4}", r"0\d{1,4}-\d{1,4}-\d{3,4}"),
        (r"https?://\S+", r"https?://\S+"),
    )
)
"""Latitudes and longitudes, postal and telephone numbers, addresses of the web: as a label, and as
the cells below it."""
_COUNT = re.compile(r"[1-9]\d{0,5}")
_WORD = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_SAID_YEAR = re.compile(r"(?:18|19|20)\d\d年度?")
"""What names a column below a group: 2023年度. A bare year may be a number of the data."""


def is_value(text: str) -> bool:
    """Say whether a cell is a number, date, time or address of the web: never a header."""
    digits = sum(character.isdigit() for character in text)
    return digits * 2 > len(text) or text.startswith(("http://", "https://"))


def is_marked(record: Record) -> bool:
    """Say whether a record begins with #, as some systems mark what is no data."""
    return bool(record.cells) and text_of(record.cells[0]).startswith("#")


def further_rows(header: Record, below: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records directly below a header that are part of it.

    Either rows marked with # below a header so marked, or rows that name what the header leaves
    open (blank or repeated cells) and stand as words over columns of digits.
    """
    if is_marked(header):
        return tuple(takewhile(is_marked, below[:MOST]))
    is_next = len(below) >= 3 and below[0].number == header.number + 1
    if is_next and _goes_on(_texts(header), _texts(below[0]), below[1:]):
        return (below[0],)
    return ()


def is_whole(row: Record, body: Sequence[Record]) -> bool:
    """Say whether a row names every column that the body fills, each by its own name."""
    labels = _texts(row)
    names = [label for label in labels if label]
    filled = {index for record in body for index, cell in enumerate(record.cells) if text_of(cell)}
    return len(set(names)) == len(names) and all(
        index < len(labels) and labels[index] for index in filled
    )


def is_like_body(header: Record, below: Sequence[Record]) -> bool:
    """Say whether the first record is one of the data: two columns say so and none denies it.

    One is enough where its value is never a name (coordinates, telephone and postal numbers), or
    where it is the running number before the next record's.
    """
    labels = _texts(header)
    below = below[:SEEN]
    if any(_is_repeated(labels, _texts(record)) for record in below):
        return False
    evidence = sum(
        _is_one_of(label, _column(below, index)) for index, label in enumerate(labels) if label
    )
    is_said = len(below) >= FEWEST and evidence >= ENOUGH
    return (is_said or _is_never_a_name(labels, below) or _is_counted(labels, below)) and not any(
        label and not is_value(label) and _is_digits(_column(below, index))
        for index, label in enumerate(labels)
    )


def _is_never_a_name(labels: Sequence[str], below: Sequence[Record]) -> bool:
    """Say whether a value that is never a name stands over values of the same form."""
    for index, label in enumerate(labels):
        cells = _column(below, index)
        form = next((cell for first, cell in _NEVER if first.fullmatch(label)), None)
        if form and cells and all(map(form.fullmatch, cells)):
            return True
    return False


def _is_counted(labels: Sequence[str], below: Sequence[Record]) -> bool:
    """Say whether the first column counts on from the first record: 1, 2, 3.

    Names that count themselves from left to right are days or months over a wide table.
    """
    first = next(iter(labels), "")
    if len(below) < 2 or not _COUNT.fullmatch(first):
        return False
    start = int(first)
    is_wide = len(labels) > 1 and labels[1] == str(start + 1)
    counted = [str(number) for number in range(start + 1, start + 1 + len(below))]
    return not is_wide and counted == [
        text_of(record.cells[0]) if record.cells else "" for record in below
    ]


def _is_repeated(labels: Sequence[str], texts: Sequence[str]) -> bool:
    """Say whether a record is the header once more, or nearly."""
    pairs = [(label, text) for label, text in zip(labels, texts, strict=False) if label]
    alike = sum("".join(label.split()) == "".join(text.split()) for label, text in pairs)
    return alike >= max(1, min(len(pairs), 3), len(pairs) * ALIKE)


def _is_one_of(label: str, cells: Sequence[str]) -> bool:
    """Say whether a label is a value like those below it: one that comes again, or of one shape."""
    if not cells or _YEAR.fullmatch(label):
        return False
    if label in cells:
        return True
    shape = _shape(label)
    if not is_value(label) or shape.isdigit():
        return False
    return sum(1 for cell in cells if _shape(cell) == shape) >= len(cells) * SHARE


def _shape(text: str) -> str:
    """Return a value with every run of digits as one 9: 630-8114 and 631-0842 are 9-9."""
    return re.sub(r"\d+", "9", text)


def _goes_on(labels: Sequence[str], second: Sequence[str], body: Sequence[Record]) -> bool:
    gaps = [
        index
        for index, name in enumerate(second)
        if index >= len(labels)
        or not labels[index]
        or (index and labels[index] == labels[index - 1])
    ]
    named = [index for index in gaps if second[index]]
    if not named or len(named) * 2 < len(gaps):
        return False
    if any(is_value(name) and not _SAID_YEAR.fullmatch(name) for name in second):
        return False
    over_digits = answered = 0
    for index in range(max(len(labels), len(second))):
        name = second[index] if index < len(second) else ""
        cells = _column(body, index)
        if name and name in cells:
            return False
        if _is_digits(cells):
            over_digits += 1
            answered += bool(_WORD.search(name))
    return bool(over_digits) and answered * 2 >= over_digits


def _is_digits(cells: Sequence[str]) -> bool:
    return len(cells) >= 2 and sum(map(is_value, cells)) >= len(cells) * SHARE


def _texts(record: Record) -> list[str]:
    return [text_of(cell) for cell in record.cells]


def _column(records: Sequence[Record], index: int) -> list[str]:
    texts = (text_of(record.cells[index]) for record in records if index < len(record.cells))
    return [text for text in texts if text]
