"""The tree as it is on the base branch, for the guards (rules G…) to compare with."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from publisher import git, tree
from publisher.model import DESCRIPTOR, Tree

_NEEDED = frozenset({DESCRIPTOR, tree.ORGANIZATION})
"""The guards compare what is declared; data files of the base are never read."""
_PROFILES = "schemas"


@contextmanager
def tree_at(root: Path, reference: str) -> Iterator[Tree]:
    """Load the tree of the instance at `root` as the commit `reference` has it.

    A base without datasets is an empty tree: everything is new. Raises SurroundingsError and
    UsageError as git.commit_of. The tree's files stand in a temporary folder that goes on exit.
    """
    commit = git.commit_of(root, reference)
    wanted = [blob for blob in git.blobs(root, commit) if _is_needed(blob.path)]
    with tempfile.TemporaryDirectory(prefix="opendata-base-") as name:
        folder = Path(name)
        (folder / "datasets").mkdir()
        bodies = git.contents(root, [blob.id for blob in wanted])
        for blob, body in zip(wanted, bodies, strict=True):
            path = folder / blob.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        yield tree.load(folder)


def _is_needed(path: str) -> bool:
    parts = PurePosixPath(path).parts
    if ".." in parts:
        return False
    if parts[0] == "datasets":
        return parts[-1] in _NEEDED
    # The base's own profile, where the instance has one: by it its descriptors were written.
    return parts[0] == _PROFILES and parts[-1].endswith(".schema.json")
