"""The texts in which a dataset's descriptor may tell of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_NO_WORDS = frozenset({"id", "ref", "hash", "$schema"})
_DIGEST = re.compile(r"(?=.*[a-f])[0-9a-f]{16}")
"""By which the desk knows a row or a question again (`intake`): chance makes any digits of it."""


def texts_of(value: object) -> Iterator[str]:
    """Yield every text of a descriptor but ids, and rows of digits that prove or recall something."""
    if isinstance(value, str):
        if not _DIGEST.fullmatch(value):
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in _NO_WORDS:
                yield from texts_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item)
