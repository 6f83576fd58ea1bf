"""What `make bench` measures: inputs, goals, and the floors of the quick version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One input for both tools."""

    name: str
    kind: str
    make: Callable[[Path, int], None]
    size: int
    """Rows or packages."""
    goal: float
    """How many times faster than frictionless; for `rules`, how many times the engine alone."""
    small: int
    """Size of the quick version."""
    floor: float
    """Below this (for `rules`: above) the quick version fails. Half of what it is on two idle
    processors, where a second of start weighs more on the small file."""
    slice: int = 0
    """Size that frictionless is given, where the whole would take too long; 0 for the whole."""
    megabytes: int = 0
    """Memory that ours may take at most."""


def _clean(path: Path, size: int) -> None:
    files.write_csv(path, size, is_dirty=False)


def _dirty(path: Path, size: int) -> None:
    files.write_csv(path, size, is_dirty=True)


CASES = (
    Case(
        name="CSV, {} rows × 12, clean",
        kind="csv",
        make=_clean,
        size=1_000_000,
        goal=30,
        small=150_000,
        floor=5,
        megabytes=700,
    ),
    Case(
        name="CSV, {} rows × 12, 0.1 % bad cells",
        kind="csv",
        make=_dirty,
        size=1_000_000,
        goal=25,
        small=100_000,
        floor=3.5,
        megabytes=700,
    ),
    Case(
        name="{} packages of 50 rows, our pool of 2",
        kind="packages",
        make=files.write_packages,
        size=10_000,
        goal=30,
        small=500,
        floor=6,
        slice=1_000,
    ),
    Case(
        name="XLSX, {} rows × 12",
        kind="xlsx",
        make=files.write_xlsx,
        size=100_000,
        goal=9,
        small=20_000,
        floor=2.5,
    ),
)
RULES = Case(
    name="all rules and the engine ÷ the engine, {} rows",
    kind="rules",
    make=_clean,
    size=1_000_000,
    goal=2,
    small=150_000,
    floor=4,
)
