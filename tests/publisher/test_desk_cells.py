"""Questions on cells: one answer may decide several columns, and then the question names them all."""

from __future__ import annotations

from publisher.desk import cells
from publisher.tidy.change import Choice, Question
from publisher.words import Text


def question(column: str, *examples: str) -> Question:
    return Question(
        id=f"line-breaks:表:{column}",
        mend="line-breaks",
        text=Text(f"「{column}」の改行をつなぎますか。", f"Join the lines of {column}?"),
        choices=(Choice("join", Text("つなぐ", "join")),),
        column=column,
        count=2,
        examples=examples,
    )


def test_a_question_names_every_column_that_its_answer_decides() -> None:
    """「1⏎2」 of another column became 「12」 by an answer to a question that did not show it."""
    ((kind, asked),) = cells.by_kind([question("説明", "x y", "z", "w"), question("備考", "1 2")])
    assert kind == "line-breaks"
    assert asked.count == 4
    assert "「説明」" in asked.text.ja
    assert "「備考」" in asked.text.ja
    assert "備考" in asked.text.en
    assert "1 2" in asked.examples


def test_a_question_on_one_column_is_as_it_was() -> None:
    """Nothing is added where nothing else is decided."""
    one = question("説明", "x y")
    assert cells.by_kind([one]) == [("line-breaks", one)]
