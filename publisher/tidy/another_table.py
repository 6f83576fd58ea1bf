"""Whether what stands below a gap is another table: it contradicts the columns of the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.rules.blocks import is_header_like, is_label
from publisher.tables.header_rows import is_value
from publisher.tidy import remarks
from publisher.tidy.canvas import Canvas, Region

_SEEN = 200
"""Rows above that are looked at."""
_NUMBERED = re.compile(
    r"[(（【〔［\[<＜■□◆◇●○]*\s*(?:図表|別表|付表|資料|表|様式|第)\s*[\d０-９一二三四五六七八九十]+\s*表?"
    r"(?:[-－.．]\s*[\d０-９]+)*(?:[\s:：.．、)）】〕］\]>＞]|$)"
)
"""表2 休止施設: people number tables, not parts of one."""
_NAME = re.compile(
    r"(?:.{0,10}(?:名|名称|区分|種別|種類|年度|年月日?|番号|住所|所在地|電話|備考|摘要|定員|面積|件数|人数|世帯数|人口"
    r"|金額|単価|合計額|理由|内容|項目|説明|概要|分類|状況|結果|対象|方法|日時|場所|地区|地域|担当課?|所管課?|時間|期間|単位|コード|緯度|経度|URL|数量?|額|割合|率)"
    r"|年|月|日|額|数|計|ID|No\.?)(?:[(（].{1,8}[)）])?",
    re.IGNORECASE,
)
"""What columns are named."""
_NONE = re.compile(
    r"[(（【]?\s*(?:該当|対象|実績)?(?:者|施設|件数?|事項)?\s*(?:は?な[しい]|無し?|0件|ありません)\s*[)）】]?。?"
)
"""Says below a header that the table has no rows."""
_DIGIT = re.compile(r"\d")


def is_numbered(title: str) -> bool:
    """Say whether a title numbers its table: 表2, 別表第3."""
    return _NUMBERED.match(title) is not None


def is_none(text: str) -> bool:
    """Say whether a text says that a table has no rows: （該当なし）."""
    return _NONE.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Say whether a text is what people name columns: 面積, 施設名."""
    return _NAME.fullmatch(text) is not None


def begins(
    canvas: Canvas,
    region: Region,
    row: int,
    above: Sequence[int],
    labels: Sequence[str],
    *,
    is_numbered: bool,
) -> bool:
    """Say whether a row below a gap is the first of another table than that of the rows `above`.

    Words that name columns over numbers, values under words all the way down to the next gap, or
    columns that the table above, named `labels`, does not have.
    """
    texts = canvas.texts(row, region)
    if remarks.is_note(
        [text for _, text in texts], len(region.columns), is_apart=True, goes_on=False
    ):
        return False
    used = {column for other in above[-_SEEN:] for column, _ in canvas.texts(other, region)}
    used |= {column for column, label in zip(region.columns, labels, strict=True) if label}
    if used.isdisjoint(column for column, _ in texts):
        return True
    numbers, words = _kinds(canvas, region, above)
    if is_header_like(canvas.record(row, region)):
        named = sum(1 for _, text in texts if is_name(text))
        odd = sum(1 for column, text in texts if column in numbers and is_label(text))
        is_named = named * 2 >= len(texts)
        signs = (is_named, is_numbered, odd > 0)
        return odd >= 2 or named == len(texts) or sum(signs) >= 2
    return _are_values(canvas, region, row, words)


def names_columns(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether every text of a row is what people name columns."""
    texts = canvas.texts(row, region)
    is_header = is_header_like(canvas.record(row, region))
    return is_header and all(is_name(text) for _, text in texts)


def _kinds(canvas: Canvas, region: Region, above: Sequence[int]) -> tuple[set[int], set[int]]:
    """Return the columns that hold values only, and those whose words have no digit."""
    numbers: set[int] = set()
    words: set[int] = set()
    for column in region.columns:
        cells = [text for row in above[-_SEEN:] if (text := canvas.text(row, column))]
        if len(cells) < 2:
            continue
        if all(map(is_value, cells)):
            numbers.add(column)
        elif not any(map(_DIGIT.search, cells)):
            words.add(column)
    return numbers, words


def _are_values(canvas: Canvas, region: Region, row: int, words: set[int]) -> bool:
    """Say whether the rows down to the next gap hold values where those above hold words."""
    block: list[int] = []
    for other in range(row, min(row + _SEEN, region.bottom)):
        if canvas.has_at_most(other, region, 1):
            break
        block.append(other)
    odd = [
        column
        for column in sorted(words)
        if all((text := canvas.text(other, column)) and is_value(text) for other in block)
    ]
    key = next((column for column in region.columns if canvas.text(row, column)), -1)
    return len(odd) >= 2 or (len(block) >= 2 and key in odd)
