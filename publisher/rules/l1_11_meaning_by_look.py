"""L1-11: cells of the body that differ by look only: struck out, coloured, filled, bold."""

from __future__ import annotations

import enum
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from publisher.books.book import Look, OddLook, Sheet, Spot
from publisher.findings import Severity
from publisher.rules.colour_names import name_of
from publisher.rules.examples import book, csv
from publisher.rules.rule import Ask, Certainty, Hit, OfSheet, Rule, TableHead
from publisher.tables.record import Record, filled, text_of
from publisher.words import Text

OTHERS = 2
"""Cells of a column that must show what is usual, before another one stands out."""
SHOWN = 3
"""Cells that a message names."""
PALE = 0xB0
"""Least of red, green and blue in the colour of a stripe; what shall be seen is stronger."""
_TOTAL = re.compile(r"計$|^計|総数|合計|平均|全体|全国|全県|県計|市計|(?:小|中|総)計")
_LEGEND = re.compile(
    r"(?:赤|青|黄|緑|黒|白|灰)(?:字|文字|色|い)|網[掛か]け|色[付つ]き|着色|太字|塗りつぶし|取り?消し?線|斜体|背景色|ハイライト"
)
"""Words that explain what a look means."""


class _Way(enum.Enum):
    """How a cell differs, the most telling first."""

    STRUCK = Text("取り消し線", "crossed out")
    COLOUR = Text("文字が{colour}", "written in {colour}")
    FILL = Text("背景が{colour}", "filled {colour}")
    BOLD = Text("太字", "bold")


_PARTLY = Text(
    "{cells} は、文字の一部だけ色や取り消し線が違います。意味があるなら、言葉で列に書いてください。",
    "In {cells} a part of the text is coloured or crossed out. If it means something, "
    "say so in a column.",
)
_ASKED = Text(
    "{cells}（{count}か所）だけ太字です。意味がありますか。あるなら、言葉で列に書いてください。",
    "Only {cells} ({count} {count:cell|cells}) {count:is|are} bold. Does it mean something? Then "
    "say so in a column.",
)


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit | Ask]:
    header = table.layout.header
    first, width = (header.number + 1, len(header.cells)) if header else (1, sheet.columns)
    rows = {record.number: record for record in table.sample}
    lead = _heading(table.sample)
    certainty = Certainty.CERTAIN if _has_legend(table) else Certainty.LIKELY
    found: dict[tuple[_Way, str], list[Spot]] = defaultdict(list)
    for odd in sheet.odd_looks.first:
        if odd.spot.row >= first and odd.spot.column <= width and (odd_way := _way(odd)):
            found[odd_way].append(odd.spot)
    alone = _alone(sheet.odd_looks.first, table.sample, first)
    for (way, colour), spots in found.items():
        compared = [
            spot
            for spot in spots
            if way is _Way.STRUCK or (spot.row != lead and spot.column not in alone)
        ]
        if way is _Way.FILL and _is_pale(colour):
            compared = _unstriped(compared, range(first, sheet.rows + 1), width)
        telling = _telling(way, compared, rows, body=sheet.rows - first + 1)
        if telling and not _is_said(telling, table.sample):
            yield _said(way, colour, telling, certainty)
    mixed = [spot for spot in sheet.mixed_looks.first if spot.row >= first]
    if mixed:
        yield Hit(
            address=mixed[0].address,
            message=_PARTLY,
            certainty=certainty,
            values={"cells": _cells(mixed)},
        )


def _way(odd: OddLook) -> tuple[_Way, str] | None:
    """Return how a cell stands out from its column; plainer than the others is no emphasis.

    None for links and for what is only slanted.
    """
    look, usual = odd.look, odd.usual
    if look.is_struck and not usual.is_struck:
        return _Way.STRUCK, ""
    if _ink(look) not in {"", _ink(usual)} and not look.is_underlined:
        return _Way.COLOUR, look.colour
    if _paper(look) not in {"", _paper(usual)}:
        return _Way.FILL, look.fill
    if look.is_bold and not usual.is_bold:
        return _Way.BOLD, ""
    return None


def _ink(look: Look) -> str:
    return "" if look.colour == "000000" else look.colour


def _paper(look: Look) -> str:
    return "" if look.fill == "FFFFFF" else look.fill


