"""Lines such as 団体名 | 北市 above a table: what a form says of itself, in pairs of cells. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publisher.rules.blocks import is_label
from publisher.rules.remark_words import MARK
from publisher.tables.header_rows import is_value
from publisher.tidy import another_table, told
from publisher.tidy import header_below as names_below
from publisher.tidy.authors import is_named
from publisher.tidy.canvas import Canvas, Region

MOST = 15
"""Rows above a table that are looked at."""
_SAID = re.compile(
    r"(?:地方公共)?団体(?:名|コード)|(?:市区?町村|市町|都道府県|自治体|県|市)名|(?:担当|所管|主管|作成|公開|提供|管理)?(?:部署|部局|[部課係]|所属)名?"
    r"|(?:作成|記入|回答|入力|報告|提出|公開|公表|更新|最終更新|調査|基準|集計)(?:年月)?日時?|(?:作成|記入|回答|入力|報告|提供|責任|担当)者(?:名|氏名)?"
    r"|担当|時点|現在|(?:対象|会計|調査)?年度|対象期間|様式(?:名|番号)?|整理番号|電話(?:番号)?|内線(?:番号)?|FAX(?:番号)?|メール(?:アドレス)?|E-?mail"
    r"|(?:問い?合わ?せ|連絡)先|タイトル|題名|表題|件名|データ(?:セット)?名|資料名?|調査名|出典|出所|単位|ライセンス|利用条件|更新頻度|文字コード|バージョン|版"
    r"|(?:総|全)?件数|備考|注記|説明|概要",
    re.IGNORECASE,
)
"""What a form says of itself."""
_OFFICE = re.compile(r".+(?:課|係|室|部|局|所|班|センター|事務局|委員会)|.{1,6}[市町村区県府都道]")
_YEARLY = re.compile(".*(?:年度?|時点|現在|期間)")
_MARK = re.compile(MARK)
_ROWS = 2
"""Rows below names of two columns: fewer may go on with a form's lines."""


def is_line(texts: Sequence[str]) -> bool:
    """Say whether the texts of a row are pairs of what a form says of itself and the answer."""
    labels = [unicodedata.normalize("NFKC", text).rstrip(": ") for text in texts[::2]]
    return (
        len(texts) >= 2
        and len(texts) % 2 == 0
        and all(map(_SAID.fullmatch, labels))
        and not any(map(_SAID.fullmatch, texts[1::2]))
    )


def below(canvas: Canvas, used: Region, columns: Sequence[int]) -> list[int]:
    """Return the last rows of a body that are no records: 出典 | 市民課 and 注1 | 速報 under numbers.

    Each has words in a column that holds nothing but values above, and no number: no record.
    """
    found: list[int] = []
    for row in reversed(used.rows):
        if _is_answered(spots := canvas.texts(row, used)):
            found.append(row)
        elif spots:
            break
    if not found:
        return []
    rows = range(used.top, found[-1])
    keys = [spots[0][1] for row in rows if (spots := canvas.texts(row, used))]
    cells = {at: [text for row in rows if (text := canvas.text(row, at))] for at in columns}
    numbers = [at for at, held in cells.items() if len(held) >= _ROWS and all(map(is_value, held))]
    if any(map(another_table.is_name, keys)):
        return []  # a list of what a place has: 面積 | 100, 備考 | なし
    said = {row: [text for at in numbers if (text := canvas.text(row, at))] for row in found}
    return [
        row
        for row, texts in said.items()
        if not all(map(is_value, texts)) and not any(map(names_below.PLAIN.fullmatch, texts))
    ]


def _is_answered(texts: Sequence[tuple[int, str]]) -> bool:
    label = unicodedata.normalize("NFKC", texts[0][1]).rstrip(": ") if texts else ""
    return len(texts) > 1 and bool(_SAID.fullmatch(label) or _MARK.fullmatch(label))


