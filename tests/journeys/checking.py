"""`opendata check` run as a person would run it, within limits of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.towns import OPENDATA, environment

SECONDS = 60
"""For files of a few bytes; what is large says its own."""
_ADDRESSES = 8 << 30
"""Bytes that a check may ask for at all, so that no test takes the machine down."""
_MEASURED = """
import resource, subprocess, sys
limit, seconds, *words = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (int(limit), int(limit)))
done = subprocess.run(words, check=False, timeout=float(seconds))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(done.returncode)
"""
"""The time limit is the inner process's: whoever only ended this one would leave it running."""


@dataclass(frozen=True)
class Said:
    """What `opendata check --format json` answered."""

    code: int
    findings: list[dict[str, Any]]
    files: list[dict[str, Any]]
    peak: int
    """Bytes of memory at most."""

    def of(self, rule: str) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding["rule"] == rule]

    def about(self, name: str) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding["path"] == name]

    @property
    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.findings}


def run(
    folder: Path, words: Sequence[str], *, seconds: float = SECONDS
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; the last line of its errors is the peak of its memory in KiB."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(_ADDRESSES), str(seconds), *OPENDATA, *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=False,
    )
    errors = done.stderr.decode()
    assert "TimeoutExpired" not in errors, f"not done within {seconds} s"
    assert "Traceback" not in errors, errors
    return done


def check(*paths: Path, seconds: float = SECONDS) -> Said:
    """Check files of one folder, and hold the answer to what every answer must keep."""
    names = [path.name for path in paths]
    done = run(paths[0].parent, ["check", *names, "--format", "json"], seconds=seconds)
    errors = done.stderr.decode()
    assert done.returncode in {0, 1}, errors
    report = json.loads(done.stdout.decode())
    findings = report["findings"]
    assert "X000" not in {finding["rule"] for finding in findings}
    assert all(finding["message"]["ja"] and finding["message"]["en"] for finding in findings)
    unit = 1 if sys.platform == "darwin" else 1024
    return Said(done.returncode, findings, report["files"], int(errors.split()[-1]) * unit)
