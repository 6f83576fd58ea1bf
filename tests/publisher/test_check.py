"""The check as a whole: verdicts per dataset, hostile input, the fence, the command."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import contracts, files
from publisher.check import check_files
from publisher.checks.ledger import LIMIT
from publisher.cli.check import command
from publisher.errors import SettingsError, SurroundingsError, UsageError
from publisher.findings import Report, Severity, joined
from publisher.rules import RULES, known
from publisher.rules.examples import (
    CSV_CONTENT,
    CSV_PATH,
    DATASET_DOCUMENT,
    FOLDER,
    ORGANIZATION,
    ORGANIZATION_PATH,
    TreeExample,
    as_json,
    csv,
    merged,
    resources,
)
from publisher.rules.rule import (
    Cell,
    Hit,
    Interest,
    OfDataset,
    OfTable,
    OfTextFile,
    OfTree,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.batch import Batch
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import Record
from publisher.tables.text_table import TextTable
from publisher.verdicts import Status
from publisher.words import Text
from tests.publisher.examples import (
    loaded,
    put,
    report_on,
    report_on_bytes,
    report_on_tree,
    rules_of,
)

SCHEMA = contracts.read("report.schema.json")
TOML = """[instance]
id = "8350ae28-075a-4e72-bee4-c971ce65f07d"
title = "実演"
notice = "これは実演です。"
notice_en = "This is a demonstration."
"""


def other_dataset(name: str = "292095_aed") -> dict[str, bytes]:
    """Return the files of a second, sound dataset with ids of its own."""
    resource = {
        **DATASET_DOCUMENT["resources"][0],
        "id": "7c1f7a52-60f8-4b0e-9d35-1f8f0d8f4c02",
    }
    document = merged(
        DATASET_DOCUMENT,
        {"name": name, "id": "0e1b6d5c-7a3e-4c58-8e44-8f1a0c9d2b11", "resources": [resource]},
    )
    folder = f"datasets/{ORGANIZATION}/{name}"
    return {
        f"{folder}/datapackage.json": as_json(document),
        f"{folder}/{resource['path']}": CSV_CONTENT.replace(
            "生駒駅前".encode(), "菜畑駅前".encode()
        ),
    }


# --- red and green ------------------------------------------------------------------------


def test_a_clean_tree_is_clean() -> None:
    report = report_on(TreeExample())

    assert (1, (), frozenset(), 0) == (
        report.datasets,
        report.findings,
        report.red,
        report.exit_code,
    )


def test_one_red_dataset_leaves_the_others_green() -> None:
    """An error blocks its dataset and names its resource; the neighbour goes out."""
    bad = TreeExample(files={CSV_PATH: b"a,b\n1\n", **other_dataset()})
    report = report_on(bad)

    assert 2 == report.datasets
    assert {FOLDER} == report.red
    assert {(FOLDER, "public_toilet")} == report.red_resources
    assert 1 == report.exit_code


def test_a_warning_blocks_nothing() -> None:
    report = report_on(
        TreeExample(descriptor={"resources": resources(licenses=[{"name": "unstated"}])})
    )

    assert ["P002"] == rules_of(report)
    assert (frozenset(), frozenset(), 0) == (report.red, report.red_resources, report.exit_code)


@pytest.mark.parametrize("content", [None, b"{", b'{"code": "292095"}'])
def test_datasets_of_an_unknown_body_are_red(content: bytes | None) -> None:
    """Missing or broken, one finding says so and every dataset below it is blocked."""
    report = report_on(TreeExample(files={ORGANIZATION_PATH: content, **other_dataset()}))

    assert 2 == len(report.red)
    assert 1 == len({finding.place.path for finding in report.findings})


def test_an_unreadable_dataset_is_red() -> None:
    report = report_on(TreeExample(files={f"{FOLDER}/datapackage.json": b"{"}))

    assert {FOLDER} == report.red


def test_findings_come_in_the_order_of_the_tree() -> None:
    """What belongs to one dataset stands together, whichever rule found it."""
    example = TreeExample(
        descriptor={"keywords": ["水"]},
        files={CSV_PATH: b"a\n", f"datasets/{ORGANIZATION}/aaa/memo.txt": b"x"},
    )
    folders = [finding.place.path.split("/")[2] for finding in report_on(example).findings]

    assert sorted(folders) == folders


def test_a_table_is_checked_by_its_schema() -> None:
    """Line, record, column and a sentence that says what to write."""
    content = "名称,緯度,経度,男性トイレ数\n生駒駅前,北,135.6,2\n,34.7,135.7,-1\n".encode()
    report = report_on(TreeExample(files={CSV_PATH: content}))

    assert [
        ("L2-01", 2, 2, "緯度"),
        ("constraint-error", 3, 3, "名称"),
        ("constraint-error", 3, 3, "男性トイレ数"),
    ] == [
        (found.rule, found.place.line, found.place.row, found.place.column)
        for found in report.findings
    ]
    assert "数字の列に「北」と書かれています" in report.findings[0].message.ja


def test_title_rows_do_not_hide_the_other_faults() -> None:
    """Below the header that the layout found, the schema is used; no cascade of label errors."""
    content = "公衆トイレ一覧,,,\n名称,緯度,経度,男性トイレ数\n生駒,北,135.6,2\n高山,34.7,135.7,1\n".encode()

    report = report_on(TreeExample(files={CSV_PATH: content}))

    assert ["L3-01", "L2-01"] == rules_of(report)


def keyed(content: bytes, other: bytes, changes: dict[str, object] | None = None) -> Report:
    """Return the report on a table whose column a refers to the column id of another."""
    key = {"fields": ["a"], "reference": {"resource": "other", "fields": ["id"]}}
    schema = {"fields": [{"name": "a", "type": "string"}], "foreignKeys": [key]}
    sibling = merged(
        resources()[0],
        {
            "id": "c4f1d7b8-2f53-4d8a-b6f0-8f4f9f0f5a10",
            "name": "other",
            "path": "other.csv",
            "schema": None,
            **(changes or {}),
        },
    )
    return report_on(
        TreeExample(
            descriptor={"resources": [*resources(schema=schema), sibling]},
            files={CSV_PATH: content, f"{FOLDER}/other.csv": other},
        )
    )


def test_foreign_keys_between_files_of_a_dataset() -> None:
    report = keyed(b"a\nx\ny\n", b"id\nx\n")

    assert ["foreign-key", "L3-08"] == rules_of(report)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dialect": {"delimiter": ";;"}}, ["dialect-error"]),
        ({"schema": {"fields": [{"name": "名称", "type": "colour"}]}}, ["field-error"]),
        ({"dialect": {"header": False}, "schema": None}, ["L3-08"]),
        ({"dialect": {"headerRows": [1]}}, []),
        ({"dialect": {"headerRows": [99]}}, ["dialect-error"]),
        ({"dialect": {"commentRows": [1], "headerRows": [1]}}, ["dialect-error"]),
        ({"dialect": {"delimiter": None}}, []),
        ({"dialect": {"quoteChar": ","}}, ["dialect-error"]),
        ({"schema": {}}, ["L3-08", "schema-error"]),
    ],
)
def test_a_bad_definition_is_a_finding(changes: dict[str, object], expected: list[str]) -> None:
    found = rules_of(report_on(TreeExample(descriptor={"resources": resources(**changes)})))

    assert expected == found


def test_formats_that_nothing_reads_are_said() -> None:
    """A map may be published: it only does not count as machine-readable, and that is said."""
    pdf = TreeExample(
        descriptor={"resources": resources(path="map.pdf", format="pdf", schema=None)},
        files={CSV_PATH: None, f"{FOLDER}/map.pdf": b"%PDF"},
    )
    report = report_on(pdf)

    assert "format-error" in rules_of(report_on_bytes(b"x", "a.docx"))
    assert ["L1-01"] == rules_of(report)
    assert 0 == report.exit_code
    assert 0 == report.files[0].level


# --- hostile input ------------------------------------------------------------------------

HOSTILE: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["source-error"]),
    "header only": (b"a,b\n", []),
    "lone quote": (b'a,b\n1,"2\n3,4\n', ["P019"]),
    "nothing but a quote": (b'"', ["P019"]),
    "NUL bytes": (b"a,b\n1,\x00\n", ["P018"]),
    "BOM in the middle": ("a,b\n1,2\n\ufeffa,b\n".encode(), ["P021"]),
    "mojibake": ("名\ufffd,b\n1,2\n".encode(), ["P021"]),
    "one column": ("名称\n市役所\n".encode(), []),
    "UTF-16": ("名称,b\n市役所,2\n".encode("utf-16"), ["P001"]),
    "UTF-16 cut in a character": ("名称,b\n市役所,2\n".encode("utf-16")[:-1], ["P001"]),
    "no encoding at all": (b"a\n\xff\xff\x80\n", ["P001"]),
    "blank lines only": (b"\n\n\n", ["blank-row", "blank-row"]),
    "CR only": (b"a,b\r1,2\r3\r", ["P040", "missing-cell"]),
    "a page of the web": (b"\n<!DOCTYPE html>\n<html>\n", ["L1-01", "P018"]),
    "a workbook named csv": (b"PK\x03\x04....", ["P018"]),
    "a formula": (b"a,b\n=1+1,@x\n", ["S004"]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_findings_not_tracebacks(name: str) -> None:
    content, expected = HOSTILE[name]
    found = rules_of(report_on_bytes(content))

    assert expected == found


def test_a_feature_without_properties_is_no_blank_row() -> None:
    """RFC 7946 §3.2 allows it."""
    feature = '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [135.7, 34.7]}, '
    features = [f'{feature}"properties": {text}}}' for text in ('{"名称": "駅"}', "null", "{}")]
    content = '{"type": "FeatureCollection", "features": [' + ",".join(features) + "]}"

    assert "blank-row" not in rules_of(report_on_bytes(content.encode(), "a.geojson"))


def test_an_empty_file_reaches_no_level() -> None:
    assert 0 == report_on_bytes(b"").files[0].level


def test_a_header_of_ten_thousand_columns() -> None:
    header = ",".join(f"c{number}" for number in range(10_000))
    report = report_on_bytes(f"{header},c1\n".encode())

    assert ["L1-05", "L1-05", "L2-03"] == rules_of(report)


def test_nested_json_without_end() -> None:
    """Depth that no parser follows is a finding."""
    assert ["P017"] == rules_of(report_on_bytes(b"[" * 200_000, "a.json"))
    assert ["P017"] == rules_of(report_on_bytes(b'{"a": Infinity}', "a.geojson"))
    assert ["P001"] == rules_of(report_on_bytes('{"名": 1}'.encode("cp932"), "a.json"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes) -> None:
    """Whatever is called a CSV gives a report that keeps its schema."""
    document = report_on_bytes(content).as_json()

    assert [] == contracts.schema_errors(document, SCHEMA)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet='a1,"\n\r\t 　名；0０\ufeff', max_size=4), max_size=4), max_size=6
    )
)
def test_no_table_raises(rows: list[list[str]]) -> None:
    """Nor does anything that looks like a table, by the dataset's own schema."""
    content = "\n".join(",".join(row) for row in rows).encode()
    example = TreeExample(files={CSV_PATH: content})
    found = report_on(example)

    assert not [item for item in found.findings if item.rule == "X000"]


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_as_a_workbook_or_json(content: bytes) -> None:
    for name in ("a.xlsx", "a.json"):
        report_on_bytes(content, name)


