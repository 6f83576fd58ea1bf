"""package_revise as a pure function: match the current dataset, filter it, merge the update in.

Keys of nested values are joined by two underscores; in lists a part is an index or the beginning
(at least five characters) of an item's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

_SHORTEST_ID = 5
Path = tuple[str | int, ...]


class MergeError(Exception):
    """A key that leads nowhere or a value of the wrong kind; the message names the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One `+keep` or `-remove` pattern of a filter."""

    is_kept: bool
    parts: tuple[str, ...]


def patterns(value: Any) -> tuple[Pattern, ...]:
    """Return the patterns of a filter given as a list or a comma-separated text."""
    listed = value.split(",") if isinstance(value, str) else list(value or ())
    return tuple(
        Pattern(is_kept=text.startswith("+"), parts=tuple(text.lstrip("+-").split("__")))
        for text in (str(item).strip() for item in listed)
        if text
    )


def mismatches(current: Any, wanted: Any, path: Path = ()) -> list[Path]:
    """Return the paths at which `current` is not what `wanted` says."""
    if isinstance(wanted, Mapping):
        if not isinstance(current, Mapping):
            return [path]
        pairs = [(key, wanted[key], key in current) for key in sorted(wanted)]
    elif isinstance(wanted, list):
        if not isinstance(current, list):
            return [path]
        pairs = [(index, item, index < len(current)) for index, item in enumerate(wanted)]
    else:
        return [] if current == wanted else [path]
    found: list[Path] = []
    for key, value, is_there in pairs:
        found += mismatches(current[key], value, (*path, key)) if is_there else [(*path, key)]
    return found


def mismatches_at(current: Any, key: str, wanted: Any) -> list[Path]:
    """Return the mismatches of a flattened key, such as resources__0__name."""
    try:
        value, path = _resolved(current, key.split("__"))
    except MergeError:
        return [tuple(key.split("__"))]
    return mismatches(value, wanted, path)


def filtered(document: Any, wanted: Sequence[Pattern]) -> Any:
    """Return a copy of `document` without what the patterns remove; the first match wins."""
    if isinstance(document, Mapping):
        keys: list[Any] = list(document)
        kept = [key for key in keys if not _is_removed(key, wanted, document)]
        return {key: filtered(document[key], _below(key, wanted, document)) for key in kept}
    if isinstance(document, list):
        return [
            filtered(item, _below(index, wanted, document))
            for index, item in enumerate(document)
            if not _is_removed(index, wanted, document)
        ]
    return document


def merged(document: Mapping[str, Any], update: Any) -> dict[str, Any]:
    """Return `document` with `update` in it: dicts by key, lists item by item, others replaced.

    A list never gets shorter by a merge. Raises MergeError where a list meets a dict.
    """
    result: dict[str, Any] = _merged(deepcopy(dict(document)), update, ())
    return result


def merged_at(document: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Return `document` with `value` merged at a flattened key; `…__extend` appends to a list."""
    result: dict[str, Any] = deepcopy(dict(document))
    *parents, last = key.split("__")
    target, path = _resolved(result, parents) if parents else (result, ())
    if isinstance(target, dict):
        _merge_mapping(target, {last: value}, path)
    elif not isinstance(target, list):
        message = f"Expected list or dict for {_joined(path)}"
        raise MergeError(message)
    elif last == "extend":
        if not isinstance(value, list):
            message = f"Expected list for {_joined(path)}"
            raise MergeError(message)
        target.extend(value)
    else:
        index = _index(target, last, path)
        target[index] = _merged(target[index], value, (*path, index))
    return result


def in_order(keys: Iterable[str]) -> list[str]:
    """Return flattened keys so that lists are extended before their new items are addressed."""
    return sorted(keys, key=lambda key: (not key.endswith("extend"), key))


def _merged(current: Any, value: Any, path: Path) -> Any:
    if isinstance(current, dict):
        return _merge_mapping(current, value, path)
    if isinstance(current, list):
        if not isinstance(value, list):
            message = f"Expected list for {_joined(path)}"
            raise MergeError(message)
        both = min(len(current), len(value))
        for index in range(both):
            current[index] = _merged(current[index], value[index], (*path, index))
        current.extend(value[both:])
        return current
    return value


def _merge_mapping(current: dict[str, Any], value: Any, path: Path) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        message = f"Expected dict for {_joined(path)}"
        raise MergeError(message)
    for key, item in value.items():
        current[key] = _merged(current[key], item, (*path, key)) if key in current else item
    return current


def _is_removed(key: str | int, wanted: Sequence[Pattern], parent: Any) -> bool:
    for pattern in wanted:
        if len(pattern.parts) == 1 and _matches(key, pattern.parts[0], parent):
            return not pattern.is_kept
    return False


def _below(key: str | int, wanted: Sequence[Pattern], parent: Any) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(is_kept=pattern.is_kept, parts=pattern.parts[1:])
        for pattern in wanted
        if len(pattern.parts) > 1 and _matches(key, pattern.parts[0], parent)
    )


def _matches(key: str | int, part: str, parent: Any) -> bool:
    if part == "*":
        return True
    if isinstance(parent, list):
        try:
            return _index(parent, part, ()) == key
        except MergeError:
            return False
    return key == part


def _resolved(document: Any, parts: Sequence[str]) -> tuple[Any, Path]:
    current: Any = document
    path: Path = ()
    for part in parts:
        if isinstance(current, dict) and part in current:
            path, current = (*path, part), current[part]
        elif isinstance(current, list):
            index = _index(current, part, path)
            path, current = (*path, index), current[index]
        else:
            message = f"Unmatched key {_joined((*path, part))}"
            raise MergeError(message)
    return current, path


def _index(items: Sequence[Any], part: str, path: Path) -> int:
    message = f"Unmatched key {_joined((*path, part))}"
    if len(part) >= _SHORTEST_ID:
        for index, item in enumerate(items):
            if isinstance(item, Mapping) and str(item.get("id", "")).startswith(part):
                return index
        raise MergeError(message)
    try:
        index = int(part)
    except ValueError as error:
        raise MergeError(message) from error
    if not -len(items) <= index < len(items):
        raise MergeError(message)
    return index % len(items)


def _joined(path: Path) -> str:
    return "__".join(str(part) for part in path)
