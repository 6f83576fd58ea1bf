"""Which files of a folder `opendata fix` looks at, and which of its tables would be one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.errors import UsageError
from publisher.tidy.outcome import Outcome, Output, Passed
from publisher.words import Text

ENDINGS = frozenset({"csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "geojson"})
"""Of a folder, the files that are looked at."""
_WORDS = "_説明.txt"
_LOCK = "~$"
_OPEN = Text(
    "Excelが開いている間だけある目印で、表ではありません。",
    "It is there only while a spreadsheet has the file open.",
)
_MADE = Text("{name} から作った表です。", "It was made from {name}.")


@dataclass(frozen=True, slots=True)
class Listed:
    """The files that are meant."""

    files: tuple[Path, ...]
    passed: tuple[Passed, ...]
    optional: frozenset[Path]
    """Texts of folders: where one is no table, nothing is wrong."""

    def refused(self, path: Path, why: Text) -> Passed | None:
        """Return what is said of a file that holds no table; None where that is an error."""
        return Passed(str(path), why) if path in self.optional else None


def listed(paths: Sequence[Path]) -> Listed:
    """Return the files meant, those of folders too; raises UsageError for what is not there."""
    files: list[Path] = []
    passed: list[Passed] = []
    optional: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            if not path.is_file():
                raise _unknown(path, Text("見つかりません", "There is no such file or folder"))
            files.append(path)
            continue
        inside = list(_inside(path))
        meant = [item for item in inside if not item.name.startswith(_LOCK)]
        if not meant:
            raise _unknown(path, Text("表のファイルがありません", "It holds no table"))
        files += meant
        passed += [Passed(str(item), _OPEN) for item in inside if item.name.startswith(_LOCK)]
        optional |= {item for item in meant if item.suffix.lower() == ".txt"}
    return Listed(tuple(dict.fromkeys(files)), tuple(passed), frozenset(optional))


def _inside(folder: Path) -> Iterator[Path]:
    for item in sorted(folder.rglob("*")):
        is_table = item.is_file() and item.suffix.lower().lstrip(".") in ENDINGS
        if is_table and not item.name.startswith(".") and not _is_words(item):
            yield item


def _is_words(path: Path) -> bool:
    """Say whether a text is what was written beside a table: its titles and notes."""
    stem = path.name.removesuffix(_WORDS)
    return stem != path.name and path.with_name(f"{stem}.csv").is_file()


def apart(
    found: Sequence[Outcome],
) -> tuple[list[Outcome], list[Passed], list[UsageError]]:
    """Return what can be written, the files that others are made into, and what would collide.

    A CSV that lies there as a workbook's table is written is that table: nothing is left to do.
    Two tables may be one file where they hold the same.
    """
    made = {
        output.path: outcome.path
        for outcome in found
        for output in outcome.outputs
        if output.path != outcome.path and not output.is_new
    }
    passed = [
        Passed(item.path, _MADE.fill({"name": Path(made[item.path]).name}))
        for item in found
        if item.path in made
    ]
    owners: dict[str, tuple[Outcome, Output]] = {}
    clashing: dict[str, UsageError] = {}
    kept = [item for item in found if item.path not in made]
    for outcome in kept:
        for output in outcome.outputs:
            owner, other = owners.setdefault(output.path, (outcome, output))
            if owner is not outcome and other.content != output.content:
                clashing[owner.path] = clashing[outcome.path] = _clash(owner, outcome, output)
    errors = list({id(error): error for error in clashing.values()}.values())
    return [item for item in kept if item.path not in clashing], passed, errors


def _clash(owner: Outcome, other: Outcome, output: Output) -> UsageError:
    return UsageError(
        Text("2つの表が同じファイルになります", "Two tables would be one file"),
        where=f"{owner.path}, {other.path} → {output.path}",
        next_step=Text(
            "どちらかの名前を変えるか、1つずつ実行してください。",
            "Rename one of them, or run them one by one.",
        ),
    )


def _unknown(path: Path, what: Text) -> UsageError:
    return UsageError(
        what,
        where=str(path),
        next_step=Text("CSVかExcelのファイルを指してください。", "Name a CSV or a workbook."),
    )
