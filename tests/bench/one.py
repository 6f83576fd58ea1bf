"""One tool on one input: `python -m tests.bench.one ours|rules|frictionless KIND PATH`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path


def _told(tool: str, kind: str, path: Path) -> Iterator[object]:
    from tests.bench.files import SCHEMA

    if tool == "rules":
        from tests.bench.ours import checked

        return checked(path, SCHEMA)
    if tool == "ours":
        from tests.bench import ours

        if kind == "packages":
            return ours.packages(path)
        return (ours.xlsx_file if kind == "xlsx" else ours.csv_file)(path, SCHEMA)
    from tests.bench import theirs

    return theirs.packages(path) if kind == "packages" else theirs.file(path, SCHEMA)


def main() -> None:
    """Tell how many faults there are, and a digest of them in order."""
    tool, kind, path = sys.argv[1:]
    digest, count = hashlib.sha256(), 0
    for told in _told(tool, kind, Path(path)):
        digest.update(repr(told).encode())
        count += 1
    json.dump({"faults": count, "digest": digest.hexdigest()}, sys.stdout)


if __name__ == "__main__":
    main()
