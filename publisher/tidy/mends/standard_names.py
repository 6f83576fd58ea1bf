"""Columns of a standard dataset under other names than the standard's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.rules.standard_columns import followed, title_of
from publisher.standards import How
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text, quote

_PROVEN = frozenset({How.SPELLING, How.NUMBERED, How.PREFIXED, How.ALIAS})
"""The same name in another spelling, or one that is known to stand for it."""
_ASKED = Text(
    "{count}の列に、別の版か英語の列名があります。標準の「{title}」の列名にしますか。",
    "{count} {count:column has a name|columns have names} of another edition or in English. "
    "Use those of {title}?",
)
_ALIKE = Text(
    "標準の「{title}」に似た表で、{count}列の名前が違います（{pairs}）。標準の列名にしますか。",
    "The table is like {title}, and {count} {count:column has|columns have} other names ({pairs}). "
    "Use the standard's?",
)
SHOWN = 3
"""Renamings that a question shows."""
_RENAME = Choice("rename", Text("標準の列名にする", "Use the standard's names"))


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(NAMES.id, draft, asked), Look(draft, asked)
    found = look.head.standard
    if found is None or not look.is_named:
        return edits.mended()
    # In a table that is only like a standard's nothing is proven: everything is asked.
    is_followed = followed(look.head) is not None
    how = {(item.seen, item.name): item.how for item in found.renamed}
    taken = {column.name for column in draft.columns}
    declared = _declared(asked.schema)
    open_: dict[int, str] = {}
    for index, (column, field) in enumerate(zip(draft.columns, found.fields, strict=True)):
        name = str(field["name"]) if field is not None else column.name
        said = how.get((column.name, name))
        if said is None or name in taken:
            continue
        if is_followed and said in _PROVEN:
            edits.rename(index, name)
            taken.add(name)
        elif is_followed or column.name not in declared:
            open_[index] = name
    if open_:
        title, asked_of = title_of(found), _ASKED if is_followed else _ALIKE
        said_pairs = {"count": len(open_), "pairs": _pairs(draft, open_)}
        text = Text(
            asked_of.fill({**said_pairs, "title": title.ja}).ja,
            asked_of.fill({**said_pairs, "title": title.en}).en,
        )
        answer = edits.choice(NAMES.id, None, text, (_RENAME,), count=len(open_))
        for index, name in open_.items() if answer == _RENAME.value else ():
            if name not in taken:
                edits.rename(index, name)
                taken.add(name)
    return edits.mended()


def _declared(schema: Mapping[str, Any] | None) -> frozenset[str]:
    """Return the names that the dataset keeps: of a table that is only alike they are not asked."""
    items = (schema or {}).get("fields")
    return frozenset(str(item.get("name")) for item in (items if isinstance(items, list) else ()))


def _pairs(draft: Draft, renamed: Mapping[int, str]) -> str:
    """Return the first few renamings: 施設名→名称."""
    first = list(renamed.items())[:SHOWN]
    shown = "、".join(f"{quote(draft.columns[index].name)}→{name}" for index, name in first)
    return shown + (" …" if len(renamed) > SHOWN else "")


NAMES = Mend(
    id="standard-names",
    rules=frozenset({"D104"}),
    title=Text("列の名前を標準のものにする", "Columns get the standard's names"),
    proof=Text(
        "表のほかの列から標準データセットと分かり、その列名の別の書き方として知られています。",
        "The other columns show which standard dataset it is, and the name is known as another "
        "spelling of the standard's.",
    ),
    run=_run,
)
