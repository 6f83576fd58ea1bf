"""Sheets named by months of which nobody can tell the year: said, and never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.tidy import told
from publisher.tidy.series import SHEET, Joined
from publisher.words import Text

_NONE = Text(
    "シートの名前は月だけで、年がどこにもありません。年は推測せず、名前のまま「{column}」の列にしました。"
    "どのシートにも表の上に「令和6年度」などと書いて加え直すと、年月の列になります。",
    "The sheets are named by months, and no year stands anywhere. It is not guessed: the names stand in "
    "the column {column}. Write the (fiscal) year above each table and add it again for real months.",
)
_WHICH = Text(
    "シートは年をまたぐ順（4月…12月、1月…）なのに、表の上には「年」とあり、1月がどの年か決まりません。"
    "名前のまま「{column}」の列にしました。「令和6年度」のように書いて加え直すと、年月の列になります。",
    "The sheets run over the new year (4月 … 12月, 1月 …), but a calendar year stands above them: of "
    "which one 1月 is nobody can tell. The names stand in the column {column}. Write the fiscal year "
    "(令和6年度) and add it again for real months.",
)


def notices(joined: Joined) -> Iterator[Text]:
    """Yield what is to be told of joined tables: that the year of their months is not known."""
    made = [column.name for column in joined.draft.columns if column.position is None]
    months = [told.of_sheet(part.sheet or "") for part in joined.parts]
    if SHEET not in made or not all(month.startswith("--") for month in months):
        return
    years = [part.facts.get("date", "") for part in joined.parts]
    if not any(years):
        yield _NONE.fill({"column": SHEET})
    elif told.is_over_new_year(years, months):
        yield _WHICH.fill({"column": SHEET})
