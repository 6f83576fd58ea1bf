"""What parts a text's cells: proven from the whole file, or the file is refused; never torn."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from publisher.files import SmallFile
from publisher.rules.p022_wrong_delimiter import RULE as P022
from publisher.tidy.grid import Grid
from publisher.tidy.read import Unread, grids
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED

EXCEL = '地区\t人口\t備考\r\n東\t"1,000"\t"改行\nあり"\r\n西\t2\t"「""引用""」"\r\n'
"""As a spreadsheet writes "Unicode text": tabs, and quotes where a cell holds a comma."""


def read(text: str, form: str = "csv", codec: str = "utf-8") -> Grid | Unread:
    found = grids(SmallFile(text.encode(codec)), form)
    return found if isinstance(found, Unread) else found[0]


def cells(text: str, form: str = "csv", codec: str = "utf-8") -> list[list[str]]:
    found = read(text, form, codec)

    assert isinstance(found, Grid), found
    return [list(row.cells) for row in found.rows]


@pytest.mark.parametrize("codec", ["utf-16", "cp932"])
@pytest.mark.parametrize("form", ["csv", "txt", "tsv"])
def test_tabs_part_a_text_whatever_commas_its_cells_hold(form: str, codec: str) -> None:
    """Numbers with thousands are quoted there: their commas part nothing."""
    whole = [["地区", "人口", "備考"], ["東", "1,000", "改行\nあり"], ["西", "2", '「"引用"」']]

    assert [row[:2] for row in whole] == [row[:2] for row in cells(EXCEL, form, codec)]
    assert {3} == set(map(len, cells(EXCEL, form, codec)))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # A title above a table that tabs part.
        ('人口統計\n地区\t人口\n東\t"1,000"\n西\t"2,000"\n', [1, 2, 2, 2]),
        # Decimal commas beside semicolons.
        ("地区;割合;数\n東;1,5;2\n西;2,5;3\n", [3, 3, 3]),
        # Commas of thousands beside bars, in a table typed in Japanese.
        ("地区|人口|数\n東|1,500|2\n西|2,500|3\n", [3, 3, 3]),
        ("地区，人口，数\n東，1,500，2\n西，900，3\n", [3, 3, 3]),
        # Bars and fullwidth commas within cells.
        ("対象|備考\n高齢者\n子ども|学生\n", [1, 1, 1]),
        ("名称，よみ,数\n東，ひがし,1\n西，にし,2\n", [2, 2, 2]),
        # A list of one column whose values hold semicolons.
        ("曜日\n月;火\n水;木\n金\n", [1, 1, 1, 1]),
        # A tab within a cell, and a torn record, of a table that commas part.
        ("名称,備考\n東館,a\tb\n西館,b,c\n", [2, 2, 3]),
        # Tabs at the ends of all lines.
        ("題名,\t\n名称,数\t\nA,1\t\n", [2, 2, 2]),
    ],
)
def test_the_sign_that_parts_all_records_alike_is_taken(text: str, rows: list[int]) -> None:
    assert rows == list(map(len, cells(text)))


@pytest.mark.parametrize(
    "text",
    [
        # Tabs, but not as many in every record.
        '地区\t人口\t備考\n東\t"1,000"\n西\t"2,000"\tx\n南\t"3,000"\t"a, b"\n',
        # Both part every record.
        "名,称\tよ,み\nA,館\tえ,え\nB,館\tび,び\n",
        "名称|よみ，英語\n東|ひがし，east\n西|にし，west\n",
    ],
)
def test_what_cannot_be_told_is_refused(text: str) -> None:
    """It says what to do; nothing is torn at commas of cells."""
    found = read(text)

    assert isinstance(found, Unread)
    assert "区切り" in found.why.ja
    assert "コンマ" in found.why.ja


NAMES = st.text("地区人口備考名称", min_size=1, max_size=4)
CELL = st.text('あ東1,;|，"\t\n 館0', max_size=6)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 4))
    row = st.lists(CELL, min_size=width, max_size=width)
    header = draw(st.lists(NAMES, min_size=width, max_size=width))
    rows = draw(st.lists(row.filter(lambda found: any(map(str.strip, found))), max_size=6))
    return [header, *rows]


@settings(max_examples=EXAMPLES, deadline=None)
@given(tables(), st.sampled_from(",\t;|，"), st.booleans())
def test_a_text_is_read_as_it_was_written_or_refused(
    table: list[list[str]], sign: str, has_title: bool
) -> None:
    """Law: never torn, whatever signs the cells hold."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(table)
    title = "題名\r\n" * (has_title and sign == ",")
    found = read(title + out.getvalue())

    if isinstance(found, Grid):
        assert [["題名"]] * bool(title) + table == [list(row.cells) for row in found.rows]
    else:
        assert sign != ","


def test_what_stands_before_the_table_for_spreadsheets_is_no_row() -> None:
    """`sep=;` names the sign; a second mark is no part of the first name."""
    stated = read("sep=;\r\n地区;人口\r\n東;1,5\r\n")
    marked = read('\ufeff\ufeff"地区",人口\r\n東,1\r\n')

    assert isinstance(stated, Grid)
    assert isinstance(marked, Grid)
    assert [("地区", "人口"), ("東", "1,5")] == [row.cells for row in stated.rows]
    assert ([2, 3], "sep=;") == ([row.line for row in stated.rows], stated.preamble)
    assert [("地区", "人口"), ("東", "1")] == [row.cells for row in marked.rows]


@settings(max_examples=EXAMPLES)
@given(
    rows=st.lists(
        st.lists(st.sampled_from(["北", "南", "甲", "乙"]), min_size=3, max_size=3),
        min_size=2,
        max_size=5,
    ),
    signs=st.lists(st.sampled_from(";|，\t"), min_size=2, max_size=2),
)
def test_what_a_rule_says_fix_parts_it_parts(rows: list[list[str]], signs: list[str]) -> None:
    """Law: where P022 promises that fix mends it, one sign is found; else none is promised."""
    content = "".join(f"{a}{signs[0]}{b}{signs[1]}{c}\n" for a, b, c in [["名", "区", "数"], *rows])
    found = check_files(
        [BareFile("a.csv", SmallFile(content.encode()))],
        engine=CompiledEngine(),
        rules=(P022,),
        standards=ASKED.standards,
        municipalities=ASKED.municipalities,
    ).findings
    said = [item.message.en for item in found if item.rule == "P022"]

    assert len(said) == 1
    assert ("opendata fix" in said[0]) == isinstance(read(content), Grid)
