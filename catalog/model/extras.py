"""The key-value pairs and tags of datasets and organizations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from catalog.errors import IntegrityFailed
from catalog.model.names import tag_problems

Pairs = tuple[tuple[str, str], ...]


def objects(value: Any, name: str) -> list[Mapping[str, Any]]:
    """Return a list of objects, () for nothing; raises IntegrityFailed for any other shape."""
    if value is None or value == "":
        return []
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        kind = type(value)
        message = f"Only lists of dicts can be placed against subschema ('{name}',), not {kind}"
        raise IntegrityFailed(message)
    return list(value)


def extras(value: Any, errors: dict[str, Any]) -> Pairs:
    """Return the pairs of `value` in their order; what is wrong goes into `errors` as on CKAN."""
    given = objects(value, "extras")
    problems = [
        {part: ["Missing value"] for part in ("key", "value") if item.get(part) in (None, "")}
        for item in given
    ]
    # An empty value is kept; only an absent one is missing.
    for item, problem in zip(given, problems, strict=True):
        if item.get("value") == "":
            problem.pop("value", None)
    if any(problems):
        errors["extras"] = problems
        return ()
    keys = [str(item["key"]) for item in given]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        errors["extras_validation"] = [f'Duplicate key "{key}"' for key in twice]
        return ()
    return tuple((str(item["key"]), _text(item["value"])) for item in given)


def tags(value: Any, tag_string: Any, errors: dict[str, Any]) -> tuple[str, ...]:
    """Return the tag names sorted; one bad name goes into `errors` and refuses the dataset."""
    names = [item.get("name") for item in objects(value, "tags")]
    if isinstance(tag_string, str):
        names.extend(part.strip() for part in tag_string.split(",") if part.strip())
    problems = [problem for name in names for problem in tag_problems(name)]
    if problems:
        errors["tags"] = problems
        return ()
    return tuple(sorted({str(name) for name in names}))


def shown(pairs: Pairs) -> list[dict[str, str]]:
    """Return the pairs in CKAN's form."""
    return [{"key": key, "value": value} for key, value in pairs]


def items(value: str) -> tuple[str, ...]:
    """Return what a value counts as in facets: each string of a JSON list, else the value itself."""
    if value.startswith("["):
        try:
            listed = json.loads(value)
        except ValueError:
            listed = None
        if isinstance(listed, list) and all(isinstance(item, str) for item in listed):
            return tuple(dict.fromkeys(listed))
    return (value,)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
