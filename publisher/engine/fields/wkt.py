"""Well-known text of geometries, by the grammar that frictionless ships (ISO 19125, SQL/MM).

frictionless needs the package tatsu to read it, and refuses the schema where that is missing.
As there, what follows a complete geometry is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Reader = Callable[[str, int], int]
"""Text and place → the place after what was read; raises ValueError where it is not there."""

SPACE = re.compile(r"\s*")
NUMBER = re.compile(r"\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
WORD = re.compile(r"\s*([A-Z]+)(?![^\W_])|")
DIMENSIONS = ("ZM", "Z", "M")


def is_wkt(text: str) -> bool:
    """Whether the text begins with a geometry; raises RecursionError where it is too deep."""
    try:
        _geometry(text, 0)
    except ValueError:
        return False
    return True


def _geometry(text: str, place: int, kinds: tuple[str, ...] = ()) -> int:
    """Read a geometry with its keyword: any, or one of `kinds`."""
    word, place = _word(text, place)
    if word not in BODIES or (kinds and word not in kinds):
        raise ValueError(word)
    dimension, after = _word(text, place)
    return BODIES[word](text, after if dimension in DIMENSIONS else place)


def _word(text: str, place: int) -> tuple[str, int]:
    found = WORD.match(text, place)
    return (found[1] or "", found.end()) if found else ("", place)


def _sign(text: str, place: int, sign: str) -> int:
    place = _after_space(text, place)
    if not text.startswith(sign, place):
        raise ValueError(sign)
    return place + 1


def _after_space(text: str, place: int) -> int:
    found = SPACE.match(text, place)
    return found.end() if found else place


def _point(text: str, place: int) -> int:
    for count in range(4):
        found = NUMBER.match(text, place)
        if found is None and count < 2:
            raise ValueError(place)
        place = found.end() if found else place
    return place


def _one(item: Reader) -> Reader:
    """Return the reader of EMPTY or one item in brackets."""
    return _body(item, is_list=False)


def _many(item: Reader) -> Reader:
    """Return the reader of EMPTY or items in brackets."""
    return _body(item, is_list=True)


def _body(item: Reader, *, is_list: bool) -> Reader:
    def read(text: str, place: int) -> int:
        word, after = _word(text, place)
        if word == "EMPTY":
            return after
        place = item(text, _sign(text, place, "("))
        while is_list and text.startswith(",", _after_space(text, place)):
            place = item(text, _sign(text, place, ","))
        return _sign(text, place, ")")

    return read


def _or_bare(bare: Reader, *kinds: str) -> Reader:
    """Return the reader of a body without keyword, or of a geometry of one of `kinds`."""

    def read(text: str, place: int) -> int:
        return (
            _geometry(text, place, kinds) if _word(text, place)[0] in kinds else bare(text, place)
        )

    return read


def _surface(text: str, place: int) -> int:
    # Here the grammar allows no Z or M after the keyword.
    word, after = _word(text, place)
    return BODIES[word](text, after) if word == "CURVEPOLYGON" else POLYGON(text, place)


LINE = _many(_point)
POLYGON = _many(LINE)
CURVE = _or_bare(LINE, "CIRCULARSTRING", "COMPOUNDCURVE")
BODIES: dict[str, Reader] = {
    "POINT": _one(_point),
    "LINESTRING": LINE,
    "CIRCULARSTRING": LINE,
    "COMPOUNDCURVE": _many(_or_bare(LINE, "CIRCULARSTRING")),
    "CURVEPOLYGON": _many(CURVE),
    "POLYGON": POLYGON,
    "TRIANGLE": _one(LINE),
    "MULTIPOINT": _many(_one(_point)),
    "MULTICURVE": _many(CURVE),
    "MULTILINESTRING": POLYGON,
    "MULTISURFACE": _many(_surface),
    "MULTIPOLYGON": _many(POLYGON),
    "POLYHEDRALSURFACE": _many(POLYGON),
    "TIN": _many(_one(LINE)),
    "GEOMETRYCOLLECTION": _many(_geometry),
}