# --- the fence ----------------------------------------------------------------------------


def broken_rule(check: OfTable | OfDataset | OfTree | OfTextFile) -> Rule:
    return Rule(
        id="P999",
        name="broken",
        severity=Severity.ERROR,
        title=Text("", ""),
        why=Text("", ""),
        fix=Text("", ""),
        message=Text("", ""),
        bad=(),
        good=(),
        check=check,
    )


def explode(*_words: object) -> Iterable[Hit]:
    raise RuntimeError("番号 123456789012")


class _Start(Watch):
    def start(self, table: TableHead) -> Iterable[Hit]:
        return explode(table)


class _Row(Watch):
    wants_rows = True

    def row(self, record: Record) -> Iterable[Hit]:
        return explode(record)


class _Interests(Watch):
    def interests(self) -> Iterable[Interest]:
        raise RuntimeError("番号 123456789012")


class _Cell(Watch):
    def interests(self) -> Iterable[Interest]:
        return (Interest(finds="[0-9]"),)

    def cell(self, cell: Cell) -> Iterable[Hit]:
        return explode(cell)


class _Late(Watch):
    wants_rows = True

    def row(self, record: Record) -> Iterator[Hit]:
        yield Hit(values={"missing": 1})

    def finish(self, facts: TableFacts) -> Iterable[Hit]:
        return explode(facts)


