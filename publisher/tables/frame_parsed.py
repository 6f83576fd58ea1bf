"""A stretch of a text file as pyarrow reads it, before it becomes a frame.

pyarrow reads on a thread of its own; only who looks at the frame needs polars, whose import takes
as long as the reading of fifty megabytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publisher.tables.batch import Blanks, Frame
from publisher.tables.dialect import Dialect
from publisher.tables.frame_chunk import Chunk
from publisher.tables.frame_places import Lines, Numbers
from publisher.tables.frame_shapes import FrameShapes
from publisher.tables.record import Record

Ragged = list[tuple[int, str]]
"""Records of another width than the table: place among those that are not empty from 0, text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """Columns of text, and which records they are."""

    table: Any
    """pyarrow's."""
    numbers: Numbers
    ragged: tuple[Record, ...]
    blanks: Blanks | None
    lines: Lines

    def frame(self) -> Frame:
        """Return them for looking at."""
        import polars as pl

        return Frame(
            columns=pl.DataFrame(pl.from_arrow(self.table)),
            numbers=self.numbers,
            ragged=self.ragged,
            blanks=self.blanks,
            line_of=self.lines,
            shapes=FrameShapes(self.table),
        )


def parsed(chunk: Chunk, dialect: Dialect, width: int, ragged: Ragged) -> Any:
    """Return pyarrow's table of text; records of another width go to `ragged`.

    Empty lines are left out: to filter them out below would load pandas, half a second. None
    where pyarrow gives up.
    """
    import pyarrow as pa
    from pyarrow import csv

    def note(row: Any) -> str:
        ragged.append((row.number - 1, row.text))
        return "skip"

    names = [str(position) for position in range(1, width + 1)]
    try:
        return csv.read_csv(
            pa.py_buffer(chunk.data),
            read_options=csv.ReadOptions(
                use_threads=False, block_size=len(chunk.data) + 64, column_names=names
            ),
            parse_options=csv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote or False,
                newlines_in_values=True,
                ignore_empty_lines=True,
                invalid_row_handler=note,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
