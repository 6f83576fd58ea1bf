"""What add, set and withdraw share on the command line: options, questions, the closing verdict."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from publisher.cli.context import workplace
from publisher.desk.answers import Question
from publisher.desk.bench import Bench
from publisher.desk.keys import Key, Kind
from publisher.findings import Report, Severity
from publisher.words import Text

Function = TypeVar("Function", bound=Callable[..., Any])
UNKNOWN_WORDS = frozenset({"", "分からない", "わからない", "unknown", "?", "？"})
MOST_FINDINGS = 10
"""Findings printed after a command; `opendata check` shows all."""


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
        while True:
            said = str(click.prompt(f"  [{hint}]", default="", show_default=False)).strip()
            if said.isdecimal() and 0 < int(said) <= len(question.choices):
                return question.choices[int(said) - 1]
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
    """Check one dataset as it now stands, say the result, and return the exit code."""
    from publisher import check

    here = workplace()
    where = folder.relative_to(here.instance.root).as_posix()
    tree = dataclasses.replace(
        here.tree,
        datasets=tuple(item for item in here.tree.datasets if item.folder == where),
        unreadable=tuple(item for item in here.tree.unreadable if item.folder == where),
        findings=tuple(
            item
            for item in here.tree.findings
            if item.place.path == where or item.place.path.startswith(f"{where}/")
        ),
        stray={where: here.tree.stray[where]} if where in here.tree.stray else {},
    )
    report = check.check(tree, vocabularies=here.vocabularies, today=here.today)
    _say_report(report, name)
    return report.exit_code


def _say_report(report: Report, name: str) -> None:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    click.echo()
    if errors:
        say(
            Text(
                f"🟥 まだ公開できません。直すところが{errors}か所あります。",
                f"Not yet: {errors} to mend.",
            )
        )
    elif warnings:
        say(
            Text(
                f"🟨 公開できます。確かめたいことが{warnings}件あります。",
                f"Ready to publish; {warnings} to look at.",
            )
        )
    else:
        say(Text("✅ 公開できます。", "Ready to publish."))
    shown = [item for item in report.findings if item.severity is not Severity.INFO]
    shown.sort(key=lambda item: item.severity is not Severity.ERROR)
    for item in shown[:MOST_FINDINGS]:
        place = [f"{item.place.line}行目" if item.place.line else "", item.place.column or ""]
        at = " ".join(part for part in place if part)
        click.echo(f"  [{item.rule}] {at + ': ' if at else ''}{item.message.ja}")
        click.echo(f"      {item.message.en}")
    if len(shown) > MOST_FINDINGS:
        rest = len(shown) - MOST_FINDINGS
        say(
            Text(
                f"  ほかに{rest}件。`opendata check` で全部見られます。",
                f"  {rest} more: `opendata check` shows all.",
            )
        )
    if errors:
        next_step = Text(
            f"次に: 元の表を直し、`opendata set {name} --file 直した表.csv` を実行してください。",
            f"Next: mend the table, then `opendata set {name} --file MENDED.csv`.",
        )
    else:
        next_step = Text(
            "次に: `opendata plan` で公開されるときの変化を見て、このフォルダを提案してください。",
            "Next: look at `opendata plan`, then propose this folder (commit, pull request).",
        )
    say(next_step)
