"""Answers to questions on cells that no question has: refused, with those that there are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from publisher.errors import UsageError
from publisher.tidy.change import Question
from publisher.words import Text, cut

Ask = Callable[[Mapping[str, str]], Iterable[Question]]
"""Returns what is open once some answers are given."""


def check(answers: Mapping[str, str], ask: Ask) -> None:
    """Raise UsageError for an answer that no question has.

    A question is named by its id or by its kind. Some are asked only once others are answered.
    """
    asked: list[Question] = []
    given: dict[str, str] = {}
    while len(given) < len(answers):
        asked += ask(given)
        fitting = {
            name: value
            for name, value in answers.items()
            if name not in given and any(_is_of(name, value, item) for item in asked)
        }
        if not fitting:
            name = next(name for name in answers if name not in given)
            raise _unknown(name, answers[name], asked)
        given |= fitting


def kind_of(question: Question) -> str:
    """Return the name under which a question and its like are answered together."""
    return question.id.partition(":")[0]


def _is_of(name: str, value: str, question: Question) -> bool:
    is_named = name in {question.id, kind_of(question)}
    return is_named and value in {choice.value for choice in question.choices}


def _unknown(name: str, value: str, asked: Sequence[Question]) -> UsageError:
    choices = [
        choice.value
        for item in asked
        if name in {item.id, kind_of(item)}
        for choice in item.choices
    ]
    listed = cut(", ".join(dict.fromkeys(choices or map(kind_of, asked))), 500)
    return UsageError(
        Text("その質問か答えはありません。", "There is no such question or answer."),
        where=f"--answer {cut(name)}={cut(value)}",
        next_step=Text(
            f"このどれかです: {listed or '（質問はありません）'}",
            f"One of these: {listed or '(nothing is asked)'}",
        ),
    )