@pytest.mark.parametrize("watch", [_Start, _Row, _Interests, _Cell, _Late])
def test_a_crash_of_a_rule_is_our_fault_and_the_others_still_run(watch: type[Watch]) -> None:
    """X000 once, without the exception's words, which may quote the data."""
    rules = (broken_rule(OfTable(watch)), *RULES)
    report = report_on_bytes(b"a,,c\n1,2,3\n4,5,6\n", rules=rules)

    assert ["L1-05", "X000"] == sorted(found for found in rules_of(report) if found != "P999")
    said = next(found.message for found in report.findings if found.rule == "X000")
    assert "データの直しは要りません" in said.ja
    assert "RuntimeError" in said.en
    assert "9012" not in said.both()


@pytest.mark.parametrize("check", [OfDataset(explode), OfTree(explode), OfTextFile(explode)])
def test_every_kind_of_rule_is_fenced(check: OfDataset | OfTree | OfTextFile) -> None:
    example = TreeExample(descriptor={"keywords": ["水"]})
    with loaded(example) as subject:
        report = report_on_tree(subject, rules=(broken_rule(check), *RULES))

    assert {"X000", "K002"} == set(rules_of(report))


class _BrokenEngine:
    """An engine that trips over its first table."""

    def begin(self, subject: Subject) -> _BrokenEngine:
        return self

    def feed(self, batch: Batch) -> None:
        """See a batch."""

    def finish(self, untold: Collection[str] = ()) -> Iterator[Fault]:
        yield Fault(type="blank-row", row=2, line=2)
        raise ArithmeticError


