"""What of a person is never shown, wherever it stands, and what is shown although it looks alike."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.checks.judging import one_by_one
from publisher.checks.memory import Memory
from publisher.checks.source import Looking, Source
from publisher.codes import is_personal_number
from publisher.errors import UsageError
from publisher.files import SmallFile
from publisher.findings import Finding, Report, Severity
from publisher.personal import numbers_in
from publisher.render import report_github, report_markdown, report_text
from publisher.rules import RULES
from publisher.rules.examples import BookExample, SheetExample, TreeExample, resources
from publisher.words import Text, mask, mask_name
from tests.publisher.examples import ENGINE, loaded, report_on, report_on_bytes, report_on_tree

PERSONAL = "123456789018"
SECRETS = (
    PERSONAL,
    "1234-5678-9018",
    "090-1234-5678",
    "０９０１２３４５６７８",
    "taro.y@gmail.com",
)
RULE_OF = dict(zip(SECRETS, ("S001", "S001", "S003", "S003", "S002"), strict=True))
NONE = Text("", "")


def _numbered(first: str) -> str:
    return next(f"{first}{digit}" for digit in range(10) if is_personal_number(f"{first}{digit}"))


PERSONALS = st.from_regex(r"[0-9]{11}", fullmatch=True).map(_numbered)
JOINTS = st.sampled_from(["", "-", " ", "‐", "ー"])
AROUND = st.text(alphabet=st.sampled_from("0123456789.,- 　（）番号a_/"), max_size=12)


def _said(report: Report) -> str:
    """Return everything that any form of a report says."""
    forms = (
        report_text.lines(report, is_bare=True, notice=NONE),
        report_markdown.lines(report, is_bare=True, notice=NONE),
        report_github.lines(report, is_bare=True),
    )
    text = "\n".join(line for lines in forms for line in lines)
    return text + json.dumps(report.as_json(), ensure_ascii=False)


def _rules(findings: tuple[Finding, ...]) -> set[str]:
    return {item.rule for item in findings}


@given(AROUND, PERSONALS, JOINTS, AROUND)
def test_an_individual_number_is_never_shown(
    before: str, number: str, joint: str, after: str
) -> None:
    """Whatever stands around it: only as the fraction of a coordinate or share it is no number."""
    before = re.sub(r"[0-9]+$", "", before)
    is_fraction = re.search(r"(?<![0-9.])[-+]?[0-9]{1,3}\.$", before) is not None
    written = joint.join((number[:4], number[4:8], number[8:]))
    shown = mask(f"{before}{written}{re.sub(r'^[0-9]+', '', after)}")

    assert is_fraction or written not in shown


@given(st.integers(20, 46), st.integers(122, 154), st.from_regex(r"[0-9]{9,16}", fullmatch=True))
def test_coordinates_are_shown(latitude: int, longitude: int, fraction: str) -> None:
    """However many decimals they have; one alone, a pair, or an array of GeoJSON."""
    pair = f"{latitude}.{fraction}", f"{longitude}.{fraction}"
    for text in (*pair, ",".join(pair), " ".join(pair), f"[{', '.join(pair)}]", f"0.{fraction}"):
        assert text == mask(text)
        assert not list(numbers_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "1.123456789018",
        "12 34 56 78 90 18.5",
        "34.6939 1234 5678 9018",
        "20.1234 5678 9018",
        "1234567.123456789018",
        "12345678 9018.5",
        "090 1234 5678 9018",
    ],
)
def test_digits_in_groups_are_no_decimals(text: str) -> None:
    """A number listed, or parted by blanks, does not pass for a decimal."""
    assert "9018" not in mask(text)
    assert "90 18" not in mask(text)


@pytest.mark.parametrize("secret", SECRETS)
def test_contacts_and_numbers_are_hidden_in_values_and_names(secret: str) -> None:
    for text in (secret, f"担当{secret}へ", f"list_{secret}.csv", f"a/{secret}/b.csv"):
        assert secret not in mask(text)
        assert secret not in mask_name(text)


@pytest.mark.parametrize(
    "name",
    [
        "20190401120000.csv",
        "1000020290009_list.csv",
        "080_20260401.csv",
        "0120-090-000.csv",
        "0743-74-1111.csv",
        "12-090-1234-5678.csv",
        "3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a21.csv",
        "gmail.com.csv",
        "soumu@city.example.lg.jp.csv",
        "info@gmail.company.csv",
    ],
)
def test_names_of_files_are_known_again(name: str) -> None:
    """Times, public numbers and a post's address stay in a name, and no rule speaks of them."""
    assert name == mask_name(name)
    assert not _rules(report_on_bytes(b"a,b\n1,2\n", name).findings) & set(RULE_OF.values())


