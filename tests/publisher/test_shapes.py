"""What is asked of a shape, a text with its digits as 0, is answered as for the text."""

from __future__ import annotations

import gc
import re
import weakref

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.checks import sieve
from publisher.checks.shapes import places_of, widened
from publisher.checks.sieve import Sieve
from publisher.rules import RULES
from publisher.rules.rule import Cell, Interest, OfTable, TableHead, Watch
from publisher.tables import columns
from publisher.tables.batch import Frame, Rows
from publisher.tables.frame_shapes import MOST, FrameShapes, shape_of
from publisher.tables.layout import decide
from publisher.tables.record import Record

LABELS = (
    "名称",
    "住所",
    "緯度",
    "経度",
    "電話番号",
    "開設日",
    "人数",
    "郵便番号",
    "メール",
    "時刻",
)
ROW = ("市役所", "生駒市東新町8-38", "34.69", "135.69", "0743-74-1111", "2024-04-01", "12", "630-0288",
       "info@example.jp", "09:00")  # fmt: skip
PATTERNS = (
    r"0[789]0-?\d{4}",
    r"[^1]x",
    r"[^-0-9]",
    r"(?:1[0-9]{3}|20[0-9]{2})[-/](?:0?[1-9]|1[0-2])",
    r"(?i:no)\.?[1-3]{2,4}?",
    r"3[4-6]\.(?:1[6-9]|[2-8][0-9])[0-9]*",
    r"^\D{1,3}\d|\d$",
    r"(?:1|2)*3",
    r"[^\d1]+|[!-5]{3}",
)
TEXTS = (
    st.text(alphabet="0123456789-./:xNno 年１", max_size=12)
    | st.dates().map(str)
    | st.sampled_from(("年" * 250 + "070-1", "x" * 199 + "12", "1" * 300))
)


def of_the_rules() -> list[Interest]:
    record = Record(2, 2, ROW)
    head = TableHead(
        layout=decide([Record(1, 1, LABELS), record]),
        columns=columns.judge(LABELS, [record]),
        sample=(record,),
    )
    watches = [
        check.watch() for rule in RULES for check in rule.checks if isinstance(check, OfTable)
    ]
    for watch in watches:
        list(watch.start(head))
    return [interest for watch in watches for interest in watch.interests()]


INTERESTS = of_the_rules()
ALL = sorted(
    {*PATTERNS, *(text for item in INTERESTS for text in (item.finds, item.unless) if text)}
)


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(ALL), TEXTS)
def test_a_shape_shows_what_its_texts_show(pattern: str, text: str) -> None:
    """Nothing that an expression finds is missed; where it is exact, nothing more is found."""
    told, shape = widened(pattern), shape_of(text)

    assert told.pattern.search(shape) or not re.search(pattern, text)
    if told.is_exact:
        assert bool(told.pattern.search(shape)) == bool(re.search(pattern, text))
        assert bool(told.pattern.fullmatch(shape)) == bool(re.fullmatch(pattern, text))


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(ALL), TEXTS)
def test_only_digits_at_its_places_matter_to_an_expression(pattern: str, text: str) -> None:
    """With those kept, an expression matches a shape as a whole or not, as it does the text."""
    if (places := places_of(pattern)) is None:
        return
    kept = "".join(
        letter if index in places else shape_of(letter) for index, letter in enumerate(text)
    )

    assert bool(re.fullmatch(pattern, kept)) == bool(re.fullmatch(pattern, text))


def test_dates_and_coordinates_have_places() -> None:
    """What the two tests above take for granted: neither is empty of cases."""
    assert frozenset({0, 1, 5, 6}) == places_of(PATTERNS[3])
    assert not widened(PATTERNS[3]).is_exact
    assert widened(r"\d+-\d").is_exact
    assert places_of("(?:1|2)*3") is None
    assert len(INTERESTS) > 50


