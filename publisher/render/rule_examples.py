"""A rule's example as the rules' page shows it: the file, or what of the sample is different."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.rules.examples import (
    DATASET_DOCUMENT,
    ChangeExample,
    CsvExample,
    Example,
    TreeExample,
)

WIDTH = 100
LINES = 12
GLANCE = 40
"""Characters of a file that are shown behind its name."""
NONE = "（なし / none）"


def shown(example: Example, beside: Example) -> list[str]:
    """Return the lines of an example; a sample without changes shows what `beside` changes."""
    match example:
        case CsvExample():
            return _cut(_text(example.content).splitlines() or ["(0 bytes)"])
        case TreeExample():
            other = beside if isinstance(beside, TreeExample) else TreeExample()
            return _cut(_tree(example, other))
        case ChangeExample():
            other_after = beside.after if isinstance(beside, ChangeExample) else TreeExample()
            keys = example.after if example.after.descriptor else other_after
            before = list(_tree(example.before, keys))
            after = list(_tree(example.after, keys))
            return _cut([*_labelled("- ", before), *_labelled("+ ", after)])


def _labelled(mark: str, lines: Iterable[str]) -> list[str]:
    return [f"{mark}{line}" for line in lines]


def _tree(example: TreeExample, beside: TreeExample) -> Iterator[str]:
    keys = example.descriptor or beside.descriptor
    for key in keys:
        value = example.descriptor.get(key, DATASET_DOCUMENT.get(key))
        if key == "resources" and isinstance(value, list):
            yield from _resources(value, beside.descriptor.get(key) or value)
        else:
            yield f'"{key}": {_json(value)}' if value is not None else f'"{key}": {NONE}'
    for path, content in example.files.items():
        yield f"{path}: {_glance(content)}"


def _glance(content: bytes | None) -> str:
    """Return a file's content if it fits behind its name."""
    if content is None:
        return NONE
    text = _text(content).strip()
    return text if text and len(text) <= GLANCE and "\n" not in text else "…"


def _resources(value: list[Mapping[str, Any]], beside: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what sets the resources apart from the sample's."""
    sample = DATASET_DOCUMENT["resources"][0]
    changed = {
        key
        for item in (*value, *beside)
        for key in {*sample, *item}
        if item.get(key) != sample.get(key)
    }
    for item in value:
        kept = {key: item[key] for key in item if key in changed or key == "name"}
        yield f'"resources": [{_json(kept)}]'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _text(content: bytes) -> str:
    """Return bytes as a tool that expects UTF-8 shows them, control characters spelt out."""
    text = content.decode("utf-8", "replace")
    return "".join(
        letter if letter.isprintable() or letter in "\r\n" else f"\\x{ord(letter):02x}"
        for letter in text
    )


def _cut(lines: Iterable[str]) -> list[str]:
    kept = [line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…" for line in lines]
    return kept if len(kept) <= LINES else [*kept[:LINES], "…"]
