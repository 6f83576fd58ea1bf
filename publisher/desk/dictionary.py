"""A data dictionary: a CSV with one line per column (name, title, description, type …)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.desk import source as sources
from publisher.errors import UsageError
from publisher.standards import key
from publisher.words import Text, cut

COLUMNS = ("name", "title", "title_en", "description", "description_en", "type", "format")
TYPES = frozenset(
    {"string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a dictionary says of one column; empty where it says nothing."""

    name: str
    title: str = ""
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    type: str = ""
    format: str = ""


Dictionary = Mapping[str, Entry]
"""Entries by comparison key of the column's name."""


def read(path: Path) -> Dictionary:
    """Read a dictionary file; raises UsageError that names what is wrong, DataRefused, OSError."""
    _, codec = sources.look(path)
    with path.open(encoding=codec, newline="") as stream:
        reader = csv.DictReader(stream)
        header = tuple(reader.fieldnames or ())
        unknown = [name for name in header if name not in COLUMNS]
        if "name" not in header or unknown:
            listed = ", ".join(COLUMNS)
            detail = cut(", ".join(unknown)) or "-"
            raise _wrong(
                path,
                Text(
                    f"見出しは {listed} だけです（name は必ず）。違うもの: {detail}",
                    f"The header may hold {listed} (name always); not: {detail}",
                ),
            )
        entries = {}
        for row in reader:
            entry = Entry(**{name: (row.get(name) or "").strip() for name in header})
            _check(path, reader.line_num, entry)
            entries[key(entry.name)] = entry
    return entries


def _check(path: Path, line: int, entry: Entry) -> None:
    if not entry.name:
        raise _wrong(
            path, Text(f"{line}行目に列の名前がありません。", f"Line {line} names no column.")
        )
    if entry.type and entry.type not in TYPES:
        raise _wrong(
            path,
            Text(
                f"{line}行目の型 {cut(entry.type)} は使えません（{', '.join(sorted(TYPES))}）。",
                f"Line {line}: no such type as {cut(entry.type)} ({', '.join(sorted(TYPES))}).",
            ),
        )


def _wrong(path: Path, what: Text) -> UsageError:
    return UsageError(
        what,
        where=f"--dictionary {path}",
        next_step=Text(
            "項目の説明書の CSV を直して、もう一度実行してください。",
            "Mend the dictionary's CSV and run this again.",
        ),
    )
