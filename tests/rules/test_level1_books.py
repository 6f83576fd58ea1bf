"""Rules of level 1 on workbooks, by hand-made facts: what their own examples do not show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from publisher.books.book import (
    Area,
    Look,
    OddLook,
    Places,
    Sheet,
    Span,
    Spot,
    Thing,
    ThingKind,
)
from publisher.rules.colour_names import name_of
from publisher.rules.examples import book, csv
from publisher.rules.hit import Ask, Certainty, Hit, Outcome
from publisher.rules.l1_09_blank_or_zero import RULE as BLANKS
from publisher.rules.l1_10_objects import RULE as OBJECTS
from publisher.rules.l1_11_meaning_by_look import RULE as LOOKS
from publisher.rules.l1_12_merged_cells import RULE as MERGES
from publisher.rules.l1_13_hidden_rows import RULE as HIDDEN
from publisher.rules.rule import OfSheet, Rule, TableHead
from publisher.tables import columns
from publisher.tables.layout import Layout
from publisher.tables.record import Record
from publisher.verdicts import Status
from tests.publisher.examples import report_on

PLAIN = Look()
YELLOW = Look(fill="FFFF00")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("名称", "定員"),
    *((f"館{number}", number) for number in range(2, 12)),
)


def look(
    rule: Rule, sheet: Sheet, rows: Sequence[Sequence[Any]] = ROWS, **head: Any
) -> list[Outcome]:
    """Return what a rule says of a sheet with these rows and facts."""
    records = tuple(Record(number, None, cells) for number, cells in enumerate(rows, start=1))
    labels = [str(cell) for cell in rows[0]]
    table = TableHead(
        layout=Layout(header=records[0]),
        form=head.pop("form", "xlsx"),
        sheet=sheet.name,
        columns=columns.judge(labels, records[1:]),
        sample=records[1:],
        **head,
    )
    (check,) = (check for check in rule.checks if isinstance(check, OfSheet))
    return list(check.check(sheet, table))


def hits(outcomes: list[Outcome]) -> list[str | None]:
    return [item.address for item in outcomes if isinstance(item, Hit)]


def sheet(**facts: Any) -> Sheet:
    return Sheet(name="一覧", rows=len(ROWS), columns=2, **facts)


def odd(*addresses: tuple[int, int], look: Look = YELLOW, usual: Look = PLAIN) -> Places[OddLook]:
    places = tuple(OddLook(spot=Spot(*at), look=look, usual=usual) for at in addresses)
    return Places(len(places), places)


def test_merges_beyond_those_kept_are_counted() -> None:
    """No merge is silent: what is not named is counted."""
    facts = sheet(merges=Places(1500, (Area(1, 1, 2, 1), Area(3, 1, 3, 2))))
    outcomes = look(MERGES, facts)

    assert ["A1:A2", "A3:B3", None] == hits(outcomes)
    assert isinstance(outcomes[-1], Hit)
    assert {"count": 1498} == outcomes[-1].values


@pytest.mark.parametrize("kind", list(ThingKind))
def test_every_kind_of_object_has_a_name(kind: ThingKind) -> None:
    """Pictures to threads: each is named, with its words where it has any."""
    thing = Thing(kind=kind, spot=Spot(2, 3), text="速報値")
    facts = sheet(objects=Places(3, (thing, Thing(kind=kind, spot=None))))
    outcomes = look(OBJECTS, facts)

    assert ["C2", None, None] == hits(outcomes)
    assert isinstance(outcomes[0], Hit)
    assert "速報値" == outcomes[0].values["text"]


def test_hidden_rows_say_how_they_are_hidden() -> None:
    """A filter is cleared, a group is opened, other rows are shown or deleted."""
    spans = Places(3, (Span(2, 3), Span(5, 5), Span(7, 9)))
    facts = sheet(
        hidden_rows=spans,
        grouped_rows=Places(1, (Span(7, 9),)),
        filter_area=Area(1, 1, 5, 2),
        is_filtered=True,
    )
    outcomes = look(HIDDEN, facts)
    words = [item.message.ja if isinstance(item, Hit) and item.message else "" for item in outcomes]

    assert ["2:3", "5:5", "7:9"] == hits(outcomes)
    assert ["絞り込み" in word for word in words] == [True, True, False]
    assert ["たたまれて" in word for word in words] == [False, False, True]


def test_hidden_stretches_end_with_the_values() -> None:
    """Rows and columns beyond the last value are not told, nor the rest of a span."""
    facts = sheet(
        hidden_rows=Places(2, (Span(10, 1048576), Span(2_000, 3_000))),
        hidden_columns=Places(2, (Span(2, 16384), Span(9, 10))),
        grouped_columns=Places(1, (Span(2, 4),)),
    )

    assert ["10:11", "B:B"] == hits(look(HIDDEN, facts))


def test_a_coloured_row_is_likely_and_certain_with_a_legend() -> None:
    """Words that explain the colours prove that they mean something."""
    facts = sheet(odd_looks=odd((3, 1), (3, 2)))
    (likely,) = look(LOOKS, facts)
    (certain,) = look(LOOKS, facts, rows=(*ROWS, ("※黄色い行は休館中", None)))

    assert isinstance(likely, Hit)
    assert isinstance(certain, Hit)
    assert (Certainty.LIKELY, Certainty.CERTAIN) == (likely.certainty, certain.certainty)
    assert ("A3", 2) == (likely.address, likely.values["count"])


def test_bold_cells_are_asked_about() -> None:
    """Bold may be taste: only a person knows."""
    (outcome,) = look(LOOKS, sheet(odd_looks=odd((4, 1), look=Look(is_bold=True))))

    assert isinstance(outcome, Ask)


@pytest.mark.parametrize(
    "places",
    [
        odd((1, 1), (1, 2)),
        odd(*((row, 1) for row in (3, 5, 7, 9, 11))),
        odd((4, 1), look=PLAIN, usual=YELLOW),
        odd((4, 1), look=Look(colour="0563C1", is_underlined=True)),
        odd((4, 1), look=Look(is_italic=True)),
        odd((4, 1), look=Look(colour="000000")),
        odd((4, 1), look=Look(fill="FFFFFF")),
        odd((4, 5)),
    ],
    ids=["header", "stripes", "plainer", "link", "italic", "black", "white", "outside"],
)
def test_decoration_is_left_alone(places: Places[OddLook]) -> None:
    """Headers, stripes, links and the like carry no meaning."""
    assert [] == look(LOOKS, sheet(odd_looks=places))


def test_totals_and_headings_are_decoration() -> None:
    """A row whose words say that it is a total needs no colour to say so."""
    rows = (*ROWS[:5], ("合計", 100), ("第2章", None), *ROWS[7:])

    assert [] == look(LOOKS, sheet(odd_looks=odd((6, 1), (6, 2), (7, 1))), rows=rows)


def test_what_is_crossed_out_is_told_also_in_a_total() -> None:
    """No decoration crosses a value out."""
    rows = (*ROWS[:5], ("合計", 100), *ROWS[6:])
    struck = odd((6, 2), look=Look(is_struck=True))

    assert ["B6"] == hits(look(LOOKS, sheet(odd_looks=struck), rows=rows))


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_looks_are_judged_alike_in_every_workbook(form: str) -> None:
    """ODS and XLS tell of colours, too: what is told of XLSX is told of them."""
    coloured = sheet(odd_looks=odd((4, 1)))

    assert look(LOOKS, coloured, form="xlsx") == look(LOOKS, coloured, form=form)
    assert ["A4"] == hits(look(LOOKS, coloured, form=form))
    assert [] == look(LOOKS, sheet(), form=form)


def test_partly_coloured_text_is_told() -> None:
    """A word crossed out inside a cell is lost on export."""
    assert ["A5"] == hits(look(LOOKS, sheet(mixed_looks=Places(2, (Spot(1, 1), Spot(5, 1))))))


def test_a_sheet_that_hides_zeros_is_told_where_it_has_numbers() -> None:
    """Without numbers there is nothing to hide."""
    words = (("名称", "備考"), ("北館", "あり"), ("南館", "なし"))

    assert [None] == hits(look(BLANKS, sheet(hides_zeros=True)))
    assert [] == look(BLANKS, sheet(hides_zeros=True), rows=words)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("FF0000", "赤"), ("FFC000", "だいだい"), ("FFFF00", "黄"), ("00B050", "緑"),
        ("0070C0", "青"), ("7030A0", "紫"), ("D9D9D9", "灰色"), ("", "黒"), ("FFFFFF", "白"),
        ("FF0010", "赤"), ("FF66CC", "ピンク"),
    ],
)  # fmt: skip
def test_colours_have_names(colour: str, expected: str) -> None:
    """The palette that spreadsheets offer is named as people name it."""
    assert expected == name_of(colour).ja


@pytest.mark.parametrize("count", ["=1+1", ""])
def test_a_formula_that_was_never_calculated_is_no_blank(count: str) -> None:
    """L2-06 tells of it; whether its cell means 0 is not to be asked, of a blank it is."""
    report = report_on(book(("名称", "台数"), ("北館", 10), ("南館", count or None), ("東館", 7)))

    assert ["L2-06" if count else "L1-09"] == [item.rule for item in report.findings]


def test_a_telephone_beside_a_day_is_no_day() -> None:
    """Of several values in a cell only those of a year that may be one are days."""
    days = "行事,開催日\nA,2024-02-29、{}\nB,2024-03-01\nC,2024-03-02\n"
    found = [report_on(csv(days.format(text))).findings for text in ("0120-12-345", "2024-02-30")]

    assert [False, True] == ["D008" in {item.rule for item in items} for items in found]


def test_a_formula_that_fails_is_told_once() -> None:
    """L2-06 is certain of it, also where a schema wants a number; both rules are violated."""
    rows = (("名称", "台数"), ("北館", 10), ("南館", "#DIV/0!"), ("東館", 7), ("西館", 8))
    report = report_on(book(*rows))

    assert ["L2-06"] == [item.rule for item in report.findings]
    assert Status.VIOLATED is report.files[0].rules["L2-01"]
