"""schemas/ as the publisher reads it: JSON Schemas, vocabularies, standard datasets.

They ship with the packages; an instance may overlay its own under `<instance>/schemas/`.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@functools.cache
def _shipped(name: str) -> Any:
    source = importlib.resources.files("schemas")
    for part in name.split("/"):
        source = source.joinpath(part)
    return json.loads(source.read_text(encoding="utf-8"))


def read(name: str, overlay: Path | None = None) -> Any:
    """Return the JSON document `schemas/<name>`, the instance's own where it has one.

    Raises FileNotFoundError for a name that neither holds.
    """
    if overlay is not None:
        own = overlay / "schemas" / name
        if own.is_file():
            return json.loads(own.read_text(encoding="utf-8"))
    return _shipped(name)


def standards(overlay: Path | None = None) -> tuple[str, ...]:
    """Return the names (for `read`) of all standard datasets' schemas, in order of edition."""
    shipped = importlib.resources.files("schemas").joinpath("standards")
    found = {
        f"standards/{edition.name}/{file.name}"
        for edition in (shipped.iterdir() if shipped.is_dir() else ())
        if edition.is_dir()
        for file in edition.iterdir()
        if file.name.endswith(".json")
    }
    if overlay is not None:
        schemas = overlay / "schemas"
        found |= {
            path.relative_to(schemas).as_posix() for path in schemas.glob("standards/*/*.json")
        }
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One way in which a document breaks a JSON Schema."""

    path: tuple[str | int, ...]
    """Keys and places (from 0) that lead to the value."""
    keyword: str
    """What of the schema is broken: required, type, enum, …"""
    expected: Any
    """The keyword's value."""
    value: Any
    message: str
    """In English, as the validator words it."""
    unknown: tuple[str, ...] = ()
    """Keys that the schema does not know, where it allows no others."""

    @property
    def pointer(self) -> str:
        """The path as one text, `/resources/0/name`."""
        return "/" + "/".join(map(str, self.path))


def schema_errors(document: Any, schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (JSON pointer, English message) for each way `document` breaks `schema`.

    A `$ref` to another file of schemas/ is followed.
    """
    return [(broken.pointer, broken.message) for broken in violations(document, schema)]


def violations(document: Any, schema: Mapping[str, Any]) -> Iterator[Violation]:
    """Yield each way `document` breaks `schema`, in the order of the places."""
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource

    registry: Registry[Any] = Registry(
        retrieve=lambda uri: Resource.from_contents(_shipped(uri))  # type: ignore[call-arg]
    )
    validator = Draft202012Validator(schema, format_checker=FormatChecker(), registry=registry)
    errors = sorted(validator.iter_errors(document), key=lambda error: list(map(str, error.path)))
    for error in errors:
        is_closed = error.validator == "additionalProperties" and isinstance(error.instance, dict)
        known = error.schema.get("properties", {}) if is_closed else {}
        yield Violation(
            path=tuple(error.absolute_path),
            keyword=str(error.validator),
            expected=error.validator_value,
            value=error.instance,
            message=error.message,
            unknown=tuple(sorted(set(error.instance) - set(known))) if is_closed else (),
        )
