"""Check a tree, or bare files: every rule and the table engine, one report. Bad data never raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from publisher.checks import file as file_check
from publisher.checks.bound import bounded
from publisher.checks.source import Source, rule_findings
from publisher.checks.table import Looking
from publisher.findings import Finding, Place, Report, Severity
from publisher.model import DESCRIPTOR, Dataset, File, Tree
from publisher.rules import RULES
from publisher.rules.rule import Context, OfChange, OfDataset, OfTree, Rule
from publisher.tables.engine import Engine
from publisher.vocabularies import Vocabularies


@dataclass(frozen=True, slots=True)
class BareFile:
    """A file without a descriptor."""

    path: str
    """As the report names it."""
    file: File


def check(
    tree: Tree,
    *,
    vocabularies: Vocabularies,
    today: dt.date,
    engine: Engine,
    before: Tree | None = None,
    only: Collection[str] | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> Report:
    """Return the report on `tree`.

    `before` is the base branch's tree: the guards compare with it. `only` narrows the report to
    folders (`datasets/<organization>[/<dataset>]`); what is outside of them is not looked at.
    """
    context = Context(tree=tree, vocabularies=vocabularies, today=today)
    looking = Looking(rules=rules, engine=engine)
    findings = list(tree.findings)
    findings += _tree_findings(context, rules, before)
    for dataset in tree.datasets:
        if _is_within(dataset.folder, only):
            findings += _dataset_findings(dataset, context, looking)
    folders = sorted(item.folder for item in context.folders if _is_within(item.folder, only))
    kept = [finding for finding in findings if _is_within(finding.place.path, only, up=True)]
    kept.sort(key=lambda finding: _folder_of(finding.place.path))
    errors = [finding.place for finding in kept if finding.severity is Severity.ERROR]
    return Report(
        findings=tuple(kept),
        datasets=len(folders),
        red=frozenset(_red(context, folders, errors)),
        red_resources=frozenset(
            (_folder_of(place.path), place.resource) for place in errors if place.resource
        ),
    )


def check_files(
    files: Iterable[BareFile], *, engine: Engine, rules: tuple[Rule, ...] = RULES
) -> Report:
    """Return the report on files without descriptors: encoding, structure, rules of tables."""
    looking = Looking(rules=rules, engine=engine)
    findings: list[Finding] = []
    count = 0
    for bare in files:
        count += 1
        form = bare.path.rsplit(".", 1)[-1].lower() if "." in bare.path.rsplit("/", 1)[-1] else ""
        source = Source(file=bare.file, form=form, path=bare.path)
        findings += bounded(file_check.look(source, looking))
    red = {item.place.path for item in findings if item.severity is Severity.ERROR}
    return Report(findings=tuple(findings), datasets=count, red=frozenset(red))


def _tree_findings(
    context: Context, rules: tuple[Rule, ...], before: Tree | None
) -> Iterator[Finding]:
    place = Place(path="datasets")
    for rule in rules:
        match rule.check:
            case OfTree(look):
                yield from rule_findings(rule, partial(look, context), place)
            case OfChange(compare) if before is not None:
                yield from rule_findings(rule, partial(compare, before, context), place)
            case _:
                pass


def _dataset_findings(dataset: Dataset, context: Context, looking: Looking) -> Iterator[Finding]:
    place = Place(path=f"{dataset.folder}/{DESCRIPTOR}")
    for rule in looking.rules:
        if isinstance(rule.check, OfDataset):
            yield from rule_findings(rule, partial(rule.check.check, dataset, context), place)
    sources = _sources(dataset)
    for source in sources:
        others = tuple(other for other in sources if other is not source)
        yield from bounded(file_check.look(replace(source, siblings=others), looking))


def _sources(dataset: Dataset) -> tuple[Source, ...]:
    return tuple(
        Source(
            file=resource.file,
            form=resource.format,
            path=f"{dataset.folder}/{resource.path}",
            resource=resource.name,
            properties=resource.properties,
        )
        for resource in dataset.resources
        if resource.file is not None
    )


def _red(context: Context, folders: Iterable[str], errors: Iterable[Place]) -> Iterator[str]:
    """Yield the folders that stay back: with an error, unreadable, or of nobody known."""
    broken = {_folder_of(place.path) for place in errors}
    broken |= {item.folder for item in context.tree.unreadable}
    organizations = {f"datasets/{item.name}" for item in context.tree.organizations}
    for folder in folders:
        parent = folder.rsplit("/", 1)[0]
        if folder in broken or parent in broken or parent not in organizations:
            yield folder


def _folder_of(path: str) -> str:
    """Return the dataset's folder that a path is in, or what is above it.

    An organization's own file belongs to the organization's folder.
    """
    parts = path.split("/")[:3]
    if parts[-1] == "organization.json":
        parts.pop()
    return "/".join(parts)


def _is_within(path: str, only: Collection[str] | None, *, up: bool = False) -> bool:
    """Say whether `path` is in one of the folders; with `up`, also what stands above one."""
    if only is None:
        return True
    folder = _folder_of(path)
    return any(
        path == chosen or path.startswith(f"{chosen}/") or (up and chosen.startswith(f"{folder}/"))
        for chosen in only
    )
