"""Why a file may be the wrong one to publish: test entries, examples, another municipality's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from publisher.checks.judging import judged
from publisher.checks.source import Looking, Source
from publisher.codes import is_personal_number
from publisher.desk.intake import Table
from publisher.engine.engine import CompiledEngine
from publisher.errors import DataRefused
from publisher.findings import Finding, Severity
from publisher.municipalities import Municipalities
from publisher.personal import numbers_in
from publisher.rules import known
from publisher.tidy.draft import Draft
from publisher.words import Text, quote

SEEN = 20_000
"""Rows that are looked at."""
SHOWN = 3
HEAD = 50
"""Rows by which it is told whether the first one has names."""
_NUMBER = re.compile(r"(?!(?:18|19|20)\d\d\Z)-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
"""A number that is no year: 2023 may well be a name."""
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
_BESIDE = re.compile(
    r"(?:.*:)?\s*[←→⇐⇒↑↓]*\s*(?:ここに|これは)?(?:(?:記入|入力|記載|作成)(?:例|見本)|例|見本|サンプル)(?:です)?[。]?"
)
"""A note on a row that is an example: 第1保育所: ←記入例."""
_PIVOT = re.compile(r"(?:^|_)[行列]ラベル(?:_|$)|(?:合計|個数|平均|データの個数)\s*/\s")
"""What a pivot writes where a list has names of columns: 行ラベル, 合計 / 件数."""
_NOT_A_TOWN = frozenset("場街井")
"""After the name of a city (中央市) other words begin so: 中央市場, 中央市街地."""
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
    yield from _headless(table)
    yield from _pivot(table)
    yield from _persons(table)
    yield from _other_body(table, municipalities, body)
    yield from _told(table.draft.notes if table.draft is not None else ())
    records = islice(table.conversion.table.records(), 1, SEEN)
    rows = (tuple(map(str, record.cells)) for record in records)
    yield from of_rows(rows, table.conversion.shape.rows)


def of_draft(draft: Draft) -> Iterator[Text]:
    """Yield why rows of a table that is only mended may be no data: examples, test entries."""
    yield from _told(draft.notes)
    yield from of_rows((row.cells for row in draft.rows[:SEEN]), len(draft.rows))


def _persons(table: Table) -> Iterator[Text]:
    """Yield that it surely holds individual numbers: no copy of them may come into the folder."""
    for finding in _judged(table, "S001"):
        if finding.severity is Severity.ERROR:
            column, said = quote(finding.place.column or ""), finding.message
            yield Text(f"「{column}」の列：{said.ja}", f"Column '{column}': {said.en}")
            return
    # What stood around the table goes into the description.
    around = (*table.draft.titles, *table.draft.notes) if table.draft is not None else ()
    numbers = {found.digits for text in around for found in numbers_in(text)}
    passed = sum(map(is_personal_number, numbers))
    if passed > 1 and passed * 2 >= len(numbers):
        yield Text(
            "表の外の文章に、個人番号の疑いがある数字がいくつもあります（値は表示しません）。消してください。",
            "Texts around the table hold what look like individual numbers (not shown). Delete them.",
        )


def _judged(
    table: Table, rule: str, municipalities: Municipalities | None = None, body: str | None = None
) -> Iterator[Finding]:
    """Yield what a rule finds in a table as it was written aside."""
    looking = Looking(rules=(known(rule),), engine=CompiledEngine(), municipalities=municipalities)
    source = Source(file=table.conversion.table.file, form="csv", path=table.path.name, body=body)
    return (item for item in judged(source, looking).findings if item.rule == rule)


def _pivot(table: Table) -> Iterator[Text]:
    """Yield that a table is what a spreadsheet's pivot shows: its words are no names of columns."""
    found = [name for name in table.conversion.shape.header if _PIVOT.search(name)]
    if found:
        yield Text(
            f"ピボットテーブルを貼り付けた表のようです（{_shown(found)}）。集計する前の一覧を使うか、"
            "項目名を書き直し、総計の行と列を消してください。",
            f"It seems to be a pasted pivot table ({_shown(found)}). Use the list that it was made "
            "of, or write names of columns and delete the grand totals.",
        )


