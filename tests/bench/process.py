"""A process measured from outside: seconds, and the peak memory of it and all it starts."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.02
"""Seconds between two looks at memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one tool."""

    seconds: float
    cpu_seconds: float
    """Of the process and all it waited for."""
    megabytes: int
    faults: int
    digest: str
    """Of type, row, column and note of every fault in order."""


def measure(tool: str, kind: str, path: Path) -> Measured:
    """Run `python -m tests.bench.one` and watch it; raises CalledProcessError.

    Installed libraries bring their bytecode: ours is kept too, so that neither is compiled anew.
    """
    command = [sys.executable, "-m", "tests.bench.one", tool, kind, str(path)]
    kept = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = _cpu_seconds()
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=kept) as process:
        peak = _Peak(process.pid)
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
        peak.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    told = json.loads(output)
    cpu = _cpu_seconds() - before
    return Measured(seconds, cpu, peak.bytes >> 20, told["faults"], told["digest"])


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Watches the memory of a process and its children (Linux)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.bytes = 0
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(_EVERY):
            self.bytes = max(self.bytes, sum(map(_resident, _tree(self.root))))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it has just ended
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except OSError:
        return 0  # it has just ended
