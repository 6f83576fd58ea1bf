"""Answers from options, files, pairs and questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher.cli.desk import Terminal
from publisher.desk.answers import Question, complete, from_file, from_options, from_pairs
from publisher.desk.keys import ADD, SET
from publisher.errors import UsageError
from publisher.words import Text

KEYS = {key.name: key for key in ADD}


class Person:
    """Answers from a list, None for 分からない."""

    def __init__(self, *said: str | None) -> None:
        self.said = list(said)
        self.asked: list[str] = []

    def ask(self, question: Question) -> str | None:
        self.asked.append(question.key.name)
        return self.said.pop(0)


def question(name: str, if_unknown: str | None = None, *, is_needed: bool = True) -> Question:
    return Question(
        key=KEYS[name], text=Text("問い", "question"), if_unknown=if_unknown, is_needed=is_needed
    )


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('title = "題"\nkeyword = ["甲", "乙"]\nissued = 2024-04-01\n')
    (tmp_path / "a.json").write_text(
        '{"title": "題", "keyword": ["甲", "乙"], "issued": "2024-04-01"}'
    )

    assert from_file(tmp_path / "a.toml", ADD) == from_file(tmp_path / "a.json", ADD)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.toml", "titel = 'x'", "titel"),
        ("a.toml", "title = [", "読めません"),
        ("a.json", "[1]", "答えはありません"),
        ("a.json", '{"title": 1}', "title"),
        ("a.json", '{"issued": "2024-4-1"}', "2024-4-1"),
        ("a.json", '{"issued": "20240401"}', "20240401"),
    ],
)
def test_a_wrong_file_is_refused_by_name(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(UsageError) as refused:
        from_file(tmp_path / name, ADD)

    assert said in refused.value.what.ja


def test_pairs_split_lists_and_refuse_unknown_keys() -> None:
    assert from_pairs(["keyword=甲、乙,丙", "title-en=A = B"], SET) == {
        "keyword": ("甲", "乙", "丙"),
        "title_en": "A = B",
    }
    with pytest.raises(UsageError):
        from_pairs(["id=1"], SET)
    with pytest.raises(UsageError):
        from_pairs(["title"], SET)


@pytest.mark.parametrize("day", ["2024-02-30", "令和6年", "2024/04/01", "2019-W14"])
def test_what_is_no_date_is_refused_with_its_option(day: str) -> None:
    with pytest.raises(UsageError) as refused:
        from_options({"issued": day}, ADD)

    assert refused.value.where == "--issued"


def test_only_what_is_missing_is_asked() -> None:
    person = Person("説明")
    questions = [question("title"), question("description"), question("licence", "unstated")]
    answers = complete({"title": "題", "licence": "CC0"}, questions, person)

    assert person.asked == ["description"]
    assert answers == {"title": "題", "description": "説明", "licence": "CC0"}


def test_unknown_stands_for_what_may_be_unknown() -> None:
    answers = complete({}, [question("licence", "unstated")], Person(None))

    assert answers == {"licence": "unstated"}


def test_at_most_six_questions_are_asked() -> None:
    names = ["title", "description", "licence", "frequency", "contact_title", "division", "version"]
    person = Person(*("x" for _ in names))
    answers = complete({}, [question(name, "") for name in names], person)

    assert person.asked == names[:6]
    assert answers["version"] == ""


def test_without_anyone_to_ask_a_needed_answer_names_its_option() -> None:
    with pytest.raises(UsageError) as refused:
        complete({}, [question("licence", "unstated")], None)

    assert refused.value.where == "--licence"
    assert refused.value.exit_code == 2


def test_without_anyone_to_ask_the_rest_is_taken_as_unknown() -> None:
    answers = complete({}, [question("frequency", "UNKNOWN", is_needed=False)], None)

    assert answers == {"frequency": "UNKNOWN"}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("2\n", "PDL1.0"), ("\n", None), ("分からない\n", None), ("CC0\n", "CC0"), ("9\n", "9")],
)
def test_a_terminal_takes_a_number_a_word_or_unknown(typed: str, answer: str | None) -> None:
    asked = Question(
        key=KEYS["licence"],
        text=Text("利用条件", "licence"),
        choices=("CC-BY-4.0", "PDL1.0"),
        if_unknown="unstated",
    )

    with CliRunner().isolation(input=typed):
        assert Terminal().ask(asked) == answer


def test_a_terminal_insists_on_what_is_needed() -> None:
    with CliRunner().isolation(input="\n?\n題\n"):
        assert Terminal().ask(question("title")) == "題"


def test_a_choice_that_is_none_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and not after everything else was answered."""
    said = iter(["毎年ごろ", "13", "毎年更新"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(said))
    question = Question(
        key=KEYS["frequency"],
        text=Text("頻度は", "How often?"),
        choices=("MONTHLY", "ANNUAL"),
        labels={"ANNUAL": Text("毎年更新", "Every year")},
        if_unknown="UNKNOWN",
    )

    assert "ANNUAL" == Terminal().ask(question)
    assert [] == list(said)
