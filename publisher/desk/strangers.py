"""Why a new version may be another table than the dataset's: seen in its rows beside the present ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from publisher.areas import Area
from publisher.desk import passed
from publisher.desk.together import TIMES
from publisher.standards import key as folded
from publisher.tidy.difference import RowDifference, Version
from publisher.words import Text, cut, quote

MOST = 0.5
"""Share of rows from which what happens to them is asked for twice."""
ALIKE = 0.8
"""Share of a column's cells that make it another one's."""
LEAST = 3
"""Rows or values that say anything."""
_ENOUGH = 5
"""Rows from which a column that never changes says whose file it is."""
_OWNER = frozenset(
    map(
        folded,
        (
            "全国地方公共団体コード",
            "都道府県コード又は市区町村コード",
            "市区町村コード",
            "団体コード",
            "地方公共団体名",
            "市区町村名",
            "団体名",
        ),
    )
)
POINT = (
    frozenset(map(folded, ("緯度", "lat", "latitude", "北緯"))),
    frozenset(map(folded, ("経度", "lon", "lng", "longitude", "東経"))),
)
_NUMBER = re.compile(r"(?:.*[^a-z])?id|.*(?:no\.?|№|コード|code|番号)", re.IGNORECASE)
_OF_MANY = re.compile(
    "電話|郵便|fax|ファクス|口座|法人|市区町村|団体|地域|分類|区分", re.IGNORECASE
)
"""Numbers that several rows may share."""
_MEASURES = frozenset({"integer", "number", "date", "datetime", "time", "year", "boolean"})
_DAYS = frozenset({"date", "datetime", "time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another table of the catalog with the same columns."""

    name: str
    version: Version


def found(
    old: Version,
    new: Version,
    difference: RowDifference,
    schema: Mapping[str, Any],
    others: Iterable[Other],
    *,
    is_appended: bool,
) -> Iterator[Text]:
    """Yield why a new version may be the wrong table; none of it is proof."""
    doubts = [
        _other_owner(old, new),
        _another(old, new, others),
        _exchanged(old, new),
        _times_gone(old, new) or _gone(old, new, difference),
        None if is_appended else _other_things(old, difference, schema),
        None if is_appended else _doubled(old, new, schema),
        _sorted_alone(old, difference, schema),
    ]
    yield from filter(None, doubts)


def _other_owner(old: Version, new: Version) -> Text | None:
    for label in old.header:
        if folded(label) not in _OWNER:
            continue
        before, after = (set(_cells(version, label)) for version in (old, new))
        if len(before) == 1 and after and not before & after and len(old.rows) >= _ENOUGH:
            was, now = before.pop(), min(after)
            return Text(
                f"「{cut(label, 30)}」が{cut(was, 30)}ではなく{cut(now, 30)}です。"
                "別の市町村のファイルではありませんか。",
                f"'{cut(label, 30)}' is {cut(now, 30)}, not {cut(was, 30)}. "
                "Is it another municipality's file?",
            )
    return None


def _another(old: Version, new: Version, others: Iterable[Other]) -> Text | None:
    """Say which other table has most of these rows, where the present one has fewer."""
    rows = Counter(new.rows)
    here = _shared(rows, old, new)
    for other in others:
        there = _shared(rows, other.version, new)
        if there >= LEAST and there > here and there >= MOST * len(new.rows):
            name = cut(other.name, 60)
            return Text(
                f"{len(new.rows):,}行のうち{there:,}行が {name} の表と同じです。"
                "別のデータのファイルではありませんか。",
                f"{there:,} of {len(new.rows):,} rows are those of {name}. "
                "Is it another dataset's file?",
            )
    return None


def _shared(rows: Counter[tuple[str, ...]], other: Version, new: Version) -> int:
    return (rows & Counter(other.among(new.header))).total()


