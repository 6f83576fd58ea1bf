"""The labels that the header rows of a table make."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.tables.record import Record, text_of


def joined(rows: Sequence[Record], between: str) -> tuple[str, ...]:
    """Return the labels of header rows; a cell that repeats the one above it adds nothing.

    As frictionless 5.21 joins them (`headerRows`, `headerJoin`).
    """
    labels: list[str] = []
    above: dict[int, str] = {}
    for row in rows:
        for position, cell in enumerate(map(text_of, row.cells)):
            if above.get(position) == cell:
                continue
            above[position] = cell
            if position < len(labels):
                labels[position] = f"{labels[position]}{between}{cell}"
            else:
                labels.append(cell)
    return tuple(labels)
