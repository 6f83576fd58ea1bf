"""Addresses and wards in a table, and whether they name their municipality. Never certain."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.late_pattern import late
from publisher.municipalities import Municipalities
from publisher.rules.watch import TableHead
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of

SEEN = 300
"""Records that are looked at."""
ENOUGH = 5
"""Different addresses without a municipality: fewer prove no habit."""
MOSTLY = 0.8
"""Share of a column's cells from which on the others are exceptions."""
_ADDRESS = re.compile(r"(?:住所|所在地|所在)(?:\(.*\))?$|^(?:full)?address$")
_WARD = re.compile(r"^(?:.*_)?(?:行政区名?|区名?)(?:コ.ド)?$")
_KANA_KANJI = "\u3041-\u30ff\u3400-\u9fff々〇"
_LOOKS = late(
    rf"[{_KANA_KANJI}]{{2,15}}?(?:[一二三四五六七八九十]+丁目"
    r"|[0-9]{1,5}(?:丁目|番地?|号|条|線|の|[-‐‑–—−ー]|$)).*",
    re.DOTALL,
)
_JAPANESE = late(f"[{_KANA_KANJI}]")
_UNNAMED = late(rf"(?P<street>[{_KANA_KANJI}]{{1,8}})[0-9]{{1,2}}-[0-9]{{1,3}}-[0-9]{{1,3}}.*")
"""What is an address whatever the column is called: 野毛1-25-2."""
_CITY = re.compile(r"[^0-9]{1,6}?[市郡]")
"""How an address begins that names a city or a county, spelled otherwise perhaps: 髙松市."""
_SMALL = ("町", "村", "区")
"""Ends of names that streets and quarters have, too: 昭和町 is a municipality of 山梨県."""
_COUNTY = re.compile("[都道府県郡]")
_SPECIAL = "131"
"""Codes of the special wards of 東京都, which are municipalities."""


@dataclass(frozen=True, slots=True)
class Places:
    """How one column names places."""

    column: Column
    nameless: tuple[tuple[Record, str], ...]
    """Records and values that name no municipality, of the first records."""
    told: frozenset[str]
    """How the others begin: with these municipalities."""
    is_habit: bool
    """None, or nearly none, names one: it is the column, not a slip."""

    def neighbours(self, known: Municipalities) -> set[str]:
        """Return their names with those of all municipalities of the same prefectures."""
        there = {code[:2] for code in self.codes(known)}
        return {*self.told, *(item.name for item in known.all if item.code[:2] in there)}

    def codes(self, known: Municipalities) -> frozenset[str]:
        """Return the codes of the municipalities that the addresses begin with."""
        return frozenset(code for name in self.told for code in known.of_address(name))


def places(table: TableHead) -> Iterator[Places]:
    """Yield the columns of addresses and of wards, as the first records show them."""
    known = table.municipalities
    if known is None:
        return
    for column in table.columns:
        if column.kind is not Kind.TEXT:
            continue
        cells = list(_cells(column, table.sample))
        if _WARD.search(column.key):
            found = _wards(column, cells, known)
        elif _ADDRESS.search(column.key) or _is_unnamed(column, cells):
            found = _addresses(column, cells, known)
        else:
            continue
        if found is not None:
            yield found


def is_nameless(text: str, others: Places, known: Municipalities) -> bool:
    """Say whether a text is an address that names no municipality, unlike the others beside it."""
    plain = normal(text)
    if not _LOOKS.fullmatch(plain) or _CITY.match(plain):
        return False
    # 東京都東京都品川区…: written twice, but named.
    if any((known.name(code) or plain) in plain for code in others.codes(known)):
        return False
    told = _begins_with(plain, known)
    return not told or told not in _near_ones({told, *others.told}, known)


def _near_ones(told: set[str], known: Municipalities) -> frozenset[str]:
    """Return what is certainly a municipality: towns only where cities of their prefecture are."""
    sure = {name for name in told if not name.endswith(_SMALL) or _COUNTY.search(name)}
    there = {code[:2] for name in sure for code in known.of_address(name)}
    return frozenset(
        name
        for name in told
        if name in sure or not sure or {code[:2] for code in known.of_address(name)} & there
    )


def head_of(text: str, known: Municipalities) -> str:
    """Return how an address begins: with this municipality; empty where it names none."""
    return _begins_with(normal(text), known)


def normal(text: str) -> str:
    """Return an address in one width without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _addresses(
    column: Column, cells: Sequence[tuple[Record, str]], known: Municipalities
) -> Places | None:
    looking = [
        (row, text, _begins_with(text, known))
        for row, text in cells
        if _LOOKS.fullmatch(text) or known.of_address(text)
    ]
    if not looking:
        return None
    if _are_wards([ward for _, text, _ in looking if (ward := _ward(text))], known):
        looking = [(row, text, "" if _ward(text) else told) for row, text, told in looking]
    nameless = tuple((row, text) for row, text, told in looking if not (told or _CITY.match(text)))
    told = _near_ones({told for _, _, told in looking if told}, known)
    is_habit = len(nameless) > len(looking) * MOSTLY
    if is_habit and len({text for _, text in nameless}) < ENOUGH:
        return None
    return Places(column, nameless, told, is_habit)


def _wards(
    column: Column, cells: Sequence[tuple[Record, str]], known: Municipalities
) -> Places | None:
    wards = [(row, text) for row, text in cells if _ward(text) == text]
    if len(wards) < len(cells) * MOSTLY or not _are_wards([text for _, text in wards], known):
        return None
    return Places(column, tuple(wards), frozenset(), is_habit=True)


def _are_wards(wards: Sequence[str], known: Municipalities) -> bool:
    """Say whether these are wards of a city: most are some city's, not all are special wards."""
    cities, special = _known_wards(known)
    real = [ward for ward in wards if ward in cities]
    return len(real) > len(wards) * MOSTLY and not set(real) <= special


def _ward(text: str) -> str:
    found = re.match(rf"[{_KANA_KANJI}]{{1,5}}?区", text)
    return found[0] if found else ""


@functools.cache
def _known_wards(known: Municipalities) -> tuple[frozenset[str], frozenset[str]]:
    """Return the wards of cities without their city, and the special wards."""
    cities = {item.name.partition("市")[2] for item in known.all if item.name.endswith("区")}
    special = {item.name for item in known.all if item.code.startswith(_SPECIAL)}
    return frozenset(cities - {""}), frozenset(name for name in special if name.endswith("区"))


def _begins_with(text: str, known: Municipalities) -> str:
    """Return the municipality that an address begins with, as it stands there; else empty."""
    codes = [code for code in known.of_address(text) if code not in known.prefectures]
    for code in codes:
        name = known.name(code) or ""
        if name and name in text:
            return text[: text.index(name) + len(name)]
    return ""


def _is_unnamed(column: Column, cells: Sequence[tuple[Record, str]]) -> bool:
    """Say whether a column that a tool has named holds addresses, of several streets."""
    found = [_UNNAMED.fullmatch(text) for text in dict.fromkeys(text for _, text in cells)]
    streets = {match["street"] for match in found if match}
    return not _JAPANESE.search(column.label) and len(streets) >= ENOUGH and all(found)


def _cells(column: Column, sample: Sequence[Record]) -> Iterator[tuple[Record, str]]:
    for row in sample[:SEEN]:
        index = column.position - 1
        if index < len(row.cells) and (text := normal(text_of(row.cells[index]))):
            yield row, text
