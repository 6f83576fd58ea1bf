"""Questions on the cells of a table, asked of whoever sits at the terminal: the most frequent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from publisher.desk.answers import Asker, Question
from publisher.desk.intake import Taken
from publisher.desk.keys import Key, Part
from publisher.findings import Severity
from publisher.rules import known
from publisher.tidy import sheets
from publisher.tidy.change import Question as CellQuestion
from publisher.tidy.mends import MENDS
from publisher.words import Text, quote

EXAMPLES = 3
"""Values shown of the cells that an answer decides, where they are of few columns."""
MOST = 2
"""Kinds of questions on cells: the other four are for what the dataset is."""
_BLOCKING = frozenset(
    mend.id for mend in MENDS if any(known(rule).severity is Severity.ERROR for rule in mend.rules)
)
"""Mends of what a rule refuses."""
_ANSWER = Key(name="answer", part=Part.CALL, help="")


@dataclass(frozen=True, slots=True)
class Room:
    """How many kinds of questions on cells may be asked."""

    most: int = MOST
    """Of what stands in the way of publishing, as long as it is open."""
    spare: int = MOST
    """Where nothing does: what is asked of the dataset itself comes before."""

    def without(self, asked: int) -> Room:
        """Return the room that is left after other questions."""
        return Room(self.most - asked, self.spare - asked)


def answered(taken: Taken, asker: Asker | None, room: Room) -> dict[str, str]:
    """Return answers by kind of question; nothing where nobody can be asked."""
    if asker is None:
        return {}
    questions = [item for group in taken.groups for table in group for item in table.questions]
    return asked(questions, asker, room)


def asked(questions: Iterable[CellQuestion], asker: Asker, room: Room) -> dict[str, str]:
    """Return answers by kind of question, as many as there is room for.

    An unanswered one is asked all the same: it counts, and nothing is changed.
    """
    kinds = [
        (kind, first)
        for number, (kind, first) in enumerate(by_kind(questions)[:MOST])
        if number < (room.most if _is_blocking(first) else room.spare)
    ]
    return {kind: asker.ask(_question(first)) or "" for kind, first in kinds}


def _is_blocking(question: CellQuestion) -> bool:
    """Say whether the dataset cannot be published as it should be while a question is open."""
    return question.mend in sheets.OF_SOURCE or question.mend in _BLOCKING


def by_kind(questions: Iterable[CellQuestion]) -> list[tuple[str, CellQuestion]]:
    """Return one question for all of a kind, with their cells together, the most cells first.

    What is hidden or shown otherwise in the file comes before all cells, then what blocks.
    """
    kinds: dict[str, list[CellQuestion]] = {}
    for item in questions:
        kinds.setdefault(item.id.partition(":")[0], []).append(item)
    return sorted(
        ((kind, _joined(items)) for kind, items in kinds.items()),
        key=lambda pair: (
            pair[1].mend not in sheets.OF_SOURCE,
            not _is_blocking(pair[1]),
            -pair[1].count,
        ),
    )


def _joined(items: Sequence[CellQuestion]) -> CellQuestion:
    """Return one question for several, which names every column that its answer decides."""
    first = items[0]
    others = dict.fromkeys(quote(item.column) for item in items if item.column != first.column)
    text = first.text
    if others:
        ja, en = "」「".join(others), ", ".join(others)
        text = Text(
            f"{text.ja}（同じ答えで決まる列：「{ja}」）",
            f"{text.en} (the same answer decides {en})",
        )
    # One of each column before a second of any.
    turns = chain.from_iterable(zip_longest(*(item.examples for item in items)))
    examples = tuple(dict.fromkeys(text for text in turns if text is not None))
    count = sum(item.count for item in items)
    return replace(first, text=text, count=count, examples=examples[: max(EXAMPLES, len(items))])


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
