"""What the descriptor says of marks and codes in the cells: missing values, categories, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.rules.watch import TableHead
from publisher.standards import How
from publisher.tables.columns import Column


def schema_of(table: TableHead) -> Mapping[str, Any]:
    """Return the table's schema; empty where it has none."""
    schema = table.properties.get("schema")
    return schema if isinstance(schema, Mapping) else {}


def missing_values(table: TableHead, column: Column) -> frozenset[str]:
    """Return the texts that stand for "no value" in a column (Table Schema v2, missingValues)."""
    field = column.field or {}
    declared = field.get("missingValues", schema_of(table).get("missingValues"))
    return frozenset(_values(declared))


def _values(declared: object) -> Iterator[str]:
    for item in declared if isinstance(declared, list) else ():
        if isinstance(item, Mapping):
            yield str(item.get("value", ""))
        elif isinstance(item, str):
            yield item


def is_explained(table: TableHead, column: Column) -> bool:
    """Say whether the descriptor tells what the codes of a column mean."""
    field = column.field or {}
    categories = field.get("categories")
    if isinstance(categories, list) and any(isinstance(item, Mapping) for item in categories):
        return True
    return bool(str(field.get("description") or "").strip()) or has_code_table(table)


def has_code_table(table: TableHead) -> bool:
    """Say whether the dataset holds a code table beside this file."""
    resources = (table.descriptor or {}).get("resources")
    for item in resources if isinstance(resources, list) else ():
        if isinstance(item, Mapping) and item.get("name") != table.properties.get("name"):
            names = f"{item.get('name')} {item.get('title')} {item.get('path')}".casefold()
            if any(word in names for word in ("コード", "凡例", "codelist", "code_list", "legend")):
                return True
    return False


def named_by_standard(table: TableHead) -> frozenset[int]:
    """Return the positions of the columns that bear a standard's own names, no machine names."""
    found = table.standard
    machine = {item.seen for item in found.renamed if item.how is How.MACHINE} if found else set()
    known = known_to_standard(table)
    return frozenset(
        column.position
        for column in table.columns
        if column.position in known and column.label not in machine
    )


def known_to_standard(table: TableHead) -> frozenset[int]:
    """Return the positions of the columns that a standard dataset defines, units included."""
    found = table.standard
    if found is None or not found.is_sure:
        return frozenset()
    return frozenset(
        position for position, field in enumerate(found.fields, start=1) if field is not None
    )
