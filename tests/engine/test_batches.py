"""Batches of a text file are its records, however it is cut and whatever its quotes do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.engine.selection import records_of
from publisher.files import SmallFile
from publisher.tables.batch import Batch, Frame, Rows
from publisher.tables.dialect import Dialect
from publisher.tables.encoding import decide
from publisher.tables.frames import batches_of
from publisher.tables.record import BrokenTable, Record
from publisher.tables.text_table import FRAMED, OPEN_QUOTE, TextTable
from tests.settings import EXAMPLES

PIECES = ("a", "b", "x y", "あ", "𠮷", ",", ",", ",", '"', '""', '"a"', '"a,b"', '"x\ny"', '"x\r\ny"', "\n", "\n",
          "\r\n", "\r\n", "\r", " ", "\t", ";", "\ufeff", "1", "\n\n", ",,", "'", "\\", '5" pipe', '"a"b', "\u2028")  # fmt: skip
WELL_MADE = ("a,b\n", "1,2\n", "あ,い\n", '"x\ny",2\n', '"a,b","say ""hi"""\n', ",\n", "\n", "a\n", "a,b,c\n",
             "1,2\r\n", '"",""\n', '"x\n\ny",\n', "\r\n", '1,"', '5" pipe,2\n')  # fmt: skip


def told(records: Iterable[Record]) -> tuple[list[tuple[int, int | None, list[str]]], str]:
    """Return the records up to where the table breaks, and how it breaks."""
    found: list[tuple[int, int | None, list[str]]] = []
    try:
        found.extend((one.number, one.line, list(one.cells)) for one in records)
    except BrokenTable as broken:
        return found, f"{broken.kind} {broken.note} {broken.line}"
    return found, ""


def single(batches: Iterable[Batch]) -> Iterator[Record]:
    """Yield the records of batches one by one."""
    for batch in batches:
        yield from records_of(batch)


def framed(content: bytes, codec: str, dialect: Dialect, chunk: int) -> Iterator[Batch]:
    """Return the batches of a small file as if it were large."""
    return batches_of(SmallFile(content), codec, dialect, chunk=chunk, head=1)


@settings(max_examples=EXAMPLES * 5, deadline=None)
@given(
    pieces=st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=40),
        st.lists(st.sampled_from(WELL_MADE[:9]), max_size=30).map(lambda rows: ["a,b\n", *rows]),
        st.lists(st.sampled_from(WELL_MADE), max_size=30).map(lambda rows: ["a,b\n", *rows]),
    ),
    chunk=st.integers(8, 200),
    codec=st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp")),
    delimiter=st.sampled_from((",", ",", ",", ";", "\t", "あ")),
    quote=st.sampled_from(('"', '"', '"', "'", "")),
    options=st.sampled_from(
        (
            {},
            {},
            {},
            {"is_quote_doubled": False},
            {"escape": "\\"},
            {"is_initial_space_skipped": True},
        )
    ),
)
@example(["a,b\n", '1,"x\n', "2,3\n" * 30], 16, "utf-8", ",", '"', {})
@example(["a\n", "\n", '""\n', "b\n" * 9], 8, "utf-8", ",", '"', {})
def test_batches_are_the_records(
    pieces: list[str],
    chunk: int,
    codec: str,
    delimiter: str,
    quote: str,
    options: dict[str, bool],
) -> None:
    """Number, line and cells of every record, and how the file breaks, are those of `records`."""
    content = "".join(pieces).encode(codec, "replace")
    dialect = replace(Dialect(delimiter=delimiter, quote=quote), **options)  # type: ignore[arg-type]  # drawn
    table = TextTable(file=SmallFile(content), codec=codec, dialect=dialect)
    assert told(table.records()) == told(single(framed(content, codec, dialect, chunk)))
    assert told(table.records()) == told(single(table.batches()))


def test_well_made_files_come_in_frames() -> None:
    """A large file is columns but for its head, with ragged and empty lines told apart."""
    lines = ["a,b", "1,2", '"x\r\ny",3', "", "4", "5,6,7", ",", '"8","9"'] * 3
    content = "\r\n".join(lines).encode()
    first, *others = framed(content, "utf-8", Dialect(), 1 << 20)
    assert isinstance(first, Rows)
    assert len(first.records) == 1
    (frame,) = others
    assert isinstance(frame, Frame)
    assert [one.number for one in frame.odd] == [4, 5, 6, 12, 13, 14, 20, 21, 22]
    assert [list(one.cells) for one in frame.odd[:3]] == [[], ["4"], ["5", "6", "7"]]
    assert list(frame.numbers) == [2, 3, 7, 8, 9, 10, 11, 15, 16, 17, 18, 19, 23, 24]
    assert frame.record(1) == Record(3, 3, ("x\r\ny", "3"))
    assert frame.record(2).line == 8
    assert frame.columns.row(2) == ("", "")


