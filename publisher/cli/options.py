"""Options that several commands have, said once."""

from __future__ import annotations

import click

text_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or machines. / 出力の形",
)
