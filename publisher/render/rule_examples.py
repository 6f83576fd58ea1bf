"""A rule's example as the rules' page shows it: the file, or what of the sample is different."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.rules.examples import (
    DATASET_DOCUMENT,
    BookExample,
    ChangeExample,
    CsvExample,
    Example,
    TreeExample,
)

WIDTH = 100
WIDEST = 400
"""Characters of a line of a file: a standard dataset's rows are that long."""
LINES = 12
ROWS = 4
"""Lines of a table in a tree."""
GLANCE = 40
"""Characters of a file that are shown behind its name."""
PLAIN = "example"
"""What files are called whose name shows nothing."""
NONE = "（なし / none）"
ZIP = b"PK\x03\x04"
TEXTS = frozenset({"csv", "tsv", "txt", "json", "jsonl", "geojson"})
"""Endings of files whose content is shown; of others the name is."""
SPACES = {"\u3000": "␣"}
"""A full-width space shows as a sign; other letters without a shape as their number."""


def shown(example: Example, beside: Example, language: str = "ja") -> list[str]:
    """Return the lines of an example.

    A sample without changes shows what `beside` changes, a package what `beside` has not got.
    """
    match example:
        case CsvExample():
            return _cut(_file(example, beside), WIDEST)
        case BookExample():
            return _cut(_book(example, language))
        case TreeExample():
            other = beside if isinstance(beside, TreeExample) else TreeExample()
            return _cut(_tree(example, other))
        case ChangeExample():
            other_after = beside.after if isinstance(beside, ChangeExample) else TreeExample()
            keys = example.after if example.after.descriptor else other_after
            before = list(_tree(example.before, keys))
            after = list(_tree(example.after, keys))
            return _cut([*_labelled("- ", before), *_labelled("+ ", after)])


def _file(example: CsvExample, beside: Example) -> list[str]:
    if example.content.startswith(ZIP):
        return _zip(example, beside)
    if example.name.rpartition(".")[2] not in TEXTS:
        return [f"[{example.name}]"]
    name = [] if example.name.partition(".")[0] == PLAIN else [f"[{example.name}]"]
    return [*name, *(_text(example.content).splitlines() or ["(0 bytes)"])]


def _zip(example: CsvExample, beside: Example) -> list[str]:
    """Return the names in a package, and the files that `beside` has not got like this."""
    try:
        mine = _members(example.content)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return [f"[{example.name}: {len(example.content)} bytes]"]
    try:
        others = _members(beside.content) if isinstance(beside, CsvExample) else {}
    except (zipfile.BadZipFile, zlib.error, EOFError):
        others = {}
    changed = {name: content for name, content in mine.items() if others.get(name) != content}
    lines = [f"[{example.name}: {', '.join(mine)}]"]
    for name, content in changed.items() if len(changed) < len(mine) else ():
        lines += [f"[{name}]", *_text(content).splitlines()]
    gone = [name for name in others if name not in mine] if len(changed) < len(mine) else []
    return [*lines, *(f"[{name}] {NONE}" for name in gone)]


def _members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _book(example: BookExample, language: str) -> Iterator[str]:
    says = example.shows if language == "ja" else example.shows_en or example.shows
    if says:
        yield says
    for sheet in example.sheets:
        yield f"[{sheet.name}]"
        for row in sheet.rows:
            yield " | ".join("" if cell is None else str(cell) for cell in row)


def _labelled(mark: str, lines: Iterable[str]) -> list[str]:
    return [f"{mark}{line}" for line in lines]


def _tree(example: TreeExample, beside: TreeExample) -> Iterator[str]:
    keys = example.descriptor or beside.descriptor
    for key in keys:
        value = example.descriptor.get(key, DATASET_DOCUMENT.get(key))
        if key == "resources" and isinstance(value, list):
            hidden = {"schema"} if _tables(example) or _tables(beside) else set()
            yield from _resources(value, beside.descriptor.get(key) or value, hidden)
        else:
            yield f'"{key}": {_json(value)}' if value is not None else f'"{key}": {NONE}'
    tables = _tables(example)
    for path, content in example.files.items():
        if path in tables:
            yield f"{path}:"
            yield from _text(tables[path]).splitlines()[:ROWS]
        else:
            yield f"{path}: {_glance(content)}"


def _tables(example: TreeExample) -> dict[str, bytes]:
    """Return the tables that an example puts into the tree: they say more than their definition."""
    return {
        path: content
        for path, content in example.files.items()
        if content and path.endswith(".csv") and content.count(b"\n") > 1
    }


def _glance(content: bytes | None) -> str:
    """Return a file's content if it fits behind its name."""
    if content is None:
        return NONE
    text = _text(content).strip()
    return text if text and len(text) <= GLANCE and "\n" not in text else "…"


def _resources(
    value: list[Mapping[str, Any]], beside: list[Mapping[str, Any]], hidden: set[str]
) -> Iterator[str]:
    """Yield what sets the resources apart from the sample's, but for the `hidden` keys."""
    sample = DATASET_DOCUMENT["resources"][0]
    changed = {
        key
        for item in (*value, *beside)
        for key in {*sample, *item}
        if item.get(key) != sample.get(key) and key not in hidden
    }
    for item in value:
        kept = {key: item[key] for key in item if key in changed or key == "name"}
        if len(kept) > 1 or len(value) > 1 or not hidden:
            yield f'"resources": [{_json(kept)}]'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _text(content: bytes) -> str:
    """Return bytes as a tool that expects UTF-8 shows them, control characters spelt out."""
    text = content.decode("utf-8-sig", "replace")
    return "".join(
        letter
        if letter.isprintable() or letter in "\r\n"
        else SPACES.get(letter, f"\\x{ord(letter):02x}")
        for letter in text
    )


def _cut(lines: Iterable[str], width: int = WIDTH) -> list[str]:
    kept = [line if len(line) <= width else f"{line[: width - 1]}…" for line in lines]
    return kept if len(kept) <= LINES else [*kept[:LINES], "…"]
