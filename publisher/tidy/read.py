"""Reading any file an officer sends as grids: the only module of the package that opens files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publisher.books import refusal
from publisher.books import words as book_words
from publisher.books.book import NO_LEAP_DAY, UNSHOWN, ErrorCell, Places, Sheet, SheetState, Span
from publisher.books.cells import EPOCH_1900
from publisher.books.open import open_book
from publisher.model import File
from publisher.tables import encoding as encodings
from publisher.tables.record import BrokenTable, Record
from publisher.tidy import beside_values, cell_text, geo_grid, text_grid
from publisher.tidy.grid import Grid, GridRow, Held
from publisher.tidy.number_formats import Formats
from publisher.tidy.number_look import Kind
from publisher.words import Text

SPAN_LIMIT = 1 << 20
"""Hidden rows or columns of one sheet that are listed."""
_TEXT = frozenset({"csv", "tsv", "txt"})
_BOOK = frozenset({"xlsx", "xlsm", "xls", "ods"})
_JSON = frozenset({"json", "geojson"})
_TOO_LARGE = Text(
    "大きすぎて、一度に整えられません。年や地区ごとに分けてください。",
    "It is too large to be tidied at once. Divide it by year or district.",
)
_NOT_TEXT = Text("表ではなく、{what}です。", "It is no table but {what}.")
_OTHER_FORM = Text(
    "この形式（{form}）は表として読めません。", "This format ({form}) does not read as a table."
)
_KINDS: Mapping[str, Text] = {
    "pdf": Text(
        "PDFは表として読めません。もとになったExcelかCSVがあれば、それを使ってください。",
        "A PDF does not read as a table. Use the workbook or CSV it was made from.",
    ),
    **dict.fromkeys(
        ("doc", "docx", "rtf", "odt", "jtd", "ppt", "pptx"),
        Text(
            "文書のファイルで、表ではありません。中に表があれば、Excelに写して保存してください。",
            "It is a document, not a table. Copy a table in it into Excel and save that.",
        ),
    ),
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp", "svg"),
        Text("写真や図のファイルで、表ではありません。", "It is a picture, not a table."),
    ),
    **dict.fromkeys(
        ("zip", "lzh", "7z", "rar"),
        Text(
            "まとめて圧縮したファイルです。開いて、中の表を使ってください。",
            "It is an archive. Unpack it and use the table inside.",
        ),
    ),
    "xlsb": book_words.WORDS[refusal.IS_XLSB],
}
"""What officers hand in that is no table, by the ending of its name."""
_NOT_BOOK = Text(
    "名前はExcelですが、中身は{what}です。",
    "It is named as a workbook but is {what}.",
)
_BROKEN_LINES = Text(
    '{line}行目から先を表として読めません（引用符「"」の組など）。直してから、もう一度お試しください。',
    "From line {line} on it does not read as a table (quotes, for example). Mend it and try again.",
)


_UNDIVIDED = Text(
    "セルの区切り（コンマ、タブ、「;」など）が、ファイル全体を見ても1つに決まりません。"
    "Excelで開いて「CSV UTF-8（コンマ区切り）」で保存し直すか、タブ区切りなら名前の終わりを .tsv にしてください。",
    "Which sign (comma, tab, ; …) parts its cells cannot be told from the whole file. Save it anew "
    "as 'CSV UTF-8 (comma delimited)', or end its name in .tsv where tabs do.",
)
_WORDS = {
    **book_words.WORDS,
    refusal.TOO_MANY_CELLS: _TOO_LARGE,
    text_grid.UNDIVIDED: _UNDIVIDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file, or a part of it, that cannot be read, and why."""

    kind: str
    """frictionless's error type for it, as on reports: `format-error`, `encoding-error`."""
    why: Text
    note: str = ""
    """The reader's own: one of `publisher.books.refusal` for workbooks."""
    line: int | None = None


def grids(file: File, form: str) -> tuple[Grid, ...] | Unread:
    """Return every sheet of a file as a grid, blank ones too; charts are none.

    `form` is the ending of its name in lower case. What the file is decides, not its name.
    Raises OSError for the disk only.
    """
    try:
        if form in _BOOK:
            return _of_book(file)
        if form in _JSON:
            return _of_json(file)
        if form in _TEXT:
            return _of_text(file, form)
    except BrokenTable as broken:
        return _unread(broken)
    return Unread(kind="format-error", why=_KINDS.get(form) or _OTHER_FORM.fill({"form": form}))


def _unread(broken: BrokenTable) -> Unread:
    why = _WORDS.get(broken.note)
    if why is None:
        why = _BROKEN_LINES.fill({"line": broken.line or 1})
    return Unread(kind=broken.kind, why=why, note=broken.note, line=broken.line)


def _of_text(file: File, form: str) -> tuple[Grid, ...] | Unread:
    encoding = encodings.decide(file)
    if encoding.content is not None:
        return _of_other(file, encoding.content)
    if encoding.codec is None or not encoding.is_readable:
        line = encoding.bad_line or encoding.nul_line
        return Unread(kind="encoding-error", why=encoding.reason, line=line)
    if not encoding.is_certain:
        return Unread(kind="encoding-error", why=encoding.reason, line=encoding.bad_line)
    return (text_grid.grid(file, encoding.codec, "\t" if form == "tsv" else ","),)


