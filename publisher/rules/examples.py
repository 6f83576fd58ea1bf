"""Examples of rules: a CSV, a change to a sample dataset, or two states of it. Values, no I/O.

The same examples are the rules' tests and what the rule pages show.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TODAY = dt.date(2026, 11, 21)
"""The day on which every example is checked."""
ORGANIZATION = "292095_ikoma"
NAME = "292095_public_toilet"
FOLDER = f"datasets/{ORGANIZATION}/{NAME}"
DESCRIPTOR_PATH = f"{FOLDER}/datapackage.json"
ORGANIZATION_PATH = f"datasets/{ORGANIZATION}/organization.json"
CSV_PATH = f"{FOLDER}/public_toilet.csv"

ORGANIZATION_DOCUMENT: Mapping[str, Any] = {
    "code": "292095",
    "title": {"ja": "生駒市", "en": "Ikoma City"},
    "kana": "いこまし",
}
DATASET_DOCUMENT: Mapping[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": NAME,
    "id": "6a4d1c2e-8c0b-4f7a-9a53-0c2f7d1b9e10",
    "title": "公衆トイレ一覧",
    "description": "市内の公衆トイレの場所と設備です。",
    "keywords": ["自治体標準ODS", "公衆トイレ"],
    "themes": ["社会保障・衛生"],
    "spatial": "292095",
    "accrualPeriodicity": "ANNUAL",
    "issued": "2026-09-20",
    "origin": {"kind": "original"},
    "history": [
        {"date": "2026-09-18", "event": "registered"},
        {"date": "2026-09-20", "event": "published", "ref": "https://www.example.lg.jp/opendata"},
    ],
    "resources": [
        {
            "id": "3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a21",
            "name": "public_toilet",
            "title": "公衆トイレ一覧",
            "path": "public_toilet.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "licenses": [{"name": "CC-BY-4.0", "statedBy": "生駒市"}],
            "schema": {
                "fields": [
                    {"name": "名称", "type": "string", "constraints": {"required": True}},
                    {"name": "緯度", "type": "number"},
                    {"name": "経度", "type": "number"},
                    {"name": "男性トイレ数", "type": "integer", "constraints": {"minimum": 0}},
                ],
                "missingValues": [""],
            },
        }
    ],
}
WITHDRAWN: Mapping[str, Any] = {
    "date": "2026-11-01",
    "event": "withdrawn",
    "reason": "施設を統合したため",
}
CSV_CONTENT = (
    "名称,緯度,経度,男性トイレ数\r\n"
    "生駒駅前,34.6939,135.6979,2\r\n"
    "高山竹林園,34.7430,135.7290,1\r\n"
).encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class CsvExample:
    """A bare file, as its bytes."""

    content: bytes
    name: str = "example.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetExample:
    """One sheet of a workbook, as a person would describe it."""

    rows: tuple[tuple[Any, ...], ...]
    """Values from A1 on; text that begins with `=` is a formula."""
    name: str = "Sheet1"
    state: str = "visible"
    """visible, hidden or veryHidden."""
    merges: tuple[str, ...] = ()
    """Areas: "A2:A5"."""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    grouped_rows: tuple[int, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    """Comments by cell."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """Colour behind a cell, RRGGBB."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """Colour of the text, RRGGBB."""
    bold: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    """Number formats by cell."""
    chart: str = ""
    """Cell of a chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookExample:
    """A workbook, written when it is needed."""

    sheets: tuple[SheetExample, ...]
    name: str = "example.xlsx"
    shows: str = ""
    """What makes it an example, in Japanese, for the rules' page."""
    shows_en: str = ""
    creator: str = ""
    """Author in the properties."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """Files put into the package as they are: macros, external links, text boxes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeExample:
    """The sample repository with changes."""

    descriptor: Mapping[str, Any] = field(default_factory=dict)
    """Merged into the sample's datapackage.json: None removes a key."""
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    """Files put into the repository, by path; None removes one."""

    def tree_files(self) -> dict[str, bytes]:
        """Return every file of the repository of this example, by path."""
        files: dict[str, bytes] = {
            ORGANIZATION_PATH: as_json(ORGANIZATION_DOCUMENT),
            DESCRIPTOR_PATH: as_json(merged(DATASET_DOCUMENT, self.descriptor)),
            CSV_PATH: CSV_CONTENT,
        }
        for path, content in self.files.items():
            if content is None:
                files.pop(path, None)
            else:
                files[path] = content
        return files


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeExample:
    """The repository as it was on the base branch, and as it is proposed."""

    before: TreeExample = field(default_factory=TreeExample)
    after: TreeExample = field(default_factory=TreeExample)


Example = CsvExample | BookExample | TreeExample | ChangeExample


def csv(text: str, encoding: str = "utf-8") -> CsvExample:
    """Return a CSV example from readable text."""
    return CsvExample(text.encode(encoding))


def book(*rows: tuple[Any, ...], shows: str = "", shows_en: str = "", **sheet: Any) -> BookExample:
    """Return a workbook of one sheet; `sheet` are the fields of SheetExample."""
    return BookExample(sheets=(SheetExample(rows=rows, **sheet),), shows=shows, shows_en=shows_en)


def resources(**changes: Any) -> list[dict[str, Any]]:
    """Return the sample's `resources` with changes in its one resource; None removes a key."""
    return [merged(DATASET_DOCUMENT["resources"][0], changes)]


def as_json(document: Mapping[str, Any]) -> bytes:
    """Return a JSON document as the tree holds it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def merged(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return `document` with top-level keys replaced; None removes a key."""
    kept = {key: value for key, value in document.items() if key not in changes}
    return {**kept, **{key: value for key, value in changes.items() if value is not None}}