def test_a_crash_of_the_engine_is_our_fault_too() -> None:
    from publisher.check import BareFile

    bare = BareFile("a.csv", files.SmallFile(b"a,\n1,2\n"))
    report = check_files([bare], engine=_BrokenEngine())

    assert ["L1-05", "blank-row", "X000"] == rules_of(report)


def test_a_disk_that_fails_is_no_fault_of_a_rule(tmp_path: Path) -> None:
    """A file that goes while it is read is broken surroundings, said as such."""
    root = put(TreeExample(), tmp_path)
    from publisher import tree

    subject = tree.load(root)
    (root / CSV_PATH).unlink()

    with pytest.raises(SurroundingsError):
        report_on_tree(subject)


# --- findings without end -----------------------------------------------------------------


def test_findings_without_end_are_counted() -> None:
    """Beyond the limit nothing is lost silently: one more finding says how many."""
    content = b"a,b\n" + b"1\n" * (LIMIT + 5)
    report = report_on_bytes(content)

    assert LIMIT + 1 == len(report.findings)
    assert "5か所" in report.findings[-1].message.ja
    assert "b" == report.findings[-1].place.column


def test_every_place_beyond_the_limit_is_told_as_rows() -> None:
    """The finding that counts holds all further rows as ranges; other columns are not cut."""
    rows = ["1,2\n"] * 3 + ["x,2\n"] * (LIMIT + 4) + ["1,2\n", "x,y\n"]
    schema = {"fields": [{"name": name, "type": "integer"} for name in ("a", "b")]}
    example = TreeExample(
        descriptor={"resources": resources(schema=schema)},
        files={CSV_PATH: ("a,b\n" + "".join(rows)).encode()},
    )
    found = [item for item in report_on(example).findings if item.place.path == CSV_PATH]
    found = [item for item in found if item.rule in {"type-error", "L2-01"}]
    of_a = [item for item in found if item.place.column == "a"]

    assert LIMIT + 1 == len(of_a)
    assert [(LIMIT + 5, LIMIT + 8), (LIMIT + 10, LIMIT + 10)] == [*of_a[-1].rows]
    assert 1 == len([item for item in found if item.place.column == "b"])


