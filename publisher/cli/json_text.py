"""A JSON document as text, piece by piece: a report may name millions of rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from publisher.row_set import RowSet

_STEP = "  "


def pieces(value: Any, margin: str = "\n") -> Iterator[str]:
    """Yield the text as `json.dumps` with two blanks of indent writes it; ranges of rows as lists."""
    inner = margin + _STEP
    if isinstance(value, RowSet):
        low, high = inner + "[" + inner + _STEP, inner + "]"
        spans = (f"{low}{first},{inner}{_STEP}{last}{high}" for first, last in value)
        yield from _enclosed("[]", margin, ([span] for span in spans))
    elif isinstance(value, Mapping):
        named = (
            chain([f"{inner}{json.dumps(key, ensure_ascii=False)}: "], pieces(item, inner))
            for key, item in value.items()
        )
        yield from _enclosed("{}", margin, named)
    elif isinstance(value, list | tuple):
        listed = (chain([inner], pieces(item, inner)) for item in value)
        yield from _enclosed("[]", margin, listed)
    else:
        yield json.dumps(value, ensure_ascii=False)


def _enclosed(brackets: str, margin: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    is_first = True
    for item in items:
        yield brackets[0] if is_first else ","
        yield from item
        is_first = False
    yield brackets if is_first else margin + brackets[1]
