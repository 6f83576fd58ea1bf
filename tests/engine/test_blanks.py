"""Long stretches of blank records are looked at as one, and told as if they were looked at singly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from publisher.files import SmallFile
from publisher.rules import RULES
from publisher.rules.rule import OfTable, Watch
from publisher.tables import frames, text_table
from publisher.tables.batch import Batch, Blanks, Frame, Rows, of_records
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.text_table import TextTable
from tests.engine.test_batches import single, told
from tests.settings import EXAMPLES

HEADER = "番号,名称,件数,計\n"
BLOCKS = ("1,北館,3,3\n", "※注記です,,,\n", ",,,5\n", "2,南館\n", '3,"東\n館",1,1\n', ",,\n", '"",,,\n',
          "\n", "\r\n", ",,,\n", ",,,\r\n", ",,,,,\n", "\n" * 4, "\r\n" * 5, ",,,\n" * 3, ",,,\r\n" * 30,
          "\n" * 40, ",,,,,\n" * 4, ",,\n" * 6, "4,西館,-,\n" * 3, "\r", "\r" * 9, ",,,\r" * 3, "5,東館,1,1\r",
          "6,別館,1,1\n\n" * 20, "7,新館\n\n" * 5)  # fmt: skip
TOPS = st.sampled_from((HEADER, HEADER, "\n" * 3, "\r\n" * 9, ",,,\n" * 3, "\n" * 40 + HEADER))
FILES = st.tuples(TOPS, st.lists(st.sampled_from(BLOCKS), max_size=12)).map(
    lambda parts: parts[0] + "".join(parts[1])
)
WATCHES = {
    type(check.watch()) for rule in RULES for check in rule.checks if isinstance(check, OfTable)
}
SCHEMA = {
    "fields": [
        {"name": "番号", "type": "integer"},
        {"name": "名称", "type": "string", "constraints": {"required": True}},
        {"name": "件数", "type": "integer", "constraints": {"unique": True}},
        {"name": "計", "type": "any"},
    ]
}


@contextmanager
def stretched(least: int, *, chunk: int = 1 << 10, head: int = 3) -> Iterator[None]:
    """Read every file in frames, so many blank records one after the other as a stretch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_table, "FRAMED", 0)
        patch.setattr(frames, "BLANKS", least)
        patch.setattr(frames, "MOST_BLANKS", 10)
        patch.setattr(frames, "batches_of", partial(frames.batches_of, chunk=chunk, head=head))
        yield


def table(text: str) -> TextTable:
    return TextTable(file=SmallFile(text.encode()), codec="utf-8", dialect=Dialect())


def blanks(batches: Iterable[Batch]) -> list[int]:
    """Return how long the stretches of blank records are."""
    rows = (batch.records for batch in batches if isinstance(batch, Rows))
    return [len(records) for records in rows if isinstance(records, Blanks)]


@settings(max_examples=EXAMPLES * 2, deadline=None)
@given(text=FILES, chunk=st.sampled_from((40, 200, 1 << 12)))
def test_stretches_are_the_records(text: str, chunk: int) -> None:
    """Number, line and cells are those of `records`, wherever the file is cut."""
    with stretched(2, chunk=chunk):
        assert told(table(text).records()) == told(single(table(text).batches()))


@pytest.mark.parametrize("line", ["\n", "\r\n", ",,,\n", ",,,\r\n"])
def test_a_million_blank_lines_are_few_batches(line: str) -> None:
    """They are not looked at one by one, in a small file and in a large one, nor by the rules."""
    text = HEADER + "1,北館,3,3\n" + line * 1_000_000 + "2,南館,1,1\n"
    found = list(table(text).batches())
    assert len(found) < 30
    assert sum(blanks(found)) >= 999_000
    report = check_files([BareFile("a.csv", SmallFile(text.encode()))], engine=CompiledEngine())
    (said,) = [item for item in report.findings if item.rule == "L1-03"]
    assert said.place.line == 3
    assert "1000000" in said.message.ja


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_so_are_those_below_a_blank_first_line(line: str) -> None:
    """Where the records at the top do not tell how wide the table is."""
    text = line * 500_000 + "1,北館\n" + line * 500_000
    found = list(table(text).batches())
    assert len(found) < 30
    assert sum(blanks(found)) >= 998_000
    assert [one.number for one in single(found) if one.cells] == [500_001]


def test_blank_lines_between_rows_are_not_looked_at_one_by_one() -> None:
    """Every second line of a large file, told apart from the rows without a record for each."""
    text = HEADER + "1,北館,3,3\n\n" * 300_000 + "2,南館\n\n"
    framed = [batch for batch in table(text).batches() if isinstance(batch, Frame)]
    assert sum(batch.columns.height for batch in framed) > 299_000
    assert sum(len(batch.blanks or ()) for batch in framed) > 299_000
    assert [list(one.cells) for batch in framed for one in batch.ragged] == [["2", "南館"]]
    assert [list(one.cells) for one in framed[-1].odd[-2:]] == [["2", "南館"], []]
    last = framed[-1].blanks
    assert last is not None
    assert (last[-1].number, last[-1].line) == (600_003, 600_003)


def test_a_table_below_a_million_blank_lines_comes_in_frames() -> None:
    """How wide it is shows where it begins."""
    text = "\n" * 1_000_000 + HEADER + "1,北館,3,3\n" * 800_000
    framed = [batch for batch in table(text).batches() if isinstance(batch, Frame)]
    assert sum(batch.columns.height for batch in framed) > 300_000


