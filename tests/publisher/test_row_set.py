"""Rows by the million, a bit each: as a set of numbers has them, and as a document tells them."""

from __future__ import annotations

import json
import pickle
import tracemalloc
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publisher.cli import json_text
from publisher.row_set import RowSet, RowSets

STRETCHES = st.lists(
    st.tuples(
        st.integers(1, 60) | st.integers(1000, 1050) | st.integers(1, 10**9),
        st.integers(1, 5) | st.just(3000),
    ),
    max_size=20,
)


def gathered(stretches: list[tuple[int, int]]) -> tuple[RowSet, set[int]]:
    found, rows = RowSet(), set[int]()
    for first, count in stretches:
        found.add(first, count)
        rows.update(range(first, first + count))
    return found, rows


@given(STRETCHES, st.integers(1, 4100))
def test_rows_are_told_in_order_however_they_come(
    stretches: list[tuple[int, int]], other: int
) -> None:
    """Of a large file, rows that are too short come before the others of their stretch."""
    found, rows = gathered(stretches)
    ranges = list(found)

    assert sorted(rows) == [row for low, high in ranges for row in range(low, high + 1)]
    assert all(high + 1 < low for (_, high), (low, _) in pairwise(ranges))
    assert (len(rows), len(ranges), bool(rows)) == (found.total, len(found), bool(found))
    assert (other in rows) is found.holds(other)
    assert all(map(found.holds, rows))


@given(STRETCHES)
def test_what_is_kept_is_the_same(stretches: list[tuple[int, int]]) -> None:
    """On disk, in another process, and made of its own ranges."""
    found, _ = gathered(stretches)

    for same in (
        RowSet.of_text(json.loads(json.dumps(found.as_text()))),
        pickle.loads(pickle.dumps(found)),  # noqa: S301 - our own
        RowSet(list(found)),
    ):
        assert (found, found.total, hash(found)) == (same, same.total, hash(same))


def test_every_second_row_of_a_large_file_takes_little_memory() -> None:
    """A range each would take 40 MB, which two columns with flaws would double."""
    tracemalloc.start()
    found, said = RowSet(), RowSets()
    for row in range(1, 400_000, 2):
        found.add(row)
        said.add(row, "missing-cell", 3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert 200_000 == found.total
    assert peak < 1 << 20
    assert said.holds(3, "missing-cell", 3)
    assert not said.holds(4, "missing-cell", 3)
    assert not said.holds(3, "missing-cell", 2)
    assert not said.holds(3, "extra-cell")


DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


@given(DOCUMENTS, STRETCHES)
def test_a_document_is_written_as_json_writes_it(
    document: Any, stretches: list[tuple[int, int]]
) -> None:
    """Piece by piece, ranges of rows as lists of two numbers."""
    found, _ = gathered(stretches)
    whole = {"a": document, "rows": found, "b": [document, found]}
    ranges = [list(span) for span in found]
    plain = {"a": document, "rows": ranges, "b": [document, ranges]}

    expected = json.dumps(plain, ensure_ascii=False, indent=2)
    assert expected == "".join(json_text.pieces(whole))


def test_rows_by_the_million_are_never_one_text() -> None:
    """Of 100,000 ranges no more is held than the piece that is written."""
    found = RowSet([(row, row) for row in range(1, 200_000, 2)])
    tracemalloc.start()
    size = sum(map(len, json_text.pieces({"findings": [{"rows": found}]})))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > 3 << 20
    assert peak < 256 << 10