def _exchanged(old: Version, new: Version) -> Text | None:
    """Say which two columns hold each other's values."""
    there = set(map(folded, new.header))
    other: dict[str, tuple[set[str], list[str]]] = {}
    for label in old.header:
        if folded(label) not in there:
            continue
        before, after = set(_cells(old, label)), _cells(new, label)
        # A column that holds its own values holds no other's.
        if min(len(before), len(after)) >= LEAST and _share(after, before) < MOST:
            other[label] = before, after
    for one, two in combinations(other, 2):
        if (
            _share(other[one][1], other[two][0]) >= ALIKE
            and _share(other[two][1], other[one][0]) >= ALIKE
        ):
            names = (cut(one, 30), cut(two, 30))
            return Text(
                f"「{names[0]}」と「{names[1]}」の値が入れ替わっています（今の表と見くらべました）。"
                "項目名か列の順を確かめてください。",
                f"'{names[0]}' and '{names[1]}' hold each other's values, beside the present table. "
                "Check the names of the columns.",
            )
    return None


def outside(old: Version, new: Version, area: Area | None) -> Text | None:
    """Say that most points lie outside of the body's area, where those of before lay in it."""
    if area is None:
        return None
    before, after = ([area.holds(*point) for point in _points(version)] for version in (old, new))
    if len(after) < LEAST or sum(after) > MOST * len(after) or sum(before) < MOST * len(before):
        return None
    count = len(after) - sum(after)
    return Text(
        f"緯度・経度のある{len(after):,}行のうち{count:,}行が、公開する団体の外です。"
        "別の市町村のファイルではありませんか。",
        f"{count:,} of {len(after):,} points lie outside of the body's area. "
        "Is it another municipality's file?",
    )


def _points(version: Version) -> Iterator[tuple[float, float]]:
    names = [
        next((label for label in version.header if folded(label) in known), "") for known in POINT
    ]
    for cells in version.among(names) if all(names) else ():
        try:
            latitude, longitude = map(float, cells)
        except ValueError:
            continue
        yield latitude, longitude


def _share(cells: Sequence[str], known: set[str]) -> float:
    return sum(cell in known for cell in cells) / len(cells) if cells else 0.0


def _sorted_alone(
    old: Version, difference: RowDifference, schema: Mapping[str, Any]
) -> Text | None:
    """Say which column has its own values in other rows, where all else stayed: a sort of it alone."""
    days = {item["name"] for item in schema.get("fields", ()) if item.get("type") in _DAYS}
    if days & set(difference.key):
        return None  # who is on duty when is changed so
    alone: dict[str, list[tuple[str, str]]] = {}
    for row in difference.changed:
        for label, was, now in row.cells if len(row.cells) == 1 else ():
            alone.setdefault(label, []).append((was, now))
    for label, cells in alone.items():
        before, after = (Counter(column) for column in zip(*cells, strict=True))
        is_most = len(cells) >= MOST * difference.kept and len(before) >= _ENOUGH
        # Numbers of rows and ranks are given anew.
        is_counted = all(map(str.isdecimal, before))
        if (
            is_most
            and before == after
            and not is_counted
            and _is_told_besides(old, (*difference.key, label))
        ):
            name = cut(label, 30)
            return Text(
                f"「{name}」の値だけが、{len(cells):,}行で別の行の値と入れかわっています。"
                "この列だけを並べかえていませんか。",
                f"In {len(cells):,} rows '{name}' alone has another row's value. "
                "Was only this column sorted?",
            )
    return None


def _is_told_besides(version: Version, columns: Sequence[str]) -> bool:
    """Say whether another column tells most rows apart, too: an address that stays with its number."""
    return any(
        len(set(_cells(version, label))) >= ALIKE * len(version.rows)
        for label in version.header
        if label not in columns
    )


