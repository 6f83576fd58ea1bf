"""How files break: bytes turned, cut, doubled, and pieces put in that are known to hurt."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from hypothesis import strategies as st

PERSONAL_NUMBER = "123456789018"
"""Nobody's, but its check digit is right: no report may show it."""
PIECES = (
    *(b"\0", b'"', b"\r", b"\n", b"\r\n", b",", b"\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b$B"),
    *(b"\xed\xa0\xbd", b"\x80", b"\xff", b"\x8e", "名称".encode("cp932"), "名称".encode()),
    *(b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"null", b"{}", b"[]", b"[" * 3000, b"{" * 3000),
    *(
        b'"\\ud800"',
        b"=1+1",
        b"@SUM(A1)",
        b"292095",
        PERSONAL_NUMBER.encode(),
        b"2026-02-30",
        b"25:61:00",
    ),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"</row>", b"<c r='XFD1048576'/>", b"]]>", b"<a>"),
    *(b"(a+)+$", b"\\d{2,1}", b"%Y-%m-%d", b'"type":"geopoint"', b'"foreignKeys":[{}]'),
)


@dataclass(frozen=True)
class Mutation:
    """One way to hurt a file."""

    kind: str
    at: float
    length: int
    piece: bytes

    def of(self, content: bytes) -> bytes:
        at = int(self.at * len(content))
        match self.kind:
            case "put":
                return content[:at] + self.piece + content[at:]
            case "replace":
                return content[:at] + self.piece + content[at + len(self.piece) :]
            case "delete":
                return content[:at] + content[at + self.length :]
            case "double":
                return content[:at] + content[at : at + self.length] * 3 + content[at:]
            case _:
                return content[:at]


MUTATIONS = st.lists(
    st.builds(
        Mutation,
        kind=st.sampled_from(["put", "put", "replace", "replace", "delete", "double", "cut"]),
        at=st.floats(0, 1, allow_nan=False),
        length=st.integers(1, 400),
        piece=st.sampled_from(PIECES) | st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=5,
)


VALUES = (
    *("", " ", "-", "-1", "0", "1.5", "１２", "1e5", "1e400", "NaN", "inf", "9" * 30, "9" * 5000),
    *(
        "1234567890x",
        "12345678901.5",
        "0x1F",
        "1_000",
        "²",
        "٣",
        "true",
        "NULL",
        "\ufeff1",
        "a\u0301",
    ),
    *("2026-02-30", "20260231", "0000-00-00", "99:99:99", "8:5", "24:00:00", "令和8年", "R8.4.1"),
    *(
        "=1+1",
        "@SUM(A1)",
        "\U0001f600",
        "𠮷",
        "a" * 40_000,
        "{}",
        "[[[",
        '"',
        "292095",
        "090-1234-5678",
    ),
)
"""Cells that are something else than their column: each is one that has hurt a reader somewhere."""
CELLS = st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from(VALUES))


def with_cell(text: str, row: int, column: int, value: str) -> str:
    """Return a table of plain cells with one of them replaced; row 0 is the header."""
    lines = text.splitlines()
    row = row and 1 + row % max(1, len(lines) - 1)
    row = min(row, len(lines) - 1)
    cells = lines[row].split(",")
    cells[column % len(cells)] = value if '"' not in value else '""""'
    return "\n".join([*lines[:row], ",".join(cells), *lines[row + 1 :]]) + "\n"


def mutated(content: bytes, mutations: list[Mutation]) -> bytes:
    """Return the bytes with all mutations applied in turn."""
    for mutation in mutations:
        content = mutation.of(content)
    return content


def inside(content: bytes, member: int, mutations: list[Mutation]) -> bytes:
    """Return a zip of which one member is mutated: damage that the archive itself does not show."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        for name in names:
            data = old.read(name)
            if name == names[member % len(names)]:
                data = mutated(data, mutations)
            new.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()
