"""Rules of standard datasets: what only they decide, beside their own examples."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from publisher.findings import Finding, Severity
from publisher.rules.d109_time_not_hhmm import RULE as TIMES
from publisher.rules.d111_days_not_run import RULE as DAYS
from publisher.rules.examples import (
    CSV_PATH,
    BookExample,
    CsvExample,
    Example,
    TreeExample,
    book,
    csv,
    resources,
)
from publisher.rules.standard_examples import HEADERS, table
from publisher.standards import Requirement
from tests.publisher.examples import report_on
from tests.standards.samples import FOLLOWING, FOREIGN, names, standard


def found(example: Example, prefix: str = "D1") -> list[Finding]:
    return [item for item in report_on(example).findings if item.rule.startswith(prefix)]


def told(example: Example) -> list[str]:
    return [item.rule for item in found(example)]


def sheet(slug: str, **cells: Any) -> BookExample:
    """Return a table of a standard as a workbook, with values of a workbook's own types."""
    first, second = (line.split(",") for line in table(slug).content.decode().splitlines())
    row = [cells.get(label, value) for label, value in zip(first, second, strict=True)]
    return book(tuple(first), tuple(row))


def dataset(slug: str, field: str, value: str, **properties: Any) -> TreeExample:
    """Return a dataset whose schema holds one column to what the standard says of it."""
    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string"} for name in names(slug, "2020")
    ]
    next(item for item in fields if item["name"] == field).update(properties)
    return TreeExample(
        descriptor={
            "standard": {"slug": slug, "edition": "2020"},
            "resources": resources(schema={"fields": fields, "missingValues": ["", "未定"]}),
        },
        files={CSV_PATH: b"\xef\xbb\xbf" + table(slug, {field: value}).content},
    )


@pytest.mark.parametrize("slug", HEADERS)
def test_the_examples_are_the_standards(slug: str) -> None:
    """The tables of the examples have the standard's columns, and nothing is said of them."""
    assert HEADERS[slug].split(",") == names(slug, "2020")
    assert [] == told(table(slug))


@pytest.mark.parametrize("header", FOREIGN.values(), ids=FOREIGN)
def test_nothing_is_said_of_tables_that_are_no_standards(header: str) -> None:
    """No rule of the standards holds a table to a standard that it does not follow."""
    labels = [label.replace("\n", "") for label in header.split("|")]
    content = ",".join(f'"{label}"' for label in labels) + "\n" + ",".join("○" for _ in labels)

    assert [] == told(csv(content + "\n"))


def test_many_other_names_are_one_finding() -> None:
    """A file in English gets one sentence, not one per column."""
    _, header = FOLLOWING["高松市 公衆トイレ (English names)"]
    findings = found(csv(",".join(header.split("|")) + "\n" + "," * 32 + "\n"), "D104")

    assert len(findings) == 1
    assert "32" in findings[0].message.ja
    assert "latitude→緯度" in findings[0].message.ja


def test_a_few_other_names_are_named_at_their_columns() -> None:
    """Each renaming stands at its column and says both names."""
    (finding,) = found(table("fire_hydrant", renamed={"住所": "所在地"}), "D104")

    assert finding.place.column == "所在地"
    assert (
        "「所在地」は、標準の「消防水利施設一覧（2020年版）」では「住所」です" in finding.message.ja
    )


def test_names_of_another_edition_are_said_to_be_so() -> None:
    """A mixed header learns which edition a name comes from."""
    (finding,) = found(table("fire_hydrant", renamed={"方書": "建物名等(方書)"}), "D104")

    assert "別の版の列名" in finding.message.ja


@pytest.mark.parametrize(
    ("gone", "severity"),
    [("設置位置", Severity.WARNING), ("緯度", Severity.INFO), ("備考", None)],
)
def test_missing_columns_weigh_as_the_standard_marks_them(
    gone: str, severity: Severity | None
) -> None:
    """Required ones warn, recommended ones advise, optional ones are nobody's business."""
    labels = [name for name in names("public_toilet", "2026-08") if name != gone]
    findings = found(csv(",".join(labels) + "\n" + "," * (len(labels) - 1) + "\n"), "D103")

    assert [item.severity for item in findings] == ([severity] if severity else [])


