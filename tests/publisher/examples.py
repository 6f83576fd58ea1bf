"""Examples of rules on disk, and reports on them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from publisher import files, municipalities, standards, tree, vocabularies
from publisher.check import BareFile, check, check_files
from publisher.engine.engine import CompiledEngine
from publisher.findings import Report, Severity
from publisher.model import Tree
from publisher.rules import RULES
from publisher.rules.examples import (
    TODAY,
    BookExample,
    ChangeExample,
    CsvExample,
    Example,
    TreeExample,
)
from publisher.rules.rule import Rule
from publisher.tables.engine import Engine
from tests.publisher.example_books import written

VOCABULARIES = vocabularies.load()
STANDARDS = standards.load()
MUNICIPALITIES = municipalities.load()
ENGINE: Engine = CompiledEngine()


def put(example: TreeExample, root: Path) -> Path:
    """Write the repository of an example below `root`."""
    (root / "datasets").mkdir(parents=True, exist_ok=True)
    for path, content in example.tree_files().items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return root


@contextmanager
def loaded(example: TreeExample) -> Iterator[Tree]:
    with tempfile.TemporaryDirectory() as name:
        yield tree.load(put(example, Path(name)))


def report_on_tree(
    subject: Tree,
    before: Tree | None = None,
    rules: tuple[Rule, ...] = RULES,
    severities: Mapping[str, Severity] | None = None,
) -> Report:
    return check(
        subject,
        vocabularies=VOCABULARIES,
        today=TODAY,
        engine=ENGINE,
        before=before,
        rules=rules,
        standards=STANDARDS,
        municipalities=MUNICIPALITIES,
        severities=severities,
    )


def report_on_bytes(
    content: bytes, name: str = "example.csv", rules: tuple[Rule, ...] = RULES
) -> Report:
    bare = BareFile(name, files.SmallFile(content))
    return check_files(
        [bare], engine=ENGINE, rules=rules, standards=STANDARDS, municipalities=MUNICIPALITIES
    )


def report_on(example: Example) -> Report:
    match example:
        case CsvExample():
            return report_on_bytes(example.content, example.name)
        case BookExample():
            return report_on_bytes(written(example), example.name)
        case TreeExample():
            with loaded(example) as subject:
                return report_on_tree(subject)
        case ChangeExample():
            with loaded(example.before) as before, loaded(example.after) as after:
                return report_on_tree(after, before)


def rules_of(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]
