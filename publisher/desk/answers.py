"""What the officer answered: from options, a file, KEY=VALUE or, on a terminal, questions."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from publisher.desk.keys import Key, Kind
from publisher.errors import UsageError
from publisher.words import Text, cut

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]
"""Only what was said, by the name of its key. An empty text takes an optional value away."""

MOST_QUESTIONS = 6
TRIES = 10
"""Wrong answers to one question before it is left: nobody is there, or nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that only a person knows."""

    key: Key
    text: Text
    choices: tuple[str, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)
    """What a choice means, where its own word does not say so."""
    if_unknown: str | None = None
    """The answer that 分からない stands for; None where the dataset cannot be without it."""
    proposed: str = ""
    """What the file itself says; empty where it says nothing."""
    is_needed: bool = True
    """False: asked on a terminal only; without one `if_unknown` holds."""
    valid: Callable[[str], object] | None = None
    """Raises UsageError for an answer that cannot be."""
    near: Callable[[str], str] | None = None
    """What such an answer may have meant, to be proposed; empty for nothing."""
    wrong: Text | None = None
    """Why the answer before was none: it is asked once more."""


class Asker(Protocol):
    """Somebody who can be asked; a terminal."""

    def ask(self, question: Question) -> str | None:
        """Return the answer, None for 分からない."""


def text(answers: Answers, name: str) -> str:
    """Return a text answer, empty where nothing was said."""
    value = answers.get(name, "")
    return value if isinstance(value, str) else "、".join(value)


def texts(answers: Answers, name: str) -> tuple[str, ...]:
    """Return a list answer, empty where nothing was said."""
    value = answers.get(name, ())
    return (value,) if isinstance(value, str) else tuple(value)


def from_options(options: Mapping[str, Any], keys: Iterable[Key]) -> dict[str, Answer]:
    """Return what the command line's options say; raises UsageError for a bad date."""
    said: dict[str, Answer] = {}
    for key in keys:
        value = options.get(key.name)
        if value is None or value == ():
            continue
        said[key.name] = _value(key, value, key.option)
    return said


def from_pairs(pairs: Sequence[str], keys: Iterable[Key]) -> dict[str, Answer]:
    """Return what KEY=VALUE arguments say; lists are separated by commas."""
    known = {key.name: key for key in keys}
    said: dict[str, Answer] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        name = name.strip().replace("-", "_")
        if not sign or name not in known:
            raise UsageError(
                Text(f"「{cut(pair)}」が分かりません。", f"'{cut(pair)}' is not understood."),
                where="KEY=VALUE",
                next_step=_list_of(known),
            )
        key = known[name]
        parts = value.replace("、", ",").split(",") if key.kind is Kind.LIST else value
        said[name] = _value(key, parts, f"{name}=")
    return said


def from_file(path: Path, keys: Iterable[Key]) -> dict[str, Answer]:
    """Read answers from a TOML or JSON file; raises UsageError that names what is wrong.

    Tables in it are answers about one of several files: `of_files` reads them.
    """
    document = _document(path)
    plain = {name: value for name, value in document.items() if not isinstance(value, dict)}
    return _said(plain, keys, f"--answers {path}")


def of_files(path: Path, keys: Iterable[Key]) -> dict[str, dict[str, Answer]]:
    """Return what an answers file says of single files, by their names; raises UsageError."""
    known = tuple(keys)
    return {
        name: _said(value, known, f"--answers {path}: {name}")
        for name, value in _document(path).items()
        if isinstance(value, dict)
    }


def _document(path: Path) -> Mapping[str, Any]:
    where = f"--answers {path}"
    try:
        content = path.read_text(encoding="utf-8-sig")
        document = json.loads(content) if path.suffix == ".json" else tomllib.loads(content)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            Text(
                f"答えのファイルを読めません（{cut(error)}）。", f"Cannot be read ({cut(error)})."
            ),
            where=where,
            next_step=Text("ファイルを直してください。", "Mend the file (TOML or JSON)."),
        ) from error
    return document if isinstance(document, dict) else {"-": document}


def _said(document: Mapping[str, Any], keys: Iterable[Key], where: str) -> dict[str, Answer]:
    known = {key.name: key for key in keys}
    said: dict[str, Answer] = {}
    for written, value in document.items():
        name = written.replace("-", "_")
        if name not in known:
            raise UsageError(
                Text(
                    f"「{cut(written)}」という答えはありません。", f"No such key: {cut(written)}."
                ),
                where=where,
                next_step=_list_of(known),
            )
        said[name] = _value(known[name], value, f"{where}: {written}")
    return said


