"""`opendata update`: new versions of a dataset's files, looked at before they are written."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.desk import asker, bench, mend_answers, notices, say, verdict
from publisher.cli.preview import against_writing, refused, show
from publisher.words import Text

if TYPE_CHECKING:
    from publisher.desk.bench import Bench
    from publisher.desk.changing import Request
    from publisher.desk.updating import Seen


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.argument(
    "sources", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--resource", default="", help="Which file of DATASET, by its name / どのファイルか")
@click.option("--write", "is_writing", is_flag=True, help="Write it without asking / 書き込む")
@click.option(
    "--anyway", is_flag=True, help="Write it in spite of a doubt / 疑いがあっても書き込む"
)
@click.option(
    "--append",
    is_flag=True,
    help="The rows are of a new month or year; keep the others / ほかの年月の行を残す",
)
@click.option(
    "--loosen",
    is_flag=True,
    help="Take values that break what is declared of their column; declare less / 決まりをゆるめる",
)
@click.option("--new-columns", is_flag=True, help="The new file has other columns / 列が変わる")
@click.option("--new-names", is_flag=True, help="Columns are called as in FILE / 列の名前を変える")
@click.option(
    "--same",
    "pairs",
    multiple=True,
    metavar="NEW=COLUMN",
    help="FILE calls the dataset's COLUMN so / 名前の変わった列",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="3=NAME",
    help="Name of a column that has none: 3=NAME, C=NAME / 名前のない列の名前",
)
@click.option(
    "--table", metavar="NUMBER", default="", help="Which of several tables in FILE / どの表か"
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="ID=VALUE",
    help="Answer a question about cells, as `opendata fix` asks them / 質問に答える",
)
@click.option("--reason", default="", help="Why, for the history / 理由（履歴に残ります）")
def command(dataset: str, sources: tuple[Path, ...], **said: Any) -> None:
    """Put new versions of FILEs into DATASET, after showing which rows come, change and go.

    新しいファイルで増える行・変わる行・なくなる行を見てから、データセットを更新します。

    Workbooks, CSV and GeoJSON are read and mended as `opendata add` does it. Rows are matched by
    the primary key, else by the column that tells most of them the same. Nothing is written
    before you agree: on a terminal you are asked, elsewhere add --write. A file that looks like
    another's (other columns, another municipality, another dataset's rows, an older version by its
    rows, names or days, a new year with the old year's counts, half the rows gone, columns
    exchanged or one sorted alone, numbers of another unit or without their decimals) is refused.
    What a spreadsheet did to codes, days, times and decimals is undone where the present table
    proves it, and told so that the original can be mended, too. What we only write otherwise than
    before is told apart from your changes; values that break what is declared of their column are
    shown and refused, or taken with --loosen. Columns in another order or under other names are
    recognised, told, and put as the dataset has them; what is not certain is asked, or said with
    --same. What was answered before is not asked again; what was left open is, once its cells
    change. Ids stay, the history gains `updated`. Several FILEs are told apart by their names. The
    original goes beside the table as with `opendata add`; with --append those of other months and
    years stay there too.

    \b
    Examples / 例:
      opendata update 292095_public_toilet 公衆トイレ2027.xlsx
      opendata update 292095_public_toilet 公衆トイレ2027.csv --write --reason 年度更新
      opendata update 292095_population 2026.csv --resource 2026
      opendata update 292095_population 5月.xlsx --append      (adds a month to the same table)
      opendata update 292095_public_toilet 新.xlsx --same 所在地=住所    (the same column)
      opendata update 292095_public_toilet 新.xlsx --new-columns   (columns come or go)

    A new year as a file of its own: opendata add 2027.csv --to 292095_population

    Exit codes: 0 written, shown, or nothing to change · 1 written with errors to mend, or the file
    is refused · 2 wrong usage · 5 broken surroundings.
    """
    from publisher.desk import asking, updating
    from publisher.desk.changing import Request
    from publisher.desk.renewing import Said

    here = bench()
    request = Request(
        dataset=dataset,
        answers={},
        files=updating.by_resource(_there(sources), said["resource"], here.dataset(dataset)),
        may_change_columns=said["new_columns"],
        may_rename_columns=said["new_names"],
        same=_same(said["pairs"]),
        is_appending=said["append"],
        may_loosen=said["loosen"],
        said=Said(
            answers=mend_answers(said["answers"]), columns=said["columns"], table=said["table"]
        ),
        reason=said["reason"],
    )
    request, seen = asking.preview(request, here, asker())
    show(seen)
    if against := against_writing(seen, is_anyway=said["anyway"]):
        raise click.exceptions.Exit(refused(*against))
    if _is_agreed(seen, is_writing=said["is_writing"]) and (code := _put(request, here, seen)):
        raise click.exceptions.Exit(code)


def _same(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return which column of a file is which of the dataset's; raises UsageError."""
    from publisher.errors import UsageError
    from publisher.words import cut

    given: dict[str, str] = {}
    for pair in pairs:
        new, sign, name = pair.partition("=")
        if not sign or not new.strip() or not name.strip():
            raise UsageError(
                Text("列の書き方が違います。", "This names no columns."),
                where=f"--same {cut(pair)}",
                next_step=Text(
                    "--same 新しい名前=今の名前 の形で書いてください。", "Write --same NEW=COLUMN."
                ),
            )
        given[new.strip()] = name.strip()
    return given


def _put(request: Request, here: Bench, seen: Seen) -> int:
    """Write it and say how the dataset stands the check; return the exit code."""
    from publisher.desk.changing import change

    changed = change(request, here)
    notices([item.words for item in changed.conversions])
    notices([item for item in changed.notices if item not in seen.notices])
    return verdict(changed.folder, changed.name) if changed.is_changed else 0


def _there(sources: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files; raises UsageError for one that is not there."""
    from publisher.errors import UsageError

    for path in sources:
        if path.is_dir():
            raise UsageError(
                Text("フォルダです。", "This is a folder."),
                where=str(path),
                next_step=Text(
                    "中のファイルを書いてください（いくつでも）。",
                    "Name the files in it, as many as there are.",
                ),
            )
        if not path.is_file():
            raise UsageError(
                Text("ファイルがありません。", "There is no such file."),
                where=str(path),
                next_step=Text("ファイルの名前を確かめてください。", "Check the file's name."),
            )
    return sources


def _is_agreed(seen: Seen, *, is_writing: bool) -> bool:
    """Return whether to write: said, or answered on a terminal."""

    click.echo()
    if not any(item.is_new for item in seen.previews):
        say(Text("書き込むものがありません。", "There is nothing to write."))
        return False
    if is_writing:
        return True
    if asker() is None:
        say(Text("書き込むには --write を付けます。", "Add --write to write it."))
        return False
    while (said := _yes_or_no()) is None:
        say(Text("y（書き込む）か n（やめる）で答えてください。", "Answer y (write) or n (stop)."))
    return said


def _yes_or_no() -> bool | None:
    """Return what was answered; None where it is neither, which click tells in English only."""
    said = click.prompt("書き込みますか / Write it? [y/N]", default="n", show_default=False)
    plain = unicodedata.normalize("NFKC", str(said)).strip().lower()
    return {"y": True, "yes": True, "はい": True, "n": False, "no": False, "いいえ": False}.get(
        plain
    )