def is_listed(key: str, said: str, keys: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether a first row of two cells is a line of a list without names: 作成日 | 2024-04-01.

    All lines begin with what people name columns or forms say; words stand below the value. 年度 or
    項目 over years may well be names.
    """
    labels = [key, *keys]
    return (
        is_value(said)
        and bool(_SAID.fullmatch(key))
        and not _YEARLY.fullmatch(key)
        and len(keys) >= _ROWS
        and len(set(labels)) == len(labels)
        and all(_SAID.fullmatch(text) or another_table.is_name(text) for text in labels)
        and not all(map(is_value, others))
    )


def header_below(canvas: Canvas, region: Region) -> int | None:
    """Return the header below such lines; None where they may be the table itself.

    Two pairs or more, or one that names a person, and then the first other row names columns: more
    of them than a line has cells, or as many as two pairs; below it the rows are as wide. Names of
    two columns are told by each of their words, a line above them by its answer.
    """
    pairs, is_person, is_told, is_group = 0, False, True, False
    for row in range(region.top, min(region.top + MOST, region.bottom)):
        texts = [text for _, text in canvas.texts(row, region)]
        if is_line(texts):
            pairs += len(texts) // 2
            is_person = is_person or is_named(texts)
            is_told = is_told and all(map(_is_told, texts[1::2]))
            # 年度 | 令和6年度 and a merged 公園課 are groups of the names below.
            is_group = is_group or _may_be_group(canvas, region, row)
            widest = len(texts)
        elif len(texts) == 2 and (pairs >= 2 or (pairs and is_told)):
            return row if _names_pair(canvas, region, row) else None
        elif row == region.top and _is_dated_title(texts) and row + 1 < region.bottom:
            return row + 1 if _names_pair(canvas, region, row + 1) else None
        elif len(texts) > 1:
            is_lone = pairs == 1 and is_told and not is_group
            is_header = (pairs >= 2 or is_person or is_lone) and len(texts) >= max(widest, 3)
            return row if is_header and _names_columns(canvas, region, row) else None
        elif texts and pairs:
            return None
    return None


def _is_told(text: str) -> bool:
    """Say whether an answer is a day, an office or a town: no column is named so."""
    return bool(told.date(text)) or _OFFICE.fullmatch(text) is not None


def _may_be_group(canvas: Canvas, region: Region, row: int) -> bool:
    texts = canvas.texts(row, region)
    is_wide = any(len(canvas.area(row, column).columns) > 1 for column, _ in texts)
    return is_wide or any(_YEARLY.fullmatch(text) for _, text in texts[::2])


def _is_dated_title(texts: Sequence[str]) -> bool:
    """Say whether two texts are a title and its date in cells of their own: 令和6年度 | 公園一覧."""
    return len(texts) == 2 and sum(bool(told.date(text)) for text in texts) == 1


def _names_pair(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether both texts of a row name columns, and the rows below are no lines of a form."""
    below = [at for at in range(row + 1, region.bottom) if len(canvas.texts(at, region)) > 1]
    keys = [canvas.texts(at, region)[0][1] for at in below]
    return (
        another_table.names_columns(canvas, region, row)
        and len(below) >= _ROWS
        and not any(map(another_table.is_name, keys))
    )


def _names_columns(canvas: Canvas, region: Region, row: int) -> bool:
    texts = canvas.texts(row, region)
    below = [at for at in range(row + 1, region.bottom) if not canvas.is_blank(at, region)]
    named = sum(another_table.is_name(text) for _, text in texts)
    is_over = any(
        all(is_value(canvas.text(at, column)) for at in below[:MOST]) for column, _ in texts
    )
    return (
        bool(below)
        and len({text for _, text in texts}) == len(texts)
        and all(is_label(text) or another_table.is_name(text) for _, text in texts)
        and len(canvas.texts(below[0], region)) > 1
        and (named * 2 >= len(texts) or is_over)
    )
