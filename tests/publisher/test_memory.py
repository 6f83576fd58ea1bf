"""A large file with flaws in every second row: what is kept of them is far less than objects."""

from __future__ import annotations

import tracemalloc

import pytest

from publisher.checks.ledger import Tally
from publisher.files import SmallFile
from publisher.tables.batch import Frame
from publisher.tables.dialect import Dialect
from publisher.tables.frames import batches_of


def test_places_that_are_only_counted_take_a_bit_each() -> None:
    """Two hundred thousand rows, none beside the next: a range each takes 30 MB."""
    tally = Tally()
    tracemalloc.start()
    for row in range(1, 400_000, 2):
        tally.takes("missing-cell", 3, row)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1 << 20


@pytest.mark.parametrize("line", ["{},x\n", "{},name,7,note,extra\n"], ids=["short", "long"])
def test_stretches_of_many_ragged_rows_are_smaller(line: str) -> None:
    """Each ragged row is an object: in four megabytes there are a hundred thousand of them."""
    pairs = (f"{number},name,7,note\n" + line.format(number) for number in range(250_000))
    file = SmallFile(("id,name,count,note\n" + "".join(pairs)).encode())
    found = [len(one.ragged) for one in _frames(file)]

    assert sum(found) > 240_000
    assert max(found[1:]) < 30_000 < found[0]


def test_stretches_of_a_clean_table_are_large() -> None:
    """A frame has an overhead of its own."""
    row = "1234567,a name of a place,12345.6789,2026-04-01,something that goes on\n"
    file = SmallFile(("a,b,c,d,e\n" + row * 250_000).encode())

    assert max(one.columns.height for one in _frames(file)) > 50_000
    assert len(_frames(file)) < 6


def _frames(file: SmallFile) -> list[Frame]:
    return [one for one in batches_of(file, "utf-8", Dialect()) if isinstance(one, Frame)]
