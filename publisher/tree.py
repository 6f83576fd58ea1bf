"""Load datasets/ into values. Bad content becomes findings; only a missing folder raises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publisher import contracts, files, profile, profile_words
from publisher.errors import SurroundingsError
from publisher.findings import Finding, Place, Severity
from publisher.identity import canonical
from publisher.model import DESCRIPTOR, Dataset, Organization, Resource, Tree, Unreadable
from publisher.words import Text, quote

ORGANIZATION = "organization.json"


@dataclass(slots=True)
class _Loading:
    """What is gathered while walking; becomes a Tree."""

    root: Path
    organization_schema: dict[str, Any]
    dataset_schema: dict[str, Any]
    organizations: list[Organization] = field(default_factory=list)
    datasets: list[Dataset] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stray: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def found(self, rule: str, path: str, message: Text, resource: str | None = None) -> None:
        self.findings.append(
            Finding(
                rule=rule,
                severity=Severity.ERROR,
                place=Place(path=path, resource=resource),
                message=message,
            )
        )


def load(root: Path) -> Tree:
    """Read `root`/datasets; raises SurroundingsError where that folder is missing."""
    data = root / "datasets"
    if not data.is_dir():
        raise SurroundingsError(
            Text("datasets フォルダがありません", "There is no datasets folder"),
            where=str(data),
            next_step=Text(
                "フォルダを元に戻すか、`opendata init` で新しく作ってください。",
                "Put the folder back, or make a new one with `opendata init`.",
            ),
        )
    loading = _Loading(
        root,
        contracts.read("organization.schema.json", root),
        contracts.read("dataset.schema.json", root),
    )
    for folder in _folders(data):
        _organization(loading, folder)
        for dataset in _folders(folder):
            _dataset(loading, folder.name, dataset)
    return Tree(
        organizations=tuple(loading.organizations),
        datasets=tuple(_succeeded(loading.datasets)),
        unreadable=tuple(loading.unreadable),
        findings=tuple(loading.findings),
        stray=loading.stray,
    )


def _succeeded(datasets: list[Dataset]) -> Iterator[Dataset]:
    """Yield the datasets; a successor that was renamed since is called what it is called now.

    The line of the history stays as it was written: only what is made of it leads on.
    """
    names = {item.name for item in datasets}
    now = {
        former: item.name
        for item in datasets
        for former in item.descriptor.get("previousNames", ())
        if former not in names
    }
    for item in datasets:
        if any(event.successor in now for event in item.history):
            history = (
                replace(e, successor=now.get(e.successor, e.successor)) for e in item.history
            )
            yield replace(item, history=tuple(history))
        else:
            yield item


def _folders(parent: Path) -> list[Path]:
    return sorted(
        path for path in parent.iterdir() if path.is_dir() and not path.name.startswith(".")
    )


def _relative(loading: _Loading, path: Path) -> str:
    return path.relative_to(loading.root).as_posix()


def _json(loading: _Loading, path: Path, rule: str) -> dict[str, Any] | None:
    """Return the JSON object at `path`; a finding and None where it is not one."""
    where = _relative(loading, path)
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
        # Half characters and numbers that no digest can hold, NUL that no catalog's database can.
        if b"\\u0000" in canonical(document):
            raise ValueError("NUL (\\u0000) in a text")  # noqa: TRY301 # the finding is made below
    except (OSError, ValueError, RecursionError) as error:
        line = f"{error.lineno}行目: " if isinstance(error, json.JSONDecodeError) else ""
        detail = quote(error, 80)
        loading.found(
            rule,
            where,
            Text(
                f"{line}ファイルを読めません（{detail}）。書き直すか、前の版に戻してください。",
                f"The file cannot be read ({detail}). Mend it or go back to its last version.",
            ),
        )
        return None
    if not isinstance(document, dict):
        loading.found(
            rule,
            where,
            Text("中身が { … } の形ではありません。", "It does not hold a JSON object."),
        )
        return None
    return document


def _organization(loading: _Loading, folder: Path) -> None:
    path = folder / ORGANIZATION
    if not path.is_file():
        return  # rule P006 says so for each dataset below it
    document = _json(loading, path, "P007")
    if document is None:
        return
    errors = list(contracts.violations(document, loading.organization_schema))
    for broken in errors:
        loading.found("P007", _relative(loading, path), profile_words.of(broken))
    if not errors:
        loading.organizations.append(profile.organization(folder.name, document))


def _dataset(loading: _Loading, organization: str, folder: Path) -> None:
    path, where = folder / DESCRIPTOR, _relative(loading, folder)
    gone = Unreadable(name=folder.name, organization=organization, folder=where)
    if not path.is_file():
        loading.unreadable.append(gone)
        loading.found(
            "P008",
            where,
            Text(
                f"フォルダに {DESCRIPTOR} がありません。`opendata add` で作ってください。",
                f"The folder has no {DESCRIPTOR}. Make one with `opendata add`.",
            ),
        )
        return
    document = _json(loading, path, "P008")
    schema = loading.dataset_schema
    errors = [] if document is None else list(contracts.violations(document, schema))
    for broken in errors:
        loading.found("P009", f"{where}/{DESCRIPTOR}", profile_words.of(broken))
    # A key too many leaves the others as they are meant: what they say is judged all the same.
    if document is None or any(broken.keyword != profile_words.UNKNOWN_KEY for broken in errors):
        loading.unreadable.append(gone)
        return
    resources = tuple(_resources(loading, folder, document))
    loading.datasets.append(
        profile.dataset(document, organization, where, resources, files.look(path))
    )
    named = {resource.path for resource in resources} | {DESCRIPTOR}
    stray = tuple(sorted(_data_files(folder) - named))
    if stray:
        loading.stray[where] = stray


def _data_files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink()) and not path.name.startswith(".")
    }


def _resources(loading: _Loading, folder: Path, document: dict[str, Any]) -> Iterator[Resource]:
    for item in document["resources"]:
        yield profile.resource(item, _file(loading, folder, item["name"], item["path"]))


def _file(loading: _Loading, folder: Path, name: str, relative: str) -> files.DiskFile | None:
    """Return the resource's file; None with a finding where it may not or cannot be read."""
    where, path = _relative(loading, folder), folder / relative
    is_name = not Path(relative).is_absolute() and not {"\\", "\0"}.intersection(relative)
    if not is_name or not path.resolve().is_relative_to(folder.resolve()):
        loading.found(
            "P010",
            where,
            Text(
                f"{quote(relative, 80)} はデータセットのフォルダの外を指しています。"
                "ファイルをフォルダの中に置き、名前だけを書いてください。",
                f"{quote(relative, 80)} points outside the dataset's folder. "
                "Put the file into the folder and write its name only.",
            ),
            name,
        )
        return None
    try:
        # Rule P003 names a missing one; withdrawn datasets keep the descriptor without files.
        return files.look(path) if path.exists() else None
    except OSError as error:
        loading.found(
            "P011",
            where,
            Text(
                f"{quote(relative, 80)} を読めません（{error.strerror}）。"
                "ファイルの権限を確かめてください。",
                f"{quote(relative, 80)} cannot be read ({error.strerror}). Check its permissions.",
            ),
            name,
        )
        return None
