"""Generated tables: schemas, cells that mostly fit them, and files that mostly are well made."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from publisher.files import SmallFile
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.text_table import TextTable

NAMES = ("id", "名称", "a", "b", "A", "field2", "c d", "面積")
WORDS = (
    "",
    "-",
    "x",
    "あ",
    "奈良市",
    "a,b",
    'say "hi"',
    "two\nlines",
    "a\r\nb",
    " x ",
    "None",
    "０",
    "1",
)
NUMBERS = ("0", "1", "2", "10", "-5", "+3", "007", "1.5", "1.50", "-0", "1e3", "NaN", "INF", "1,000",
           " 4 ", "１２", "1_0", "9" * 25, "0.1", "3人", ".5", "5.")  # fmt: skip
DATES = ("2024-01-05", "2024-1-5", "2024/01/05", "0000-01-01", "2024-02-30", "令和6年1月5日")
TIMES = ("09:00:00", "24:00:00", "9:00", "2024-01-05T09:00:00", "2024-01-05T09:00:00Z")
OTHERS = ("2024", "24", "2024-01", "P1Y", "PT1H", "135.8,34.6", "34.6, 135.8", "[1]", "[]", '{"a": 1}',
          '{"type": "Point", "coordinates": [1, 2]}', "a,b", "1,2", "a@example.com", "http://a.jp/")  # fmt: skip
CELLS: Mapping[str, Sequence[str]] = {
    "string": WORDS,
    "integer": NUMBERS,
    "number": NUMBERS,
    "boolean": ("true", "FALSE", "1", "0", "yes", "True "),
    "date": DATES,
    "time": TIMES,
    "datetime": TIMES,
    "any": WORDS,
    "array": ('["x", 1]', '[1, "x"]', '["xy", "x"]', "[]", "{}"),
}
TYPES = ("string", "string", "integer", "integer", "number", "date", "boolean", "any", "time", "datetime",
         "year", "yearmonth", "duration", "geopoint", "geojson", "object", "array", "list")  # fmt: skip


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw a field's descriptor, valid for frictionless."""
    kind = draw(st.sampled_from(TYPES))
    field: dict[str, Any] = {"name": name, "type": kind}
    if kind == "string" and draw(st.booleans()):
        del field["type"]
    if kind == "date":
        field |= draw(st.sampled_from(({}, {"format": "%Y/%m/%d"}, {"format": "%Y-%m-%d"})))
    if kind == "string":
        field |= draw(st.sampled_from(({}, {}, {"format": "email"}, {"format": "uri"})))
    if kind == "number":
        options: tuple[dict[str, Any], ...] = (
            {},
            {},
            {"groupChar": ","},
            {"bareNumber": False},
            {"decimalChar": ","},
            {"decimalChar": ",", "groupChar": "."},
            {"floatNumber": True},
        )
        field |= draw(st.sampled_from(options))
    if kind == "array":
        items: tuple[dict[str, Any], ...] = (
            {},
            {"arrayItem": {"type": "string", "constraints": {"minLength": 2, "enum": ["xy"]}}},
        )
        field |= draw(st.sampled_from(items))
    if kind == "boolean":
        field |= draw(st.sampled_from(({}, {"trueValues": ["yes"], "falseValues": ["0"]})))
    constraints = draw(_constraints(kind))
    if field.get("format") == "%Y/%m/%d":
        # A bound that is not written as the field's cells is a contradiction: no row is read.
        for bound in constraints.keys() & {"minimum", "maximum"}:
            constraints[bound] = constraints[bound].replace("-", "/")
    if constraints:
        field["constraints"] = constraints
    if draw(st.integers(0, 9)) == 0:
        field["missingValues"] = draw(st.sampled_from((["-"], ["", "0"], [])))
    return field


