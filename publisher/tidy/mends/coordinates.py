"""Latitudes and longitudes in each other's column, and those that stand for no place."""

from __future__ import annotations

import re

from publisher.rules.coordinates import number_of, pairs
from publisher.rules.d003_swapped_coordinates import RULE as SWAPPED
from publisher.rules.d005_unusable_coordinates import RULE as UNUSABLE
from publisher.rules.d005_unusable_coordinates import in_degrees, is_marked
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_PLACE = r"\s*[0-9]{2,3}\.[0-9]+\s*"
"""What may be decimal degrees is not looked at."""
_DEGREES = Text(
    "「{label}」の列に、度・分・秒に見える数字（34.41.05や344105）があります。度の小数に直しますか。",
    "'{label}' holds numbers that look like degrees, minutes and seconds (34.41.05, 344105). Make "
    "them decimal degrees?",
)
_DECIMAL = Choice("degrees", Text("度・分・秒なので、度の小数にする", "They are: decimal degrees"))


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(COORDINATES.id, draft, asked)
    look = Look(draft, asked)
    found = look.cells(SWAPPED)
    others = {
        pair.latitude - 1: pair.longitude - 1
        for pair in (pairs(look.head.columns) if found else ())
    }
    for row, latitude in found:
        longitude = others[latitude]
        cells = draft.rows[row].cells
        edits.put(row, latitude, cells[longitude])
        edits.put(row, longitude, cells[latitude])
    return edits.mended()


def _no_places(draft: Draft, asked: Asked) -> Mended:
    """Blank what D005 calls no place where both halves are one number (0 and 0), or a bare comma."""
    edits = Edits(NO_PLACES.id, draft, asked)
    look = Look(draft, asked)
    found = look.cells(UNUSABLE)
    for index, column in found:
        if not re.search(r"\w", draft.rows[index].cells[column]):
            edits.put(index, column, "")
    for pair in pairs(look.head.columns) if found else ():
        sides = pair.latitude - 1, pair.longitude - 1
        for index in dict.fromkeys(row for row, column in found if column in sides):
            cells = draft.rows[index].cells
            latitude, longitude = (number_of(cells[side]) for side in sides)
            if latitude is not None and latitude == longitude:
                for side in sides:
                    edits.put(index, side, "")
    return edits.mended()


def _sexagesimal(draft: Draft, asked: Asked) -> Mended:
    """Write degrees, minutes and seconds as decimal degrees; ask where only dots or nothing part them."""
    edits, columns = Edits(SEXAGESIMAL.id, draft, asked), Look(draft, asked).head.columns
    sides = (side for pair in pairs(columns) for side in (pair.latitude, pair.longitude))
    for position in dict.fromkeys(sides):
        index = position - 1
        texts = draft.texts(index)
        known = {text: in_degrees(text) for text in texts.shown(unless=_PLACE)}
        found = {
            row: right
            for row in texts.rows(known)
            if (right := known[texts.cells[row]]) is not None
        }
        unsure = {row: right for row, right in found.items() if not is_marked(texts.cells[row])}
        if unsure:
            answer = edits.choice(
                "sexagesimal", index, _DEGREES, (_DECIMAL,), rows=unsure, shown=columns[index]
            )
            unsure = {} if answer == _DECIMAL.value else unsure
        for row, right in found.items():
            if row not in unsure:
                edits.put(row, index, right)
    return edits.mended()


SEXAGESIMAL = Mend(
    id="sexagesimal",
    rules=frozenset({"D005"}),
    title=Text("度・分・秒の緯度と経度を度の小数にする", "Degrees and minutes become decimals"),
    proof=Text(
        "1度は60分、1分は60秒です。小数は、書かれた秒より細かいけたまで書きます。",
        "A degree has 60 minutes of 60 seconds; the decimals are finer than the seconds given.",
    ),
    run=_sexagesimal,
)
NO_PLACES = Mend(
    id="no-places",
    rules=frozenset({"D005"}),
    title=Text("場所ではない緯度と経度を空にする", "Coordinates that are no place become blank"),
    proof=Text(
        "緯度と経度が同じ値（0と0など）の場所は、日本にありません。コンマだけのセルには値がありません。",
        "No place in Japan has one number for both (0 and 0), and a bare comma holds none.",
    ),
    run=_no_places,
)
COORDINATES = Mend(
    id="swapped-coordinates",
    rules=frozenset({"D003"}),
    title=Text("入れ替わった緯度と経度を戻す", "Swapped latitudes and longitudes are exchanged"),
    proof=Text(
        "日本の緯度は20〜46、経度は122〜154で重ならず、入れ替えると日本の中になります。",
        "Japan's latitudes (20–46) and longitudes (122–154) do not overlap; exchanged, the place "
        "lies in Japan.",
    ),
    run=_run,
)