def _telling(
    way: _Way, spots: Sequence[Spot], rows: Mapping[int, Record], *, body: int
) -> list[Spot]:
    """Return the spots whose look may mean something: no stripes, totals or headings."""
    if way is _Way.STRUCK:
        return list(spots)
    if _is_striped(sorted({spot.row for spot in spots}), body):
        return []
    return [spot for spot in spots if not _is_decorated(rows.get(spot.row))]


def _heading(sample: Sequence[Record]) -> int | None:
    """Return the row that a blank one parts from the header: a heading of its own, no data."""
    if not sample or filled(sample[0]):
        return None
    return next((record.number for record in sample if filled(record)), None)


def _alone(odd: Sequence[OddLook], sample: Sequence[Record], first: int) -> frozenset[int]:
    """Return the columns in which too few other cells of the body show what is usual."""
    counts: Counter[int] = Counter()
    for record in sample:
        counts.update(p for p, cell in enumerate(record.cells, start=1) if text_of(cell))
    counts.subtract(item.spot.column for item in odd if item.spot.row >= first)
    columns = {item.spot.column for item in odd}
    return frozenset(column for column in columns if counts[column] < OTHERS)


def _is_said(spots: Sequence[Spot], sample: Sequence[Record]) -> bool:
    """Say whether some column says in words what the look says: a word in these rows only."""
    rows = {spot.row for spot in spots}
    inside = [record for record in sample if record.number in rows]
    if len(inside) < len(rows) or len(rows) < 2:
        return False
    outside = {
        (position, text_of(cell))
        for record in sample
        if record.number not in rows
        for position, cell in enumerate(record.cells)
    }
    words = [
        {(position, text_of(cell)) for position, cell in enumerate(record.cells) if text_of(cell)}
        for record in inside
    ]
    return bool(frozenset.intersection(*map(frozenset, words)) - outside)


def _is_striped(rows: Sequence[int], body: int) -> bool:
    """Say whether rows come in regular steps through much of the table."""
    steps = [second - first for first, second in pairwise(rows)]
    is_regular = len(set(steps)) == 1 or set(steps) == {1, max(steps, default=0)}
    return len(rows) >= max(3, 0.15 * body) and is_regular and steps.count(1) < len(steps)


def _is_pale(colour: str) -> bool:
    return len(colour) == 6 and all(int(colour[at : at + 2], 16) >= PALE for at in (0, 2, 4))


def _unstriped(spots: Sequence[Spot], body: range, width: int) -> list[Spot]:
    """Return none where every second row of a short table is filled from end to end."""
    filled_rows = {spot.row for spot in spots}
    seen = {(spot.row, spot.column) for spot in spots}
    is_every_second = filled_rows in (set(body[::2]), set(body[1::2]))
    is_whole = len(seen) == len(filled_rows) * width
    return [] if len(body) > 1 and is_every_second and is_whole else list(spots)


def _is_decorated(record: Record | None) -> bool:
    """Say whether a row is a total or a heading, of which the words tell enough."""
    if record is None:
        return False
    texts = [text_of(cell) for cell in record.cells if isinstance(cell, str) and text_of(cell)]
    return filled(record) <= 1 or any(_TOTAL.search(text) for text in texts[:2])


def _has_legend(table: TableHead) -> bool:
    records = (*table.layout.above, *table.sample)
    return any(
        isinstance(cell, str) and len(cell) <= 100 and _LEGEND.search(cell)
        for record in records
        if filled(record) <= 2
        for cell in record.cells
    )


def _said(way: _Way, colour: str, spots: Sequence[Spot], certainty: Certainty) -> Hit | Ask:
    values = {"cells": _cells(spots), "count": len(spots)}
    if way is _Way.BOLD and certainty is not Certainty.CERTAIN:
        return Ask(question=_ASKED, values=values)
    name = name_of(colour)
    look = Text(way.value.ja.format(colour=name.ja), way.value.en.format(colour=name.en))
    return Hit(address=spots[0].address, certainty=certainty, values={**values, "look": look})


def _cells(spots: Sequence[Spot]) -> str:
    named = ", ".join(spot.address for spot in spots[:SHOWN])
    return named if len(spots) <= SHOWN else f"{named}, …"


