"""The last word on findings: the instance's weights, acceptances, and the level that is reached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import instance
from publisher.check import check
from publisher.checks.settle import Acceptance, accepted
from publisher.cli.context import severities
from publisher.errors import SettingsError
from publisher.findings import Finding, Place, Report, Severity
from publisher.render import report_levels
from publisher.rules import RULES, known
from publisher.rules.examples import DESCRIPTOR_PATH, FOLDER, TODAY, TreeExample, as_json
from publisher.rules.hit import Ask, Cell, Certainty, Hit, NotApplicable
from publisher.rules.kinds import OfTable
from publisher.rules.rule import Rule, default_severity
from publisher.rules.watch import Interest, TableHead, Watch
from publisher.verdicts import FileVerdict, Status, dataset_levels
from publisher.words import Text
from tests.publisher.examples import ENGINE, VOCABULARIES, loaded, report_on_bytes
from tests.publisher.examples import report_on as report_on_tree_of
from tests.publisher.test_check import TOML


class _Likely(Watch):
    """Finds every cell with 生駒 in it, likely."""

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds="生駒")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        yield Hit(cell=cell, certainty=Certainty.LIKELY)


class _Asking(Watch):
    def start(self, table: TableHead) -> Iterator[Ask]:
        yield Ask(question=Text("一覧は別にありますか。", "Is there a list?"))


class _Idle(Watch):
    def start(self, table: TableHead) -> Iterator[NotApplicable]:
        yield NotApplicable()


def rule(identifier: str, watch: type[Watch]) -> Rule:
    words = Text("あ", "a")
    return Rule(
        id=identifier,
        name="sample",
        severity=Severity.WARNING,
        title=words,
        why=words,
        fix=words,
        message=words,
        bad=(),
        good=(),
        check=OfTable(watch),
    )


BASE = tuple(item for item in RULES if item.id[0] in "PX")
SAMPLES = (rule("L1-07", _Likely), rule("L2-04", _Asking), rule("L3-09", _Idle))


def report_on(accepting: list[dict[str, object]], **weights: Severity) -> Report:
    with loaded(TreeExample(descriptor={"accepted": accepting})) as tree:
        return check(
            tree,
            vocabularies=VOCABULARIES,
            today=TODAY,
            engine=ENGINE,
            rules=(*SAMPLES, *BASE),
            severities={key.replace("_", "-"): value for key, value in weights.items()},
        )


def entry(identifier: str, **place: object) -> dict[str, object]:
    return {"rule": identifier, "reason": "正式な名称です", "date": "2026-10-01", **place}


def test_a_rule_says_violated_asked_or_not_applicable() -> None:
    """Every rule that looks at files has a status for each file."""
    (verdict,) = report_on([]).files

    assert Status.VIOLATED is verdict.rules["L1-07"]
    assert Status.NEEDS_PERSON is verdict.rules["L2-04"]
    assert Status.NOT_APPLICABLE is verdict.rules["L3-09"]
    assert Status.FINE is verdict.rules["P021"]
    assert 0 == verdict.level


def test_an_accepted_finding_no_longer_warns_and_shows_its_reason() -> None:
    report = report_on([entry("L1-07", column="名称")])
    found = [item for item in report.findings if item.rule == "L1-07"]

    assert found
    assert {("正式な名称です", Severity.INFO)} == {(item.accepted, item.severity) for item in found}
    assert Status.ACCEPTED is report.files[0].rules["L1-07"]
    assert 1 == report.files[0].level


def test_an_answered_question_is_settled() -> None:
    """Both accepted: levels 1 and 2 are reached, and 3 where nothing is against it."""
    report = report_on([entry("L1-07"), entry("L2-04")])

    assert 3 == report.files[0].level


def test_an_acceptance_in_another_place_accepts_nothing() -> None:
    """It is stale then, and the finding stands."""
    report = report_on([entry("L1-07", column="住所")])

    assert ["L1-07", "L2-04", "P030"] == sorted({item.rule for item in report.findings})
    stale = next(item for item in report.findings if item.rule == "P030")
    assert DESCRIPTOR_PATH == stale.place.path
    assert "住所" in stale.message.ja
    assert Status.VIOLATED is report.files[0].rules["L1-07"]


def test_what_is_certain_cannot_be_accepted() -> None:
    certain = Finding(
        rule="L1-12", severity=Severity.ERROR, place=Place(path="x"), message=Text("a", "a")
    )
    given = Acceptance(rule="L1-12", place={}, reason="見やすいから", date="2026-10-01")

    assert ((certain,), (given,)) == accepted([certain], [given])


def test_an_instance_may_raise_and_lower_rules() -> None:
    """Raised to an error it blocks; a question stays a question."""
    raised = report_on([], L1_07=Severity.ERROR, L2_04=Severity.ERROR)
    lowered = report_on([], L1_07=Severity.INFO)

    assert frozenset({FOLDER}) == raised.red
    assert 0 == lowered.exit_code
    assert {Severity.INFO} == {item.severity for item in lowered.findings}
    assert Severity.INFO is next(i for i in raised.findings if i.rule == "L2-04").severity


@pytest.mark.parametrize(
    ("level", "certainty", "severity"),
    [
        (1, Certainty.CERTAIN, Severity.ERROR),
        (2, Certainty.CERTAIN, Severity.ERROR),
        (1, Certainty.LIKELY, Severity.WARNING),
        (3, Certainty.CERTAIN, Severity.INFO),
        (3, Certainty.LIKELY, Severity.INFO),
    ],
)
def test_certain_blocks_likely_warns_level_three_advises(
    level: int, certainty: Certainty, severity: Severity
) -> None:
    assert severity is default_severity(level, certainty)


def verdict(path: str = "d/a.csv", **statuses: Status) -> FileVerdict:
    return FileVerdict(
        path=path,
        resource=None,
        rules={key.replace("_", "-"): value for key, value in statuses.items()},
    )


@pytest.mark.parametrize(
    ("statuses", "level"),
    [
        ({}, 3),
        ({"L1_01": Status.FINE, "L3_09": Status.NEEDS_PERSON}, 2),
        ({"L2_01": Status.VIOLATED, "L3_09": Status.FINE}, 1),
        ({"L1_02": Status.NOT_CHECKED}, 0),
        ({"L1_02": Status.ACCEPTED, "L2_06": Status.NOT_APPLICABLE}, 3),
        ({"S001": Status.VIOLATED}, 3),
        ({"L1_01": Status.FINE, "L1_02": Status.NOT_APPLICABLE}, None),
        ({"L1_01": Status.VIOLATED, "L1_02": Status.NOT_APPLICABLE}, 0),
        ({"L1_01": Status.NOT_APPLICABLE, "L1_02": Status.FINE}, 3),
    ],
)
def test_a_level_is_reached_where_nothing_stands_against_it(
    statuses: dict[str, Status], level: int | None
) -> None:
    """An open question is never a silent pass; rules of ours are not part of the levels."""
    assert level == verdict(**statuses).level


def test_a_dataset_is_as_readable_as_its_weakest_table() -> None:
    """A PDF beside it does not count; a dataset of nothing but a PDF has no level."""
    table = verdict("d/a.csv", L3_01=Status.VIOLATED)
    document = verdict("d/a.pdf", L1_01=Status.VIOLATED)

    assert {"d": 2} == dataset_levels([table, document, verdict("d/b.csv")])
    assert {"d": 0} == dataset_levels([document])
    assert {} == dataset_levels([])


def test_what_nothing_looked_at_has_no_level() -> None:
    """JSON that is no table: neither the file nor a dataset of nothing else; a table beside has."""
    report = report_on_bytes('{"名称":"①","人口":"1,200人"}'.encode(), "a.json")
    unseen = report.files[0]
    folder = unseen.path.rpartition("/")[0]

    assert unseen.level is None
    assert unseen.as_json()["level"] is None
    assert {} == dataset_levels([unseen])
    assert {folder: 2} == dataset_levels(
        [unseen, verdict(f"{folder}/a.csv".lstrip("/"), L3_01=Status.VIOLATED)]
    )
    several = replace(report, files=(unseen, verdict()))
    assert "レベル3が1件、決まらないものが1件" in report_levels.of_report(several).ja
    assert "決まりません" in report_levels.of_file(several, unseen.path).ja


def test_the_settings_name_rules_that_exist(tmp_path: Path) -> None:
    (tmp_path / "opendata.toml").write_text(TOML + '[rules]\n"L1-06" = "info"\n', encoding="utf-8")
    assert {"L1-06": Severity.INFO} == dict(instance.load(tmp_path).severities)

    unknown = replace(instance.load(tmp_path), severities={"L9-99": Severity.INFO})
    with pytest.raises(SettingsError, match="L9-99"):
        severities(unknown)

    (tmp_path / "opendata.toml").write_text(TOML + '[rules]\n"L1-06" = "loud"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="loud"):
        instance.load(tmp_path)


def test_what_a_rule_of_the_whole_tree_finds_can_be_accepted() -> None:
    """The same file twice: the dataset that is told so says why, and is no longer warned."""
    example = known("C001").bad[0]
    assert isinstance(example, TreeExample)
    path = next(
        item.place.path for item in report_on_tree_of(example).findings if item.rule == "C001"
    )
    descriptor = f"{path.rsplit('/', 1)[0]}/datapackage.json"
    document = json.loads(example.files[descriptor] or b"")
    entry = {"rule": "C001", "reason": "同じ内容を2つの団体が出す", "date": "2026-11-21"}
    told = replace(
        example, files={**example.files, descriptor: as_json({**document, "accepted": [entry]})}
    )
    found = [item for item in report_on_tree_of(told).findings if item.rule == "C001"]

    assert [entry["reason"]] == [item.accepted for item in found]
    assert [Severity.INFO] == [item.severity for item in found]


def test_a_reason_is_shown_without_what_is_a_persons() -> None:
    """A reason is a person's text: personal and mobile numbers in it are on no report."""
    reason = "山田さん（123456789018、090-1234-5678）に聞いた"
    report = report_on([{"rule": "L1-07", "reason": reason, "date": "2026-11-01"}])
    shown = {finding.accepted for finding in report.findings if finding.accepted}
    assert len(shown) == 1
    assert "山田さん" in next(iter(shown))
    for secret in ("123456789018", "090-1234-5678"):
        assert secret not in next(iter(shown))


def test_a_table_in_another_delimiter_has_no_level() -> None:
    """Read as one column, nothing can be told of its cells: no rule calls them fine."""
    report = report_on_bytes("名称\t人口\n①\t1,200人\n②\t300人\n".encode(), "a.csv")
    assert "P022" in {finding.rule for finding in report.findings}
    assert report.files[0].level == 0
    assert {report.files[0].rules[rule] for rule in ("L3-01", "L2-01", "L3-06", "D006")} == {
        Status.NOT_CHECKED
    }
