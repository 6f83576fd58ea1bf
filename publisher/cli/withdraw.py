"""`opendata withdraw`: end the publication of a dataset."""

from __future__ import annotations

import click

from publisher.cli.desk import bench, say, verdict


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.option("--reason", required=True, help="Why; citizens read it on its page / 理由")
@click.option("--successor", default="", metavar="NAME", help="Dataset that replaces it / 後継")
@click.option("--date", metavar="YYYY-MM-DD", help="Day of the withdrawal, else today / その日")
def command(dataset: str, reason: str, successor: str, date: str | None) -> None:
    """End the publication of DATASET: its files go, its page stays and says why.

    データセットの公開を終えます。ファイルは消え、ページは理由を示して残ります。

    The folder, the ids and the history stay for ever, so that links lead somewhere and the count
    of datasets ever published does not fall. To bring it back:
    opendata set DATASET --restore --file FILE

    \b
    Examples / 例:
      opendata withdraw 292095_public_toilet --reason 施設の廃止
      opendata withdraw 292095_aed_2020 --reason 新しい一覧に統合 --successor 292095_aed

    Exit codes: 0 withdrawn · 2 wrong usage (no such dataset, withdrawn already) · 5 broken
    surroundings.
    """
    from publisher.desk.answers import date_option
    from publisher.desk.withdrawal import withdraw
    from publisher.words import Text

    done = withdraw(
        dataset,
        bench(),
        reason=reason,
        successor=successor,
        date=date_option(date),
    )
    say(
        Text(
            f"{done.name} の公開を終えました（理由: {reason}）。消したファイル: "
            f"{'、'.join(done.deleted) or 'なし'}。ページと履歴は残ります。",
            f"Withdrew {done.name}; files deleted: {', '.join(done.deleted) or 'none'}. "
            "Its page and history stay.",
        )
    )
    if code := verdict(done.folder, done.name, is_withdrawn=True):
        raise click.exceptions.Exit(code)
