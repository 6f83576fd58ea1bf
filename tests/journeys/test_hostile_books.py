"""Hostile workbooks, maps and timetables through the command line: what an officer is told.

A clear finding in both languages, no traceback, no hang, bounded memory. Each file is refused for
its own reason; the details of reading are in tests/books.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from itertools import repeat
from pathlib import Path

import pytest

from publisher.books import refusal
from publisher.books.words import WORDS
from tests.books.biff_writer import compound
from tests.books.making import MAIN, of_rows, parts, sheet_xml, styles_of, zipped
from tests.books.ods_writer import ods
from tests.journeys.checking import Said, check, run

MEMORY = 400 << 20
"""Bytes: the program itself takes a hundred and fifty."""
SECRET = "a-secret-of-the-machine"
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOOK = of_rows([["名称", "数"], ["公園", 1]]).content
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def sheet(rows: str, *, styles: str | None = None, workbook: str = "") -> bytes:
    return zipped(parts(sheet_xml(rows), styles=styles, workbook=workbook)).content


def bomb(blocks: Iterable[bytes]) -> bytes:
    """A workbook whose sheet is a few kilobytes of zip and much more when unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts("").items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>{ROW}'.encode())
            for block in blocks:
                part.write(block)
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def outside(path: Path) -> bytes:
    """A workbook that asks for another file of the machine."""
    entity = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{path.as_uri()}">]>'
    row = '<row r="1"><c r="A1" t="str"><v>&f;</v></c></row>'
    return zipped(parts(entity + sheet_xml(row))).content