RULE = Rule(
    id="L1-11",
    name="meaning-by-look",
    severity=Severity.WARNING,
    title=Text("色や書式で意味を表している", "Meaning carried by colour or format"),
    official_title="【Excel】書式でデータの違いを表現していないか",
    why=Text(
        "機械は値しか読みません。色や取り消し線の意味は失われます。",
        "Programs read values only: what colours and strokes mean is lost.",
    ),
    fix=Text(
        "色や太字の意味を、列を足して言葉で書いてください。取り消した値は消してください。",
        "Add a column that says in words what the colour means; delete values crossed out.",
    ),
    message=Text(
        "{cells}（{count}か所）だけ{look}です。意味があるなら、列を足して言葉で書いてください。",
        "Only {cells} ({count} {count:cell|cells}) {count:is|are} {look}. If it means something, "
        "add a column that says so in words.",
    ),
    decides=Text(
        "同じ列のほかのセルと、色・塗り・取り消し線が違うセルを疑いとし、太字は人に尋ねます。"
        "色の説明が表にあれば確実な違反です。見出し、縞、合計の行、リンク、条件付き書式、"
        "同じことを言葉でも書いた行は見ません。",
        "Likely: cells whose colour, fill or stroke differs from their column; of bold a person "
        "is asked. Certain where the sheet explains the colours. Headers, stripes, totals, links, "
        "conditional formats and rows that say the same in words are left alone.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        book(
            ("名称", "定員"),
            ("北館", 20),
            ("南館", 30),
            ("東館", 25),
            ("西館", 15),
            fills={"A3": "FFFF00", "B3": "FFFF00"},
            shows="3行目だけ背景が黄色",
            shows_en="row 3 is filled yellow",
        ),
        book(
            ("名称", "定員"),
            ("北館", 20),
            ("南館", 30),
            ("東館", 25),
            ("西館", 15),
            colours={"B4": "FF0000"},
            shows="B4 だけ赤い文字",
            shows_en="B4 is written in red",
        ),
        book(
            ("名称", "定員"),
            ("北館", 20),
            ("南館", 30),
            ("東館", 25),
            ("西館", 15),
            struck=("A2", "B2"),
            shows="2行目に取り消し線",
            shows_en="row 2 is crossed out",
        ),
    ),
    good=(
        book(
            ("名称", "定員"),
            ("北館", 20),
            ("南館", 30),
            ("東館", 25),
            ("西館", 15),
            bold=("A1", "B1"),
            fills={"A1": "D9D9D9", "B1": "D9D9D9"},
            shows="項目名だけ太字と塗り",
            shows_en="only the header is bold and filled",
        ),
        book(
            ("名称", "定員"),
            ("北館", 20),
            ("南館", 30),
            ("東館", 25),
            ("西館", 15),
            ("中館", 10),
            ("新館", 12),
            fills={cell: "EEF3FA" for row in (3, 5, 7) for cell in (f"A{row}", f"B{row}")},
            shows="1行おきの縞",
            shows_en="every second row is shaded",
        ),
        book(
            ("部署", "職員数（人）"),
            ("総務課", 12),
            ("税務課", 18),
            ("市民課", 25),
            fills={"A3": "DDEBF7", "B3": "DDEBF7"},
            shows="3行の表の、淡い縞",
            shows_en="pale stripes in a table of three rows",
        ),
        book(
            ("地区", "人数"),
            ("北", 20),
            ("南", 30),
            ("東", 25),
            ("合計", 75),
            bold=("A5", "B5"),
            shows="合計の行だけ太字",
            shows_en="only the total is bold",
        ),
        book(
            ("名称", "定員", "状態"),
            ("北館", 20, "開館"),
            ("南館", 30, "休館"),
            ("東館", 25, "開館"),
            ("西館", 15, "休館"),
            ("中館", 10, "開館"),
            fills={"A3": "FFFF00", "B3": "FFFF00", "A5": "FFFF00", "B5": "FFFF00"},
            shows="休館の行だけ塗り、「状態」の列にも書いてある",
            shows_en="closed halls are filled, and the column says so too",
        ),
        book(
            ("名称", "定員"),
            ("北館", 20),
            fills={"A1": "FFFF00", "B1": "FFFF00", "A2": "3366FF", "B2": "3366FF"},
            shows="項目名とただ1件の行の色が違う",
            shows_en="the header and the only row have their colours",
        ),
        csv("名称,定員,状態\n北館,20,休館中\n南館,30,開館中\n"),
    ),
    check=OfSheet(_check),
)