def test_no_personal_number_anywhere_in_a_report() -> None:
    """Neither in a message nor as a column's name."""
    schema = {
        "fields": [{"name": "a", "type": "integer"}, {"name": "123456789012", "type": "date"}]
    }
    example = TreeExample(
        descriptor={"resources": resources(schema=schema)},
        files={CSV_PATH: b"1234-5678-9012,123456789012\nx 123456789012,123456789012\n"},
    )
    document = json.dumps(report_on(example).as_json())

    assert report_on(example).findings
    assert not re.search(r"\d{12}|\d{4}-\d{4}-\d{4}", document)


def test_reports_join() -> None:
    one, two = report_on_bytes(b"a,\n"), report_on_bytes(b"")
    both = joined([one, two])

    assert (2, len(one.findings) + len(two.findings)) == (both.datasets, len(both.findings))


# --- the command --------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to stand in; the wrong data is one keyword."""
    put(TreeExample(descriptor={"keywords": ["水"]}), tmp_path)
    for path, content in other_dataset().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "opendata.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words, standalone_mode=False, catch_exceptions=False)


def test_the_command_checks_everything_by_default(here: Path) -> None:
    result = run()

    assert 1 == result.return_value or result.exit_code == 1
    assert result.output.startswith("🟥 2件のうち1件は、まだ公開できません。")
    assert result.output.rstrip().endswith("これは実演です。 / This is a demonstration.")


@pytest.mark.parametrize(
    ("path", "errors"),
    [
        (FOLDER, 1),
        (f"datasets/{ORGANIZATION}", 1),
        ("datasets", 1),
        (".", 1),
        (f"datasets/{ORGANIZATION}/292095_aed", 0),
        (CSV_PATH, 1),
    ],
)
def test_a_path_narrows_the_report(here: Path, path: str, errors: int) -> None:
    """A folder of a dataset or of a body; a named file stands for its dataset."""
    document = json.loads(run(path, "--format", "json").output)

    assert errors == document["summary"]["errors"]
    assert [] == contracts.schema_errors(document, SCHEMA)


def test_a_bare_file_needs_no_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "一覧.csv").write_bytes("名称,住所\n市役所,東新町\n".encode())

    assert run("一覧.csv").output.startswith("✅ 直すところはありません")
    with pytest.raises(SettingsError):
        run()


def test_a_bare_file_beside_a_dataset(here: Path) -> None:
    """Both are in one report."""
    (here / "new.csv").write_bytes(csv("名称,\n市役所,1\n").content)
    document = json.loads(run("new.csv", FOLDER, "--format", "json").output)

    assert {"L1-05", "K002"} == {found["rule"] for found in document["findings"]}
    assert 2 == document["summary"]["datasets"]


@pytest.mark.parametrize("words", [("nothing.csv",), ("empty",), ("a.csv", "--base", "main")])
def test_a_wrong_call_says_what_to_do(here: Path, words: tuple[str, ...]) -> None:
    (here / "empty").mkdir(exist_ok=True)
    (here / "a.csv").write_bytes(b"a\n1\n")
    with pytest.raises(UsageError) as wrong:
        run(*words)

    assert 2 == wrong.value.exit_code


@pytest.mark.parametrize("form", ["markdown", "github"])
def test_other_formats(here: Path, form: str) -> None:
    output = run("--format", form).output

    assert "K002" in output


def test_known_rules_only() -> None:
    """X000 is not cut off from its words."""
    assert known("X000").message is not None


def test_an_empty_report_says_so() -> None:
    assert 0 == Report().exit_code


# --- workbooks ----------------------------------------------------------------------------