def test_what_no_interest_may_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="ASSERT"):
        widened("(?=1)")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=20), st.integers(0, 10), st.frozensets(st.integers(0, 9))
)
def test_columns_tell_the_shapes_of_all_their_cells(
    cells: list[str], cut: int, kept: frozenset[int]
) -> None:
    """Whole or sliced; with places kept only in ASCII."""
    table = pa.table({"1": pa.array(cells, pa.string())})[min(cut, len(cells) - 1) :]
    rest = cells[min(cut, len(cells) - 1) :]
    known = FrameShapes(table)
    seen = known.of(1, kept)

    if seen is None:
        assert kept
        assert not "".join(cells).isascii()
    else:
        assert set(seen) == {
            "".join(c if index in kept else shape_of(c) for index, c in enumerate(cell))
            for cell in rest
        }
    for shape in set(map(shape_of, rest)):
        assert known.rows(1, {shape}) == [at for at, c in enumerate(rest) if shape_of(c) == shape]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text("01a-", min_size=3, max_size=3), min_size=1, max_size=6),
    st.integers(0, 5),
    st.frozensets(st.integers(0, 3)),
)
def test_columns_of_one_width_tell_the_shapes_of_all_their_cells(
    cells: list[str], cut: int, kept: frozenset[int]
) -> None:
    """Also when they were asked before, and another column in between."""
    start = min(cut, len(cells) - 1)
    others = ["x"] * len(cells)
    known = FrameShapes(pa.table({"1": pa.array(cells, pa.string()), "2": others})[start:])

    for position, places in ((1, frozenset[int]()), (2, kept), (1, kept), (1, frozenset[int]())):
        asked = (cells if position == 1 else others)[start:]
        assert set(known.of(position, places) or ()) == {
            "".join(c if index in places else shape_of(c) for index, c in enumerate(cell))
            for cell in asked
        }


def test_columns_of_many_shapes_do_not_tell_them() -> None:
    names = ["あ" * (number % 40) + "い" * (number // 40) for number in range(MOST + 1)]

    assert FrameShapes(pa.table({"1": names})).of(1) is None


class _Seen(Watch):
    """Writes down what it is shown."""

    def __init__(self, interests: list[Interest]) -> None:
        self.asked = interests
        self.cells: set[tuple[int, int]] = set()

    def interests(self) -> list[Interest]:
        return self.asked

    def cell(self, cell: Cell) -> tuple[()]:
        self.cells.add((cell.number, cell.position))
        return ()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS | st.just("a\nb")), min_size=1, max_size=12),
    st.lists(
        st.builds(Interest, finds=st.sampled_from(ALL))
        | st.builds(Interest, unless=st.sampled_from(ALL)),
        min_size=1,
        max_size=4,
    ),
)
def test_rules_are_shown_what_they_ask_for(
    cells: list[tuple[str, str]], interests: list[Interest]
) -> None:
    """Of columns whose shapes are known, every wanted cell, and no other."""
    table = pa.table(
        {
            str(at): pa.array(texts, pa.string())
            for at, texts in enumerate(zip(*cells, strict=True), 1)
        }
    )
    frame = Frame(
        columns=pl.DataFrame(pl.from_arrow(table)),
        numbers=range(2, len(cells) + 2),
        line_of=lambda index: index + 2,
        shapes=FrameShapes(table),
    )
    watch = _Seen(interests)
    rule = next(rule for rule in RULES if rule.id == "L1-14")
    assert not list(Sieve({rule: watch}, width=2, is_text=True).feed(frame))

    def wants(text: str, item: Interest) -> bool:
        if item.finds:
            return bool(re.search(item.finds, text))
        return bool(text and not re.fullmatch(item.unless, text))

    assert watch.cells == {
        (number, position)
        for number, texts in enumerate(cells, start=2)
        for position, text in enumerate(texts, start=1)
        if any(
            wants(text, item)
            for item in interests
            if item.columns is None or position in item.columns
        )
    }


def test_long_texts_that_all_differ_are_not_kept_to_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A million remarks would else fill the memory."""
    monkeypatch.setattr(sieve, "_MEMO", 10)
    seen = Sieve({RULES[0]: _Seen([Interest(finds="あ")])}, width=1, is_text=True)
    texts: list[weakref.ref[_Text]] = []
    for number in range(50):
        text = _Text(f"{'長' * 300}{number}")
        texts.append(weakref.ref(text))
        assert not list(seen.feed(Rows((Record(number, number, [text]),))))
        del text
    gc.collect()

    assert sum(text() is not None for text in texts) <= 11


class _Text(str):
    """A text of which can be told whether somebody still holds it."""

    __slots__ = ("__weakref__",)
