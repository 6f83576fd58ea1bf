"""Sheets that are a copy or an old version of another: their rows must not go out twice. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publisher.tidy import told
from publisher.tidy.draft import Draft

_OUTDATED = re.compile(
    r"(?:.*[\W_])?(?:旧|旧版|旧データ|old|コピー|copy|バックアップ|backup|bak|(?:修正|変更|訂正|更新)前|下書き|ボツ|不要)"
    r"[)）\]】]?\d*|.*のコピー(?:\(\d+\))?",
    re.IGNORECASE,
)
"""Names of sheets that hold an older version of what is on another."""
_COPY = re.compile(r"(.+?)\s*\(\d+\)")
"""How a spreadsheet names the copy of a sheet: 一覧 (2)."""
_ANY = re.compile(
    r"(?:sheet|シート|work|ワーク|data|データ|table|テーブル)?[-_]?\d*|(?:最新|最終|確定|完成|新|元|原本?|マスタ?|[aA4]+|印刷|公開|公表|提出|作業|確認|掲載|HP|ホームページ|WEB|CSV|一覧)"
    r"(?:版|用|後|表|データ|シート)?\d*",
    re.IGNORECASE,
)
"""Names of sheets that say nothing of what is on them, or what it is used for."""
_ROWS = 2
"""Equal rows from which on they are no chance."""


def indexes(drafts: Sequence[Draft]) -> frozenset[int]:
    """Return which tables are on a sheet that is a copy or an old version of another one.

    Its name says so; or all its rows stand on another sheet, and neither the name of one of them
    nor a date tells that they are about different things.
    """
    names = {_plain(draft.sheet or "") for draft in drafts}
    if len(names) < 2:
        return frozenset()
    sets = [frozenset(row.cells for row in draft.rows) for draft in drafts]
    found: set[int] = set()
    for index, draft in enumerate(drafts):
        name = _plain(draft.sheet or "")
        copied = _COPY.fullmatch(name)
        is_named = _OUTDATED.fullmatch(name) or (copied is not None and copied[1] in names)
        others = (at for at in range(len(drafts)) if at != index and at not in found)
        if is_named or any(_is_within(drafts, sets, index, other) for other in others):
            found.add(index)
    return frozenset(found)


def _is_within(
    drafts: Sequence[Draft], sets: Sequence[frozenset[tuple[str, ...]]], one: int, other: int
) -> bool:
    """Say whether all rows of a table stand in another one; of equal ones the first one stays."""
    if len(sets[one]) < _ROWS or not sets[one] <= sets[other]:
        return False
    is_first = len(sets[one]) == len(sets[other]) and one < other
    pair = drafts[one], drafts[other]
    sheets = [draft.sheet for draft in pair]
    columns = [tuple(column.name for column in draft.columns) for draft in pair]
    dates = {
        told.joined(item.facts.get("date", ""), told.of_sheet(item.sheet or "")) for item in pair
    }
    return (
        not is_first
        and None not in sheets
        and sheets[0] != sheets[1]
        and columns[0] == columns[1]
        and len(dates) == 1
        and pair[0].titles == pair[1].titles
        and any(_ANY.fullmatch(_plain(name or "")) for name in sheets)
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
