"""What add, set and withdraw share on the command line: options, questions, the closing verdict."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from publisher.cli.context import checked, room, workplace
from publisher.desk.answers import Question
from publisher.desk.bench import Bench
from publisher.desk.keys import Key, Kind
from publisher.errors import UsageError
from publisher.words import Text, cut, mask_lines

Function = TypeVar("Function", bound=Callable[..., Any])
CLOSED = frozenset({"frequency", "answer"})
"""Keys of questions that have no other answers than their choices."""
UNKNOWN_WORDS = frozenset({"", "分からない", "わからない", "unknown", "?", "？"})


def bench() -> Bench:
    """Read the instance at the working folder with everything the desk needs."""
    from publisher import standards

    here = workplace()
    return Bench(
        instance=here.instance,
        tree=here.tree,
        vocabularies=here.vocabularies,
        standards=standards.load(here.instance.root),
        today=here.today,
    )


def options(keys: Iterable[Key]) -> Callable[[Function], Function]:
    """Return a decorator that gives a command one option per key."""

    def decorate(function: Function) -> Function:
        for key in reversed(tuple(keys)):
            metavar = "YYYY-MM-DD" if key.kind is Kind.DATE else "TEXT"
            function = click.option(
                key.option,
                key.name,
                multiple=key.kind is Kind.LIST,
                metavar=metavar,
                help=key.help,
            )(function)
        return function

    return decorate


def mend_answers(said: Sequence[str]) -> dict[str, str]:
    """Return answers to questions about cells by their id; raises UsageError."""
    given: dict[str, str] = {}
    for item in said:
        name, sign, value = item.rpartition("=")
        if not sign or not name or not value:
            raise UsageError(
                Text("答えの書き方が違います。", "This is no answer."),
                where=f"--answer {cut(item)}",
                next_step=Text(
                    "--answer 質問=答え の形で書いてください。", "Write --answer ID=VALUE."
                ),
            )
        given[name] = value
    return given


class Terminal:
    """A person at a terminal, asked one question at a time."""

    def ask(self, question: Question) -> str | None:
        """Ask; an empty answer or 分からない gives None where that is allowed."""
        click.echo()
        click.echo(mask_lines(question.text.both()))
        for number, choice in enumerate(question.choices, start=1):
            label = question.labels.get(choice)
            shown = mask_lines(choice)
            click.echo(f"  {number}. {shown}{f' — {mask_lines(label.ja)}' if label else ''}")
        allowed = question.if_unknown is not None
        hint = "分からないときは Enter / Enter if unknown" if allowed else "必ず / needed"
        if question.proposed:
            click.echo(f"  案 / proposed: {mask_lines(question.proposed)}")
            hint = "案のとおりなら Enter / Enter to take it"
        while True:
            said = str(click.prompt(f"  [{hint}]", default="", show_default=False)).strip()
            if said.isdecimal() and 0 < int(said) <= len(question.choices):
                return question.choices[int(said) - 1]
            if not said and question.proposed:
                return question.proposed
            if said.casefold() in UNKNOWN_WORDS:
                if allowed:
                    return None
            elif question.key.name not in CLOSED:
                return said
            elif (found := _choice(said, question)) is not None:
                return found
            else:
                click.echo(f"  1〜{len(question.choices)}の番号で答えてください / Give a number")


def _choice(said: str, question: Question) -> str | None:
    """Return the choice that was written out: its own word or what it means."""
    for choice in question.choices:
        label = question.labels.get(choice)
        if said.casefold() in {choice.casefold(), label.ja if label else ""}:
            return choice
    return None


def asker() -> Terminal | None:
    """Return who can be asked; None where no person sits at the other end."""
    return Terminal() if sys.stdin.isatty() and sys.stdout.isatty() else None


def again(questions: Iterable[Question]) -> str:
    """Return the command line that was given, with what it lacks: values that were proposed, or
    in their place what is to be written there."""
    context = click.get_current_context()
    words = [context.command_path]
    for parameter in context.command.params:
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE:
            words += _words(parameter, context.params[parameter.name or ""])
    words += [
        f"{item.key.option}={shlex.quote(item.proposed or item.key.words)}" for item in questions
    ]
    return mask_lines(" ".join(words))


def _words(parameter: click.Parameter, value: Any) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    if isinstance(parameter, click.Argument):
        return [shlex.quote(str(item)) for item in values]
    option = parameter.opts[0]
    if value is True:
        return [option]
    return [f"{option}={shlex.quote(str(item))}" for item in values]


def say(sentence: Text) -> None:
    """Write a sentence in Japanese, then in English."""
    click.echo(mask_lines(sentence.ja))
    if sentence.en != sentence.ja:
        click.echo(f"  {mask_lines(sentence.en)}")


def notices(sentences: Sequence[Text]) -> None:
    """Write what the officer should know, one line per fact and language."""
    for sentence in sentences:
        click.echo(f"・{mask_lines(sentence.ja)}")
        click.echo(f"  {mask_lines(sentence.en)}")


def verdict(folder: Path, name: str, *, is_withdrawn: bool = False) -> int:
    """Check one dataset as it now stands, say the result and the next step; return the exit code."""
    from publisher.render import report_text

    here = workplace()
    place = folder.relative_to(here.instance.root).as_posix()
    report = checked(here, only={place})
    if is_withdrawn and not report.exit_code:
        say(
            Text(
                "次に: `opendata plan` で変化を見て、このフォルダを提案してください。",
                "Next: look at `opendata plan`, then propose this folder.",
            )
        )
        return 0
    click.echo()
    for line in report_text.lines(report, is_bare=False, notice=Text("", ""), room=room()):
        click.echo(line)
    click.echo()
    say(
        Text(
            f"直し方: 自動で直せるところは `opendata fix {place}` で見られます。"
            f"説明は `opendata set {name} title=…` で変えます。"
            f"直した表は `opendata update {name} ファイル` で入れます。",
            f"To mend: `opendata fix {place}` shows what can be proven; words change with "
            f"`opendata set {name} title=…`, a mended table goes in with "
            f"`opendata update {name} FILE`.",
        )
        if report.exit_code
        else Text(
            "次に: `opendata plan` で公開されるときの変化を見て、このフォルダを提案してください。"
            f"次の年の表は `opendata update {name} ファイル` で入れます。",
            "Next: look at `opendata plan`, then propose this folder. "
            f"Next year's table goes in with `opendata update {name} FILE`.",
        )
    )
    return report.exit_code
