"""Whatever bytes are checked: a report, never an exception, never our own fault, never a hang.

Hundreds of examples by day, thousands with OPENDATA_NIGHTLY=1.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.findings import Report
from publisher.render import report_github, report_markdown, report_text
from publisher.rules.examples import DESCRIPTOR_PATH, TreeExample
from publisher.words import Text
from tests.fuzz.mutation import MUTATIONS, PERSONAL_NUMBER, Mutation, inside, mutated
from tests.fuzz.seeds import seeds
from tests.publisher.examples import loaded, report_on_bytes, report_on_tree
from tests.settings import EXAMPLES

SEEDS = seeds()
FILES = st.sampled_from(
    [(ending, content) for ending, contents in SEEDS.items() for content in contents]
)
ZIPS = st.sampled_from([(ending, SEEDS[ending][0]) for ending in ("zip", "xlsx", "ods")])
SECONDS = 20
"""For files of a few kilobytes: a thousand times what they take."""
often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def judged(report: Report, started: float) -> None:
    """Hold a report against the laws."""
    ours = [finding.message.en for finding in report.findings if finding.rule == "X000"]

    assert [] == ours
    assert time.perf_counter() - started < SECONDS
    assert all(finding.message.ja and finding.message.en for finding in report.findings)
    for shown in _shown(report):
        shown.encode()  # half a character is what no terminal and no comment can print
        assert PERSONAL_NUMBER not in shown


def _shown(report: Report) -> Iterator[str]:
    """Everything that is printed of a report, as text, comment, annotations and JSON."""
    nothing = Text("", "")
    yield from report_text.lines(report, is_bare=True, notice=nothing)
    yield from report_markdown.lines(report, is_bare=True, notice=nothing)
    yield from report_github.lines(report, is_bare=True)
    yield json.dumps(report.as_json(), ensure_ascii=False)


def test_every_seed_is_readable() -> None:
    """The fuzzer starts from files that are looked into, not refused at the door."""
    for ending, contents in SEEDS.items():
        for content in contents:
            found = report_on_bytes(content, f"seed.{ending}")
            refused = {"format-error", "source-error", "P017", "P018", "D040", "X000"}
            assert not refused & {finding.rule for finding in found.findings}, ending


@often
@given(file=FILES, mutations=MUTATIONS)
def test_any_bytes_make_a_report(file: tuple[str, bytes], mutations: list[Mutation]) -> None:
    """CSV, TSV, JSON, GeoJSON, GTFS, XLSX, XLS and ODS with damaged bytes."""
    ending, content = file
    started = time.perf_counter()
    judged(report_on_bytes(mutated(content, mutations), f"fuzz.{ending}"), started)


@often
@given(file=ZIPS, member=st.integers(0, 40), mutations=MUTATIONS)
def test_any_member_makes_a_report(
    file: tuple[str, bytes], member: int, mutations: list[Mutation]
) -> None:
    """Zips that are whole, with a part that is not."""
    ending, content = file
    started = time.perf_counter()
    judged(report_on_bytes(inside(content, member, mutations), f"fuzz.{ending}"), started)


@often
@given(file=FILES, ending=st.sampled_from(sorted(SEEDS)))
def test_any_file_under_any_ending_makes_a_report(file: tuple[str, bytes], ending: str) -> None:
    """A .csv that is XLSX, an .xls that is a CSV, and all the others."""
    started = time.perf_counter()
    judged(report_on_bytes(file[1], f"fuzz.{ending}"), started)


@often
@given(mutations=MUTATIONS)
def test_any_descriptor_makes_a_report(mutations: list[Mutation]) -> None:
    """datapackage.json with damaged bytes: the dataset is blocked, the run goes on."""
    content = TreeExample().tree_files()[DESCRIPTOR_PATH]
    started = time.perf_counter()
    with loaded(TreeExample(files={DESCRIPTOR_PATH: mutated(content, mutations)})) as tree:
        judged(report_on_tree(tree), started)
