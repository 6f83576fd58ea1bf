"""Writing at the desk: aside first, then into place at once, so that nothing half-written is left."""

from __future__ import annotations

import contextlib
import errno
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
_WHY = {
    errno.EACCES: Text("権限がありません", "no permission"),
    errno.EPERM: Text("権限がありません", "no permission"),
    errno.EROFS: Text("書き込みできない場所です", "the place is read-only"),
    errno.ENOSPC: Text("空き容量がありません", "no space is left"),
    errno.EDQUOT: Text("空き容量がありません", "no space is left"),
    errno.ENOENT: Text("ファイルかフォルダがありません", "there is no such file or folder"),
    errno.EEXIST: Text("同じ名前のものがあります", "something of this name is there"),
    errno.ENOTEMPTY: Text("同じ名前のものがあります", "something of this name is there"),
}


@contextlib.contextmanager
def staging(state: Path) -> Iterator[Path]:
    """Yield a folder of one's own below the instance's ignored state; it is gone afterwards.

    What killed runs have left there goes first: it may hold what is not for publication. OSErrors
    of the work inside become SurroundingsError, with the file that cannot be written.
    """
    with writing(state):
        state.mkdir(parents=True, exist_ok=True)
        _sweep(state)
        new = _made(state)
        aside = new.with_name(new.name.replace("new-", "desk-", 1))
        with (new / _HELD).open("wb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            try:
                # Only now others see it: none can take it for a left-over.
                new.rename(aside)
                yield aside
            finally:
                for left in (new, aside):
                    shutil.rmtree(left, ignore_errors=True)


def _made(state: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(dir=state, prefix="new-"))
    except OSError as error:
        # The name that was tried says nothing to whoever reads it.
        error.filename = str(state)
        raise


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
        why = _WHY.get(error.errno or 0, Text(f"{error.strerror}", f"{error.strerror}"))
        raise SurroundingsError(
            Text(f"読み書きできません（{why.ja}）。", f"Cannot read or write ({why.en})."),
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
        _moved(staged, folder)
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

    New files go first, those that it names no more (`removed`) are taken away, the descriptor
    goes next, and files that replace others last, in the order of `staged`: the tables at its end,
    for by them a run sees whether anything is to be done. One killed in between leaves files that
    nobody names yet, a name without its file, or old rows under the new description; running it
    again ends it. Raises OSError after putting back what stood there.
    """
    before: dict[Path, Path | None] = {}
    new = [relative for relative in staged if not (folder / relative).exists()]
    try:
        for relative in new:
            before[folder / relative] = None
            _put(staged[relative], folder / relative)
        for relative in removed:
            _kept(folder / relative, aside, before)
        for relative in removed:
            (folder / relative).unlink(missing_ok=True)
        _kept(folder / DESCRIPTOR, aside, before)
        describe(folder, descriptor, aside)
        for relative in (item for item in staged if item not in new):
            _kept(folder / relative, aside, before)
            _put(staged[relative], folder / relative)
    except BaseException:
        for target, stood in before.items():
            if stood is None:
                target.unlink(missing_ok=True)
            else:
                _moved(stood, target)
        raise


def describe(folder: Path, descriptor: bytes, aside: Path) -> None:
    """Put a descriptor into a dataset's folder at once; raises OSError.

    It is written aside: what a killed run leaves of it must not lie among what is published.
    """
    staged = aside / DESCRIPTOR
    files.write(staged, descriptor)
    _moved(staged, folder / DESCRIPTOR)


def _put(source: Path, target: Path) -> None:
    source.chmod(0o644)
    _moved(source, target)


def _moved(source: Path, target: Path) -> None:
    """Put `source` at `target` at once; raises OSError that names the target.

    Where the two lie on other disks it is copied beside the target first, under one name: what a
    killed run leaves of it is overwritten by the next.
    """
    beside = target.with_name(f".{target.name}.new")
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            error.filename, error.filename2 = str(target), None
            raise
        if source.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
            shutil.copytree(source, beside)
        else:
            shutil.copyfile(source, beside)
        beside.replace(target)


def _kept(target: Path, aside: Path, before: dict[Path, Path | None]) -> None:
    """Copy what stands at `target` aside; `before` remembers where."""
    if target.exists():
        kept = aside / f"before-{len(before)}"
        shutil.copy2(target, kept)
        before[target] = kept
