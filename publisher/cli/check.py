"""`opendata check`: judge data packages or bare files, against a base where one is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.context import checked, checked_files, echo_json, room, workplace
from publisher.errors import SettingsError, UsageError
from publisher.words import Text

if TYPE_CHECKING:
    from publisher.check import BareFile
    from publisher.findings import Report
    from publisher.instance import Instance
    from publisher.model import Tree


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--base",
    metavar="REF",
    help="Also compare with this commit: first days, history, ids and folders must stand. "
    "/ 前の版とくらべる",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "github"]),
    default="text",
    show_default=True,
    help="For people, machines, a comment on a proposal, or workflow annotations. / 出力の形",
)
def command(paths: tuple[Path, ...], base: str | None, form: str) -> None:
    """Check data packages, or any CSV, TSV, Excel, ODS, JSON, GeoJSON or GTFS file.

    公開できるデータかどうかを確かめ、直すところを場所と直し方とともに示します。

    PATH is a dataset's folder, an organization's folder, or a file; without one, everything under
    datasets/ is checked. A file that a dataset names is checked by that dataset's definition; any
    other file by the rules that need none. Nothing is changed.

    \b
    Examples / 例:
      opendata check
      opendata check datasets/292095_ikoma/292095_public_toilet
      opendata check ~/Desktop/一覧.csv                    a file that is not added yet
      opendata check --base origin/main --format markdown  a proposal, as a comment

    The rules are explained in datasets/RULES.md (日本語) and docs/rules.md.

    Exit codes: 0 good (warnings too) · 1 something to mend · 2 no such PATH or REF · 5 broken
    surroundings.
    """
    from publisher import findings

    here = _instance()
    chosen = _choose(paths, here)
    reports: list[Report] = []
    if chosen.folders or not paths:
        reports.append(_tree_report(chosen.folders, base))
    elif base is not None:
        raise UsageError(
            Text("--base はデータセットにだけ使えます", "--base is for datasets only"),
            where=f"--base {base}",
            next_step=Text(
                "ファイルだけを確かめるときは、--base を外してください。",
                "Leave --base out when checking files.",
            ),
        )
    if chosen.files:
        reports.append(checked_files(chosen.files, here))
    report = findings.joined(reports)
    _show(report, form, is_bare=not (chosen.folders or not paths), here=here)
    if report.exit_code:
        raise click.exceptions.Exit(report.exit_code)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the PATHs name."""

    folders: tuple[str, ...]
    """Datasets' and organizations' folders below the instance; `datasets` for everything."""
    files: tuple[BareFile, ...]


def _instance() -> Instance | None:
    """Return the instance here, None outside of one: a bare file needs none."""
    from publisher import instance

    try:
        root = instance.find_root(Path.cwd())
    except SettingsError:
        return None
    return instance.load(root)


def _tree_report(folders: tuple[str, ...], base: str | None) -> Report:
    place = workplace()
    with _base_tree(place.instance, base) as before:
        only = None if not folders or "datasets" in folders else folders
        return checked(place, before=before, only=only)


@contextmanager
def _base_tree(here: Instance, reference: str | None) -> Iterator[Tree | None]:
    from publisher import base

    if reference is None:
        yield None
        return
    with base.tree_at(here.root, reference) as before:
        yield before


def _choose(paths: tuple[Path, ...], here: Instance | None) -> _Chosen:
    from publisher import files
    from publisher.check import BareFile

    folders: list[str] = []
    bare: list[BareFile] = []
    for path in paths:
        if not path.exists():
            raise _unknown(path, Text("見つかりません", "There is no such file or folder"))
        folder = _folder(path, here)
        if folder is not None:
            folders.append(folder)
        elif path.is_file():
            bare.append(BareFile(path.as_posix(), files.glance(path)))
        else:
            raise _unknown(
                path, Text("データセットのフォルダではありません", "It holds no dataset")
            )
    return _Chosen(tuple(folders), tuple(bare))


def _folder(path: Path, here: Instance | None) -> str | None:
    """Return the folder of the tree that `path` is or is in; None for a bare file."""
    if here is None:
        return None
    resolved, data = path.resolve(), here.data.resolve()
    if resolved in {data, data.parent}:
        return "datasets"
    if not resolved.is_relative_to(data):
        return None
    parts = resolved.relative_to(data).parts[:2]
    if not data.joinpath(*parts).is_dir():
        return None
    return "/".join(("datasets", *parts))


def _unknown(path: Path, what: Text) -> UsageError:
    return UsageError(
        what,
        where=str(path),
        next_step=Text(
            "データセットか団体のフォルダ、またはファイルを指してください。",
            "Name a dataset's or an organization's folder, or a file.",
        ),
    )


def _show(report: Report, form: str, *, is_bare: bool, here: Instance | None) -> None:
    from publisher.render import report_github, report_markdown, report_text

    notice = here.notice if here else Text("", "")
    match form:
        case "json":
            echo_json(report.as_json())
            return
        case "github":
            lines = report_github.lines(report, is_bare=is_bare)
        case "markdown":
            lines = report_markdown.lines(report, is_bare=is_bare, notice=notice)
        case _:
            lines = report_text.lines(report, is_bare=is_bare, notice=notice, room=room())
    for line in lines:
        click.echo(line)
