"""Which columns of a table make keys, and in what order frictionless looks at them."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.engine.header import Columns
from publisher.engine.schema import CompiledSchema, ForeignKey

Positions = tuple[int, ...]
"""Of cells, from 0."""
ABSENT = -1
"""Position of a column that the table lacks: all its values are missing."""


class KeyKind(enum.Enum):
    """What a key demands."""

    UNIQUE = "unique-error"
    PRIMARY = "primary-key"
    FOREIGN = "foreign-key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key over columns of the table."""

    kind: KeyKind
    positions: Positions
    names: tuple[str, ...]
    foreign: ForeignKey | None = None


def keys_of(
    schema: CompiledSchema | None, columns: Columns, *, is_case_ignored: bool = False
) -> tuple[Key, ...]:
    """Return the keys in frictionless's order; one that lacks a column is not looked at.

    Where the header's case is ignored, every column whose name differs from a part of the
    primary key in case only is part of it.
    """
    if schema is None:
        return ()
    place = {field.name: position for position, field in enumerate(columns.fields)}
    keys = [
        Key(kind=KeyKind.UNIQUE, positions=(position,), names=(field.name,))
        for position, field in enumerate(columns.fields)
        if field.is_unique
    ]
    if schema.primary_key and _has(schema.primary_key, place):
        names = schema.primary_key
        positions = tuple(place[name] for name in names)
        if is_case_ignored:
            lower = set(map(str.lower, names))
            positions = tuple(at for name, at in place.items() if name.lower() in lower)
        keys.append(Key(kind=KeyKind.PRIMARY, positions=positions, names=names))
    for foreign in schema.foreign_keys:
        if foreign.fields and _has(foreign.fields, place):
            positions = tuple(place[name] for name in foreign.fields)
            keys.append(
                Key(
                    kind=KeyKind.FOREIGN, positions=positions, names=foreign.fields, foreign=foreign
                )
            )
    return tuple(keys)


def _has(names: Sequence[str], place: dict[str, int]) -> bool:
    return all(name in place for name in names)