@pytest.mark.parametrize("secret", SECRETS)
def test_the_name_of_a_file_is_found_and_not_shown(secret: str) -> None:
    """Also where nothing reads its content; a folder of this machine is not published."""
    for name in (f"名簿_{secret}.csv", f"/srv/{secret}.pdf", f"{secret}.geojson"):
        report = report_on_bytes("名称\n北\n".encode(), name)
        assert RULE_OF[secret] in _rules(report.findings)
        assert secret not in _said(report)
    inside = report_on_bytes("名称\n北\n".encode(), f"/home/{secret}/一覧.csv")
    assert RULE_OF[secret] not in _rules(inside.findings)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_file_of_a_dataset_is_found_and_the_dataset_stays_known(secret: str) -> None:
    """The report hides the path, what is not published is still the right folder."""
    path = f"{secret}.csv"
    example = TreeExample(
        descriptor={"resources": resources(path=path, name="list", licenses=None)},
        files={f"datasets/292095_ikoma/292095_public_toilet/{path}": "名称\n北\n".encode()},
    )
    with loaded(example) as tree:
        report = report_on_tree(tree)
    assert RULE_OF[secret] in _rules(report.findings)
    assert {"datasets/292095_ikoma/292095_public_toilet"} == report.red
    assert secret not in _said(report)


@pytest.mark.parametrize("secret", SECRETS)
def test_names_of_sheets_and_columns_are_found_and_not_shown(secret: str) -> None:
    for rows, name in (
        ((("名称", f"担当 {secret}"), ("北", "a")), "一覧"),
        ((("名称",), ("北",)), secret),
    ):
        report = report_on(BookExample(sheets=(SheetExample(rows=rows, name=name),)))
        assert RULE_OF[secret] in _rules(report.findings)
        assert secret not in _said(report)
    header = report_on_bytes(f"名称,担当 {secret}\n北, a \n".encode())
    assert RULE_OF[secret] in _rules(header.findings)
    assert secret not in _said(header)


def test_a_single_number_in_a_name_asks_and_does_not_block() -> None:
    """One of ten running numbers passes the check digit: a person decides."""
    found = [
        item
        for item in report_on_bytes(b"a,b\n1,2\n", f"{PERSONAL}.csv").findings
        if item.rule == "S001"
    ]
    assert [(Severity.WARNING, "likely")] == [(item.severity, item.certainty) for item in found]


def test_errors_do_not_show_names() -> None:
    error = UsageError(NONE, where=f"/srv/{PERSONAL}.csv", next_step=Text(PERSONAL, PERSONAL))

    assert PERSONAL not in f"{error} {error.where} {error.next_step.ja} {error.next_step.en}"


def test_what_is_remembered_shows_no_name_and_finds_it_again(tmp_path: Path) -> None:
    looking = Looking(rules=RULES, engine=ENGINE)
    source = Source(file=SmallFile(b"a,b\n1,2\n"), form="csv", path=f"{PERSONAL}.csv")
    first, again = (list(Memory(tmp_path, one_by_one)([source], looking)) for _ in range(2))

    assert first == again
    assert source.path == again[0].findings[0].place.path
    assert PERSONAL not in "".join(path.read_text() for path in tmp_path.glob("*/*.json"))
