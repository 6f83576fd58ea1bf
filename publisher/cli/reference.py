"""The reference page of the command line, made from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator

import click

WIDTH = 90


def lines(group: click.Group, name: str) -> Iterator[str]:
    """Yield docs/cli.md: the group's page, then each command's, in the order of the group."""
    yield "<!-- Generated from the commands' help by `make docs`. Do not edit. -->"
    yield ""
    yield "# Commands"
    yield ""
    context = _context(group, name, None)
    yield from _page(group, context)
    for child in group.list_commands(context):
        command = group.get_command(context, child)
        if command is not None:
            yield ""
            yield f"## {name} {child}"
            yield ""
            yield from _page(command, _context(command, child, context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    # Fixed width and no colour: the page must not depend on the terminal that makes it.
    return click.Context(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )


def _page(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "```text"
    yield from (line.rstrip() for line in command.get_help(context).splitlines())
    yield "```"