def test_a_workbook_is_placed_by_sheet_and_cell() -> None:
    """B3, as the officer sees it; numbers and dates of the sheet are values, not text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一覧"
    for row in (
        ["公衆トイレ一覧"],
        ["名称", "緯度", "経度"],
        ["市\ufffd所", "北", 135.7],
        [None, 34, None, "余り"],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    schema = {
        "fields": [
            {"name": "名称", "type": "string"},
            {"name": "緯度", "type": "number"},
            {"name": "経度", "type": "number"},
        ]
    }
    path = f"{FOLDER}/toilet.xlsx"
    example = TreeExample(
        descriptor={"resources": resources(path="toilet.xlsx", format="xlsx", schema=schema)},
        files={CSV_PATH: None, path: out.getvalue()},
    )

    assert [
        ("L1-04", "一覧", "D4", "#4"),
        ("L3-01", "一覧", "A1", None),
        ("P021", "一覧", "A3", "名称"),
        ("L2-01", "一覧", "B3", "緯度"),
    ] == [
        (found.rule, found.place.sheet, found.place.cell, found.place.column)
        for found in report_on(example).findings
    ]


def test_a_broken_workbook_is_one_finding() -> None:
    assert ["format-error"] == rules_of(report_on_bytes(b"PK\x03\x04", "a.xlsx"))


def workbook(*sheets: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"s{number}") if number else made.worksheets[0]
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("rows", [1, 40])
def test_no_rule_passes_what_it_could_not_read(rows: int) -> None:
    """A sheet that breaks, at once or halfway: what was not read is neither fine nor without
    what a rule looks at, so no level is reached."""
    whole = workbook([["名称", "数"], *([f"a{row}", "x"] for row in range(rows))])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                at = content.index(b"<row") if rows == 1 else content.index(b"</sheetData>")
                content = content[:at] + b"<a>" * 300 + content[at:]
            new.writestr(name, content)
    report = report_on_bytes(out.getvalue(), "a.xlsx")

    assert ["format-error"] == rules_of(report)
    assert 0 == report.files[0].level
    of_the_look = {"L1-10", "L1-11", "L1-12", "L1-13", "L2-06"}
    assert {Status.NOT_CHECKED} == {report.files[0].rules[rule] for rule in of_the_look}
    assert (rows == 1) == (report.files[0].rules["L3-05"] is Status.NOT_CHECKED)


def test_a_workbook_of_blank_sheets_is_empty() -> None:
    """One blank sheet beside a table is none of anybody's business; nothing but such is."""
    rows = [["名称", "種別"], ["北館", "公民館"]]

    assert ["source-error"] == rules_of(report_on_bytes(workbook([]), "a.xlsx"))
    assert ["source-error"] == rules_of(report_on_bytes(workbook([], [], []), "a.xlsx"))
    assert [] == rules_of(report_on_bytes(workbook(rows, [], []), "a.xlsx"))
    assert [] == rules_of(report_on_bytes(workbook([], rows), "a.xlsx"))


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (b'id\n"x\n', {}),
        (b"PK\x03\x04", {}),
        (b"id\nx\n", {"dialect": {"delimiter": "::"}}),
        (b"[]", {"format": "json"}),
    ],
)
def test_a_broken_sibling_is_said_by_the_key_that_needs_it(
    content: bytes, changes: dict[str, object]
) -> None:
    """A foreign key into a file that cannot be read is a finding, never a silent pass."""
    report = keyed(b"a\nx\n", content, changes)

    assert [found for found in report.findings if found.place.resource == "public_toilet"]


# --- what the descriptor says of a table ----------------------------------------------------

FIELDS = {"fields": [{"name": "id", "type": "integer"}, {"name": "b"}]}
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def declared(
    content: str, schema: object = FIELDS, dialect: object = None, package: str | None = V2
) -> list[str]:
    """Return what blocks a table below these declarations."""
    changes = {"schema": schema, "dialect": dialect}
    example = TreeExample(
        descriptor={"$schema": package, "resources": resources(**changes)},
        files={CSV_PATH: content.encode()},
    )
    found = report_on(example).findings
    return [finding.rule for finding in found if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        ("#作成 2024\nid,b\n1,x\n", {"commentChar": "#"}),
        ("//c\nid,b\n1,x\n//d\n", {"commentChar": "//"}),
        ("id,b\n説明,なし\n1,x\n", {"commentRows": [2]}),
        ("表,題\nid,b\n1,x\n", {"commentRows": [1]}),
        ("ID,B\n1,x\n", {"headerCase": False}),
    ],
)
def test_comments_and_case_do_not_count_where_the_dialect_says_so(
    content: str, dialect: object
) -> None:
    """As frictionless 5.21 has them; without the dialect they do."""
    assert not declared(content, dialect=dialect)
    assert declared(content)