def _times_gone(old: Version, new: Version) -> Text | None:
    """Say which months or years have no row any more: perhaps the new ones were to be added."""
    for label in old.header:
        if label not in TIMES or label not in new.header:
            continue
        before, after = set(_cells(old, label)), set(_cells(new, label))
        if lost := sorted(before - after):
            listed = cut("、".join(lost), 60)
            return Text(
                f"「{label}」が {listed} の行がすべてなくなります。"
                "今ある行を残して足すときは --append を付けます。",
                f"All rows of {listed} ({label}) would go. To keep them and add the new ones, "
                "use --append.",
            )
    return None


def _gone(old: Version, new: Version, difference: RowDifference) -> Text | None:
    count = len(difference.removed)
    over = passed.rows(old, new, frozenset(difference.removed_at))
    if count and count - over >= MOST * difference.before:
        return Text(
            f"{difference.before}行のうち{len(difference.removed)}行がなくなります。"
            "別のファイルか、一部だけのファイルではありませんか。",
            f"{len(difference.removed)} of {difference.before} rows would go. "
            "Is it another file, or only a part of it?",
        )
    return None


def _other_things(
    old: Version, difference: RowDifference, schema: Mapping[str, Any]
) -> Text | None:
    """Say that most rows keep their number only: what they name is another thing."""
    if not difference.key or not all(map(is_number, difference.key)):
        return None
    types = {item["name"]: item.get("type", "string") for item in schema.get("fields", ())}
    telling = [
        label
        for label in old.header
        if label not in difference.key
        and types.get(label, "string") not in _MEASURES
        and len(set(_cells(old, label))) >= max(2, MOST * len(old.rows))
    ]
    known = set(old.among(telling))
    changed = [{column: now for column, _, now in row.cells} for row in difference.changed]
    # What has another number only, stood in the table before: the list was numbered anew.
    others = sum(
        all(label in cells for label in telling)
        and tuple(cells[label] for label in telling) not in known
        for cells in changed
    )
    if not telling or difference.kept < LEAST or others < MOST * difference.kept:
        return None
    listed, number = (cut("・".join(names), 60) for names in (telling, difference.key))
    return Text(
        f"「{number}」が同じ{difference.kept:,}行のうち{others:,}行で、{listed} がすべて別の値です。"
        "番号が同じだけの、別のデータのファイルではありませんか。",
        f"Of {difference.kept:,} rows with the same {number}, {others:,} have another {listed}. "
        "Is it another dataset's file with the same numbers?",
    )


def _doubled(old: Version, new: Version, schema: Mapping[str, Any]) -> Text | None:
    """Say which number stands in two rows now, where each row had its own."""
    declared = schema.get("primaryKey", ())
    for label in old.header:
        if not is_number(label) or _OF_MANY.search(label) or label in declared:
            continue
        before, after = _cells(old, label), [row[0] for row in new.among([label])]
        is_telling = len(before) >= LEAST and len(set(before)) == len(before) == len(old.rows)
        lines: dict[str, list[int]] = {}
        for line, cell in enumerate(after, 2):
            lines.setdefault(cell, []).append(line)
        twice = [(cell, at) for cell, at in lines.items() if cell and len(at) > 1]
        if is_telling and twice:
            (cell, at), name = twice[0], cut(label, 30)
            ja = "と".join(f"{line}行目" for line in at[:LEAST])
            en = " and ".join(f"{line}" for line in at[:LEAST])
            return Text(
                f"「{name}」の「{quote(cell, 30)}」が{ja}にあります。"
                "今の表ではどの行も別の番号です。付けまちがいではありませんか。",
                f"'{name}' {quote(cell, 30)} stands in lines {en}; in the present table every row "
                "has its own. Is one of them wrong?",
            )
    return None


def is_number(label: str) -> bool:
    """Say whether a column is called a number or code: it names, and does not measure."""
    return bool(_NUMBER.fullmatch(folded(label)))


def _cells(version: Version, label: str) -> list[str]:
    """Return the cells of a column that are not blank."""
    return [cell for (cell,) in version.among([label]) if cell]
