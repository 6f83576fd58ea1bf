"""Records that begin another table below the first: its names, and its data below them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.rules.blocks import is_header_like
from publisher.tables.record import Record, filled, text_of

WINDOW = 3
"""Records above and below that a row of names is compared with."""
_FEWEST = 2
"""Records that prove that a column holds digits."""
_NAME = re.compile(
    r".*(?:名|名称|氏名|住所|所在地|場所|電話|番号|電話番号|コード|種別|区分|分類|種類|人口|世帯|面積|金額|料金|定員|役職|職名|所属"
    r"|年|年度|年月日?|年式|日付?|曜日|時間|期間|緯度|経度|備考|単位|[^無有小総多少]数|[管設運所]\w*者|担当\w?|URL)",
    re.IGNORECASE,
)
"""What names a column and is hardly ever a value."""


def second_headers(sample: Sequence[Record], labels: Sequence[str]) -> Iterator[Record]:
    """Yield records that begin another table: labels below a gap or amid the rows, data below."""
    gap: list[Record] = []
    above: list[Record] = []
    for index, record in enumerate(sample):
        if filled(record) <= 1:
            gap.append(record)
            continue
        below = sample[index + 1 : index + 1 + WINDOW]
        if above and gap and _begins(record, gap, above, below, labels):
            yield record
        elif not gap and (
            (above and _goes_otherwise(record, above, below))
            or (_names_anew(record, above, below) and _is_nowhere_else(record, sample))
        ):
            yield record
            above = []
        above, gap = [*above[1 - WINDOW :], record], []


def _begins(
    record: Record,
    gap: Sequence[Record],
    above: Sequence[Record],
    below: Sequence[Record],
    labels: Sequence[str],
) -> bool:
    if not is_header_like(record) or not any(filled(item) == 0 for item in gap):
        return False
    if not any(filled(item) > 1 for item in below):
        return False
    names = {text_of(cell) for cell in record.cells} - {""}
    is_titled = filled(gap[-1]) == 1
    return (
        is_titled
        or bool(names & set(labels))
        or _is_over_numbers(record, below)
        or _is_alone_in_naming(record, above, below)
    )


def _is_alone_in_naming(record: Record, above: Sequence[Record], below: Sequence[Record]) -> bool:
    """Say whether a record names columns and none beside it does, as in a list of columns."""
    texts = [text for cell in record.cells if (text := text_of(cell))]
    others = [row for row in (*above, *below) if filled(row) > 1]
    return _names(record) >= max(_FEWEST, len(texts) / 2) and not any(map(_names, others))


def _names_anew(record: Record, above: Sequence[Record], below: Sequence[Record]) -> bool:
    """Say whether nearly all cells of a record amid words name columns, and none beside it does."""
    return (
        is_header_like(record)
        and len(above) >= _FEWEST
        and any(filled(item) > 1 for item in below)
        and _names(record) * 3 >= filled(record) * 2
        and _is_alone_in_naming(record, above, below)
    )


def _is_nowhere_else(record: Record, sample: Sequence[Record]) -> bool:
    """Say whether no cell of a record is a value of its column, as 市民課 is of 窓口."""
    return not any(
        text and position < len(other.cells) and text == text_of(other.cells[position])
        for other in sample
        if other is not record
        for position, text in enumerate(map(text_of, record.cells))
    )


def _names(record: Record) -> int:
    return sum(1 for cell in record.cells if _NAME.fullmatch(text_of(cell)))


def _is_over_numbers(record: Record, below: Sequence[Record]) -> bool:
    """Say whether some label stands over cells that begin with digits."""
    rows = [item for item in below if filled(item) > 1]
    return any(
        text_of(cell) and all(_has_number(item, position) for item in rows)
        for position, cell in enumerate(record.cells)
    )


def _goes_otherwise(record: Record, above: Sequence[Record], below: Sequence[Record]) -> bool:
    """Say whether a row of names parts rows of digits in a column from rows of words there.

    Two names are needed that are hardly ever values, so that no list of words is taken for tables.
    """
    if not is_header_like(record):
        return False
    if _names(record) < _FEWEST:
        return False
    texts = [text_of(cell) for cell in record.cells]
    upper, lower = _numbers(above, len(texts)), _numbers(below, len(texts))
    return any(
        text and (_is_turn(one, two) or _is_turn(two, one))
        for text, one, two in zip(texts, upper, lower, strict=True)
    )


def _is_turn(digits: Sequence[bool], words: Sequence[bool]) -> bool:
    """Say whether all of one side begin with digits and none of the other."""
    return len(digits) >= _FEWEST and all(digits) and bool(words) and not any(words)


def _numbers(rows: Sequence[Record], width: int) -> list[list[bool]]:
    """Return for each column which of its filled cells begin with digits."""
    return [
        [
            _has_number(row, position)
            for row in rows
            if position < len(row.cells) and text_of(row.cells[position])
        ]
        for position in range(width)
    ]


def _has_number(record: Record, position: int) -> bool:
    return position < len(record.cells) and text_of(record.cells[position])[:1].isdecimal()