@pytest.mark.parametrize("slug", ["hospital", "school_district", "aed", "preschool"])
def test_nothing_is_missing_from_standards_known_in_part(slug: str) -> None:
    """Where columns are derived or partly known, absence and order prove nothing."""
    labels = names(slug, "2026-08")
    labels = [*labels[1:-2], labels[0]]
    findings = told(csv(",".join(labels) + "\n" + "," * (len(labels) - 1) + "\n"))

    assert not {"D103", "D105"} & set(findings)


@pytest.mark.parametrize(
    ("value", "is_fine"),
    [(1, True), (1.0, True), ("1", True), (0, False), (True, False), ("○", False), ("1 ", True)],
)
def test_flags_of_a_workbook(value: Any, is_fine: bool) -> None:
    """A number 1 is a flag however the workbook keeps it; a sign or a zero is none."""
    findings = found(sheet("evacuation_space", 災害種別_洪水=value), "D107")

    assert [] == findings if is_fine else [item.place.cell for item in findings] == ["N2"]


@pytest.mark.parametrize("value", [dt.time(9, 0), dt.time(0, 0)])
def test_a_workbooks_own_times_are_times(value: dt.time) -> None:
    """How a workbook shows a time is no fault of the value."""
    assert [] == found(sheet("aed", 開始時間=value), "D109")


def test_a_workbooks_own_dates_are_dates() -> None:
    """The same for dates."""
    assert [] == found(sheet("open_data_list", 登録日=dt.date(2024, 4, 1)), "D110")


@pytest.mark.parametrize(
    ("value", "proposal"),
    [
        ("9:00", "「09:00」"),
        ("９：３０", "「09:30」"),
        ("9時", "「09:00」"),
        ("9時30分", "「09:30」"),
        ("17:30:00", "「17:30」"),
        ("24:00:00", "「24:00」"),
        ("1700", "時刻ではありません"),
        ("25:00", "時刻ではありません"),
        ("9:60", "時刻ではありません"),
        ("9", "時刻ではありません"),
        ("9:00～17:00", "時刻ではありません"),
        ("随時", "時刻ではありません"),
    ],
)
def test_what_is_proposed_for_a_time_is_certain(value: str, proposal: str) -> None:
    """A time is proposed only where the text is one time and no other."""
    (finding,) = found(table("aed", {"開始時間": value}), TIMES.id)

    assert proposal in finding.message.ja


@pytest.mark.parametrize(
    ("value", "proposal"),
    [
        ("月～金", "「月火水木金」"),
        ("月曜日から金曜日", "曜日の並びではありません"),
        ("月曜～日曜", "「月火水木金土日」"),
        ("土・日・祝", "「土日祝」"),
        ("月曜日、水曜日", "「月水」"),
        ("毎日", "「月火水木金土日」"),
        ("金～月", "曜日の並びではありません"),
        ("第1・3月曜日", "曜日の並びではありません"),
        ("水曜定休", "曜日の並びではありません"),
    ],
)
def test_what_is_proposed_for_weekdays_is_certain(value: str, proposal: str) -> None:
    """A run is proposed only where the text is those days and no others."""
    (finding,) = found(table("aed", {"利用可能曜日": value}), DAYS.id)

    assert proposal in finding.message.ja


@pytest.mark.parametrize(
    "value", ["令和6年4月1日", "2024年度", "2024-02-30", "未定", "2024-04-01から"]
)
def test_other_dates_are_other_rules_business(value: str) -> None:
    """Eras, years and what is no date are not said twice."""
    assert [] == found(table("open_data_list", {"登録日": value}), "D110")


