"""Latitudes and longitudes that stand in each other's column."""

from __future__ import annotations

from publisher.rules.coordinates import pairs
from publisher.rules.d003_swapped_coordinates import RULE as SWAPPED
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text


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
