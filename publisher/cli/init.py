"""`opendata init`: make a new instance, data only, with one body."""

from __future__ import annotations

import uuid
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--code", required=True, help="6-digit code of the body, check digit included / 団体コード"
)
@click.option("--name", required=True, help="Its name in Japanese / 団体の名前")
@click.option("--kana", required=True, help="Its reading in hiragana / よみ")
@click.option("--name-en", required=True, help="Its name in English / 英語の名前")
@click.option(
    "--slug", default="", help="Its short name in URLs; else from the English name / 短い名前"
)
@click.option("--title", default="", help="Title of the catalog in Japanese / 目録の題名")
@click.option("--title-en", default="", help="Title of the catalog in English / 英語の題名")
def command(
    folder: Path,
    code: str,
    name: str,
    kana: str,
    name_en: str,
    slug: str,
    title: str,
    title_en: str,
) -> None:
    """Make a new instance in DIR: settings, a data folder with one body, nothing else.

    新しい目録の置き場を DIR に作ります（設定と、団体が一つのデータの置き場だけ）。

    Written are opendata.toml (with a fresh id, on which all ids of datasets rest: never change
    it), datasets/<code>_<slug>/organization.json, datasets/README.md, .gitattributes and
    .gitignore. Where one of them exists, nothing is written.

    \b
    Examples / 例:
      opendata init my-town --code 292095 --name 生駒市 --kana いこまし --name-en "Ikoma City"
      cd my-town && opendata add 公衆トイレ.csv

    Exit codes: 0 made · 2 wrong usage (a wrong check digit, a folder in use) · 5 broken
    surroundings.
    """
    from publisher.cli.desk import say
    from publisher.desk import init
    from publisher.words import Text, mask_name

    first = init.body(code=code, name=name, kana=kana, name_en=name_en, slug=slug)
    whole = Text(
        title or f"{first.title.ja}のオープンデータ",
        title_en or f"Open data of {first.title.en}",
    )
    files = init.contents(str(uuid.uuid4()), first, whole)
    init.create(folder, files)
    say(
        Text(
            f"{folder} に「{whole.ja}」の置き場を作りました（団体: {first.name}）。",
            f"Made '{whole.en}' in {folder} (body: {first.name}).",
        )
    )
    for path in files:
        click.echo(f"  {mask_name(path)}")
    say(
        Text(
            f"次に: cd {folder} のあと、`opendata add 表.csv` で最初のデータを加えてください。",
            f"Next: cd {folder}, then add the first data with `opendata add TABLE.csv`.",
        )
    )