@pytest.mark.parametrize(
    "value",
    [
        "東新町",
        "東新町;西新町",
        "東新町（一部、北側）",
        "市内全域。ほかは問い合わせ、電話可",
        "東新町、西新町など",
    ],
)
def test_values_that_hold_commas_of_their_own_are_spared(value: str) -> None:
    """Brackets, sentences and lists that are right give no alarm."""
    assert [] == found(table("evacuation_space", {"対象となる町会・自治会": value}), "D112")


def test_a_value_that_the_descriptor_forbids_too_blocks_once() -> None:
    """Where the schema demands what the standard says, it is one error, in plain words."""
    example = dataset("aed", "小児対応設備の有無", "あり", constraints={"enum": ["有", "無"]})
    findings = [
        item for item in report_on(example).findings if item.rule in {"D108", "constraint-error"}
    ]

    assert [(item.rule, item.severity) for item in findings] == [("D108", Severity.ERROR)]


def test_a_value_that_only_the_standard_forbids_warns() -> None:
    """A schema that demands nothing leaves the standard's word as a warning."""
    (finding,) = found(dataset("aed", "小児対応設備の有無", "あり"), "D108")

    assert finding.severity is Severity.WARNING


def test_what_the_descriptor_calls_no_value_is_none() -> None:
    """A declared mark for "not known" is no wrong value."""
    assert [] == found(dataset("aed", "小児対応設備の有無", "未定"), "D108")


def test_marks_in_place_of_numbers_are_not_added_up() -> None:
    """A number that is kept secret or not known makes no sum wrong."""
    assert [] == found(table("population", {"男性": "X"}), "D113")
    assert [] == found(table("population", {"総人口": "1,038", "女性": "1,020"}), "D113")
    assert ["D113"] == told(table("population", {"総人口": "1,039", "女性": "1,020"}))


def test_a_table_that_ends_early_raises_nothing() -> None:
    """Ragged rows are the engine's business; sums of them are nobody's."""
    content = table("population").content.rstrip().rsplit(b",", 45)[0] + b"\n"

    assert "X000" not in [item.rule for item in report_on(CsvExample(content)).findings]


def test_the_marks_of_the_standards_are_what_the_rules_take_them_for() -> None:
    """The columns that the tests above leave out are marked as they say."""
    marks = {
        field["name"]: Requirement(field["requirement"])
        for field in standard("public_toilet", "2026-08").fields
    }

    assert marks["設置位置"] is Requirement.REQUIRED
    assert marks["緯度"] is Requirement.RECOMMENDED
    assert marks["備考"] is Requirement.OPTIONAL


def test_the_report_names_type_and_edition() -> None:
    """Each file says which standard dataset it is, null where it is none."""
    hydrant = report_on(table("fire_hydrant")).as_json()["files"][0]
    other = report_on(csv("名称,住所\nA,元町1\n")).as_json()["files"][0]

    assert {
        "slug": "fire_hydrant",
        "edition": "2020",
        "title": {"ja": "消防水利施設一覧", "en": hydrant["standard"]["title"]["en"]},
        "certainty": "sure",
        "editionIsSure": True,
    } == hydrant["standard"]
    assert other["standard"] is None


def test_machine_names_are_not_held_to_the_standards_values() -> None:
    """startTime 9:00: the names may be changed; values are held to what the table is declared as."""
    fields = standard("aed", "2020").fields
    header = [field.get("names", [field["name"]])[0] for field in fields]
    body = table("aed", {"開始時間": "9:00"}).content.decode().split("\n", 1)[1]
    text = ",".join(header) + "\n" + body
    declared = TreeExample(
        descriptor={
            "standard": {"slug": "aed", "edition": "2020"},
            "resources": resources(
                schema={"fields": [{"name": name, "type": "string"} for name in header]}
            ),
        },
        files={CSV_PATH: b"\xef\xbb\xbf" + text.encode()},
    )

    assert {"D104"} == {item.rule for item in found(csv(text))}
    assert {"D104", "D109"} == {item.rule for item in found(declared)}
