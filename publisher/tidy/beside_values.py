"""What a sheet says beside the values of its cells: comments, drawings, links, what is crossed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publisher.books.book import Link, Sheet, Thing
from publisher.tidy.grid import GridRow
from publisher.words import Text, quote

_SHOWN = 3
"""Places of one kind that are named."""
_WRITTEN = Text(
    "{sheet}のコメントや図形（{count}個：{places}）は表に入りません。大事な内容は、備考の列か説明に書いてください。",
    "{count} {count:comment or object|comments and objects} of {sheet} ({places}) "
    "{count:does|do} not go into the table. Write what matters into a column of remarks or the description.",
)
_LINKS = Text(
    "{sheet}のセルのリンク先（{count}か所：{places}）は表に入りません。要るものは、URLの列を作って書いてください。",
    "The targets of {count} {count:linked cell|linked cells} of {sheet} ({places}) do "
    "not go into the table. Write those that matter into a column of URLs.",
)
_STRUCK = Text(
    "{sheet}に、取り消し線の付いたセルが{count}個あります（{places}）。線は表に残らず、値だけが載ります。"
    "取り消したものなら、もとの表から消してください。",
    "{count} {count:cell|cells} of {sheet} {count:is|are} crossed out ({places}). The line does not "
    "go into the table, the value does: delete what no longer holds.",
)


def notices(facts: Sheet, rows: Sequence[GridRow]) -> Iterator[Text]:
    """Yield what of a sheet goes into no table, because no cell holds it."""
    name = {"sheet": f"『{quote(facts.name)}』"}
    things = (*facts.comments.first, *facts.objects.first)
    if things:
        total = facts.comments.total + facts.objects.total
        yield _told(_WRITTEN, total, list(map(_thing, things[:_SHOWN])), name)
    shown = {row.number: row.cells for row in rows}
    hidden = [link for link in facts.links.first if not _is_shown(link, shown)]
    if hidden:
        links = [f"{link.area.address} {quote(link.target)}" for link in hidden[:_SHOWN]]
        yield _told(_LINKS, len(hidden), links, name)
    struck = [odd.spot for odd in facts.odd_looks.first if odd.look.is_struck]
    if struck:
        yield _told(_STRUCK, len(struck), [spot.address for spot in struck[:_SHOWN]], name)


def _thing(thing: Thing) -> str:
    place = thing.spot.address if thing.spot else ""
    said = f"「{quote(thing.text)}」" if thing.text.strip() else ""
    return f"{place}{said}" or "—"


def _told(said: Text, count: int, places: Sequence[str], name: dict[str, str]) -> Text:
    more = "…" if count > len(places) else ""
    return said.fill({**name, "count": count, "places": "、".join(places) + more})


def _is_shown(link: Link, shown: Mapping[int, Sequence[str]]) -> bool:
    """Say whether a cell says where it leads: an address typed is a link by itself."""
    cells, column = shown.get(link.area.top, ()), link.area.left - 1
    text = cells[column].strip() if column < len(cells) else ""
    target = link.target.removeprefix("mailto:").rstrip("/")
    is_address = text.startswith(("http", "www.")) and text.rstrip("/") in target
    return not text or not target or target in text or is_address
