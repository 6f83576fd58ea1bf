"""Why a file may be the wrong one to publish: test entries, examples, another municipality's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from publisher.checks.judging import judged
from publisher.checks.source import Looking, Source
from publisher.desk.intake import Table
from publisher.engine.engine import CompiledEngine
from publisher.errors import DataRefused
from publisher.municipalities import Municipalities
from publisher.rules import known
from publisher.words import Text, quote

SEEN = 20_000
"""Rows that are looked at."""
SHOWN = 3
_EXAMPLE = re.compile(r"[※*]?[(（【\[]?(?:記入|入力|記載|作成)?例\d*[)）】\]]?(?:[:：].*)?")
_LED = re.compile(
    # （例）中央公園, ○○公園, 〇〇小学校: 一〇〇円 is a number.
    r"[(\[【](?:記入|入力|記載|作成)?例[)\]】].+|(?:.*[○◯△]{2}|〇〇)[^\W\d_].*",
)
_TEST = re.compile(
    r"(?:テスト|てすと|test|ダミー|dummy|サンプル|sample)(?:データ|入力|送信|投稿|data)?\d*(?:です)?"
    r"|([あa])\1{2,}|x{3,}",
    re.IGNORECASE,
)
_CODE = re.compile(r"([0-9]{6})[_\-]")


def refuse(tables: Sequence[Table], municipalities: Municipalities, *, body: str) -> None:
    """Raise DataRefused where a file may be the wrong one, which only a person can tell."""
    for table in tables:
        doubt = next(found(table, municipalities, body), None)
        if doubt is not None:
            raise DataRefused(
                doubt,
                where=str(table.originals[0].path),
                next_step=Text(
                    "もとの表を確かめて直してください。これで正しいときは --anyway を付けます。",
                    "Look at the original and mend it; where it is right, add --anyway.",
                ),
            )


def found(table: Table, municipalities: Municipalities, body: str) -> Iterator[Text]:
    """Yield why a file may be the wrong one."""
    yield from table.doubts
    yield from _other_body(table, municipalities, body)
    yield from _rows(table)


def _rows(table: Table) -> Iterator[Text]:
    examples: list[str] = []
    tests: list[str] = []
    for record in table.conversion.table.records():
        if record.number > SEEN:
            break
        if record.number == 1:
            continue
        cells = [unicodedata.normalize("NFKC", str(cell)).strip() for cell in record.cells]
        place = next((cell for cell in cells if cell), "")
        if any(_EXAMPLE.fullmatch(cell) or _LED.fullmatch(cell) for cell in cells[:2]):
            examples.append(place)
        elif any(_TEST.fullmatch(cell) for cell in cells if cell):
            tests.append(next(cell for cell in cells if _TEST.fullmatch(cell)))
    rows = table.conversion.shape.rows
    if examples:
        whole = len(examples) == rows
        yield Text(
            f"記入例の行が{len(examples)}行あります（{_shown(examples)}）。"
            + ("記入例だけのひな形のようです。" if whole else ""),
            f"Rows that are examples: {len(examples)}"
            + ("; it seems to be an empty template." if whole else "."),
        )
    if tests:
        yield Text(
            f"試しに入れたような行が{len(tests)}行あります（{_shown(tests)}）。",
            f"Rows that seem to be test entries: {len(tests)} ({_shown(tests)}).",
        )


def _shown(texts: Sequence[str]) -> str:
    return "、".join(f"「{quote(text, 20)}」" for text in list(dict.fromkeys(texts))[:SHOWN])


def _other_body(table: Table, municipalities: Municipalities, body: str) -> Iterator[Text]:
    own = municipalities.name(body)
    if own is None:
        return
    for original in table.originals:
        named = _CODE.match(original.path.name)
        code = named[1] if named else ""
        other = municipalities.name(code) if code else None
        if other is not None and code != body and not municipalities.is_within(code, body):
            yield Text(
                f"ファイルの名前は{other}のコードで始まりますが、公開するのは{own}です。",
                f"The file's name begins with the code of {other}, but {own} publishes it.",
            )
            return
    looking = Looking(
        rules=(known("C002"),), engine=CompiledEngine(), municipalities=municipalities
    )
    source = Source(file=table.conversion.table.file, form="csv", path=table.path.name, body=body)
    for finding in judged(source, looking).findings:
        if finding.rule == "C002":
            yield finding.message
            return
