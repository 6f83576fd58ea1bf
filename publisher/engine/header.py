"""The header against the schema: which field reads which column, and what is wrong with labels.

As frictionless 5.21 has it (`frictionless/table/header.py`, `label_matching.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publisher.engine.fields.field import Field
from publisher.engine.schema import CompiledSchema, undeclared
from publisher.tables.engine import Fault

Compared = Callable[[str], str]
"""What of a name is compared: all of it, or all but its case."""
POSITIONS_TOLD = 400
"""Of a label that repeats: the notes of a sheet full of one label would fill the memory."""
_EXTRA_TOLERATED = frozenset({"subset", "partial"})
_MISSING_TOLERATED = frozenset({"superset", "partial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How a table's columns are read."""

    labels: tuple[str, ...]
    """The header's cells, trimmed; empty where there is no header."""
    fields: tuple[Field, ...]
    """By position of the cell."""
    faults: tuple[Fault, ...] = ()
    """Of the header, in frictionless's order; without row and line."""


def columns_of(
    schema: CompiledSchema | None,
    labels: Sequence[str],
    first: Sequence[object] | None,
    *,
    is_case_ignored: bool = False,
) -> Columns | Fault:
    """Return how the columns are read, or the fault that forbids reading any row.

    `first` is the first row below the header within the sample: where neither schema nor header
    name the columns, its width does.
    """
    same = str.lower if is_case_ignored else str
    if schema is None:
        return _unnamed(labels, first)
    labels = tuple(labels)
    if not labels:
        return Columns(labels=(), fields=schema.fields)
    mode = schema.fields_match
    if mode == "exact":
        fields = _made_up(labels, [*schema.fields[: len(labels)]])
        return Columns(labels=labels, fields=fields, faults=tuple(_by_order(schema, labels, same)))
    known: dict[str, Field] = {}
    for field in schema.fields:
        if (other := known.setdefault(same(field.name), field)) is not field:
            return _ambiguous(schema, other, same)
    if len(set(map(same, labels))) != len(labels):
        note = f'matching fields by name ("fieldsMatch": "{mode}") requires unique labels in the header'
        return Fault(type="error", note=note)
    fields = _made_up(labels, [known.get(same(label)) for label in labels])
    return Columns(labels=labels, fields=fields, faults=tuple(_by_name(schema, labels, same)))


def _ambiguous(schema: CompiledSchema, field: Field, same: Compared) -> Fault:
    alike = [one.name for one in schema.fields if same(one.name) == same(field.name)]
    named = ", ".join(f'"{name}"' for name in alike)
    note = (
        f'matching fields by name ("fieldsMatch": "{schema.fields_match}") is ambiguous: fields '
        f'{named} differ only by case, which "header_case" is set to ignore'
    )
    return Fault(type="metadata-error", note=note)


def _unnamed(labels: Sequence[str], first: Sequence[object] | None) -> Columns:
    """Return the columns of a table without a schema: each is read as it stands."""
    names = list(labels) or [""] * len(first or ())
    names = _unique([name or f"field{number}" for number, name in enumerate(names, start=1)])
    fields = tuple(map(undeclared, names))
    faults = tuple(_positions(fields, labels, str))
    return Columns(labels=tuple(labels), fields=fields, faults=faults)


def _made_up(labels: Sequence[str], matched: list[Field | None]) -> tuple[Field, ...]:
    """Return a field for each label, made up where none is declared."""
    matched += [None] * (len(labels) - len(matched))
    if all(matched):
        return tuple(field for field in matched if field is not None)
    pairs = list(zip(matched, labels, strict=True))
    names = _unique([field.name if field else label for field, label in pairs])
    return tuple(field or undeclared(name) for (field, _), name in zip(pairs, names, strict=True))


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names, each repetition with a number behind it."""
    used: dict[str, None] = {}
    suffixes: dict[str, int] = {}
    for name in names:
        unused = name
        while unused in used:
            # No name becomes free again: what was taken before need not be tried anew.
            suffixes[name] = suffixes.get(name, 1) + 1
            unused = f"{name}{suffixes[name]}"
        used[unused] = None
    return list(used)


def _by_order(schema: CompiledSchema, labels: Sequence[str], same: Compared) -> Iterator[Fault]:
    count = len(schema.fields)
    for number, label in enumerate(labels[count:], start=count + 1):
        yield Fault(type="extra-label", field=number, label=label)
    for number, field in enumerate(schema.fields[len(labels) :], start=len(labels) + 1):
        yield _missing(field, number)
    yield from _positions(schema.fields, labels, same)


def _positions(fields: Sequence[Field], labels: Sequence[str], same: Compared) -> Iterator[Fault]:
    """Yield what is wrong with each label beside the field at its position."""
    seen: dict[str, list[int]] = {}
    for number, (field, label) in enumerate(zip(fields, labels, strict=False), start=1):
        if not label:
            yield Fault(type="blank-label", field=number, label=field.name, expected=field.name)
        elif label in seen:
            note = f'at position "{", ".join(map(str, seen[label][:POSITIONS_TOLD]))}"'
            yield Fault(
                type="duplicate-label", note=note, field=number, label=label, expected=field.name
            )
        elif same(label) != same(field.name):
            yield Fault(type="incorrect-label", field=number, label=label, expected=field.name)
        seen.setdefault(label, []).append(number)


def _by_name(schema: CompiledSchema, labels: Sequence[str], same: Compared) -> Iterator[Fault]:
    known = {same(field.name) for field in schema.fields}
    told = set(map(same, labels))
    mode = schema.fields_match
    if mode not in _EXTRA_TOLERATED:
        for number, label in enumerate(labels, start=1):
            if same(label) not in known:
                yield Fault(type="extra-label", field=number, label=label)
    if mode == "partial" and schema.fields and known.isdisjoint(told):
        yield Fault(type="unmatched-header")
    missing = [field for field in schema.fields if same(field.name) not in told]
    if mode in _MISSING_TOLERATED:
        key = schema.primary_key
        missing = [field for field in missing if field.is_required or field.name in key]
    for number, field in enumerate(missing, start=len(labels) + 1):
        yield _missing(field, number)


def _missing(field: Field, number: int) -> Fault:
    return Fault(type="missing-label", field=number, label=field.name, expected=field.name)
