"""Writing at the desk: aside first, then into place at once, so that nothing half-written is left."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from publisher import files
from publisher.errors import SurroundingsError
from publisher.model import DESCRIPTOR
from publisher.words import Text


@contextlib.contextmanager
def staging(state: Path) -> Iterator[Path]:
    """Yield a folder of one's own below the instance's ignored state; it is gone afterwards.

    OSErrors of the work inside become SurroundingsError, with the file that cannot be written.
    """
    with writing(state):
        state.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=state, prefix="desk-"))
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)


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
    staged.rename(folder)


def replace(
    folder: Path,
    staged: Mapping[str, Path],
    descriptor: bytes,
    aside: Path,
    *,
    removed: Sequence[str] = (),
) -> None:
    """Put new files and the descriptor into a dataset's folder: all of them or none.

    Files that the descriptor names no more (`removed`) go last.

    Files go first: a run killed in between leaves new rows under the old description, and
    running it again brings both together. Raises OSError after putting back what stood there.
    """
    before: dict[Path, Path | None] = {}
    try:
        for number, (relative, source) in enumerate(staged.items()):
            target = folder / relative
            kept = aside / f"before-{number}"
            if target.exists():
                shutil.copy2(target, kept)
            before[target] = kept if kept.exists() else None
            source.chmod(0o644)
            source.replace(target)
        for number, relative in enumerate(removed):
            target = folder / relative
            kept = aside / f"removed-{number}"
            if target.exists():
                shutil.copy2(target, kept)
                before[target] = kept
        files.write(folder / DESCRIPTOR, descriptor)
        for relative in removed:
            (folder / relative).unlink(missing_ok=True)
    except BaseException:
        for target, stood in before.items():
            if stood is None:
                target.unlink(missing_ok=True)
            else:
                stood.replace(target)
        raise