def test_what_is_said_of_a_stretch_is_said_at_once() -> None:
    """A million blank rows are a handful of faults for who tells them together."""
    text = "\n" * 1_000_000 + "1,北館\n"
    subject = Subject(name="a", table=table(text), dialect=Dialect(), header_row=1, schema=SCHEMA)
    look = CompiledEngine().begin(subject)
    for batch in subject.table.batches():
        look.feed(batch)
    blank = [fault for fault in look.finish() if fault.type == "blank-row"]
    assert len(blank) < 2000
    assert sum(fault.rows for fault in blank) == 999_999
    report = check_files([BareFile("a.csv", SmallFile(text.encode()))], engine=CompiledEngine())
    told = [item for item in report.findings if item.rule == "blank-row"]
    assert [item.place.row for item in told[:1000]] == list(range(2, 1002))
    # Below a blank header no column counts, so that the last row is blank too.
    assert [[*item.rows] for item in told[1000:]] == [[(1002, 1_000_001)]]


def test_a_stretch_without_a_key_is_said_at_once() -> None:
    """Both of what is said of each row: that it is blank, and that it has no key."""
    text = HEADER + "1,2,3,4\n" * 1000 + "\n" * 1_000_000
    schema = {**SCHEMA, "primaryKey": ["番号"]}
    subject = Subject(name="a", table=table(text), dialect=Dialect(), header_row=1, schema=schema)
    look = CompiledEngine().begin(subject)
    for batch in subject.table.batches():
        look.feed(batch)
    found = [fault for fault in look.finish() if fault.type == "blank-row"]
    assert len(found) < 2000
    assert sum(fault.rows for fault in found) == 1_000_000
    stretches = [fault for fault in found if fault.rows > 1]
    assert {one.type for fault in stretches for one in fault.also} == {"primary-key"}
    first = stretches[0]
    assert [(one.type, one.row, one.rows) for one in first.singly(1)] == [
        (kind, (first.row or 0) + below, rows)
        for below, rows in ((0, 1), (1, first.rows - 1))
        for kind in ("blank-row", "primary-key")
    ]


def test_the_records_of_other_tables_are_stretches_too() -> None:
    """As of a workbook with a million formatted rows."""
    found = list(of_records(table(HEADER + "1,2,3,4\n" * 1000 + "\n" * 5000 + "1,2,3,4\n")))
    assert sum(blanks(found)) == 4500
    assert told(single(found)) == told(
        table(HEADER + "1,2,3,4\n" * 1000 + "\n" * 5000 + "1,2,3,4\n").records()
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(text=FILES)
def test_reports_are_the_same(text: str) -> None:
    """Every rule says of a stretch what it says of its records."""
    bare = BareFile("a.csv", SmallFile(text.encode()))
    with stretched(2), pytest.MonkeyPatch.context() as patch:
        report = check_files([bare], engine=CompiledEngine())
        for watch in WATCHES:
            patch.setattr(watch, "blanks", Watch.blanks)
        assert check_files([bare], engine=CompiledEngine()).as_json() == report.as_json()


def test_a_large_table_whose_records_are_wider_than_its_header() -> None:
    """A comma at the end of every line: told once, and no rule stumbles."""
    text = "番号,名称,件数\n" + "".join(f"{row},施設{row},{row},\n" for row in range(40))
    text += "40,施設40\n41,施設41,a,\n,,,\n"
    with stretched(2):
        bare = BareFile("a.csv", SmallFile(text.encode()))
        report = check_files([bare], engine=CompiledEngine())
    assert "X000" not in {item.rule for item in report.findings}
    assert [(item.rule, item.place.line) for item in report.findings if item.rule == "L1-15"] == [
        ("L1-15", 1)
    ]
    assert 44 in [item.place.line for item in report.findings if item.rule == "L1-03"]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    text=FILES,
    key=st.sampled_from([(), ("番号",), ("名称", "計")]),
    missing=st.sampled_from([[""], ["-"], ["", "-"]]),
)
def test_faults_are_the_same(text: str, key: tuple[str, ...], missing: list[str]) -> None:
    """Of keys and of what stands for no value, too; what is untold is what is blank only."""
    schema = {**SCHEMA, "missingValues": missing, **({"primaryKey": list(key)} if key else {})}
    subject = Subject(name="a", table=table(text), dialect=Dialect(), header_row=1, schema=schema)
    with stretched(2):
        found = faults(subject)
        untold = faults(subject, {"blank-row"})
    assert filled(found) == filled(untold)
    with stretched(10_000):
        assert faults(subject) == found


def filled(found: Iterable[Fault]) -> list[Fault]:
    """Leave out what may be left out."""
    return [fault for fault in found if fault.type != "blank-row"]


def faults(subject: Subject, untold: Iterable[str] = ()) -> list[Fault]:
    """Return what the engine says."""
    look = CompiledEngine().begin(subject)
    for batch in subject.table.batches():
        look.feed(batch)
    return [one for fault in look.finish(frozenset(untold)) for one in fault.singly()]


def test_every_rule_that_looks_at_odd_records_knows_stretches() -> None:
    """Else a million blank lines take that rule seconds."""
    assert WATCHES
    for watch in WATCHES:
        assert (watch.odd is Watch.odd) == (watch.blanks is Watch.blanks), watch.__module__
