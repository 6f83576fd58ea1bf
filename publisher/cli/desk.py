"""What add, set and withdraw share on the command line: options, questions, the closing verdict."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from publisher.cli.context import checked, room, workplace
from publisher.desk.answers import Question
from publisher.desk.bench import Bench
from publisher.desk.keys import Key, Kind
from publisher.words import Text

Function = TypeVar("Function", bound=Callable[..., Any])
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


class Terminal:
    """A person at a terminal, asked one question at a time."""

    def ask(self, question: Question) -> str | None:
        """Ask; an empty answer or 分からない gives None where that is allowed."""
        click.echo()
        click.echo(question.text.both())
        for number, choice in enumerate(question.choices, start=1):
            label = question.labels.get(choice)
            click.echo(f"  {number}. {choice}{f' — {label.ja}' if label else ''}")
        allowed = question.if_unknown is not None
        hint = "分からないときは Enter / Enter if unknown" if allowed else "必ず / needed"
        if question.proposed:
            click.echo(f"  案 / proposed: {question.proposed}")
            hint = "案のとおりなら Enter / Enter to take it"
        while True:
            said = str(click.prompt(f"  [{hint}]", default="", show_default=False)).strip()
            if said.isdecimal() and 0 < int(said) <= len(question.choices):
                return question.choices[int(said) - 1]
            if not said and question.proposed:
                return question.proposed
            if said.casefold() not in UNKNOWN_WORDS:
                return said
            if allowed:
                return None


def asker() -> Terminal | None:
    """Return who can be asked; None where no person sits at the other end."""
    return Terminal() if sys.stdin.isatty() and sys.stdout.isatty() else None


def say(sentence: Text) -> None:
    """Write a sentence in Japanese, then in English."""
    click.echo(sentence.ja)
    if sentence.en != sentence.ja:
        click.echo(f"  {sentence.en}")


def notices(sentences: Sequence[Text]) -> None:
    """Write what the officer should know, one line per fact and language."""
    for sentence in sentences:
        click.echo(f"・{sentence.ja}")
        click.echo(f"  {sentence.en}")


def verdict(folder: Path, name: str) -> int:
    """Check one dataset as it now stands, say the result and the next step; return the exit code."""
    from publisher.render import report_text

    here = workplace()
    report = checked(here, only={folder.relative_to(here.instance.root).as_posix()})
    click.echo()
    for line in report_text.lines(report, is_bare=False, notice=Text("", ""), room=room()):
        click.echo(line)
    click.echo()
    say(
        Text(
            f"直し方: 表は `opendata set {name} --file 直した表.csv`、"
            f"説明は `opendata set {name} title=…` のように変えます。",
            f"To mend: the table with `opendata set {name} --file MENDED.csv`, "
            f"words with `opendata set {name} title=…`.",
        )
        if report.exit_code
        else Text(
            "次に: `opendata plan` で公開されるときの変化を見て、このフォルダを提案してください。",
            "Next: look at `opendata plan`, then propose this folder (commit, pull request).",
        )
    )
    return report.exit_code