@st.composite
def _number_limits(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if draw(st.integers(0, 4)) == 0:
            found[name] = draw(st.sampled_from((0, 1, 10, "2")))
    if draw(st.integers(0, 5)) == 0:
        found["enum"] = [0, 1, 10]
    return found


@st.composite
def _constraints(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if draw(st.booleans()):
        found["required"] = draw(st.sampled_from((True, True, False)))
    if draw(st.integers(0, 3)) == 0:
        found["unique"] = True
    if kind in {"integer", "number"}:
        found |= draw(_number_limits())
    if kind == "date" and draw(st.booleans()):
        found["minimum"] = "2024-01-05"
        found["maximum"] = "2024-01-05"
    if kind == "string":
        if draw(st.integers(0, 3)) == 0:
            found["minLength"] = draw(st.integers(0, 3))
        if draw(st.integers(0, 3)) == 0:
            found["maxLength"] = draw(st.integers(0, 4))
        if draw(st.integers(0, 3)) == 0:
            patterns = ("[a-z]*", "a|b", "x$", ".", "(?=x).*", r"\d+", r"\w{1,3}", "あ*.*")
            found["pattern"] = draw(st.sampled_from(patterns))
        if draw(st.integers(0, 3)) == 0:
            found["enum"] = ["x", "あ", "1", ""]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A table, its schema, and another table that foreign keys may refer to."""

    schema: dict[str, Any] | None
    content: bytes
    codec: str
    dialect: Dialect
    header_row: int | None
    other: bytes

    def subject(self, table: Callable[[TextTable], Any] = lambda one: one) -> Subject:
        """Return the subject, its table as the caller wants it read."""
        other = Subject(
            name="other",
            table=table(text_table(self.other)),
            dialect=Dialect(),
            header_row=1,
            schema={"fields": [{"name": "id", "type": "integer"}, {"name": "a"}]},
        )
        return Subject(
            name="main",
            table=table(text_table(self.content, self.codec, self.dialect)),
            dialect=self.dialect,
            header_row=self.header_row,
            schema=self.schema,
            siblings={"other": other},
        )


def text_table(content: bytes, codec: str = "utf-8", dialect: Dialect | None = None) -> TextTable:
    """Return a table of these bytes."""
    return TextTable(file=SmallFile(content), codec=codec, dialect=dialect or Dialect())


@st.composite
def cases(draw: st.DrawFn, *, rows: int = 12, least: int = 0) -> Case:
    """Draw a table that mostly keeps its schema."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    schema = draw(st.one_of(st.none(), schemas(names))) if draw(st.integers(0, 5)) == 0 else None
    schema = schema or (draw(schemas(names)) if draw(st.integers(0, 9)) else None)
    dialect = draw(_dialects())
    labels = draw(_labels(names))
    kinds = [field.get("type", "string") for field in (schema or {"fields": []})["fields"]]
    kinds += ["any"] * (len(labels) - len(kinds))
    lines = [labels] if dialect.has_header else []
    made = draw(st.lists(_rows(kinds), max_size=rows - least))
    # Rows drawn once and repeated: a file longer than the sample, cheaply.
    lines += (made * (least + 1))[:least] if made else [[""] * len(kinds)] * least
    lines += made
    above = draw(st.sampled_from((0, 0, 0, 1))) if dialect.has_header else 0
    lines = [["題名"]] * above + lines
    header_row = above + 1 if dialect.has_header else None
    if header_row and draw(st.integers(0, 4)) == 0:
        # The title, if there is one, is part of the header then; else the first row of data is.
        dialect = replace(dialect, header_rows=(1, 2))
        header_row = 2
    codec = draw(st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16")))
    content = written(lines, dialect, draw(st.sampled_from(("\r\n", "\n")))).encode(codec)
    other = written([["id", "a"], ["1", "x"], ["2", "あ"], ["x", ""], ["", "x"]], Dialect(), "\n")
    return Case(
        schema=schema,
        content=content,
        codec=codec,
        dialect=dialect,
        header_row=header_row,
        other=other.encode(),
    )


@st.composite
def schemas(draw: st.DrawFn, names: Sequence[str]) -> dict[str, Any]:
    """Draw a schema over the names, with keys."""
    declared = draw(st.sampled_from((names, names, names, names[:-1] or names, [*names, "extra"])))
    schema: dict[str, Any] = {"fields": [draw(fields(name)) for name in declared]}
    if draw(st.integers(0, 2)) == 0:
        schema["missingValues"] = draw(st.sampled_from((["", "-"], ["-"], [], ["", "x", "1"])))
    if draw(st.integers(0, 1)) == 0:
        parts = st.lists(st.sampled_from(declared), min_size=1, max_size=2, unique=True)
        schema["primaryKey"] = draw(parts)
    if draw(st.integers(0, 2)) == 0:
        own = draw(st.lists(st.sampled_from(declared), min_size=1, max_size=2, unique=True))
        others = st.sampled_from(("id", "a", "none"))
        other = draw(st.lists(others, min_size=len(own), max_size=len(own), unique=True))
        target = draw(st.sampled_from(("other", "other", "", "main", "nobody")))
        schema["foreignKeys"] = [
            {"fields": own, "reference": {"resource": target, "fields": other}}
        ]
    if draw(st.integers(0, 3)) == 0:
        modes = ("exact", "equal", "subset", "superset", "partial")
        schema["fieldsMatch"] = draw(st.sampled_from(modes))
    return schema


@st.composite
def _labels(draw: st.DrawFn, names: Sequence[str]) -> list[str]:
    labels = list(names)
    change = draw(st.integers(0, 9))
    place = draw(st.integers(0, len(labels) - 1))
    if change == 0:
        labels[place] = draw(st.sampled_from(("", "別名", labels[0], " id ")))
    elif change == 1:
        labels.insert(place, draw(st.sampled_from(("余り", "", labels[0]))))
    elif change == 2:
        del labels[place]
    elif change == 3:
        labels = draw(st.permutations(labels))
    return labels


@st.composite
def _rows(draw: st.DrawFn, kinds: Sequence[str]) -> list[str]:
    shape = draw(st.integers(0, 19))
    if shape == 0:
        return []
    if shape == 1:
        return [""] * len(kinds)
    row = [draw(st.sampled_from(_cells(kind))) for kind in kinds]
    if shape == 2:
        row = row[:-1]
    elif shape == 3:
        row.append(draw(st.sampled_from(WORDS)))
    elif shape == 4:
        row = [*row, "", ""]
    elif shape == 5:
        row = ["# note", *row[1:]]
    return row


def _cells(kind: str) -> Sequence[str]:
    return (*CELLS.get(kind, OTHERS), *CELLS.get(kind, OTHERS), "", "-", "x")


@st.composite
def _dialects(draw: st.DrawFn) -> Dialect:
    dialect = Dialect()
    if draw(st.integers(0, 2)):
        return dialect
    return replace(
        dialect,
        delimiter=draw(st.sampled_from((",", "\t", ";"))),
        has_header=draw(st.sampled_from((True, True, False))),
        comment=draw(st.sampled_from((None, "#", "//"))),
        comment_rows=frozenset(draw(st.lists(st.integers(1, 8), max_size=2))),
        header_join=draw(st.sampled_from((" ", "・"))),
        is_header_case_ignored=draw(st.booleans()),
        are_blank_rows_skipped=draw(st.booleans()),
        is_initial_space_skipped=draw(st.booleans()),
    )


def written(rows: Sequence[Sequence[str]], dialect: Dialect, end: str) -> str:
    """Return rows as a delimited text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator=end)
    for row in rows:
        if row:
            writer.writerow(row)
        else:
            text.write(end)
    return text.getvalue()


def verdicts(faults: Sequence[Fault]) -> list[tuple[Any, ...]]:
    """Return what both engines must agree on, in order."""
    return [
        (one.type, one.row, one.line, one.field, one.note, one.label, one.expected)
        for one in faults
    ]