def _of_other(file: File, content: Text) -> tuple[Grid, ...] | Unread:
    """Return the sheets of a workbook under the name of a text; why not, for anything else."""
    try:
        return _of_book(file, may_be_text=False)
    except BrokenTable as broken:
        if broken.note in {refusal.PASSWORD, refusal.CUT_OFF, refusal.DAMAGED}:
            return _unread(broken)
    why = Text(_NOT_TEXT.ja.format(what=content.ja), _NOT_TEXT.en.format(what=content.en))
    return Unread(kind="format-error", why=why)


def _of_book(file: File, *, may_be_text: bool = True) -> tuple[Grid, ...] | Unread:
    try:
        book = open_book(file)
    except BrokenTable as broken:
        if may_be_text and broken.note == refusal.IS_TEXT:
            return _of_text(file, "txt")
        content = encodings.decide(file).content if broken.note == refusal.NOT_A_WORKBOOK else None
        if may_be_text and content is not None:
            why = Text(_NOT_BOOK.ja.format(what=content.ja), _NOT_BOOK.en.format(what=content.en))
            return Unread(kind=broken.kind, why=why, note=broken.note)
        raise
    sheets: list[tuple[str, list[Record]]] = []
    cells = 0
    for name in book.table_names:
        records: list[Record] = []
        for record in book.records(name):
            cells += len(record.cells)
            if cells > text_grid.CELLS_LIMIT:
                raise refusal.refused(refusal.TOO_MANY_CELLS)
            records.append(record)
        sheets.append((name, records))
    facts = book.facts
    return tuple(
        _of_sheet(facts.sheet(name) or Sheet(name=name), records, is_1904=facts.is_1904)
        for name, records in sheets
    )


def _of_sheet(facts: Sheet, records: list[Record], *, is_1904: bool) -> Grid:
    held: dict[tuple[int, int], Held] = {}
    formats = Formats(facts.number_formats, records)
    of_texts = Formats(facts.text_formats, records, is_of_texts=True)
    shown = _without_unshown(facts.errors, records)
    rows = text_grid.trimmed(_sheet_rows(shown, formats, of_texts, held, is_1904=is_1904))
    return Grid(
        rows=rows,
        sheet=facts.name,
        merges=facts.merges.first,
        unknown_merges=facts.merges.total - len(facts.merges.first),
        hidden_rows=_numbers(facts.hidden_rows),
        hidden_columns=_numbers(facts.hidden_columns),
        unknown_hidden=sum(
            spans.total - len(spans.first) for spans in (facts.hidden_rows, facts.hidden_columns)
        )
        + formats.unknown_hidden
        + of_texts.unknown_hidden,
        held=held,
        unknown_formats=frozenset(formats.unknown | of_texts.unknown),
        uncalculated=facts.formulas_without_value.first,
        is_hidden=facts.state is not SheetState.VISIBLE,
        notices=tuple(beside_values.notices(facts, rows)),
    )


def _without_unshown(errors: Places[ErrorCell], records: list[Record]) -> Iterable[Record]:
    """Yield records with what a spreadsheet shows of no day: a negative date is none of 1899."""
    spots = {
        (item.spot.row, item.spot.column): item.error
        for item in errors.first
        if item.error in {UNSHOWN, NO_LEAP_DAY}
    }
    has_more = bool(spots) and errors.total > len(errors.first)
    rows = {row for row, _ in spots}
    for record in records:
        if record.number in rows or has_more:
            cells = [
                spots.get((record.number, at))
                or (UNSHOWN if has_more and _is_too_early(cell) else cell)
                for at, cell in enumerate(record.cells, start=1)
            ]
            yield replace(record, cells=cells)
        else:
            yield record


def _is_too_early(value: object) -> bool:
    return type(value) is dt.datetime and value < EPOCH_1900


def _sheet_rows(
    records: Iterable[Record],
    formats: Formats,
    of_texts: Formats,
    held: dict[tuple[int, int], Held],
    *,
    is_1904: bool,
) -> Iterator[GridRow]:
    """Yield the rows as one sees them, and note in `held` what the file holds otherwise."""
    for record in records:
        number = record.number
        cells: list[str] = []
        for column, value in enumerate(record.cells, start=1):
            found = of_texts if type(value) is str else formats
            code = None if found.is_empty else found.code(number, column)
            if code is None:
                cells.append(cell_text.text_of(value, is_1904=is_1904))
                continue
            seen = cell_text.seen(value, code, is_1904=is_1904)
            cells.append(seen.text)
            if seen.kind is not None and seen.kind is not Kind.CODE:
                held[number, column] = Held(seen.kind, cell_text.text_of(value, is_1904=is_1904))
        yield GridRow(number, number, tuple(cells))


def _numbers(spans: Places[Span]) -> frozenset[int]:
    found: set[int] = set()
    for span in spans.first:
        found.update(range(span.first, min(span.last, span.first + SPAN_LIMIT) + 1))
    return frozenset(found)


def _of_json(file: File) -> tuple[Grid, ...] | Unread:
    encoding = encodings.decide(file)
    if encoding.codec is None or not encoding.is_readable:
        return Unread(kind="encoding-error", why=encoding.reason, line=encoding.bad_line)
    found = geo_grid.grid(file, encoding.codec)
    if isinstance(found, Text):
        return Unread(kind="format-error", why=found)
    rows = text_grid.trimmed(found.rows)
    return (Grid(rows=rows, has_header=True, notices=found.notices, changes=found.changes),)
