"""The fields of a schema after its table changed: names follow, what is known of a column stays. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publisher.desk.infer import ordered

_NAMING = ("primaryKey", "uniqueKeys", "foreignKeys")


def renamed(schema: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return a schema whose fields and keys have new names; `names` has them by the old ones."""
    whole = dict(schema)
    whole["fields"] = [
        {**item, "name": names.get(item["name"], item["name"])} for item in schema.get("fields", [])
    ]
    for name in _NAMING:
        if name in whole:
            whole[name] = _with_names(whole[name], names)
    return whole


def _with_names(value: Any, names: Mapping[str, str]) -> Any:
    """Return names of columns, however deep they stand in lists, as they are called now."""
    if isinstance(value, list):
        return [_with_names(item, names) for item in value]
    if isinstance(value, dict):
        return {
            key: _with_names(item, names) if key == "fields" else item
            for key, item in value.items()
        }
    return names.get(value, value) if isinstance(value, str) else value


def of_header(
    schema: Mapping[str, Any], header: Sequence[str], new: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the schema for a header: known columns keep their field, `new` has those of others.

    A key that names a column which is no more is none.
    """
    known = {item["name"]: item for item in schema.get("fields", [])}
    whole = dict(schema)
    whole["fields"] = [
        ordered({**known.get(label, new.get(label, {"type": "string"})), "name": label})
        for label in header
    ]
    if not set(whole.get("primaryKey", ())) <= set(header):
        del whole["primaryKey"]
    return whole
