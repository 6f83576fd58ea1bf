"""`opendata add`: files become described datasets."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.desk import again, asker, bench, mend_answers, notices, options, say, verdict
from publisher.desk.keys import ADD
from publisher.words import Text, many, mask_lines, mask_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.desk.adding import Added, Result
    from publisher.desk.answers import MissingAnswers
    from publisher.desk.request import Request
    from publisher.tidy.change import Question

SHOWN = 6
"""Open questions on cells that are told; `opendata fix` tells them all."""


_NOT_SHOWN = (
    "This terminal cannot show Japanese, so the line above cannot be pasted: set LANG=ja_JP.UTF-8 "
    "and run the command again, or write the answers into a file (--answers FILE)."
)


@click.command()
@click.argument(
    "sources", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--to", metavar="DATASET", default="", help="Add FILE to this dataset / 既存に加える")
@click.option(
    "--table",
    "tables",
    multiple=True,
    metavar="NUMBER",
    help="Which of several tables in FILE: number or sheet; `all` for all / どの表か",
)
@click.option(
    "--as-proposed", is_flag=True, help="Take title and description as proposed / 案のまま"
)
@click.option("--anyway", is_flag=True, help="Add it in spite of a doubt / 疑いがあっても加える")
@click.option(
    "--answer",
    "mend_answers",
    multiple=True,
    metavar="ID=VALUE",
    help="Answer a question on cells, as in `opendata fix` / 表の質問に答える",
)
@click.option(
    "--keep-eras",
    is_flag=True,
    help="Keep era dates in a column of their own / 和暦も別の列に残す",
)
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
    help="TOML or JSON with the same keys, and tables of them by file name / 答えのファイル",
)
@click.option("--dry-run", is_flag=True, help="Show the descriptor, write nothing / 書かずに見る")
def command(sources: tuple[Path, ...], *, dry_run: bool, **said: Any) -> None:
    """Add datasets from files: XLSX, XLS, ODS, CSV in any encoding, GeoJSON; several, or a folder.

    ファイル（Excel・ODS・CSV・GeoJSON）からデータセットを加えます。いくつでも、フォルダごとでも。

    The tables in FILE are found (titles above, notes below, several blocks or sheets), what can be
    proven is mended and listed, columns are typed so that the whole file passes (codes stay text),
    a standard dataset is recognised, and datapackage.json is written beside the CSV. FILE itself is
    never changed; a copy of a tidied one goes beside the CSV unless it holds what should not go
    out (names in its properties, hidden sheets): then only its digest stands in the history.

    Several files of like columns become one long table where titles or names tell their time, else
    files of one dataset; others become datasets of their own. Where writing fails all are taken
    back; a run that was killed is finished by the same command.

    Every answer is an option or stands in --answers, or is laid down for the body or division in
    organization.json; on a terminal what is missing is asked (at most six questions, "I don't
    know" allowed), without one the missing option is named and nothing is written. Needed:
    organization (where there are several), title, description, licence (`unstated` if unknown).
    What nobody said (whom to ask, how often it is updated) is named at the end.

    \b
    Examples / 例:
      opendata add 公衆トイレ.xlsx
      opendata add 人口/ --as-proposed --licence "CC BY 4.0" --slug population
      opendata add toilets.csv --organization 292095 --title 公衆トイレ一覧 \\
        --title-en "Public toilets" --description 市が管理する公衆トイレの場所と設備 \\
        --licence "CC BY 4.0" --licence-stated-by 生駒市 --frequency ANNUAL \\
        --theme 社会保障・衛生 --keyword トイレ
      opendata add list.csv --answers answers.toml --dictionary columns.csv --dry-run
      opendata add 路線.xlsx --column C=停留所 --column 5=備考     (columns without a name)
      opendata add 2025.csv --to 292095_population --resource-title 2025年度   (same licence)

    \b
    A list that others processed says so / 他者が加工したものは:
      --origin processed --origin-by 加工した者 --origin-source https://… --origin-retrieved 2026-10-01
    An earlier publication is stated with its evidence / 前から公開していたものは:
      --published 2019-03-01 --published-ref https://…   (the first day is known)
      --seen 2026-09-20 --seen-ref https://…             (it was seen; the first day is unknown)

    Exit codes: 0 added · 1 added with errors to mend, or a FILE is refused · 2 wrong usage ·
    5 broken surroundings.
    """
    from publisher.desk import adding
    from publisher.desk.answers import MissingAnswers

    try:
        result = adding.add(_request(sources, said, is_dry=dry_run), bench(), asker())
    except MissingAnswers as error:
        raise click.exceptions.Exit(_lacking(error)) from error
    for name in result.present:
        say(Text(f"{name} はもう同じ表です。", f"{name} holds the same table already."))
    codes = [_tell(added, is_dry=dry_run) for added in result.added]
    if code := max([*codes, *_refused(result)], default=0):
        raise click.exceptions.Exit(code)


def _lacking(error: MissingAnswers) -> int:
    """Say all that is missing, and the command line that would do; return the exit code."""
    _name_missing(error)
    click.echo(
        "「=」のあとを書きかえて、この行を実行してください / Fill in what follows each = and run this:",
        err=True,
    )
    line, before = again(error.questions)
    click.echo(f"  {line}", err=True)
    if before is not None:
        click.echo(f"  ・{before.ja}\n    {before.en}", err=True)
    if not _shows(line):
        click.echo(f"  {_NOT_SHOWN}", err=True)
    return error.exit_code


def _shows(line: str) -> bool:
    """Say whether the terminal can write a line: else it shows ?, and pasted it does nothing."""
    try:
        line.encode(sys.stderr.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _name_missing(error: MissingAnswers) -> None:
    from publisher.cli import report

    report(error)
    for line in error.lines():
        click.echo(f"  ・{mask_name(line.ja)}", err=True)
        click.echo(f"    {mask_name(line.en)}", err=True)


def _request(sources: tuple[Path, ...], said: Mapping[str, Any], *, is_dry: bool) -> Request:
    """Return what the command line asks for; raises UsageError."""
    from publisher.desk import dictionary as dictionaries
    from publisher.desk.answers import from_file, from_options, of_files
    from publisher.desk.request import Request
    from publisher.tidy.mend import KEEP_ERAS

    answers, dictionary = said["answers_file"], said["dictionary"]
    return Request(
        sources=sources,
        answers={**(from_file(answers, ADD) if answers else {}), **from_options(said, ADD)},
        of_files=of_files(answers, ADD) if answers else {},
        dictionary=dictionaries.read(dictionary) if dictionary else {},
        to=said["to"],
        tables=said["tables"],
        mend_answers=mend_answers(said["mend_answers"]),
        wishes=frozenset({KEEP_ERAS} if said["keep_eras"] else ()),
        is_as_proposed=said["as_proposed"],
        is_anyway=said["anyway"],
        is_dry=is_dry,
    )


def _tell(added: Added, *, is_dry: bool) -> int:
    """Say what was added and how it stands the check; return the exit code."""
    from publisher.desk import descriptor

    if is_dry:
        click.echo(mask_lines(descriptor.encoded(added.document).decode()), nl=False)
        say(Text("書いていません（--dry-run）。", "Nothing written (--dry-run)."))
    else:
        shapes = [table.conversion.shape for table in added.tables]
        sizes = [
            (path, shape.rows, len(shape.header))
            for path, shape in zip(added.paths, shapes, strict=True)
        ]
        say(
            Text(
                f"{added.name} を加えました（"
                + "、".join(f"{path}、{rows}行 × {columns}列" for path, rows, columns in sizes)
                + "）。",
                f"Added {added.name} ("
                + "; ".join(
                    f"{path}, {many(rows, 'row')} × {many(columns, 'column')}"
                    for path, rows, columns in sizes
                )
                + ").",
            )
        )
        click.echo(f"  {mask_name(str(added.folder))}")
    left = added.unsaid.told(added.name, is_dry=is_dry)
    notices([*added.notices, *_open(added), *left, *_first_day(added)])
    return 0 if is_dry else verdict(added.folder, added.name)


def _refused(result: Result) -> list[int]:
    """Say why some of several files were left; return their exit codes."""
    from publisher.cli import report
    from publisher.desk.answers import MissingAnswers

    if not result.refused:
        return []
    click.echo()
    say(
        Text(
            f"{len(result.added)}件を加え、{len(result.refused)}件は加えていません。",
            f"Added {len(result.added)}; left {len(result.refused)}:",
        )
    )
    for error in result.refused:
        if isinstance(error, MissingAnswers):
            _name_missing(error)
        else:
            report(error)
    if lacking := [item for item in result.refused if isinstance(item, MissingAnswers)]:
        click.echo("--answers のファイルに書くもの / for the --answers file (TOML):", err=True)
        for line in _as_toml(lacking):
            click.echo(f"  {mask_name(line)}", err=True)
    return [error.exit_code for error in result.refused]


def _as_toml(lacking: list[MissingAnswers]) -> Iterator[str]:
    for error in lacking:
        yield f"[{_quoted(Path(error.where).name)}]"
        for item in error.questions:
            name = item.key.words
            yield f"{item.key.name} = {_quoted(item.proposed or name)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _open(added: Added) -> list[Text]:
    """Return what of the cells only a person can decide, and how to say it."""
    from publisher.desk import cells
    from publisher.tidy.sheets import OF_SOURCE

    questions = cells.by_kind(added.questions)
    found = [_question(kind, question) for kind, question in questions[:SHOWN]]
    if any(question.mend in OF_SOURCE for _, question in questions):
        found.append(
            Text(
                "もとのファイルについての質問は、"
                f"`opendata update {added.name} ファイル --answer …` で答えられます。",
                "What is asked about the original is answered with "
                f"`opendata update {added.name} FILE --answer …`.",
            )
        )
    if any(question.mend not in OF_SOURCE for _, question in questions):
        path = added.folder / added.paths[0]
        found.append(
            Text(
                f"これらは直していません。`opendata fix {path}` で、例を見ながら答えられます。",
                f"These cells were left as they are; answer with `opendata fix {path}`.",
            )
        )
    return found


def _question(kind: str, question: Question) -> Text:
    choices = ", ".join(choice.value for choice in question.choices)
    return Text(
        f"質問：{question.text.ja}（{question.count:,}か所）--answer {kind}=…（{choices}）",
        f"Question: {question.text.en} ({question.count:,}) --answer {kind}=… ({choices})",
    )


def _first_day(added: Added) -> list[Text]:
    """Return a reminder where nothing tells when an original was first published."""
    document = added.document
    seen = any(event["event"] == "seen" for event in document["history"])
    if seen or "issued" in document or document["origin"]["kind"] != "original":
        return []
    return [
        Text(
            f"公開日は書かれていません。分かるときは `opendata set {added.name} issued=日付 "
            "--event published --date 日付 --ref 典拠` です。",
            f"No first day is stated; where known: `opendata set {added.name} issued=DATE "
            "--event published --date DATE --ref EVIDENCE`.",
        )
    ]
