"""A table of which nothing can be made before a question is answered: refused, with the question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publisher.desk.answers import Question as AskedQuestion
from publisher.desk.keys import Key, Part
from publisher.errors import DataRefused
from publisher.tidy import apart, uneven_rows
from publisher.tidy.change import Question
from publisher.words import Text, things

_CHOOSE = Text(
    "選んで --answer を付けてください：{choices}。{instead}",
    "Choose one with --answer: {choices}. {instead}",
)
_INSTEAD = {
    apart.ID: apart.MEND,
    uneven_rows.ID: Text(
        "または、もとの表をExcelで開いて直します。"
        "値がずれ始める列の、2行目から下のセルを選び、右クリックで「挿入」（右へ）か「削除」（左へ）です。",
        "Or open it in Excel: mark the cells below the header where values begin to stand under "
        "the wrong name, and insert or delete them.",
    ),
}
"""What can be done to the original, by what is asked."""


_TABLE = Key(name="table", part=Part.CALL, help="Which of several tables / どの表")
_ALL = Text("ぜんぶ（1つのデータセットの別々のファイルに）", "all of them, as files of one dataset")


class SeveralTables(DataRefused):
    """A file holds several tables, and nobody said which; whoever can be asked is asked."""

    def __init__(
        self, what: Text, *, where: str, next_step: Text, names: Sequence[str], whole: str
    ) -> None:
        """`names` are what the tables are called, `whole` the answer that means all of them."""
        super().__init__(what, where=where, next_step=next_step)
        numbered = {str(number): name for number, name in enumerate(names, start=1)}
        self.question = AskedQuestion(
            key=_TABLE,
            text=Text(
                f"別々の表が{things(len(names))}入っています。どれを入れますか。",
                f"It holds {len(names)} tables of different kinds. Which is meant?",
            ),
            choices=(*numbered, whole),
            labels={**{at: Text(name, name) for at, name in numbered.items()}, whole: _ALL},
            if_unknown="",
        )


class Undecided(DataRefused):
    """Nobody can tell which cell is whose; whoever can be asked is asked `question`."""

    def __init__(self, path: Path, question: Question) -> None:
        self.question = question
        listed = [
            (f"--answer {question.id.rstrip(':')}={choice.value}", choice.label)
            for choice in question.choices
        ]
        instead = _INSTEAD[question.mend]
        super().__init__(
            question.text,
            where=str(path),
            next_step=Text(
                _CHOOSE.ja.format(
                    choices="、".join(f"{said}（{to.ja}）" for said, to in listed),
                    instead=instead.ja,
                ),
                _CHOOSE.en.format(
                    choices=", ".join(f"{said} ({to.en})" for said, to in listed),
                    instead=instead.en,
                ),
            ),
        )
