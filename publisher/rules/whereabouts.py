"""Where a table's places should be: its publisher's area, or the one that its addresses tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.areas import COLUMNS, ROWS, Area
from publisher.municipalities import Municipalities
from publisher.rules.coordinates import Pair
from publisher.rules.watch import TableHead
from publisher.tables.columns import Column
from publisher.tables.record import text_of

if TYPE_CHECKING:
    import polars as pl

SHOWN = 200
"""Rows that are looked at."""
LEAST = 5
"""Rows that tell a municipality; fewer may be an office elsewhere."""
SHARE = 0.9
"""Of those rows: a town's list may hold a few places in the next town."""
_AGREE = 0.8
"""Of the points, where addresses tell the area: of five places one may be misplaced."""
_ADDRESS = re.compile(r"所在地|住所|address|市区?町村名?$")
_OF_A_PERSON = re.compile(r"連絡|管理|運営|法人|本社|本店|本部|事業者|設置者|開設者|代表|申請|問")
"""Whose address it is when it is not the place's."""
_WIDER = re.compile("[都道府県郡]")
_WIDE = 100_000
"""More columns of meshes than the Earth has."""
Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


def is_address(column: Column) -> bool:
    """Say whether a column tells in which municipality something is."""
    return _ADDRESS.search(column.key) is not None


def told_by(text: str, known: Municipalities) -> tuple[str, ...]:
    """Return whose address it is, several where names are alike.

    Nothing for 栄町 alone, which is a quarter of many a city too; 港区 alone is Tokyo's and the
    wards of other cities.
    """
    codes = known.of_address(text)
    if not codes or _WIDER.search(text):
        return codes
    names = {known.name(code) or "" for code in codes}
    if all(name.endswith(("町", "村")) for name in names):
        return ()
    return (*codes, *(code for name in names for code in known.wards(name)))


def shown(table: TableHead, column: Column) -> Iterator[str]:
    """Yield the filled cells of a column in the first rows, trimmed."""
    index = column.position - 1
    for row in table.sample[:SHOWN]:
        if index < len(row.cells) and (text := text_of(row.cells[index]).strip()):
            yield text


def tells_home(column: Column) -> bool:
    """Say whether a column tells where the places are, not where somebody sits."""
    return is_address(column) and not _OF_A_PERSON.search(column.key)


def home(table: TableHead, pair: Pair) -> str | None:
    """Return the code of whose area the places of a table should be in; None as `home_of`."""
    texts = (list(shown(table, column)) for column in table.columns if tells_home(column))
    points = pair.points(table.sample[:SHOWN])
    return home_of(table.body, table.municipalities, texts, points)


def home_of(
    body: str | None,
    known: Municipalities | None,
    texts: Iterable[Sequence[str]],
    points: Iterable[Point],
) -> str | None:
    """Return the code of whose area places should be in; None where nobody tells or knows.

    The publisher's, or for a file that nobody publishes yet the municipality, else the
    prefecture, that nearly all addresses of one column (`texts`) name, where the points agree.
    """
    if known is None:
        return None
    if body is not None:
        return None if known.area(body) is None else body
    seen = list(points)
    found = [
        code
        for column in texts
        for code in _mostly(column, known)
        if _agree(seen, known.near(code))
    ]
    towns = [code for code in found if code not in known.prefectures]
    return next(iter([*towns, *found]), None)


def _mostly(texts: Sequence[str], known: Municipalities) -> Iterator[str]:
    """Yield the municipalities, then the prefectures, that nearly all addresses may mean."""
    told = [
        {known.whole(code) for code in codes} for text in texts if (codes := told_by(text, known))
    ]
    if len(told) < LEAST:
        return
    towns = Counter(code for codes in told for code in codes)
    prefixes = Counter(prefix for codes in told for prefix in {code[:2] for code in codes})
    wholes = {code[:2]: code for code in known.prefectures}
    often = SHARE * len(told)
    yield from (code for code, count in towns.items() if count >= often)
    yield from (wholes[prefix] for prefix, count in prefixes.items() if count >= often)


def _agree(points: Sequence[Point], near: Area | None) -> bool:
    inside = sum(1 for point in points if near is not None and near.holds(*point))
    return len(points) >= LEAST and inside >= _AGREE * len(points)


@dataclass(frozen=True, slots=True)
class Outside:
    """Finds the rows of a frame whose point does not certainly lie in an area."""

    area: Area
    pair: Pair

    def __call__(self, columns: pl.DataFrame) -> list[int]:
        """Return the rows that have a latitude and are not certainly inside, ascending."""
        latitude = columns[str(self.pair.latitude)]
        is_inside = _are_in(self.area, _points(columns, self.pair))
        return ((latitude != "") & ~is_inside).arg_true().to_list()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Finds the rows of a frame whose point does not certainly lie where an address says."""

    towns: Mapping[str, Area]
    """By name, each with what is near to it."""
    pair: Pair
    addresses: tuple[int, ...]

    def __call__(self, columns: pl.DataFrame) -> list[int]:
        """Return the rows that have a latitude and name a town, but are not near it, ascending."""
        names = "|".join(map(re.escape, sorted(self.towns, key=len, reverse=True)))
        points = _points(columns, self.pair)
        is_placed = columns[str(self.pair.latitude)] != ""
        found: set[int] = set()
        for position in self.addresses:
            named = columns[str(position)].str.extract(f"({names})")
            for name in named.drop_nulls().unique():
                rows = ((named == name).fill_null(value=False) & is_placed).arg_true()
                is_near = _are_in(self.towns[name], points.gather(rows))
                found.update(rows.filter(~is_near))
        return sorted(found)


def _points(columns: pl.DataFrame, pair: Pair) -> pl.Series:
    """Return the mesh of each row's point as one number; null where it has none."""
    row = _meshes(columns[str(pair.latitude)], ROWS)
    column = _meshes(columns[str(pair.longitude)], COLUMNS)
    return (row * _WIDE + column).set((column < 0) | (column >= _WIDE), None)


def _are_in(area: Area, points: pl.Series) -> pl.Series:
    """Return which points certainly lie in an area."""
    import polars as pl

    runs = [
        (north * _WIDE + first, north * _WIDE + last)
        for north, some in sorted(area.rows.items())
        for first, last in some
    ]
    firsts = pl.Series([first for first, _ in runs], dtype=pl.Int64)
    lasts = pl.Series([last for _, last in runs], dtype=pl.Int64)
    run = firsts.search_sorted(points.fill_null(-1), side="right").cast(pl.Int64) - 1
    return ((run >= 0) & (points <= lasts.gather(run.clip(0)))).fill_null(value=False)


def _meshes(texts: pl.Series, per_degree: int) -> pl.Series:
    import polars as pl

    degrees = texts.cast(pl.Float64, strict=False)
    return (degrees * per_degree).floor().cast(pl.Int64, strict=False)
