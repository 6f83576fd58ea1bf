"""Rows of subtotals within a list (地区 | 町 | 人口): left out where a person says so. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.tidy import series, totals, unnamed_sums
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.totals import Total
from publisher.words import Text

ID = "subtotals"
TITLE = Text("小計・合計の行を除く", "Rows of subtotals are left out")
PROOF = Text(
    "除いてよいと人が答えた、小計と合計の行だけです。",
    "A person has answered that these rows of sums may be left out.",
)
_ASKED = Text(
    "小計・合計の行があります（{rows}）。{sums}足すと二重に数えられます。除きますか。",
    "Rows are sums of others ({rows}). {sums}Who adds them up counts twice. Leave them out?",
)
_UNNAMED = Text(
    "ほかの行の和とぴったり同じ行があります（{rows}）。小計や合計なら、足すと二重に数えられます。除きますか。",
    "Rows are the very sums of others ({rows}). If that is what they are, who adds them up counts "
    "twice. Leave them out?",
)
_RIGHT = Text("どれも内訳の和と合います。", "Each is the sum of its rows. ")
_WRONG = Text("{rows}は内訳の和と合いません。", "Not the sum of their rows: {rows}. ")
_DROP = Choice("drop", Text("除く", "Leave them out"))
_GROUP, _KEY = 0, 1
_SHOWN = 4
MOST = 20_000
"""Rows of a list that somebody has summed up by hand."""


def settled(draft: Draft, asked: Asked) -> Mended:
    """Return a list without its sums where a person has answered so; asked, unless it has none.

    A sum is named in the second column among the rows of its group, or in the first one between
    rows. Where tables are joined the joining has seen to them, and a lone 合計 below a table stays:
    readers know it.
    """
    edits = Edits(ID, draft, asked)
    found = _sums(draft)
    if not found:
        unnamed = _unnamed(draft)
        if unnamed:
            _ask(edits, _UNNAMED.fill({"rows": _places(draft, unnamed)}), unnamed)
        return edits.mended()
    wrong = [item for item in found if not item.is_right]
    listed, told = (_places(draft, [item.row for item in items]) for items in (found, wrong))
    sums = _WRONG.fill({"rows": told}) if wrong else _RIGHT
    text = Text(
        _ASKED.ja.format(rows=listed, sums=sums.ja), _ASKED.en.format(rows=listed, sums=sums.en)
    )
    _ask(edits, text, [item.row for item in found])
    return edits.mended()


def _ask(edits: Edits, text: Text, rows: Sequence[int]) -> None:
    """Leave out rows where she says so."""
    if edits.choice(ID, None, text, (_DROP,), rows=rows) == _DROP.value:
        for row in rows:
            edits.drop_row(row)


def _unnamed(draft: Draft) -> list[int]:
    """Return sums that only their numbers tell; a lone one called 合計 is known to readers."""
    if not _may_have(draft):
        return []
    found = unnamed_sums.find(draft)
    is_known = len(found) == 1 and totals.label(draft.rows[found[0]], _GROUP) is not None
    return [] if is_known else found


def _may_have(draft: Draft) -> bool:
    """Say whether a table is a list of few rows as it stands in its source."""
    names = [column.name for column in draft.columns]
    return (
        3 <= len(draft.rows) <= MOST
        and len(names) > 1
        and all(column.position is not None for column in draft.columns)
        and series.MARK not in names
    )


def _sums(draft: Draft) -> list[Total]:
    if not _may_have(draft):
        return []
    found = _of_groups(draft) if len(draft.columns) > 2 else []
    found = found or _between(draft)
    return found if len(found) < len(draft.rows) else []


def _of_groups(draft: Draft) -> list[Total]:
    """Return the sums where a second column names those of each group."""
    labels = [(row.cells[_GROUP].strip(), row.cells[_KEY].strip()) for row in draft.rows]
    groups = {group for group, key in labels if group and key and not totals.is_total(key)}
    if not any(group in groups and totals.is_total(key) for group, key in labels):
        return []
    found = list(totals.find(draft.rows, _GROUP, _KEY))
    has_numbers = any(
        totals.number(cell) is not None
        for item in found
        for cell in draft.rows[item.row].cells[_KEY + 1 :]
    )
    return found if has_numbers else []


def _between(draft: Draft) -> list[Total]:
    """Return the sums where one stands in the first column between the rows that it sums up.

    One that is called 小計 is that whatever it adds up to, another one by its numbers only.
    """
    labels = [row.cells[_GROUP].strip() for row in draft.rows]
    own = {at for at, label in enumerate(labels) if totals.is_total(label)}
    last = max(set(range(len(labels))) - own, default=0)
    if not any(at < last for at in own):
        return []
    found = list(totals.find(draft.rows, _GROUP, None))
    is_sure = any(
        item.row < last
        and len(item.parts) > 1
        and (item.is_right or ("小計" in labels[item.row] and _has_number(draft, item.row)))
        for item in found
    )
    return found if is_sure else []


def _has_number(draft: Draft, row: int) -> bool:
    return any(totals.number(cell) is not None for cell in draft.rows[row].cells[1:])


def _places(draft: Draft, rows: Sequence[int]) -> str:
    lines = "・".join(str(draft.rows[row].line) for row in rows[:_SHOWN])
    return f"{lines}{'…' if len(rows) > _SHOWN else ''}行目"
