"""Rules of levels 2 and 3 say the same of a table whether it comes by records or by columns."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.checks.sieve import Sieve
from publisher.rules import RULES
from publisher.rules.fence import Crash
from publisher.rules.rule import Ask, Hit, NotApplicable, OfTable, Rule, TableHead, Watch
from publisher.tables import columns
from publisher.tables.batch import Batch, Frame, Rows
from publisher.tables.layout import decide
from publisher.tables.record import Record

LABELS = ("施設名", "人数", "面積", "開設日", "区分", "市町村名")
WELL = [
    ["公園A", "1200", "12.5", "2024-04-01", "有", "生駒市"],
    ["公園B", "35", "8", "2024-04-02", "無", "斑鳩町"],
    ["公園C", "7", "90", "2024-05-01", "有", "奈良市"],
]
ODD = st.sampled_from(
    [
        "〃",
        "同上",
        "1,200",
        "１２",
        "▲3",
        "70名",
        "-",
        "…",
        "X",
        "R6.4.1",
        "2024/4/1",
        "あり",
        "生駒",
        "",
        "その他（徒歩）",
        "その他（自転車）",
        "調査中",
        "#REF!",
        " 5",
        "約10",
    ]
)
PLACES = st.tuples(st.integers(3, 19), st.integers(0, len(LABELS) - 1), ODD)


def outcomes(rows: list[Record], batches: list[Batch]) -> list[Any]:
    head = [Record(1, 1, LABELS), *rows]
    about = TableHead(
        layout=decide(head[:60]),
        columns=columns.judge(LABELS, rows[:10]),
        sample=tuple(rows[:10]),
    )
    watches: dict[Rule, Watch] = {}
    said: list[Any] = []
    for rule in RULES:
        for check in rule.checks:
            if rule.level in {2, 3} and isinstance(check, OfTable):
                watches[rule] = watch = check.watch()
                said += [_plain(rule, item) for item in watch.start(about)]
    sieve = Sieve(watches, width=len(LABELS), is_text=True)
    for batch in batches:
        said += [_plain(rule, item) for rule, item in sieve.feed(batch)]
    said += [_plain(rule, item) for rule, item in sieve.finish()]
    return sorted(said)


def _plain(rule: Rule, item: Any) -> tuple[str, ...]:
    assert not isinstance(item, Crash), item
    match item:
        case Hit():
            place = item.cell or item.record
            number = place.number if place else 0
            position = item.cell.position if item.cell else item.position
            return rule.id, f"{number}:{position}", str(sorted(item.values.items(), key=str))
        case Ask():
            return rule.id, f"ask {item.position}", str(item.values)
    assert isinstance(item, NotApplicable)
    return rule.id, "not applicable", ""


def framed(rows: list[Record]) -> Frame:
    names = [str(position) for position in range(1, len(LABELS) + 1)]
    return Frame(
        columns=pl.DataFrame([list(row.cells) for row in rows], schema=names, orient="row"),
        numbers=[row.number for row in rows],
        line_of=lambda index: rows[index].line or 0,
    )


@settings(deadline=None)
@given(st.lists(PLACES, max_size=8))
def test_records_and_columns_are_judged_alike(places: list[tuple[int, int, str]]) -> None:
    """The same cells are found, with the same words, in batches of both kinds."""
    cells = [list(WELL[number % 3]) for number in range(20)]
    for row, column, text in places:
        cells[row][column] = text
    rows = [Record(number, number, row) for number, row in enumerate(cells, start=2)]
    one_by_one = outcomes(rows, [Rows(tuple(rows))])

    assert one_by_one == outcomes(rows, [Rows(tuple(rows[:10])), framed(rows[10:])])


def test_clean_cells_are_not_shown() -> None:
    """A clean table costs the rules nothing but the search (a finding needs a cell)."""
    cells = [list(WELL[number % 3]) for number in range(30)]
    rows = [Record(number, number, row) for number, row in enumerate(cells, start=2)]
    found = outcomes(rows, [Rows(tuple(rows))])

    assert ["L3-04"] == [rule for rule, place, _ in found if place.startswith("1:")]
    assert not [rule for rule, place, _ in found if place[0].isdigit() and place[:2] != "1:"]
