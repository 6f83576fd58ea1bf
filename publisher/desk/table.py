"""A CSV as it is rewritten: UTF-8 with BOM, CRLF between records, not one cell changed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from publisher import files
from publisher.desk import source as sources
from publisher.errors import DataRefused
from publisher.model import File
from publisher.tables import encoding as encodings
from publisher.tables import layout
from publisher.tables.dialect import Dialect
from publisher.tables.text_table import CELL_LIMIT, TextTable
from publisher.tidy.difference import Version
from publisher.words import Text, cut

_CHUNK = 1 << 20
WRITTEN = Dialect()
"""The dialect of every table that our commands write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the structure of a CSV is, found on the way through it."""

    header: tuple[str, ...]
    rows: int
    """Records below the header."""
    ragged: int
    """Records with more or fewer cells than the header, blank lines included."""
    ragged_line: int | None
    """The editor's line on which the first of them ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What was read and what was written."""

    codec: str
    shape: Shape
    source_sha256: str
    table: TextTable
    """The rewritten table."""
    is_changed: bool
    """False where source and copy are the same bytes."""
    said: Text | None = None
    """What happened to more than its bytes; None where every value is as it was."""

    @property
    def words(self) -> Text:
        """What happened to the file, for the officer."""
        if self.said is not None:
            return self.said
        if not self.is_changed:
            return Text(
                "文字コードと改行はそのままです（Excelで文字化けしません）。",
                "Encoding and line ends stay as they are (Excel opens it rightly).",
            )
        if self.codec == "utf-8-sig":
            return Text(
                "表を、決まった形（改行など）のCSVで書き直しました。値は変えていません。",
                "The table was written anew in our form of CSV (line ends); no value changed.",
            )
        name = sources.READABLE[self.codec]
        return Text(
            f"文字コードを、{name.ja}からExcelで文字化けしない形に直しました。値は変えていません。",
            f"Converted from {name.en} so that Excel opens it rightly; no value changed.",
        )


def convert(source: Path, target: Path) -> Conversion:
    """Copy the CSV `source` to `target` in the form that the catalog publishes.

    Raises DataRefused where it is no table that can be read for certain, OSError for the disk.
    """
    original, codec = sources.look(source)
    with original.open() as raw, target.open("wb") as copy:
        text = io.TextIOWrapper(raw, encoding=codec, newline="")
        shape = _copy(source, text, copy)
    table = written(files.look(target))
    if against := _titles_above(table) or refusal(shape):
        raise _refused(source, against)
    return Conversion(
        codec=codec,
        shape=shape,
        source_sha256=original.sha256,
        table=table,
        is_changed=original.sha256 != table.file.sha256,
    )


def written(file: File) -> TextTable:
    """Return a committed CSV as a stream of records: UTF-8, or as an officer saved over it."""
    return TextTable(file=file, codec=_codec(file), dialect=WRITTEN)


def _codec(file: File) -> str:
    """Return UTF-8 where every byte is, else what the file is in."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with file.open() as raw:
            while chunk := raw.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return encodings.decide(file).codec or "utf-8-sig"
    return "utf-8-sig"


def version(file: File) -> Version:
    """Return a committed table in memory, to be compared with another."""
    records = written(file).records()
    header = next(records, None)
    return Version(
        tuple(map(str, header.cells)) if header else (),
        tuple(tuple(map(str, record.cells)) for record in records),
    )


def reordered(
    conversion: Conversion, path: Path, places: Sequence[int], header: Sequence[str]
) -> Conversion:
    """Return the conversion with its columns in another order and under these names; rewritten.

    `path` is the written file; `places` are positions from 0 in the present order, negative for a
    blank column; every record must have them all.
    """
    aside = path.with_name(f"{path.name}.ordered")
    records = conversion.table.records()
    next(records)
    with aside.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(
            [record.cells[place] if place >= 0 else "" for place in places] for record in records
        )
    aside.replace(path)
    return replace(
        conversion,
        shape=replace(conversion.shape, header=tuple(header)),
        table=written(files.look(path)),
        is_changed=True,
    )


def _copy(source: Path, text: IO[str], copy: IO[bytes]) -> Shape:
    csv.field_size_limit(CELL_LIMIT)
    copy.write(codecs.BOM_UTF8)
    out = io.TextIOWrapper(copy, encoding="utf-8", newline="")
    reader, writer = csv.reader(text, strict=True), csv.writer(out, lineterminator="\r\n")
    header: tuple[str, ...] = ()
    rows, ragged, ragged_line = -1, 0, None
    try:
        for record in reader:
            writer.writerow(record)
            rows += 1
            if rows == 0:
                header = tuple(record)
            elif len(record) != len(header):
                ragged += 1
                ragged_line = ragged_line or reader.line_num
    except csv.Error as error:
        line, detail = reader.line_num, cut(error)
        problem = Text(
            f'{line}行目で引用符（"）の組が合わず、表として読めません（{detail}）。',
            f"Quotes do not match at line {line}; it does not read as a table ({detail}).",
        )
        raise _refused(source, problem) from error
    finally:
        out.flush()
        out.detach()
    return Shape(header=header, rows=max(rows, 0), ragged=ragged, ragged_line=ragged_line)


def refusal(shape: Shape) -> Text | None:
    """Return why this is not a table that can be described, None where it is one.

    Single ragged records are not judged here: the check names each of them.
    """
    if not any(label.strip() for label in shape.header) and not shape.ragged:
        return Text("何も入っていません。", "It holds nothing but blank lines.")
    if not shape.rows:
        return Text(
            "項目名の行の下に、データの行がありません。", "There is no row below the header."
        )
    if shape.ragged * 2 > shape.rows:
        return Text(
            f"行ごとに列の数が違います（{shape.ragged}行。最初は{shape.ragged_line}行目）。"
            "表ではないか、表の上に題名の行があります。",
            f"Most rows differ from line 1 in their number of cells ({shape.ragged}, first at line "
            f"{shape.ragged_line}): no table, or there are title rows above the header.",
        )
    for position, label in enumerate(shape.header, start=1):
        if not label.strip():
            return Text(
                f"1行目の{position}番目の列に、項目名がありません。",
                f"The header has no name for column {position}.",
            )
    repeated = [label for label in shape.header if shape.header.count(label) > 1]
    if repeated:
        return Text(
            f"項目名「{cut(repeated[0])}」が2回以上あります。",
            f"The header repeats '{cut(repeated[0])}'.",
        )
    return None


def _titles_above(table: TextTable) -> Text | None:
    above = layout.decide(tuple(islice(table.records(), layout.HEAD))).above
    if not above:
        return None
    return Text(
        f"項目名の行の上に{len(above)}行あります（題名や注記）。",
        f"{len(above)} rows (titles, notes) stand above the header.",
    )


def _refused(source: Path, what: Text) -> DataRefused:
    return DataRefused(
        what,
        where=str(source),
        next_step=Text(
            "1行目を項目名、2行目からをデータにして、もう一度実行してください。",
            "Let line 1 be the header and the data start on line 2, then run this again.",
        ),
    )
