"""The text of an uploaded file that search should find: of the descriptor and of CSV cells."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

_MOST_BYTES = 1_000_000
_MOST_ROWS = 200
_MOST_CHARACTERS = 20_000
_LARGEST_DESCRIPTOR = 5_000_000
_FIGURE = re.compile(r"[\s\d.,:/%()+-]*")


class Kind(StrEnum):
    """How a file is read."""

    DESCRIPTOR = "descriptor"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Text by how much it says about the dataset."""

    labels: str = ""
    """Names and titles of columns, and titles in other languages."""
    notes: str = ""
    cells: str = ""


def kind(filename: str) -> Kind | None:
    """Return how a file of this name is read, None where it is not."""
    if filename == "datapackage.json":
        return Kind.DESCRIPTOR
    return Kind.CSV if filename.endswith(".csv") else None


def excerpt(path: Path, wanted: Kind) -> Excerpt:
    """Return the text of a file; whatever the file holds, this does not fail for it."""
    if wanted is Kind.DESCRIPTOR:
        return _descriptor(path)
    return Excerpt(cells=_cells(path))


def _descriptor(path: Path) -> Excerpt:
    if path.stat().st_size > _LARGEST_DESCRIPTOR:
        return Excerpt()
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return Excerpt()
    labels: list[str] = []
    notes: list[str] = []
    translations = _mapping(_mapping(document).get("translations"))
    for translation in translations.values():
        labels += _strings(_mapping(translation), "title")
        notes += _strings(_mapping(translation), "description")
    for resource in _mappings(_mapping(document).get("resources")):
        for field in _mappings(_mapping(resource.get("schema")).get("fields")):
            labels += _strings(field, "name", "title")
            notes += _strings(field, "description")
    return Excerpt(labels=_bounded(labels), notes=_bounded(notes))


def _cells(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES)
    try:
        text = content.decode("utf-8-sig", errors="strict")
    except UnicodeDecodeError as error:
        # A character cut at the end of what was read is no reason to call the file not UTF-8.
        is_cut = error.start >= len(content) - 4 and len(content) == _MOST_BYTES
        text = content.decode("utf-8-sig" if is_cut else "cp932", errors="replace")
    return _bounded(list(_words(text)))


def _words(text: str) -> Iterator[str]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for number, row in enumerate(reader):
            if number > _MOST_ROWS:
                return
            yield from (cell.strip() for cell in row if not _FIGURE.fullmatch(cell))
    except csv.Error:  # a broken table: what was read before it serves
        return


def _bounded(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(texts))[:_MOST_CHARACTERS]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    return (
        (item for item in value if isinstance(item, Mapping))
        if isinstance(value, list)
        else iter(())
    )


def _strings(mapping: Mapping[str, Any], *keys: str) -> list[str]:
    return [mapping[key] for key in keys if isinstance(mapping.get(key), str)]
