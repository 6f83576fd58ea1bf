"""The table of `make bench`: seconds, memory and ratio to frictionless, same run, same files."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench import files
from tests.bench.cases import CASES, RULES, Case
from tests.bench.process import Measured, measure

ROW = "{:<48} {:>8} {:>8} {:>6} {:>9} {:>8} {:>6} {:>7} {:>6}  {}\n"
HEAD = ("", "ours s", "cpu s", "MB", "theirs s", "cpu s", "MB", "ratio", "goal", "faults")
REPEATS = 3
"""Runs of ours, before and after frictionless's one: the best counts."""
BIG_MEGABYTES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of the table."""

    case: str
    ours: Measured
    theirs: Measured | None
    ratio: float
    goal: float
    faults: str
    is_good: bool

    def line(self) -> str:
        """Return the line."""
        theirs = self.theirs
        return ROW.format(
            self.case,
            f"{self.ours.seconds:.2f}",
            f"{self.ours.cpu_seconds:.2f}",
            self.ours.megabytes,
            f"{theirs.seconds:.2f}" if theirs else "",
            f"{theirs.cpu_seconds:.2f}" if theirs else "",
            theirs.megabytes if theirs else "",
            f"{self.ratio:.1f}×" if theirs else "",
            f"{self.goal:g}×" if theirs else "",
            self.faults,
        )


def main() -> int:
    """Measure; 1 where the tools' faults differ or, in the quick version, a ratio is too low."""
    options = _options()
    sys.stdout.write(ROW.format(*HEAD))
    results = []
    with tempfile.TemporaryDirectory() as folder:
        _warm(Path(folder) / "warm.csv")
        for result in _results(Path(folder), options):
            results.append(result)
            sys.stdout.write(result.line())
            sys.stdout.flush()
    if options.json:
        told = json.dumps([asdict(result) for result in results], indent=2)
        Path(options.json).write_text(told + "\n", encoding="utf-8")
    return 0 if all(result.is_good for result in results) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--small", action="store_true", help="a minute; fails below the floors")
    parser.add_argument(
        "--only", action="append", choices=["csv", "packages", "xlsx", "rules", "big"]
    )
    parser.add_argument(
        "--big", type=float, metavar="GB", help="also a CSV of that size, ours alone"
    )
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


def _results(folder: Path, options: argparse.Namespace) -> Iterator[Result]:
    for index, case in enumerate(CASES):
        if not options.only or case.kind in options.only:
            yield _compared(case, folder / f"{index}.{case.kind}", is_small=options.small)
    if not options.only or "rules" in options.only:
        yield _rules(folder / "rules.csv", is_small=options.small)
    if options.big:
        yield _big(folder / "big.csv", options.big)


def _warm(path: Path) -> None:
    """Run each tool once: the first run compiles what was not compiled yet."""
    files.write_csv(path, 100, is_dirty=False)
    for tool in ("ours", "rules", "frictionless"):
        measure(tool, "csv", path)
    _remove(path)


def _compared(case: Case, path: Path, *, is_small: bool) -> Result:
    size = case.small if is_small else case.size
    case.make(path, size)
    runs = [measure("ours", case.kind, path) for _ in range(1 if is_small else REPEATS - 1)]
    share = 1.0
    if case.slice and not is_small:
        share = case.slice / size
        path = _slice(path, case.slice)
    theirs = measure("frictionless", case.kind, path)
    last = measure("ours", case.kind, path)
    # On a slice only the faults are compared: the start weighs too much.
    ours = min([*runs, last] if share == 1.0 else runs, key=lambda run: run.seconds)
    ratio = theirs.seconds / share / ours.seconds
    is_same = last.digest == theirs.digest
    wanted = case.floor if is_small else 0
    name = case.name.format(f"{size:,}")
    note = "" if share == 1.0 else f"; frictionless: {case.slice:,}"
    _remove(path)
    return Result(
        case=name,
        ours=ours,
        theirs=theirs,
        ratio=ratio,
        goal=case.goal,
        faults=f"{last.faults:,} {'identical' if is_same else f'NOT {theirs.faults:,}'}{note}",
        is_good=is_same and ratio >= wanted and ours.megabytes <= (case.megabytes or 10**6),
    )


def _slice(folder: Path, count: int) -> Path:
    """Return a folder of the first packages."""
    found = folder.with_suffix(".slice")
    for place in sorted(folder.iterdir())[:count]:
        shutil.copytree(place, found / place.name)
    return found


def _rules(path: Path, *, is_small: bool) -> Result:
    """Compare the whole check with the engine alone."""
    size = RULES.small if is_small else RULES.size
    RULES.make(path, size)
    pairs = [(measure("ours", "csv", path), measure("rules", "csv", path)) for _ in range(REPEATS)]
    engine = min((one for one, _ in pairs), key=lambda run: run.seconds)
    whole = min((one for _, one in pairs), key=lambda run: run.seconds)
    _remove(path)
    ratio = whole.seconds / engine.seconds
    return Result(
        case=RULES.name.format(f"{size:,}"),
        ours=engine,
        theirs=whole,
        ratio=ratio,
        goal=RULES.goal,
        faults=f"{whole.faults:,} findings",
        is_good=not is_small or ratio <= RULES.floor,
    )


def _big(path: Path, gigabytes: float) -> Result:
    """Measure a file beyond memory's share; frictionless would take an hour."""
    wanted = int(gigabytes * 1e9)
    free = shutil.disk_usage(path.parent).free
    if free < wanted * 2:
        sys.exit(
            f"{path.parent}: {free >> 20} MB free; {wanted * 2 >> 20} MB are needed. "
            "Next: set TMPDIR to a larger disk."
        )
    files.write_big(path, wanted)
    ours = measure("ours", "csv", path)
    _remove(path)
    return Result(
        case=f"CSV, {gigabytes:g} GB, at most {BIG_MEGABYTES} MB",
        ours=ours,
        theirs=None,
        ratio=0,
        goal=0,
        faults=f"{ours.faults:,}",
        is_good=ours.megabytes <= BIG_MEGABYTES,
    )


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    sys.exit(main())
