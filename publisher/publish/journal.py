"""The journal: intent before each write, outcome after it, on disk before anything else goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Journal(Protocol):
    """Where apply says what it is about to do and what came of it."""

    def intent(self, name: str, action: str, step: str) -> None:
        """Record that a write is about to be sent."""

    def outcome(self, name: str, action: str, result: str, detail: str) -> None:
        """Record what came of it: done, failed, conflict or unknown."""

    def note(self, text: str) -> None:
        """Record something an operator will want to find again: the start, an override."""


class FileJournal:
    """Lines of JSON, appended and flushed to the disk one by one."""

    def __init__(self, path: Path, *, target: str, run: str, now: Callable[[], str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._now = path, now
        self._constant = {"run": run, "target": target}

    def intent(self, name: str, action: str, step: str) -> None:
        """Record that a write is about to be sent."""
        self._append({"phase": "intent", "name": name, "action": action, "step": step})

    def outcome(self, name: str, action: str, result: str, detail: str) -> None:
        """Record what came of it."""
        self._append(
            {
                "phase": "outcome",
                "name": name,
                "action": action,
                "outcome": result,
                "detail": detail,
            }
        )

    def note(self, text: str) -> None:
        """Record something an operator will want to find again."""
        self._append({"phase": "note", "detail": text})

    def _append(self, record: dict[str, str]) -> None:
        line = json.dumps({"at": self._now(), **self._constant, **record}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
            stream.flush()
            os.fsync(stream.fileno())
