"""One dataset: its own rules, its files as they were judged, and what was accepted of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from publisher.checks import settle
from publisher.checks.file import JSON_FORMS
from publisher.checks.judging import Judged
from publisher.checks.ledger import Ledger
from publisher.checks.source import Source, rule_findings
from publisher.findings import Finding, Place
from publisher.model import DESCRIPTOR, Dataset
from publisher.rules import known
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.verdicts import FileVerdict, heavier


@dataclass(frozen=True, slots=True)
class DatasetResult:
    """What stands against a dataset, and how its files did."""

    findings: tuple[Finding, ...]
    verdicts: tuple[FileVerdict, ...]


def sources_of(dataset: Dataset, context: Context) -> tuple[Source, ...]:
    """Return the dataset's files as they are looked at."""
    body = next(
        (item.code for item in context.tree.organizations if item.name == dataset.organization),
        None,
    )
    made_from = originals(dataset)
    sources = tuple(
        Source(
            file=resource.file,
            form=resource.format,
            path=f"{dataset.folder}/{resource.path}",
            resource=resource.name,
            properties=resource.properties,
            descriptor=dataset.descriptor,
            body=body,
            is_original=resource.path in made_from and resource.format not in JSON_FORMS,
        )
        for resource in dataset.resources
        if resource.file is not None
    )
    return tuple(
        replace(source, siblings=tuple(other for other in sources if other is not source))
        for source in sources
    )


def originals(dataset: Dataset) -> frozenset[str]:
    """Return the paths of files that other files of the dataset name as their `sources`."""
    named = (
        (item.path, source.get("path"))
        for item in dataset.resources
        for source in item.properties.get("sources", [])
        if isinstance(source, dict)
    )
    return frozenset(path for own, path in named if isinstance(path, str) and path != own)


def result(
    dataset: Dataset,
    context: Context,
    rules: Sequence[Rule],
    judged: Iterable[Judged],
    of_tree: Iterable[Finding] = (),
) -> DatasetResult:
    """Return what is found once the acceptances of the descriptor are applied.

    `judged` are the judgements of its files; `of_tree` what the whole tree's rules say of it.
    """
    files = tuple(judged)
    ledger = Ledger()
    place = Place(path=f"{dataset.folder}/{DESCRIPTOR}")
    findings = [*of_tree, *_own(dataset, context, rules, place, ledger)]
    for item in files:
        findings += item.findings
    verdicts = [_with(item.verdict, ledger) for item in files if item.verdict.rules]
    given = settle.acceptances(dataset.descriptor)
    settled, stale = settle.accepted(findings, given)
    if given:
        verdicts = [settle.verdict_after(verdict, settled) for verdict in verdicts]
    return DatasetResult((*settled, *_stale(stale, rules, place)), tuple(verdicts))


def _own(
    dataset: Dataset, context: Context, rules: Iterable[Rule], place: Place, ledger: Ledger
) -> Iterator[Finding]:
    for rule in rules:
        for check in rule.checks:
            if isinstance(check, OfDataset):
                look = partial(check.check, dataset, context)
                yield from rule_findings(rule, look, place, ledger=ledger)


def _with(verdict: FileVerdict, ledger: Ledger) -> FileVerdict:
    """Return a file's verdict with what official rules say of the dataset that it is part of."""
    statuses = dict(verdict.rules)
    for rule, status in ledger.statuses.items():
        if rule in statuses:
            statuses[rule] = heavier(statuses[rule], status)
    return replace(verdict, rules=statuses)


def _stale(
    stale: Iterable[settle.Acceptance], rules: Iterable[Rule], place: Place
) -> Iterator[Finding]:
    rule = known("P030")
    if rule not in rules:
        return
    for item in stale:
        where = ", ".join(map(str, item.place.values())) or "—"
        yield rule.finding(Hit(values={"rule": item.rule, "place": where}), place)
