"""What update and set show of new files before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from publisher.cli.context import room
from publisher.cli.desk import notices, say
from publisher.words import Text

if TYPE_CHECKING:
    from publisher.desk.updating import Seen


ANYWAY = Text(
    "このファイルで正しいときは --anyway を付けます。",
    "Where this is the right file, add --anyway.",
)


def against_writing(
    seen: Seen, *, is_anyway: bool = False, anyway: Text = ANYWAY
) -> tuple[tuple[Text, ...], Text] | None:
    """Return why nothing is to be written, and what to do; None where nothing speaks against it.

    `anyway` says how to go on where the file is the right one.
    """
    from publisher.desk.changing import LOOSEN

    doubts = () if is_anyway else seen.doubts
    steps = [anyway] * bool(doubts) + [LOOSEN] * bool(seen.broken)
    if not steps:
        return None
    next_step = Text("".join(item.ja for item in steps), " ".join(item.en for item in steps))
    return (*doubts, *seen.broken), next_step


def show(seen: Seen) -> None:
    """Write which rows come, change and go, what is asked, and what the officer should know."""
    from publisher.render import difference_text, fix_text

    for item in seen.previews:
        for line in difference_text.lines(item.path, item.difference):
            click.echo(line)
        notices(item.notes)
        for line in fix_text.questions(item.questions, room=room()):
            click.echo(line)
    notices(seen.notices)


def refused(reasons: Sequence[Text], next_step: Text) -> int:
    """Say why files are not taken as they are, and that nothing was written; return the exit code."""
    click.echo()
    for reason in reasons:
        say(Text(f"🟥 {reason.ja}", f"🟥 {reason.en}"))
    say(
        Text(f"何も書き込んでいません。{next_step.ja}", f"Nothing was written. {next_step.en}"),
    )
    return 1
