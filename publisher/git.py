"""git, as a process: names of commits and the files of one. Nothing here changes a repository."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.errors import SurroundingsError, UsageError
from publisher.words import Text, cut

TIMEOUT = 120
"""Seconds that one call may take."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A regular file of a commit."""

    id: str
    path: str
    """Below the folder that was asked for."""


def commit_of(folder: Path, reference: str) -> str:
    """Return the id of the commit that `reference` names.

    Raises SurroundingsError where `folder` is in no repository or git is missing, UsageError for
    an unknown reference.
    """
    inside = _run(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode != 0:
        raise SurroundingsError(
            Text("git のリポジトリではありません", "This is no git repository"),
            where=f"{folder} ({cut(inside.stderr.decode(errors='replace'))})",
            next_step=Text(
                "--base なしで実行するか、リポジトリを取り直してください。",
                "Run without --base, or clone the repository.",
            ),
        )
    found = _run(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}"
    )
    if found.returncode != 0:
        raise UsageError(
            Text("くらべる版が見つかりません", "The base to compare with is unknown"),
            where=f"--base {reference}",
            next_step=Text(
                "名前を確かめるか、`git fetch origin` で取ってから実行してください（例：origin/main）。",
                "Check its name, or run `git fetch origin` first (for example origin/main).",
            ),
        )
    return found.stdout.decode().strip()


def blobs(folder: Path, commit: str) -> Iterator[Blob]:
    """Yield the regular files of `commit` at and below `folder`; raises SurroundingsError."""
    listed = _run(folder, "ls-tree", "-r", "-z", commit)
    _demand(listed, folder)
    for entry in listed.stdout.split(b"\0"):
        meta, _, path = entry.partition(b"\t")
        if meta.startswith(b"100"):  # links and submodules are no data
            yield Blob(meta.split()[2].decode(), path.decode("utf-8", "surrogateescape"))


def contents(folder: Path, ids: list[str]) -> Iterator[bytes]:
    """Yield the bytes of blobs in the order of `ids`; raises SurroundingsError."""
    done = _run(folder, "cat-file", "--batch", feed="".join(f"{id_}\n" for id_ in ids).encode())
    _demand(done, folder)
    rest = done.stdout
    for _ in ids:
        head, _, rest = rest.partition(b"\n")
        if head.endswith(b"missing"):  # a shallow or partial clone
            raise _failed(folder, head.decode(errors="replace"))
        size = int(head.split()[-1])
        yield rest[:size]
        rest = rest[size + 1 :]


def _demand(done: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    if done.returncode != 0:
        raise _failed(folder, done.stderr.decode(errors="replace"))


def _failed(folder: Path, detail: str) -> SurroundingsError:
    return SurroundingsError(
        Text("git が失敗しました", "git failed"),
        where=f"{folder} ({cut(detail)})",
        next_step=Text(
            "`git fsck` で確かめ、必要ならリポジトリを取り直してください。",
            "Look with `git fsck` and clone the repository again if it must be.",
        ),
    )


def _run(folder: Path, *words: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  fixed words; a reference goes behind --end-of-options
            ["git", "-C", str(folder), *words],  # noqa: S607  git is where the operator put it
            input=feed,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SurroundingsError(
            Text("git を実行できません", "git cannot be run"),
            where=str(folder),
            next_step=Text(
                "git を入れるか、--base なしで実行してください。",
                "Install git, or run without --base.",
            ),
        ) from error
