"""Questions on the cells of a table, asked of whoever sits at the terminal: the most frequent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.desk.answers import Asker, Question
from publisher.desk.intake import Taken
from publisher.desk.keys import Key, Part
from publisher.tidy.change import Question as CellQuestion
from publisher.words import Text, quote

MOST = 2
"""Kinds of questions on cells: the other four are for what the dataset is."""
_ANSWER = Key(name="answer", part=Part.CALL, help="")


def answered(taken: Taken, asker: Asker | None, *, most: int) -> dict[str, str]:
    """Return answers by kind of question, to `most` of them; nothing where nobody can be asked."""
    if asker is None:
        return {}
    questions = [item for group in taken.groups for table in group for item in table.questions]
    found: dict[str, str] = {}
    for kind, first in by_kind(questions)[: max(0, min(most, MOST))]:
        # An unanswered one is asked all the same: it counts, and nothing is changed.
        found[kind] = asker.ask(_question(first)) or ""
    return found


def by_kind(questions: Iterable[CellQuestion]) -> list[tuple[str, CellQuestion]]:
    """Return one question for all of a kind, with their cells together, the most cells first."""
    kinds: dict[str, CellQuestion] = {}
    for item in questions:
        kind = item.id.partition(":")[0]
        known = kinds.get(kind)
        kinds[kind] = item if known is None else replace(known, count=known.count + item.count)
    return sorted(kinds.items(), key=lambda pair: -pair[1].count)


def _question(item: CellQuestion) -> Question:
    listed = "、".join(quote(text) for text in item.examples)
    ja, en = (f"、例：{listed}", f", for example: {listed}") if listed else ("", "")
    return Question(
        key=_ANSWER,
        text=Text(
            f"{item.text.ja}（{item.count:,}か所{ja}）",
            f"{item.text.en} ({item.count:,}{en})",
        ),
        choices=tuple(choice.value for choice in item.choices),
        labels={choice.value: choice.label for choice in item.choices},
        if_unknown="",
    )
