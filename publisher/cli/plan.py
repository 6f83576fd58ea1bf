"""`opendata plan`: show what publish would change, and keep it for review."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.context import echo_json
from publisher.cli.options import text_or_json


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the plan here, for `opendata apply`. / 計画を書くファイル",
)
@click.option(
    "--ckan-url",
    help="Catalog to plan for, instead of CKAN_URL or the embedded one. / 目録のアドレス",
)
@text_or_json
def command(out: Path | None, ckan_url: str | None, form: str) -> None:
    """Show what `opendata publish` would change, and why. Writes nothing to the catalog.

    目録に公開したときに変わることを、理由とともに見せます。目録には何も書きません。

    The plan names for each dataset what happens: create, update, withdraw, restore, unchanged, or
    one that writes nothing: blocked (errors in check: the catalog's copy stays), orphan (gone from
    the tree without a withdrawal: kept), conflict, foreign.

    \b
    Examples / 例:
      opendata plan
      opendata plan --out plan.json     then review it, then: opendata apply plan.json
      CKAN_URL=https://catalog.example.jp CKAN_TOKEN=… opendata plan

    Exit codes: 0 a plan, with changes or without · 3 refused (it would lose too much) · 5 broken
    surroundings.
    """
    from publisher import instance
    from publisher.cli.source import source
    from publisher.publish import run
    from publisher.render import plan_text

    ours = source()
    target = instance.target(ours.instance, ckan_url)
    with run.connected(ours.instance, target) as catalog:
        plan = run.look(ours, target, catalog).plan
    if out is not None:
        import json

        text = json.dumps(plan.as_json(), ensure_ascii=False, indent=2) + "\n"
        out.write_text(text, encoding="utf-8", errors="replace")
    if form == "json":
        echo_json(plan.as_json())
    else:
        click.echo(f"→ {plan.target}")
        for line in plan_text.lines(plan):
            click.echo(line)
        if ours.instance.notice.ja:
            click.echo(ours.instance.notice.both())
    if plan.refusals:
        raise click.exceptions.Exit(3)