REFUSED: Mapping[str, tuple[bytes, str]] = {
    "bomb.xlsx": (bomb(repeat(b"<!-- -->" * 100_000, 80)), refusal.TOO_LARGE),
    "deep.xlsx": (sheet('<row r="1">' + "<a>" * 100_000), refusal.TOO_DEEP),
    "deep.ods": (ods("<table:table table:name='a'>" * 100_000).content, refusal.TOO_DEEP),
    "laughs.xlsx": (zipped(parts(LAUGHS + sheet_xml(ROW))).content, refusal.ENTITIES),
    "laughs.ods": (ods("", before=LAUGHS).content, refusal.ENTITIES),
    "password.xlsx": (
        compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000}),
        refusal.PASSWORD,
    ),
    "half.xlsx": (BOOK[: len(BOOK) // 2], refusal.CUT_OFF),
    "half.xls": (compound({"Workbook": b"x" * 9000})[:5000], refusal.CUT_OFF),
    "half.ods": (ods("").content[:-30], refusal.CUT_OFF),
    "page.xls": ("<html><body><table>一覧</table></body></html>".encode("cp932"), refusal.IS_HTML),
    "text.xls": ("名称\t住所\r\n公園\t奈良\r\n".encode("cp932"), refusal.IS_TEXT),
    "new.xls": (BOOK, refusal.MISNAMED),
    "empty.xlsx": (b"", refusal.EMPTY_FILE),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + b"x" * 600, refusal.NOT_A_WORKBOOK),
    "far.xlsx": (
        sheet("".join(f'<row r="{at}"><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 15_000))),
        refusal.TOO_MANY_CELLS,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """All refused files in one run: one that is refused does not keep the others back."""
    folder = tmp_path_factory.mktemp("refused")
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    (folder / "outside.xlsx").write_bytes(outside(folder / "secret.txt"))
    for name, (content, _) in REFUSED.items():
        (folder / name).write_bytes(content)
    return check(*(folder / name for name in (*REFUSED, "outside.xlsx")))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_workbook_is_named(said: Said, name: str) -> None:
    """One error, in the words of its own reason; rules may speak of what was read before it."""
    words = WORDS[REFUSED[name][1]]
    told = {"ja": words.ja, "en": words.en}

    assert ["error"] == [item["severity"] for item in said.about(name) if item["message"] == told]


def test_a_workbook_reads_no_other_file_of_the_machine(said: Said) -> None:
    words = WORDS[refusal.ENTITIES]

    assert [words.ja] == [found["message"]["ja"] for found in said.about("outside.xlsx")]
    assert SECRET not in json.dumps(said.findings)


def test_refused_workbooks_take_little_memory(said: Said) -> None:
    assert (1, True) == (said.code, said.peak < MEMORY)


def test_the_report_can_be_read(tmp_path: Path) -> None:
    """As text: what it is and what to do, in Japanese and English."""
    (tmp_path / "half.xlsx").write_bytes(REFUSED["half.xlsx"][0])
    text = run(tmp_path, ["check", "half.xlsx"]).stdout.decode()

    assert WORDS[refusal.CUT_OFF].ja in text
    assert WORDS[refusal.CUT_OFF].en in text


# --- workbooks that are read ----------------------------------------------------------------------


def table(rows: Iterable[str]) -> str:
    head = '<row r="1"><c r="A1" t="str"><v>名称</v></c><c r="B1" t="str"><v>値</v></c></row>'
    return head + "".join(rows)


def cells(values: Iterable[str], style: int = 0, kind: str = "n") -> str:
    """Rows from the second on: a name and a value as it stands in the XML."""
    return table(
        f'<row r="{at}"><c r="A{at}" t="str"><v>公園{at}</v></c>'
        f'<c r="B{at}" s="{style}" t="{kind}"><v>{value}</v></c></row>'
        for at, value in enumerate(values, start=2)
    )


def test_a_million_empty_formatted_rows(tmp_path: Path) -> None:
    """A sheet formatted down to its last row is its two records, in seconds."""
    rows = (
        f'<row r="{at}" spans="1:2" s="1" customFormat="1"><c r="A{at}" s="1"/><c r="B{at}" s="1"/></row>'
        for at in range(3, 1_048_577)
    )
    path = tmp_path / "formatted.xlsx"
    path.write_bytes(sheet(cells(["5"]) + "".join(rows), styles=styles_of("0")))
    said = check(path)

    assert not {found["rule"] for found in said.findings if found["severity"] == "error"}
    assert said.peak < MEMORY


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_every_column_that_a_sheet_can_have(tmp_path: Path, ending: str) -> None:
    """16,384 columns of one label: found, not slow, in bounded memory."""
    path = tmp_path / f"wide.{ending}"
    labels = ["同じ"] * 16_384
    if ending == "csv":
        path.write_text(",".join(labels) + "\n" + "1," * 16_383 + "1\n", encoding="utf-8")
    else:
        path.write_bytes(of_rows([labels, [1] * 16_384]).content)
    said = check(path)

    assert said.of("L2-03")
    assert said.peak < MEMORY


def test_formula_errors_are_found(tmp_path: Path) -> None:
    """#N/A, #REF! and #DIV/0! instead of values, by their cells."""
    path = tmp_path / "errors.xlsx"
    path.write_bytes(sheet(cells(["#N/A", "#REF!", "#DIV/0!"], kind="e")))
    said = check(path)

    assert {"B2", "B3", "B4"} <= {found["cell"] for found in said.findings}


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_before_any_calendar_of_a_spreadsheet(tmp_path: Path, is_1904: bool) -> None:
    """Below zero, before 1900, the 29 February 1900 that never was, beyond the year 9999."""
    workbook = '<workbookPr date1904="1"/>' if is_1904 else ""
    serials = ["-1", "-0.5", "0", "0.5", "1", "59", "60", "61", "2958466", "1e300", "45748"]
    path = tmp_path / "dates.xlsx"
    path.write_bytes(
        sheet(cells(serials, style=1), styles=styles_of("yyyy-mm-dd"), workbook=workbook)
    )
    said = check(path)

    unshown = {"B10", "B11"} if is_1904 else {"B2", "B3", "B10", "B11"}

    assert unshown == {found["cell"] for found in said.of("L2-06")}
    assert (set() if is_1904 else {"B8"}) == {found["cell"] for found in said.of("D008")}


def test_numbers_that_are_none(tmp_path: Path) -> None:
    """NaN, INF and a number beyond all floats in a workbook's cells."""
    path = tmp_path / "numbers.xlsx"
    path.write_bytes(sheet(cells(["NaN", "INF", "1e999", "-Infinity", *map(str, range(40))])))
    said = check(path)

    assert {"B2", "B3", "B4", "B5"} <= {found["cell"] for found in said.findings}


# --- maps and timetables --------------------------------------------------------------------------


def test_a_bomb_under_the_name_of_a_timetable(tmp_path: Path) -> None:
    """A zip of zeros, and one that goes on inside of itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in ("stops.txt", "trips.txt", "routes.txt", "stop_times.txt", "agency.txt"):
            with archive.open(name, "w") as part:
                for block in repeat(b"\0" * (1 << 20), 20):
                    part.write(block)
    (tmp_path / "bomb.zip").write_bytes(out.getvalue())
    (tmp_path / "half.zip").write_bytes(out.getvalue()[:-40])
    said = check(tmp_path / "bomb.zip", tmp_path / "half.zip")

    assert {"bomb.zip", "half.zip"} == {found["path"] for found in said.of("D040")}
    assert said.peak < MEMORY


def test_a_map_of_a_million_members(tmp_path: Path) -> None:
    """A feature that never ends and names that never repeat are bounded."""
    names = ",".join(f'"名{at}":{at}' for at in range(200_000))
    text = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{'
        + names
        + '},"geometry":{"type":"Point","coordinates":[135.7,34.7]}}]}'
    )
    (tmp_path / "wide.geojson").write_text(text, encoding="utf-8")
    said = check(tmp_path / "wide.geojson")

    assert said.of("D031")
    assert said.peak < MEMORY
