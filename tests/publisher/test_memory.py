"""A large file with flaws in every second row: what is kept of them is far less than objects."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "id,name,count,note\n"
FLAWED = {
    "short": "{},x\n",
    "long": "{},name,7,note,extra\n",
}
PROGRAM = """
import resource, sys
from pathlib import Path
from tests.bench.ours import checked
fields = [{"name": name} for name in ("id", "name", "count", "note")]
schema = {"fields": fields, "primaryKey": ["id"]}
told = sum(1 for _ in checked(Path(sys.argv[1]), schema))
print(told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
"""


def peak(path: Path, line: str, pairs: int) -> int:
    """Return the megabytes that a check of so many good and flawed rows takes at most."""
    with path.open("w") as file:
        file.write(HEADER)
        for pair in range(pairs):
            file.write(f"{2 * pair},name,7,note\n" + line.format(2 * pair + 1))
    command = [sys.executable, "-c", PROGRAM, str(path)]
    told, megabytes = subprocess.check_output(command, text=True).split()
    assert int(told) > 1000
    return int(megabytes)


@pytest.mark.parametrize("line", FLAWED.values(), ids=FLAWED)
def test_flaws_by_the_hundred_thousand_take_little_memory(tmp_path: Path, line: str) -> None:
    """Three times the flawed rows, with the places of all of them."""
    few, many = (peak(tmp_path / "a.csv", line, pairs) for pairs in (100_000, 300_000))

    assert many < few + 110, (few, many)
