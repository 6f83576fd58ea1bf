"""What update and set show of new files before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publisher.cli.context import room
from publisher.cli.desk import notices, say
from publisher.words import Text

if TYPE_CHECKING:
    from publisher.desk.updating import Seen


def show(seen: Seen) -> None:
    """Write which rows come, change and go, what is asked, and what the officer should know."""
    from publisher.render import difference_text, fix_text

    for item in seen.previews:
        for line in difference_text.lines(item.path, item.difference):
            click.echo(line)
        for line in fix_text.questions(item.questions, room=room()):
            click.echo(line)
    notices(seen.notices)


def refused(seen: Seen, next_step: Text) -> int:
    """Say why the files may be the wrong ones, and that nothing was written; return the exit code."""
    click.echo()
    for doubt in seen.doubts:
        say(Text(f"🟥 {doubt.ja}", f"🟥 {doubt.en}"))
    say(
        Text(f"何も書き込んでいません。{next_step.ja}", f"Nothing was written. {next_step.en}"),
    )
    return 1
