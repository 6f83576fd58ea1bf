"""From the descriptor of a field to the field ready for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.engine.doubtful import canonical_field
from publisher.engine.fields.array import with_items
from publisher.engine.fields.field import CellReader, Field, Notes, ValueReader
from publisher.engine.fields.limits import check_of, contradiction, limit_of
from publisher.engine.fields.list import naming_items
from publisher.engine.fields.types import TYPES
from publisher.engine.validity import is_valid_field
from publisher.tables.engine import Fault

NOTHING = frozenset(("",))
"""The missing values where none are declared."""


def missing_values(declared: Iterable[Any]) -> frozenset[str]:
    """Return the texts that stand for no value, of either form of the standard."""
    return frozenset(entry["value"] if isinstance(entry, dict) else entry for entry in declared)


def compile_field(
    declared: Mapping[str, Any], inherited: frozenset[str] = NOTHING
) -> Field | tuple[Fault, ...]:
    """Return a field that frictionless takes, ready for reading, or why it cannot be used.

    `inherited` are the schema's missing values.
    """
    name, form = declared["name"], declared.get("format", "default")
    kind = TYPES[declared.get("type", "string")]
    options = {key: declared.get(key, option.default) for key, option in kind.options.items()}
    read_value = kind.reader(form, options)
    own = declared.get("constraints", {})
    constraints = {key: own[key] for key in kind.constraints if own.get(key) is not None}
    limits = {
        key: limit_of(key, value, kind.name, read_value) for key, value in constraints.items()
    }
    if (limits or options) and (
        faults := tuple(_contradictions(name, constraints, limits, options))
    ):
        return faults
    missing = declared.get("missingValues")
    texts = inherited if missing is None else missing_values(missing)
    read = _cell_reader(f"{kind.name}/{form}", texts, read_value, constraints, limits)
    if kind.name == "list":
        read = naming_items(read, options["itemType"])
    elif options.get("arrayItem"):
        item = _item(declared)
        if not isinstance(item, Field):
            return item
        read = with_items(read, item.read)
    return Field(
        name=name,
        type=kind.name,
        format=form,
        options=options,
        missing_values=texts,
        constraints=constraints,
        limits=limits,
        is_required=bool(constraints.get("required")),
        is_unique=bool(own.get("unique")),
        read_value=read_value,
        read=read,
    )


def _contradictions(
    name: str,
    constraints: Mapping[str, Any],
    limits: Mapping[str, Any],
    options: Mapping[str, Any],
) -> Iterator[Fault]:
    """Yield what frictionless takes and then raises at, when it opens or reads the table."""
    for key, limit in limits.items():
        if key == "pattern" and isinstance(limit, str):
            yield Fault(type="schema-error", note=f'pattern of "{name}" is not valid: {limit}')
        elif why := contradiction(key, constraints[key], limit):
            yield Fault(type="field-error", note=f'field "{name}": {why}')
    if options.get("delimiter") == "":
        yield Fault(type="field-error", note=f'field "{name}": the delimiter is empty')


def _cell_reader(
    type_name: str,
    missing: frozenset[str],
    read_value: ValueReader,
    constraints: Mapping[str, Any],
    limits: Mapping[str, Any],
) -> CellReader:
    """Return the reader of cells: missing values, then the type, then every constraint."""
    is_required = bool(constraints.get("required"))
    checks = [(key, check_of(key, limit)) for key, limit in limits.items() if key != "required"]

    def note(key: str) -> str:
        return f'constraint "{key}" is "{constraints[key]}"'

    def read(cell: Any) -> tuple[Any, Notes | None]:
        # frictionless compares what the cell prints as: 0 is missing where "0" is.
        if (cell if isinstance(cell, str) else str(cell)) in missing or cell is None:
            return None, {"required": note("required")} if is_required else None
        value = read_value(cell)
        if value is None:
            return None, {"type": f'type is "{type_name}"'}
        broken = {key: note(key) for key, check in checks if not check(value)}
        return value, broken or None

    return read


def _item(array: Mapping[str, Any]) -> Field | tuple[Fault, ...]:
    """Return the field by which frictionless reads the items of an array."""
    declared = {"name": array["name"], "type": "any", **array["arrayItem"]}
    declared.pop("arrayItem", None)
    if is_valid_field(declared, is_v1=False):
        return compile_field(declared)
    canonical = canonical_field(declared)
    return compile_field(canonical) if isinstance(canonical, dict) else canonical
