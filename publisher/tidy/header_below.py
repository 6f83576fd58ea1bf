"""Rows below a header that are part of it: names of a lower level, units, words about the columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.rules.blocks import is_header_like, is_label
from publisher.tables import units
from publisher.tables.header_rows import is_value
from publisher.tidy.canvas import Canvas, Region

MOST = 4
"""Rows of a header."""
LONGEST = 12
"""Characters of a name of a lower level."""
UNIT_LONGEST = 12
BRACKETS = "(（[〔"
PLAIN = re.compile(r"[-+]?[\d,.]+")
_ORDINAL = re.compile(
    r"(?:明治|大正|昭和|平成|令和|[MTSHR])?\s*[\d元]+\s*(?:年度?|月|日|歳|回|期|区)?\D{0,6}"
)
"""A name that holds a number: 令和6年度, 15歳以上."""
_ABOUT = re.compile(
    r"(?:条件付き)?必須|任意|推奨|入力(?:必須|任意)|必須項目|任意項目"
    r"|文字列?|テキスト|数値?|整数|実数|小数|日付|日時|時刻|真偽値?|論理値|コード|選択"
    r"|(?:半角|全角)(?:英数?字?|数字|カナ|カタカナ|文字)*"
    r"|string|integer|number|date|datetime|time|boolean|text"
)
"""What some templates say of each column between its name and its values."""
UNITS = "単位"
_UNIT = re.compile(units.UNIT)
_NUMBER = re.compile(r"[(\[]?([0-9]{1,2}|[a-z])[)\].]?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ()./:#-]*")


def rows(canvas: Canvas, region: Region, header: Sequence[int], names: Sequence[str]) -> range:
    """Return the rows right below those of a header, whose names so far are `names`, that are too.

    Merged cells show it, else that they name all columns that the header leaves open, and nothing
    but the columns of those groups.
    """
    row = header[-1] + 1
    found = _merged(canvas, region, header)
    if found or len(header) >= MOST:
        return found
    if _is_under(canvas, region, row - 1):
        return range(row, row + 1)
    ways = (range(row, end) for end in range(row + 1, row + 1 + MOST - len(header)))
    return next((way for way in ways if _are_open(canvas, region, way, names)), range(0))


def _merged(canvas: Canvas, region: Region, header: Sequence[int]) -> range:
    """Return the rows that merged cells of a header reach down to, where others go across."""
    areas = [canvas.area(row, column) for row in header for column, _ in canvas.texts(row, region)]
    is_wide = any(1 < len(area.columns) < len(region.columns) for area in areas)
    bottom = max((area.bottom for area in areas), default=0)
    end = min(bottom, header[0] + MOST - 1, region.bottom)
    return range(header[-1] + 1, end) if is_wide else range(0)


def _is_under(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether the row below names the parts of merged cells of a row, over numbers."""
    areas = [canvas.area(row, column) for column, _ in canvas.texts(row, region)]
    wide = [area for area in areas if len(area.columns) > 1 and area.top == row]
    if not wide or row + 2 >= region.bottom:
        return False
    under = [(column, canvas.text(row + 1, column)) for area in wide for column in area.columns]
    below = [canvas.text(row + 2, column) for column, _ in under]
    return (
        all(is_name(text) for _, text in under)
        and all(not text or PLAIN.fullmatch(text) for text in below)
        and any(below)
    )


def _are_open(canvas: Canvas, region: Region, rows: range, names: Sequence[str]) -> bool:
    """Say whether rows name what a header leaves open, and each of these groups from its begin.

    They have nothing else, not what names the rows below; so they are no rows of data.
    """
    if rows.stop + 1 >= region.bottom:
        return False
    texts = [dict(canvas.texts(row, region)) for row in rows]
    spans = list(_spans(region, names))
    inner = {column for span in spans for column in span}
    key = next((column for column in region.columns if column not in inner), None)
    if not spans or key is None:
        return False
    # What has no name at all left of the groups may be named too: no data over numbers is so.
    corner = set().union(*texts) - inner
    blank = {at for at in range(region.left, spans[0].start) if not names[at - region.left]}
    if not corner <= blank or not inner <= set().union(*texts):
        return False
    if not all(is_name(text) and len(text) <= LONGEST for own in texts for text in own.values()):
        return False
    if not all(span.start in texts[0] and _are_told(span, texts) for span in spans):
        return False
    body = _body(canvas, region, rows.stop + is_bare_units(canvas, region, rows.stop))
    is_keyed = len(body) >= 2 and all(canvas.shown(row, key).strip() for row in body)
    is_used = all(any(canvas.text(row, at) for row in body) for at in inner)
    if not is_keyed or not is_used or any(_stands_below(canvas, own, body) for own in texts):
        return False
    if corner:
        return _are_values(canvas, body, inner)
    # One group at the end may as well be a row of data under a header with too few names.
    return len(spans) > 1 or spans[0].stop < region.right or _are_values(canvas, body, inner)


def _body(canvas: Canvas, region: Region, start: int) -> list[int]:
    """Return the rows from `start` on that may be data, without repetitions of those above."""
    above = range(max(region.top, start - MOST), start)
    repeats = {_plain(canvas, region, row) for row in above}
    return [
        row
        for row in range(start, region.bottom)
        if not canvas.has_at_most(row, region, 1) and _plain(canvas, region, row) not in repeats
    ]


def _plain(canvas: Canvas, region: Region, row: int) -> tuple[tuple[int, str], ...]:
    return tuple((column, "".join(text.split())) for column, text in canvas.texts(row, region))