def _headless(table: Table) -> Iterator[Text]:
    """Yield where the names of the columns may be the first row of data: 100 over 200 and 300."""
    head = list(islice(table.conversion.table.records(), HEAD))
    names = [str(cell).strip() for cell in head[0].cells] if len(head) > 2 else []
    numbers = [at for at, name in enumerate(names) if _NUMBER.fullmatch(name)]
    if not numbers or len(numbers) * 2 > len(names):
        return
    for at in numbers:
        cells = [text for row in head[1:] if (text := "".join(map(str, row.cells[at : at + 1])))]
        if not cells or not all(_NUMBER.fullmatch(cell.strip()) for cell in cells):
            return
    shown = "、".join(f"「{quote(name, 20)}」" for name in names[:SHOWN])
    yield Text(
        f"1行目は項目名（列の名前）ではなく、データのようです（{shown}）。項目名の行を上に入れてください。",
        f"Row 1 seems to be data, not the names of the columns ({shown}). Put a row with names on "
        "top.",
    )


def of_rows(rows: Iterable[Sequence[str]], whole: int) -> Iterator[Text]:
    """Yield what of a table's rows may be no data; `whole` is how many it has."""
    examples: list[str] = []
    tests: list[str] = []
    for row in rows:
        cells = [unicodedata.normalize("NFKC", cell).strip() for cell in row]
        place = next((cell for cell in cells if cell), "")
        if any(_EXAMPLE.fullmatch(cell) or _LED.fullmatch(cell) for cell in cells[:2]):
            examples.append(place)
        elif any(_TEST.fullmatch(cell) for cell in cells if cell):
            tests.append(next(cell for cell in cells if _TEST.fullmatch(cell)))
    if examples:
        is_all = len(examples) == whole
        yield Text(
            f"記入例の行が{len(examples)}行あります（{_shown(examples)}）。"
            + ("記入例だけのひな形のようです。" if is_all else ""),
            f"Rows that are examples: {len(examples)}"
            + ("; it seems to be an empty template." if is_all else "."),
        )
    if tests:
        yield Text(
            f"試しに入れたような行が{len(tests)}行あります（{_shown(tests)}）。",
            f"Rows that seem to be test entries: {len(tests)} ({_shown(tests)}).",
        )


def _told(notes: Sequence[str]) -> Iterator[Text]:
    """Yield what notes say of rows that are examples."""
    found = [note for note in notes if _BESIDE.fullmatch(unicodedata.normalize("NFKC", note))]
    if found:
        yield Text(
            f"記入例と書き添えた行があります（{_shown(found)}）。記入例なら、その行を消してください。",
            f"Words beside a row say that it is an example ({_shown(found)}); delete such a row.",
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
    yield from _named(table, municipalities, body, own)
    for finding in _judged(table, "C002", municipalities, body):
        yield finding.message
        return


def _named(table: Table, municipalities: Municipalities, body: str, own: str) -> Iterator[Text]:
    """Yield where a title or the file's name begins with another municipality's."""
    titles = table.draft.titles if table.draft is not None else ()
    words = [*titles, *(original.path.stem for original in table.originals)]
    for text in (unicodedata.normalize("NFKC", word).strip() for word in words):
        if own in text:
            continue
        for other in municipalities.all:
            name = other.name
            if not text.startswith(name) or text[len(name) : len(name) + 1] in _NOT_A_TOWN:
                continue
            # 朝日町, 東町 are parts of many towns: a town far away is hardly meant.
            is_near = other.code[:2] == body[:2]
            if municipalities.is_within(other.code, body) or not (is_near or name.endswith("市")):
                continue
            yield Text(
                f"「{quote(text, 30)}」は{name}の表のようですが、公開するのは{own}です。",
                f"'{quote(text, 30)}' names {name}, but {own} publishes it.",
            )
            return
