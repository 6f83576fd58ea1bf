"""`opendata rename`: another name for a dataset."""

from __future__ import annotations

import click

from publisher.cli.desk import bench, say, verdict


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.argument("name", metavar="NEW_NAME")
@click.option("--reason", default="", help="Why, for the history / 理由（履歴に残ります）")
def command(dataset: str, name: str, reason: str) -> None:
    """Give DATASET another name, which is also its folder and its address in the catalog.

    データセットの名前（フォルダと目録でのアドレス）を変えます。

    NEW_NAME begins with the body's code, like 292095_public_toilet. Ids, days and history stay, so
    it remains the same dataset everywhere; `publish` renames it in the catalog. The old name is
    kept in `previousNames` and is never given to another dataset. The title is changed with
    `opendata set`.

    \b
    Example / 例:
      opendata rename 292095_toilet 292095_public_toilet --reason 標準の名前にそろえる

    Exit codes: 0 renamed · 1 renamed with errors to mend · 2 wrong usage (no such dataset, the name
    is taken) · 5 broken surroundings.
    """
    from publisher.desk.renaming import rename
    from publisher.words import Text

    done = rename(dataset, name, bench(), reason=reason)
    say(
        Text(
            f"{done.before} を {done.after} に変えました。IDと履歴はそのままです。",
            f"Renamed {done.before} to {done.after}; ids and history stay.",
        )
    )
    if code := verdict(done.folder, done.after):
        raise click.exceptions.Exit(code)