def _are_told(span: range, texts: Sequence[dict[int, str]]) -> bool:
    """Say whether rows give each column of a group a name of its own."""
    above: list[str] = [""] * len(texts)
    found: set[tuple[str, ...]] = set()
    for column in span:
        for level, own in enumerate(texts):
            if column in own:
                above[level:] = [own[column], *[""] * (len(texts) - level - 1)]
        found.add(tuple(above))
    return len(found) == len(span)


def _spans(region: Region, names: Sequence[str]) -> Iterator[range]:
    """Yield the columns of each name that goes on over columns without one of their own."""
    starts = [
        column
        for column, name in zip(region.columns, names, strict=True)
        if name and (column == region.left or name != names[column - region.left - 1])
    ]
    for start, end in pairwise([*starts, region.right]):
        if end - start > 1:
            yield range(start, end)


def _stands_below(canvas: Canvas, texts: dict[int, str], body: Sequence[int]) -> bool:
    """Say whether a text of a row stands in its column further down: so a value does, no name."""
    return any(text == canvas.text(row, column) for column, text in texts.items() for row in body)


def _are_values(canvas: Canvas, body: Sequence[int], columns: set[int]) -> bool:
    return all(
        is_value(text) for row in body for column in columns if (text := canvas.text(row, column))
    )


def is_name(text: str) -> bool:
    """Say whether a text reads like a name of a column, also one that counts: 1回目, 令和6年度."""
    return is_label(text) or is_ordinal(text)


def is_ordinal(text: str) -> bool:
    """Say whether a name holds a number."""
    return bool(_ORDINAL.fullmatch(text)) and not PLAIN.fullmatch(text)


def is_units(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row below the names holds their units, in brackets, and nothing else.

    What else stands in brackets there (西暦) is about a column too.
    """
    texts = canvas.texts(row, region) if row + 1 < region.bottom else []
    return (
        all(text[0] in BRACKETS and len(text) <= UNIT_LONGEST for _, text in texts)
        and any(units.has_unit(text) for _, text in texts)
        and not any(
            canvas.text(other, column)[:1] in BRACKETS and canvas.text(other, column)
            for other in range(row + 1, min(row + 4, region.bottom))
            for column, _ in texts
        )
    )


def is_bare_units(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row below the names holds their units without brackets: 人 | km2.

    No row of data has nothing but units, over columns of numbers, where all others have a name.
    """
    texts = dict(canvas.texts(row, region)) if row + 2 < region.bottom else {}
    key = texts.pop(region.left, "")
    body = [at for at in range(row + 1, region.bottom) if not canvas.has_at_most(at, region, 1)]
    return (
        key.strip(f"{BRACKETS})）]〕") in {"", UNITS}
        and bool(texts)
        and len(body) >= 2
        and all(_UNIT.fullmatch(units.normal(text)) for text in texts.values())
        and all(canvas.text(at, region.left) for at in body)
        and all(
            is_value(text) for at in body for column in texts if (text := canvas.text(at, column))
        )
    )


def is_about(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row says of each column what is to be entered (必須, 文字列), or numbers them.

    Then no row below says the same: such words may be values.
    """
    texts = canvas.texts(row, region) if row + 1 < region.bottom else []
    if len(texts) < 2 or canvas.texts(row, region) == canvas.texts(row + 1, region):
        return False
    plain = [unicodedata.normalize("NFKC", text).strip("()[] ") for _, text in texts]
    is_bare = all(text.isascii() and text.isalnum() for _, text in texts)  # 1, 2, 3 may be data
    if is_numbered(canvas, region, row) and not is_bare:
        return True
    body = range(row + 1, min(row + 30, region.bottom))
    return all(map(_ABOUT.fullmatch, plain)) and not any(
        text == canvas.text(other, column) for column, text in texts for other in body
    )


def is_numbered(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row counts the columns: ①②③, (1)(2)(3), A B C; the first may be left out."""
    texts = canvas.texts(row, region)
    plain = [_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).lower()) for _, text in texts]
    counted = [found[1] if found else "" for found in plain]
    if len(texts) < 3 or len(texts) + 1 < len(region.columns) or not all(counted):
        return False
    first = counted[0]
    if first.isdecimal():
        return counted == [str(number) for number in range(1, len(counted) + 1)]
    return counted == [chr(ord("a") + at) for at in range(len(counted))]


def is_twin(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row and the one below name the same columns, in English and Japanese.

    Columns of numbers below both prove it: no row of data has words in all of them.
    """
    if row + 3 >= region.bottom:
        return False
    one, other = dict(canvas.texts(row, region)), dict(canvas.texts(row + 1, region))
    latin = [sum(map(bool, map(_LATIN.fullmatch, texts.values()))) for texts in (one, other)]
    is_pair = len(one) >= 2 and one.keys() == other.keys()
    if not is_pair or max(latin) < len(one) or min(latin) * 2 > len(one):
        return False
    return is_over_values(canvas, region, row + 1)


def is_over_values(canvas: Canvas, region: Region, row: int, least: int = 2) -> bool:
    """Say whether a row holds names only, and stands over several columns of nothing but numbers.

    Over one of them a word may be a value: 改修中.
    """
    body = _body(canvas, region, row + 1)
    texts = dict(canvas.texts(row, region))
    if len(body) < 2 or not is_header_like(canvas.record(row, region)):
        return False
    if _stands_below(canvas, texts, body):
        return False
    columns = [[text for at in body if (text := canvas.text(at, column))] for column in texts]
    over = [
        cells
        for cells in columns
        if len(cells) >= 2 and sum(map(is_value, cells)) >= 0.8 * len(cells)
    ]
    return len(over) >= least
