"""`opendata serve`: become the embedded catalog, until it is stopped."""

from __future__ import annotations

import sys

import click


@click.command()
def command() -> None:
    """Serve the embedded catalog of this instance until Ctrl-C.

    組み込みの目録を開きます。止めるには Ctrl-C を押してください。

    It listens at [catalog] url of opendata.toml. `opendata publish` may run meanwhile: readers see
    each dataset as it was or as it is, never half.

    \b
    Example / 例:
      opendata serve      then open http://127.0.0.1:5055/ in a browser

    Exit codes: 0 stopped · 5 it cannot start (the port is taken, the store cannot be read).
    """
    from publisher.ckan.embedded import become
    from publisher.cli.context import instance_here

    here = instance_here()
    click.echo(
        f"{here.catalog_url}/ を開いてください（止めるには Ctrl-C） / "
        f"open {here.catalog_url}/ (Ctrl-C stops it)"
    )
    sys.stdout.flush()
    become(here)
