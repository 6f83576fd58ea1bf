"""`opendata add`: a CSV becomes a described dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.desk import asker, bench, notices, options, say, verdict
from publisher.desk.keys import ADD

if TYPE_CHECKING:
    from publisher.desk.adding import Added
    from publisher.words import Text


@click.command()
@click.argument(
    "source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--to", metavar="DATASET", default="", help="Add FILE to this dataset / 既存に加える")
@options(ADD)
@click.option(
    "--dictionary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with a line per column: name,title,title_en,description,description_en,type / 項目の説明書",
)
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML or JSON with the same keys as these options / 答えのファイル",
)
@click.option("--dry-run", is_flag=True, help="Show the descriptor, write nothing / 書かずに見る")
def command(
    source: Path,
    to: str,
    dictionary: Path | None,
    answers_file: Path | None,
    dry_run: bool,
    **said: Any,
) -> None:
    """Add a dataset from a CSV file (UTF-8 or CP932).

    CSV ファイル（UTF-8 か CP932）からデータセットを加えます。

    The table is rewritten as UTF-8 with BOM and CRLF without changing a value, its columns are
    typed so that the whole file passes (codes stay text), a standard dataset is recognised, and
    datapackage.json is written beside it. Every answer is an option or stands in --answers; on a
    terminal what is missing is asked (at most six questions, "I don't know" allowed), without one
    the missing option is named and nothing is written. Needed: organization (where there are
    several), title, description, licence (`unstated` if unknown).

    \b
    Examples / 例:
      opendata add 公衆トイレ.csv
      opendata add toilets.csv --organization 292095 --title 公衆トイレ一覧 \\
        --title-en "Public toilets" --description 市が管理する公衆トイレの場所と設備 \\
        --licence "CC BY 4.0" --licence-stated-by 生駒市 --frequency ANNUAL \\
        --theme 社会保障・衛生 --keyword トイレ
      opendata add list.csv --answers answers.toml --dictionary columns.csv --dry-run
      opendata add 2025.csv --to 292095_population --resource-title 2025年度 --licence PDL1.0

    \b
    A list that others processed says so / 他者が加工したものは:
      --origin processed --origin-by 加工した者 --origin-source https://… --origin-retrieved 2026-10-01
    An earlier publication is stated with its evidence / 前から公開していたものは:
      --published 2019-03-01 --published-ref https://…   (the first day is known)
      --seen 2026-09-20 --seen-ref https://…             (it was seen; the first day is unknown)

    Exit codes: 0 added · 1 added with errors to mend, or FILE is not a table · 2 wrong usage ·
    5 broken surroundings.
    """
    from publisher.desk import adding
    from publisher.desk import dictionary as dictionaries
    from publisher.desk.answers import from_file, from_options

    answers = {
        **(from_file(answers_file, ADD) if answers_file else {}),
        **from_options(said, ADD),
    }
    request = adding.Request(
        source=source,
        answers=answers,
        dictionary=dictionaries.read(dictionary) if dictionary else {},
        to=to,
        is_dry=dry_run,
    )
    added = adding.add(request, bench(), asker())
    _tell(added, dry_run=dry_run)
    if not dry_run and (code := verdict(added.folder, added.name)):
        raise click.exceptions.Exit(code)


def _tell(added: Added, *, dry_run: bool) -> None:
    from publisher.desk import descriptor
    from publisher.words import Text

    shape = added.conversion.shape
    if dry_run:
        click.echo(descriptor.encoded(added.document).decode(), nl=False)
        say(Text("書いていません（--dry-run）。", "Nothing written (--dry-run)."))
    else:
        say(
            Text(
                f"{added.name} を加えました（{added.path}、{shape.rows}行 × {len(shape.header)}列）。",
                f"Added {added.name} ({added.path}, {shape.rows} rows × {len(shape.header)} columns).",
            )
        )
        click.echo(f"  {added.folder}")
    notices([added.conversion.words, *added.inference.notices, *_first_day(added)])


def _first_day(added: Added) -> list[Text]:
    """Return a reminder where nothing tells when an original was first published."""
    from publisher.words import Text

    document = added.document
    seen = any(event["event"] == "seen" for event in document["history"])
    if seen or "issued" in document or document["origin"]["kind"] != "original":
        return []
    return [
        Text(
            f"公開日は書かれていません。分かるときは `opendata set {added.name} issued=日付` です。",
            f"No first day is stated; where known: `opendata set {added.name} issued=DATE`.",
        )
    ]
