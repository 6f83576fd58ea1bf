"""What add, set and withdraw share on the command line: options, questions, the closing verdict."""

from __future__ import annotations

import contextlib
import glob
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
from publisher.personal import STARS
from publisher.words import Text, cut, mask_lines

Function = TypeVar("Function", bound=Callable[..., Any])
CLOSED = frozenset({"frequency", "answer", "table"})
"""Keys of questions that have no other answers than their choices."""
_FOUND_BY_SIGN = Text(
    "ファイル名の個人番号のような数字は * にしました。このまま貼り付けて実行できます。"
    "公開する前に、番号のない名前に変えておくと安心です。",
    "The * stands for what may be a person's number in the file's name; it can be pasted as it is. "
    "Better rename the file before it is published.",
)
_NOT_PASTED = Text(
    "個人番号のような数字を * で隠したので、この行はこのままでは使えません。"
    "先に、ファイル名や値からその数字を除いてください。",
    "What may be a person's number is hidden by *, so this line cannot be pasted as it is. First "
    "take that number out of the file's name or the value.",
)
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
        if question.wrong is not None:
            click.echo(f"  ✗ {mask_lines(question.wrong.both())}")
        click.echo(mask_lines(question.text.both()))
        for number, choice in enumerate(question.choices, start=1):
            label = question.labels.get(choice)
            shown = mask_lines(choice)
            click.echo(f"  {number}. {shown}{f' — {mask_lines(label.ja)}' if label else ''}")
        allowed = question.if_unknown is not None
        hint = "分からないときは Enter / Enter if unknown" if allowed else "必ず / needed"
        proposed = question.proposed
        if proposed:
            click.echo(f"  案 / proposed: {mask_lines(proposed)}")
            hint = "案のとおりなら Enter / Enter to take it"
        while True:
            said = str(click.prompt(f"  [{hint}]", default="", show_default=False)).strip()
            if not said.isprintable() and (meant := _unread(said)) is not None:
                proposed = meant or proposed
                continue
            if said.isdecimal() and 0 < int(said) <= len(question.choices):
                return question.choices[int(said) - 1]
            if said.casefold() in UNKNOWN_WORDS:
                if proposed and (not said or not allowed):
                    return proposed
                if allowed:
                    return None
                click.echo(
                    "  これだけは要ります。あとで変えられます / Needed; it can be changed later"
                )
            elif question.key.name not in CLOSED:
                return said
            elif (found := _choice(said, question)) is not None:
                return found
            else:
                click.echo(f"  1〜{len(question.choices)}の番号で答えてください / Give a number")


def _unread(said: str) -> str | None:
    """Say that the letters of an answer do not read as text; return what they may have meant.

    Its bytes stand there as lone surrogates where the terminal writes otherwise than this program
    reads. None where they do not.
    """
    if said.encode("utf-8", "replace").decode("utf-8") == said:
        return None
    content = said.encode("utf-8", "surrogateescape")
    click.echo(
        "  文字として読めませんでした。端末の文字コードを UTF-8 にすると確実です / "
        "These letters do not read as text; set the terminal to UTF-8"
    )
    for codec in ("utf-8", "cp932"):
        with contextlib.suppress(UnicodeDecodeError):
            meant = content.decode(codec).strip()
            click.echo(f"  案 / proposed: {mask_lines(meant)}  [Enter]")
            return meant
    return ""


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


def again(questions: Iterable[Question]) -> tuple[str, Text | None]:
    """Return the command line that was given, with what it lacks: values that were proposed, or
    in their place what is to be written there; and what to know before it is pasted.

    A person's number in the name of a file is told by a * outside of quotes: the shell finds the
    file by it, as long as no other fits.
    """
    context = click.get_current_context()
    words = [context.command_path]
    for parameter in context.command.params:
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE:
            words += _words(parameter, context.params[parameter.name or ""])
    words += [
        f"{item.key.option}={shlex.quote(item.proposed or item.key.words)}" for item in questions
    ]
    whole = " ".join(words)
    line = mask_lines(whole)
    if line != whole:
        return line, _NOT_PASTED
    return line, _FOUND_BY_SIGN if any(map(_is_found, context.params.values())) else None


def _is_found(value: Any) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(item, Path) and found_by_sign(item) is not None for item in value
    )


def found_by_sign(path: Path) -> str | None:
    """Return a file with a person's number in its name as a shell finds it: 'list_'*.csv.

    None where nothing is to be hidden, and where another file would be found, too.
    """
    parts = mask_lines(str(path)).split("/")
    if STARS not in "".join(parts) or len(parts) != len(str(path).split("/")):
        return None
    pieces = [part.split(STARS) for part in parts]
    pattern = "/".join("*".join(map(glob.escape, part)) for part in pieces)
    if list(map(Path, glob.glob(pattern))) != [path]:  # noqa: PTH207 - from the working folder
        return None
    return "/".join("*".join(shlex.quote(text) if text else "" for text in part) for part in pieces)


def _words(parameter: click.Parameter, value: Any) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    if isinstance(parameter, click.Argument):
        return [_file(item) if isinstance(item, Path) else shlex.quote(item) for item in values]
    option = parameter.opts[0]
    if value is True:
        return [option]
    return [f"{option}={shlex.quote(str(item))}" for item in values]


def _file(path: Path) -> str:
    return found_by_sign(path) or shlex.quote(str(path))


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
