"""The table of `make bench`: seconds, memory and ratio to frictionless, same run, same files."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench import files
from tests.bench.process import Measured, measure

ROW = "{:<42} {:>9} {:>7} {:>9} {:>7} {:>7}  {}"


@dataclass(frozen=True, slots=True)
class Case:
    """One input."""

    name: str
    kind: str
    size: int
    small: int
    """Rows or packages of `--small`."""
    make: Callable[[Path, int], None]
    floor: float
    """How many times faster than frictionless it is meant to be."""
    repeats: int = 3


CASES = (
    Case("CSV, clean, {} × 12", "csv", 1_000_000, 40_000, lambda path, size: files.write_csv(path, size, is_dirty=False), 30),
    Case("CSV, 0.1 % bad cells, {} × 12", "csv", 1_000_000, 40_000, lambda path, size: files.write_csv(path, size, is_dirty=True), 25),
    Case("{} packages of 50 rows", "packages", 10_000, 60, files.write_packages, 30),
    Case("XLSX, {} × 12", "xlsx", 100_000, 2_000, files.write_xlsx, 9),
)  # fmt: skip


def main() -> int:
    """Measure; 1 where the faults of the two tools differ."""
    options = _options()
    sys.stdout.write(
        ROW.format("", "ours s", "MB", "theirs s", "MB", "ratio", "faults (the same?)") + "\n"
    )
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for index, case in enumerate(CASES):
            if options.only and case.kind not in options.only:
                continue
            size = case.small if options.small else case.size
            path = Path(folder) / f"{index}.{case.kind}"
            case.make(path, size)
            ours = _best(case, path, 1 if options.small else case.repeats)
            theirs = measure("frictionless", case.kind, path)
            results.append(_result(case, size, ours, theirs))
            sys.stdout.write(_line(case, size, ours, theirs) + "\n")
            sys.stdout.flush()
    if options.big:
        _big(options.big)
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return 0 if all(result["are_faults_identical"] for result in results) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--small", action="store_true", help="a minute, to prove the bench itself")
    parser.add_argument("--only", action="append", choices=["csv", "packages", "xlsx"])
    parser.add_argument("--big", type=float, metavar="GB", help="a CSV of that size, ours alone")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


def _best(case: Case, path: Path, repeats: int) -> Measured:
    runs = [measure("ours", case.kind, path) for _ in range(repeats)]
    return min(runs, key=lambda run: run.seconds)


def _result(case: Case, size: int, ours: Measured, theirs: Measured) -> dict[str, object]:
    return {
        "case": case.name.format(f"{size:,}"),
        "ours": asdict(ours),
        "frictionless": asdict(theirs),
        "ratio": round(theirs.seconds / ours.seconds, 2),
        "wanted_ratio": case.floor,
        "are_faults_identical": ours.digest == theirs.digest,
    }


def _line(case: Case, size: int, ours: Measured, theirs: Measured) -> str:
    is_same = "yes" if ours.digest == theirs.digest else f"NO: theirs {theirs.faults}"
    return ROW.format(
        case.name.format(f"{size:,}"),
        f"{ours.seconds:.2f}",
        ours.megabytes,
        f"{theirs.seconds:.2f}",
        theirs.megabytes,
        f"{theirs.seconds / ours.seconds:.1f}×",
        f"{ours.faults} ({is_same})",
    )


def _big(gigabytes: float) -> None:
    """Measure a file beyond memory's share; frictionless would take an hour."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.csv"
        files.write_big(path, int(gigabytes * 1e9))
        size = path.stat().st_size / 1e9
        ours = measure("ours", "csv", path)
    line = ROW.format(f"CSV, {size:.1f} GB", f"{ours.seconds:.2f}", ours.megabytes, "", "", "", "")
    sys.stdout.write(f"{line}{ours.faults}\n")


if __name__ == "__main__":
    sys.exit(main())