def test_a_file_is_framed_by_its_size() -> None:
    """Below FRAMED all are rows; from there on the first batch is rows, the rest frames."""
    row = b"1,2,3\n"
    small = TextTable(file=SmallFile(row * 5000), codec="utf-8", dialect=Dialect())
    large = TextTable(file=SmallFile(row * (FRAMED // 6 + 1)), codec="utf-8", dialect=Dialect())
    assert {type(batch) for batch in small.batches()} == {Rows}
    kinds = [type(batch) for batch in large.batches()]
    assert kinds[0] is Rows
    assert set(kinds[1:]) == {Frame}


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\n"])
def test_lines_of_any_end_come_in_frames(end: bytes) -> None:
    """Those of an old Macintosh too, also where other ends stand among them."""
    content = b"a,b" + end + (b'1,"x\ry"' + end) * 300 + b"1,2\r3,4\r\n5,6\n" * 100 + end * 3
    first, *others = framed(content, "utf-8", Dialect(), 1 << 10)
    assert isinstance(first, Rows)
    assert {type(batch) for batch in others} == {Frame}


def test_reading_does_not_load_pandas() -> None:
    """It takes half a second, as long as a hundred megabytes."""
    script = (
        "import sys\n"
        "from publisher.files import SmallFile\n"
        "from publisher.tables.dialect import Dialect\n"
        "from publisher.tables.frames import batches_of\n"
        "content = b'a,b\\n' + b'1,2\\n\\n3\\n' * 500\n"
        "found = list(batches_of(SmallFile(content), 'utf-8', Dialect(), head=1))\n"
        "assert len(found[1].odd) == 1000, found\n"
        "sys.exit('pandas' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_small_file_is_opened_once_for_its_encoding_and_once_for_its_records() -> None:
    """Of ten thousand small files, opening them again is a good part of the work."""
    opened: list[int] = []

    class Counted(SmallFile):
        def open(self) -> IO[bytes]:
            opened.append(self.size)
            return super().open()

    file = Counted("番号,名\r\n1,あ\r\n".encode())
    assert decide(file).codec == "utf-8"
    assert len(opened) == 1
    table = TextTable(file=file, codec="utf-8", dialect=Dialect())
    assert told(single(table.batches()))[0] == [(1, 1, ["番号", "名"]), (2, 2, ["1", "あ"])]
    assert len(opened) == 2


def test_shapes_do_not_load_the_wrappers_of_pyarrow() -> None:
    """Writing three hundred of them takes as long as looking at twenty megabytes."""
    script = (
        "import sys\n"
        "from publisher.files import SmallFile\n"
        "from publisher.tables.dialect import Dialect\n"
        "from publisher.tables.frames import batches_of\n"
        "found = list(batches_of(SmallFile(b'a,b\\n' + b'1,2\\n' * 500), 'utf-8', Dialect(), head=1))\n"
        "shapes = found[1].shapes\n"
        "assert shapes.of(1) == ['0'], shapes.of(1)\n"
        "assert shapes.rows(1, {'0'}) == list(range(500))\n"
        "sys.exit('pyarrow.compute' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_one_odd_quote_costs_one_chunk() -> None:
    """Behind a quote where none belongs the file comes in frames again."""
    content = b"a,b\n" + b"1,2\n" * 50 + b'5" pipe,3\n' + b"1,2\n" * 400
    kinds = [type(batch).__name__ for batch in framed(content, "utf-8", Dialect(), 256)]
    assert kinds.count("Frame") > 3
    assert "Rows" in kinds[1:]
    assert kinds[-1] == "Frame"


@pytest.mark.parametrize("start", [b'1,"', b'5" pipe,"'])
def test_a_lone_quote_breaks_the_table(start: bytes) -> None:
    """A quote that is never closed is told on its line, not waited for."""
    content = b"a,b\n" + b"1,2\n" * 300 + start + b"3,4\n" * 300
    found, broken = told(single(framed(content, "utf-8", Dialect(), 256)))
    assert len(found) == 301
    assert broken == f"source-error {OPEN_QUOTE} 302"
