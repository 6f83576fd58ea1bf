"""What is remembered per target after our last write. Losing it costs requests, never data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A dataset as the target held it when it was last known to be as desired."""

    modified: str
    """`metadata_modified`, milliseconds."""
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything remembered of one target."""

    datasets: Mapping[str, Remembered] = field(default_factory=dict)
    known: bool = False
    """False where nothing was remembered: the inventory then reads full pages."""


def path(folder: Path, target: str) -> Path:
    """Return where the state of `target` lies; its address may hold any character."""
    return folder / "state" / f"{hashlib.sha256(target.encode()).hexdigest()[:16]}.json"


def load(folder: Path, target: str, instance: str) -> State:
    """Return what is remembered; an unreadable or foreign file is as good as none."""
    try:
        document: dict[str, Any] = json.loads(path(folder, target).read_text(encoding="utf-8"))
        if (document["target"], document["instance"]) != (target, instance):
            return State()
        return State(
            datasets={
                name: Remembered(modified=item["modified"], digest=item["digest"])
                for name, item in document["datasets"].items()
            },
            known=True,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def save(folder: Path, target: str, instance: str, datasets: Mapping[str, Remembered]) -> None:
    """Write what is remembered, whole or not at all; raises OSError."""
    document = {
        "target": target,
        "instance": instance,
        "datasets": {
            name: {"modified": item.modified, "digest": item.digest}
            for name, item in sorted(datasets.items())
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    files.write(path(folder, target), text.encode())
