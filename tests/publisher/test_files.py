"""Files are written whole or not at all, and a killed run's temporary file does not stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher import files

KILLED = """
import os, signal, sys
from pathlib import Path
from publisher import files
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
files.write(Path(sys.argv[1]), b"new" * 1000)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_run_leaves_is_gone_after_the_next(tmp_path: Path) -> None:
    target = tmp_path / "一覧.csv"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    left = names(tmp_path)
    files.write(target, b"newer")

    assert (-signal.SIGKILL, b"newer") == (done.returncode, target.read_bytes())
    assert 2 == len(left)
    assert ["一覧.csv"] == names(tmp_path)


def test_several_who_write_one_file_leave_one_whole_version(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    versions = [bytes([at]) * 100_000 for at in range(8)]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            list(pool.map(lambda content: files.write(target, content), versions))

    assert target.read_bytes() in versions
    assert ["a.csv"] == names(tmp_path)


def test_a_name_as_long_as_a_disk_allows_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("一" * 83 + ".csv")
    files.write(target, b"a")

    assert (b"a", [target.name]) == (target.read_bytes(), names(tmp_path))


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    target, other = tmp_path / "a.csv", tmp_path / "other"
    other.write_bytes(b"kept")
    _, temporary = files._temporary(target)
    temporary.unlink()
    temporary.symlink_to(other)
    files.write(target, b"a")

    assert (b"kept", b"a") == (other.read_bytes(), target.read_bytes())
    assert not target.is_symlink()


def test_where_writing_fails_the_old_file_stays_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        files.write(target, b"new")

    assert (b"old", ["a.csv"]) == (target.read_bytes(), names(tmp_path))


def test_a_glance_reads_nothing_and_the_digest_is_that_of_a_look(tmp_path: Path) -> None:
    """A large file that is checked alone is not read once more for a digest nobody asks for."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"first")
    seen = files.glance(path)
    path.write_bytes(b"other")

    assert files.look(path).sha256 == seen.sha256
    assert len(b"other") == seen.size
    with seen.open() as stream:
        assert b"other" == stream.read()


def test_what_cannot_be_read_is_refused_at_a_glance_too(tmp_path: Path) -> None:
    """A pipe would never end, a folder holds no bytes, and there may be nothing."""
    os.mkfifo(tmp_path / "pipe")
    for name, why in (("pipe", "not a file"), (".", "directory"), ("none", "No such file")):
        for looking in (files.look, files.glance):
            with pytest.raises(OSError, match=why):
                looking(tmp_path / name)
