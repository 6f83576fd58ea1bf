"""The texts in which a dataset's descriptor may tell of persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_NO_WORDS = frozenset({"id", "ref", "hash", "$schema"})


def texts_of(value: object) -> Iterator[str]:
    """Yield every text of a descriptor but ids, and rows of digits that prove an original."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in _NO_WORDS:
                yield from texts_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item)
