"""Keys: which values repeat and which another table lacks, in memory or in a file."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.engine import key_frames
from publisher.engine.key_frames import KeyFrames
from publisher.engine.keys import KeyValues
from tests.settings import EXAMPLES

Values = list[tuple[str | None, str | None]]
values = st.lists(
    st.tuples(st.sampled_from(("a", "b", "", "é")), st.sampled_from((None, "1", "2"))), max_size=40
)
cuts = st.lists(st.integers(1, 9), min_size=1, max_size=12)


def fed(rows: Values, cuts: list[int], held: int, first: int = 2) -> KeyFrames:
    """Return the rows as frames of the given sizes, of which few are held in memory."""
    keys, place, index = KeyFrames(2, held=held), 0, 0
    while place < len(rows):
        part = rows[place : place + cuts[index % len(cuts)]]
        numbers = range(first + place, first + place + len(part))
        frame = {
            "number": numbers,
            "line": numbers,
            "k0": [a for a, _ in part],
            "k1": [b for _, b in part],
        }
        keys.add(pl.DataFrame(frame, schema_overrides={"k0": pl.String, "k1": pl.String}))
        place, index = place + len(part), index + 1
    return keys


def told(parts: Any) -> list[tuple[Any, ...]]:
    """Return what all parts tell, each of which must be in order."""
    found = [list(part) for part in parts]
    assert all(part == sorted(part, key=lambda row: row[0]) for part in found)
    return sorted((row for part in found for row in part), key=lambda row: row[0])


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(rows=values, cuts=cuts, held=st.sampled_from((1, 5, 12, 1000)))
def test_repeats_name_the_latest_earlier_row(rows: Values, cuts: list[int], held: int) -> None:
    """A row whose value stood before is told with the last such row, however much is held."""
    last: dict[Any, int] = {}
    expected = []
    for number, value in enumerate(rows, start=2):
        if value in last:
            expected.append((number, number, last[value], *value))
        last[value] = number
    assert told(fed(rows, cuts, held).repeats()) == expected


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(rows=values, others=values, cuts=cuts, held=st.sampled_from((1, 5, 1000)))
def test_absences_are_values_that_others_lack(
    rows: Values, others: Values, cuts: list[int], held: int
) -> None:
    """A row is told whose value stands nowhere in the other table, missing parts equal."""
    expected = [
        (number, number, *value)
        for number, value in enumerate(rows, start=2)
        if value not in others
    ]
    mine, theirs = fed(rows, cuts, held), fed(others, cuts, 7)
    assert told(mine.absent_from(theirs)) == expected


def test_one_value_in_every_row_is_no_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a part that is all one value, no more rows come together than may be held."""
    seen: list[int] = []
    inner = key_frames._hashes

    def counted(frame: pl.DataFrame, names: list[str]) -> pl.Series:
        seen.append(frame.height)
        return inner(frame, names)

    keys = fed([("a", "1")] * 5000, [50], held=100)
    monkeypatch.setattr(key_frames, "_hashes", counted)
    assert len(told(keys.repeats())) == 4999
    assert max(seen) <= 150


def test_values_without_a_text_keep_their_order() -> None:
    """Rows that come behind the frame they lie in are compared where they stand."""
    keys = KeyValues(1, ("object",))
    frame = pl.DataFrame({"number": [2, 6], "line": [2, 6], "k0": ["x", "y"]})
    keys.add_frame(frame)
    keys.add([5], [5], [{"a": 1}])
    keys.add([3, 4], [3, 4], [{"a": 1}, "y"])
    assert list(keys.repeats()) == [(5, 5, 3, "{'a': 1}"), (6, 6, 4, "y")]