def test_a_declared_encoding_that_reads_the_whole_file_is_believed() -> None:
    """`名称` in EUC-JP is `ﾌｾｾﾎ` in CP932: only the descriptor can tell."""
    resource = {"schema": {"fields": [{"name": "名称"}]}}
    files = {CSV_PATH: "名称\n北館\n".encode("euc_jp")}
    stated, unstated = (
        TreeExample(descriptor={"resources": resources(**resource, encoding=name)}, files=files)
        for name in ("euc_jp", "utf-8")
    )

    assert "incorrect-label" not in {finding.rule for finding in report_on(stated).findings}
    assert "incorrect-label" in {finding.rule for finding in report_on(unstated).findings}


def test_several_header_rows_make_one_header() -> None:
    """The cells are joined; one that repeats the cell above it adds nothing."""
    schema = {
        "fields": [{"name": "人口", "type": "integer"}, {"name": "世帯・数", "type": "integer"}]
    }
    dialect = {"headerRows": [1, 2], "headerJoin": "・"}

    assert not declared("人口,世帯\n人口,数\n1,2\n", schema, dialect)
    assert ["incorrect-label"] == declared("人口,世帯\n人口,計\n1,2\n", schema, dialect)


def test_a_schema_is_of_its_packages_version() -> None:
    """Exclusive bounds and labelled missing values are version 2's: frictionless asks the package."""
    bounds = {"constraints": {"exclusiveMinimum": 0}}
    schema = {
        "fields": [{"name": "id", "type": "integer", **bounds}, {"name": "b"}],
        "missingValues": [{"value": "-", "label": "なし"}],
    }

    assert not declared("id,b\n1,x\n-,y\n", schema)
    assert ["constraint-error"] == declared("id,b\n0,x\n", schema)
    assert declared("id,b\n1,x\n", schema, package=None)


@pytest.mark.parametrize(("wanted", "expected"), [("error", False), ("warning", True)])
def test_a_rule_that_says_less_than_an_error_does_not_stand_for_the_types_verdict(
    wanted: str, expected: bool
) -> None:
    """To lower L2-01 is no leave to publish 12人 as an integer."""
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "b"}]}
    rows = "".join(f"{number},x\n" for number in range(9))
    example = TreeExample(
        descriptor={"resources": resources(schema=schema)},
        files={CSV_PATH: f"id,b\n{rows}12人,y\n".encode()},
    )
    with loaded(example) as subject:
        report = report_on_tree(subject, severities={"L2-01": Severity(wanted)})

    assert "L2-01" in rules_of(report)
    assert expected == ("type-error" in rules_of(report))


@pytest.mark.parametrize(("wanted", "expected"), [("error", False), ("warning", True)])
def test_a_rule_that_says_less_than_an_error_does_not_stand_for_a_short_row(
    wanted: str, expected: bool
) -> None:
    """To lower L1-04 is no leave to publish a note below the table as a row of it."""
    schema = {"fields": [{"name": "id"}, {"name": "b"}, {"name": "c"}]}
    example = TreeExample(
        descriptor={"resources": resources(schema=schema)},
        files={CSV_PATH: "id,b,c\n1,x,y\n2,x,y\n※ 2024年4月1日現在です。\n".encode()},
    )
    with loaded(example) as subject:
        report = report_on_tree(subject, severities={"L1-04": Severity(wanted)})

    assert "L1-04" in rules_of(report)
    assert expected == ("missing-cell" in rules_of(report))


def test_a_file_that_we_fail_at_is_our_fault_and_the_others_are_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """X000 for the file alone: no traceback, and nothing of the file in the words."""

    def fail(_table: object) -> Iterator[Batch]:
        raise ValueError("番号 123456789012")

    monkeypatch.setattr(TextTable, "batches", fail)
    report = report_on(TreeExample(descriptor={"keywords": ["水"]}))

    assert {"X000", "K002"} <= set(rules_of(report))
    assert "9012" not in "".join(finding.message.both() for finding in report.findings)