def complete(
    answers: Answers,
    questions: Sequence[Question],
    asker: Asker | None,
    *,
    most: int = MOST_QUESTIONS,
) -> dict[str, Answer]:
    """Return `answers` with every question answered, asking for the first `most` that are open.

    Raises MissingAnswers where nobody can be asked for what is needed.
    """
    whole = dict(answers)
    lacking: list[Question] = []
    still_open = [question for question in questions if question.key.name not in answers]
    for number, question in enumerate(still_open):
        is_asked = asker is not None and number < most
        answer = _asked(question, asker) if asker is not None and is_asked else None
        if asker is not None and not is_asked:
            answer = question.proposed or None
        if answer is None and _is_lacking(question, asker):
            lacking.append(question)
            continue
        said = question.if_unknown or "" if answer is None else answer
        whole[question.key.name] = _value(question.key, said, question.key.option)
    if lacking:
        raise MissingAnswers(lacking)
    return whole


def _asked(question: Question, asker: Asker) -> str | None:
    """Return the answer, None for 分からない; what cannot be is said and asked again at once."""
    for attempt in range(TRIES):
        answer = asker.ask(question)
        if not answer or question.valid is None:
            return answer
        try:
            question.valid(answer)
        except UsageError as error:
            if attempt == TRIES - 1:
                raise
            near = question.near(answer) if question.near is not None else ""
            question = replace(question, wrong=error.what, proposed=near or question.proposed)
        else:
            return answer
    return None


def _is_lacking(question: Question, asker: Asker | None) -> bool:
    return question.if_unknown is None or (question.is_needed and asker is None)


def require(answers: Answers, questions: Sequence[Question], where: str = "") -> None:
    """Raise MissingAnswers that names all that only a person can say, where nobody can be asked."""
    open_ = [item for item in questions if item.key.name not in answers]
    lacking = [item for item in open_ if _is_lacking(item, None)]
    if lacking:
        raise MissingAnswers(lacking, where, [item for item in open_ if item not in lacking])


class MissingAnswers(UsageError):
    """What nobody said and nobody can be asked for: all of it at once."""

    def __init__(
        self, questions: Sequence[Question], where: str = "", others: Sequence[Question] = ()
    ) -> None:
        """Name the options of all questions; `where` is the file that they are of.

        `others` may stay unknown.
        """
        self.questions = tuple(questions)
        self.others = tuple(others)
        options = [item.key.option for item in questions]
        proposal = any(item.proposed for item in questions)
        super().__init__(
            Text(f"指定が足りません：{'、'.join(options)}", f"Missing: {', '.join(options)}"),
            where=where or " ".join(options),
            next_step=Text(
                "これらを付けるか、--answers のファイルに書いてください。"
                + ("案のままでよいものは --as-proposed で足ります。" if proposal else ""),
                "Give them, or write them into the --answers file."
                + (" What is proposed is taken with --as-proposed." if proposal else ""),
            ),
        )

    def lines(self) -> list[Text]:
        """Return what each of them asks, what is proposed, and the choices; then the others."""
        ja = "、".join(f"{item.key.option}（{item.key.words}）" for item in self.others)
        en = ", ".join(item.key.option for item in self.others)
        last = Text(f"分かれば：{ja}", f"Where known: {en}")
        return [*map(_told, self.questions), *[last] * bool(self.others)]


def _told(question: Question) -> Text:
    option, proposed = question.key.option, cut(question.proposed)
    listed = cut("、".join(question.choices), 400)
    ja = [question.text.ja, *[f"案：{proposed}"] * bool(proposed), *[listed] * bool(listed)]
    en = [question.text.en, *[f"Proposed: {proposed}"] * bool(proposed)]
    return Text(f"{option}：{'　'.join(ja)}", f"{option}: {' '.join(en)}")


def _value(key: Key, value: object, where: str) -> Answer:
    """Return a value in its key's form; raises UsageError for another form or no real date."""
    if isinstance(value, dt.date):
        value = value.isoformat()
    if key.kind is Kind.LIST:
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list | tuple) and all(isinstance(item, str) for item in items):
            return tuple(item.strip() for item in items if item.strip())
    elif isinstance(value, str):
        said = value.strip()
        if key.kind is Kind.DATE and said:
            _check_date(said, where)
        return said
    raise UsageError(
        Text(f"{key.name} は文字で書いてください。", f"{key.name} must be text."),
        where=where,
        next_step=Text(
            "値を引用符で囲んでください。", "Put the value in quotes (a list: several texts)."
        ),
    )


def _check_date(said: str, where: str) -> None:
    try:
        # fromisoformat also reads 20190401 and 2019-W14; descriptors hold one form only.
        is_date = dt.date.fromisoformat(said).isoformat() == said
    except ValueError:
        is_date = False
    if not is_date:
        raise UsageError(
            Text(f"「{cut(said)}」は日付として読めません。", f"'{cut(said)}' is not a date."),
            where=where,
            next_step=Text("2019-04-01 の形で書いてください。", "Write it as 2019-04-01."),
        )


def date_option(said: str | None) -> dt.date | None:
    """Return the day of a `--date` option; raises UsageError for what is no date."""
    if said:
        _check_date(said, "--date")
    return dt.date.fromisoformat(said) if said else None


def _list_of(known: Mapping[str, Key]) -> Text:
    names = ", ".join(known)
    return Text(f"使えるのは: {names}", f"Known keys: {names}")
