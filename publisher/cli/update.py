"""`opendata update`: a new version of a dataset's file, looked at before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.desk import asker, bench, notices, say, verdict

if TYPE_CHECKING:
    from publisher.desk.updating import Preview


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--resource", default="", help="Which file of DATASET, by its name / どのファイルか")
@click.option("--write", "is_writing", is_flag=True, help="Write it without asking / 書き込む")
@click.option(
    "--anyway", is_flag=True, help="Write it in spite of a doubt / 疑いがあっても書き込む"
)
@click.option("--new-columns", is_flag=True, help="The new file has other columns / 列が変わる")
@click.option("--reason", default="", help="Why, for the history / 理由（履歴に残ります）")
def command(
    dataset: str,
    file: Path,
    resource: str,
    *,
    is_writing: bool,
    anyway: bool,
    new_columns: bool,
    reason: str,
) -> None:
    """Put a new version of FILE into DATASET, after showing which rows come, change and go.

    新しいファイルで増える行・変わる行・なくなる行を見てから、データセットを更新します。

    Rows are matched by the primary key, else by a column that numbers them. Nothing is written
    before you agree: on a terminal you are asked, elsewhere add --write. A file that looks like
    another's (other columns, another municipality, an older version, more than half the rows
    gone) is refused; columns in another order are put in the dataset's order. Ids stay, the
    history gains `updated`.

    \b
    Examples / 例:
      opendata update 292095_public_toilet 公衆トイレ2027.csv
      opendata update 292095_public_toilet 公衆トイレ2027.csv --write --reason 年度更新
      opendata update 292095_population 2026.csv --resource 2026

    A new year beside the others is added with: opendata add 2027.csv --to 292095_population

    Exit codes: 0 written, shown, or nothing to change · 1 written with errors to mend, or the file
    is refused · 2 wrong usage · 5 broken surroundings.
    """
    from publisher.desk import changing, updating

    here = bench()
    seen = updating.preview(dataset, resource, file, here, may_change_columns=new_columns)
    _show(seen)
    if seen.doubts and not anyway:
        raise click.exceptions.Exit(_refused(seen))
    if not _is_agreed(seen, is_writing=is_writing):
        return
    changed = changing.change(
        changing.Request(
            dataset=dataset,
            answers={},
            resource=resource,
            statement=None,
            files={resource: file},
            may_change_columns=new_columns,
            reason=reason,
        ),
        here,
    )
    notices([item.words for item in changed.conversions])
    if changed.is_changed and (code := verdict(changed.folder, changed.name)):
        raise click.exceptions.Exit(code)


def _show(seen: Preview) -> None:
    from publisher.render import difference_text

    for line in difference_text.lines(seen.path, seen.difference):
        click.echo(line)
    notices(seen.notices)


def _refused(seen: Preview) -> int:
    from publisher.words import Text

    click.echo()
    for doubt in seen.doubts:
        say(Text(f"🟥 {doubt.ja}", f"🟥 {doubt.en}"))
    say(
        Text(
            "何も書き込んでいません。このファイルで正しいときは --anyway を付けます。",
            "Nothing was written. Where this is the right file, add --anyway.",
        )
    )
    return 1


def _is_agreed(seen: Preview, *, is_writing: bool) -> bool:
    """Return whether to write: said, or answered on a terminal."""
    from publisher.words import Text

    if is_writing:
        return True
    click.echo()
    if seen.difference.is_same and not seen.notices:
        say(Text("書き込むものがありません。", "There is nothing to write."))
        return False
    if asker() is None:
        say(Text("書き込むには --write を付けます。", "Add --write to write it."))
        return False
    return click.confirm("書き込みますか / Write it?", default=False)
