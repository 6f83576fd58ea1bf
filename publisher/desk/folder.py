"""Writing at the desk: aside first, then into place at once, so that nothing half-written is left."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from publisher import files
from publisher.errors import SurroundingsError
from publisher.model import DESCRIPTOR
from publisher.words import Text

_HELD = ".held"
"""In a folder of one's own: locked while its run lives."""


@contextlib.contextmanager
def staging(state: Path) -> Iterator[Path]:
    """Yield a folder of one's own below the instance's ignored state; it is gone afterwards.

    What killed runs have left there goes first: it may hold what is not for publication. OSErrors
    of the work inside become SurroundingsError, with the file that cannot be written.
    """
    with writing(state):
        state.mkdir(parents=True, exist_ok=True)
        _sweep(state)
        new = Path(tempfile.mkdtemp(dir=state, prefix="new-"))
        aside = new.with_name(new.name.replace("new-", "desk-", 1))
        with (new / _HELD).open("wb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            # Only now others see it: none can take it for a left-over.
            new.rename(aside)
            try:
                yield aside
            finally:
                shutil.rmtree(aside, ignore_errors=True)


def _sweep(state: Path) -> None:
    for left in state.glob(f"desk-*/{_HELD}"):
        with contextlib.suppress(OSError), left.open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left.parent, ignore_errors=True)


@contextlib.contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn an OSError of the work inside into a SurroundingsError."""
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            Text(
                f"読み書きできません（{error.strerror}）。",
                f"Cannot read or write ({error.strerror}).",
            ),
            where=str(error.filename or place),
            next_step=Text(
                "フォルダの権限と空き容量を確かめて、もう一度実行してください。",
                "Check the folder's permissions and free space, then run this again.",
            ),
        ) from error


def place(staged: Path, folder: Path) -> None:
    """Move a staged dataset to where it belongs; raises OSError, also where something stands."""
    staged.chmod(0o755)
    try:
        staged.rename(folder)
    except OSError as error:
        # Its first name is the staged one, which says nothing to whoever reads it.
        error.filename = str(folder)
        raise


def replace(
    folder: Path,
    staged: Mapping[str, Path],
    descriptor: bytes,
    aside: Path,
    *,
    removed: Sequence[str] = (),
) -> None:
    """Put new files and the descriptor into a dataset's folder: all of them or none.

    New files go first, the descriptor next, files that replace others then, and those that it
    names no more (`removed`) last. A run killed in between leaves files that nobody names yet, or
    old rows under the new description: running it again still sees what is to be done. Raises
    OSError after putting back what stood there.
    """
    before: dict[Path, Path | None] = {}
    new = [relative for relative in staged if not (folder / relative).exists()]
    try:
        for relative in new:
            before[folder / relative] = None
            _put(staged[relative], folder / relative)
        _kept(folder / DESCRIPTOR, aside, before)
        files.write(folder / DESCRIPTOR, descriptor)
        for relative in staged.keys() - set(new):
            _kept(folder / relative, aside, before)
            _put(staged[relative], folder / relative)
        for relative in removed:
            _kept(folder / relative, aside, before)
        for relative in removed:
            (folder / relative).unlink(missing_ok=True)
    except BaseException:
        for target, stood in before.items():
            if stood is None:
                target.unlink(missing_ok=True)
            else:
                stood.replace(target)
        raise


def _put(source: Path, target: Path) -> None:
    source.chmod(0o644)
    source.replace(target)


def _kept(target: Path, aside: Path, before: dict[Path, Path | None]) -> None:
    """Copy what stands at `target` aside; `before` remembers where."""
    if target.exists():
        kept = aside / f"before-{len(before)}"
        shutil.copy2(target, kept)
        before[target] = kept
