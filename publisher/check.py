"""Check a tree, or bare files: every rule and the table engine, one report. Bad data never raises."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from publisher.checks import dataset as datasets
from publisher.checks import settle
from publisher.checks.judging import Judge, one_by_one
from publisher.checks.source import Looking, Source, rule_findings
from publisher.findings import Finding, Place, Report, Severity
from publisher.model import File, Tree
from publisher.municipalities import Municipalities
from publisher.rules import RULES
from publisher.rules.rule import Context, OfChange, OfTree, Rule
from publisher.standards import Standard
from publisher.tables.engine import Engine
from publisher.verdicts import FileVerdict
from publisher.vocabularies import Vocabularies


@dataclass(frozen=True, slots=True)
class BareFile:
    """A file without a descriptor."""

    path: str
    """As the report names it."""
    file: File

    @property
    def form(self) -> str:
        """The ending of its name, in lower case; empty where it has none."""
        name = self.path.rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def check(
    tree: Tree,
    *,
    vocabularies: Vocabularies,
    today: dt.date,
    engine: Engine,
    before: Tree | None = None,
    only: Collection[str] | None = None,
    rules: tuple[Rule, ...] = RULES,
    standards: tuple[Standard, ...] = (),
    municipalities: Municipalities | None = None,
    severities: Mapping[str, Severity] | None = None,
    judge: Judge = one_by_one,
) -> Report:
    """Return the report on `tree`.

    `before` is the base branch's tree: the guards compare with it. `only` narrows the report to
    folders (`datasets/<organization>[/<dataset>]`); what is outside of them is not looked at.
    `severities` are the instance's own, by rule. `judge` looks at the files.
    """
    context = Context(tree=tree, vocabularies=vocabularies, today=today)
    looking = Looking(rules, engine, standards, municipalities, settle.lowered(severities or {}))
    findings = list(tree.findings)
    of_tree = _by_folder(_tree_findings(context, rules, before))
    verdicts: list[FileVerdict] = []
    chosen = [
        (dataset, datasets.sources_of(dataset, context))
        for dataset in tree.datasets
        if _is_within(dataset.folder, only)
    ]
    judged = judge([source for _, sources in chosen for source in sources], looking)
    for dataset, sources in chosen:
        found = datasets.result(
            dataset,
            context,
            rules,
            islice(judged, len(sources)),
            of_tree.pop(dataset.folder, ()),
        )
        findings += found.findings
        verdicts += found.verdicts
    findings += [finding for rest in of_tree.values() for finding in rest]
    folders = sorted(item.folder for item in context.folders if _is_within(item.folder, only))
    findings = list(settle.severities_applied(findings, severities or {}))
    kept = [finding for finding in findings if _is_within(finding.place.path, only, up=True)]
    kept.sort(key=lambda finding: _folder_of(finding.place.path))
    errors = [finding.place for finding in kept if finding.severity is Severity.ERROR]
    found_ones, questions = settle.parted(kept)
    return Report(
        findings=found_ones,
        questions=questions,
        datasets=len(folders),
        files=tuple(verdicts),
        red=frozenset(_red(context, folders, errors)),
        red_resources=frozenset(
            (_folder_of(place.path), place.resource) for place in errors if place.resource
        ),
    )


def check_files(
    files: Iterable[BareFile],
    *,
    engine: Engine,
    rules: tuple[Rule, ...] = RULES,
    standards: tuple[Standard, ...] = (),
    municipalities: Municipalities | None = None,
    severities: Mapping[str, Severity] | None = None,
    judge: Judge = one_by_one,
) -> Report:
    """Return the report on files without descriptors: encoding, structure, rules of tables."""
    looking = Looking(rules, engine, standards, municipalities, settle.lowered(severities or {}))
    sources = [Source(file=bare.file, form=bare.form, path=bare.path) for bare in files]
    judged = tuple(judge(sources, looking))
    verdicts = tuple(item.verdict for item in judged)
    findings = [finding for item in judged for finding in item.findings]
    found, questions = settle.parted(settle.severities_applied(findings, severities or {}))
    return Report(
        findings=found,
        questions=questions,
        datasets=len(verdicts),
        files=verdicts,
        red=frozenset(item.place.path for item in found if item.severity is Severity.ERROR),
    )


def _by_folder(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[_folder_of(finding.place.path)].append(finding)
    return found


def _tree_findings(
    context: Context, rules: tuple[Rule, ...], before: Tree | None
) -> Iterator[Finding]:
    place = Place(path="datasets")
    for rule in rules:
        for check_ in rule.checks:
            match check_:
                case OfTree(look):
                    yield from rule_findings(rule, partial(look, context), place)
                case OfChange(compare) if before is not None:
                    yield from rule_findings(rule, partial(compare, before, context), place)
                case _:
                    pass


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
