"""Units that a new version states of columns whose name and dictionary do not: they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publisher.desk.intake import Table
from publisher.words import Text, cut

_STATED = re.compile("単位：([^。]+)")
"""In a column's description, as `add` writes it (proposals.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What units a new version tells."""

    notices: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()


def told(table: Table, schema: dict[str, Any], given: Mapping[str, str]) -> Told:
    """Put the units of columns that the new file calls otherwise into their description.

    `given` has what the file calls a column, by its name in the dataset. A unit that differs from
    the one that is stated is a doubt: all its numbers may be of another size.
    """
    draft = table.draft
    units = {column.name: column.unit for column in draft.columns} if draft is not None else {}
    notices: list[Text] = []
    doubts: list[Text] = []
    for item in schema.get("fields", ()):
        name = item["name"]
        unit = units.get(given.get(name, ""), "")
        if not unit or unit in name:
            continue
        said = str(item.get("description", ""))
        known = _STATED.search(said)
        if known is None:
            item["description"] = "。".join(filter(None, (said.rstrip("。"), f"単位：{unit}")))
            notices.append(_added(cut(name, 30), unit))
        elif known[1] != unit:
            doubts.append(_other(cut(name, 30), known[1], unit))
    return Told(notices=tuple(notices), doubts=tuple(doubts))


def _added(name: str, unit: str) -> Text:
    return Text(
        f"「{name}」の説明に「単位：{unit}」を加えます（新しいファイルにありました）。",
        f"'{name}' gets its unit ({unit}) in its description, as the new file states it.",
    )


def _other(name: str, known: str, unit: str) -> Text:
    return Text(
        f"「{name}」の単位が、今の表では{known}、新しいファイルでは{unit}です。",
        f"The unit of '{name}' is {known} in the present table and {unit} in the new file.",
    )
