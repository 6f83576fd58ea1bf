"""A CSV is rewritten without changing a cell, or refused with the reason."""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.desk.table import convert
from publisher.errors import DataRefused

CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=12
)


def rewritten(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.csv"), Path(folder, "out.csv")
        source.write_bytes(content)
        convert(source, target)
        return target.read_bytes()


def cells(content: bytes, codec: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(codec), newline=""), strict=True))


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6
        )
    ),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from([b"", codecs.BOM_UTF8]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_every_cell_survives_as_it_is(
    rows: list[list[str]], line_end: str, mark: bytes, quoting: int
) -> None:
    table = [[f"列{number}" for number in range(len(rows[0]))], *rows]
    text = io.StringIO(newline="")
    # QUOTE_MINIMAL leaves a lone carriage return in a cell bare where line ends are LF only.
    csv.writer(text, lineterminator="\r\n", quoting=quoting).writerows(table)  # type: ignore[arg-type]  # a constant of csv
    source = text.getvalue()
    if line_end == "\n" and "\r" not in "".join(map("".join, rows)):
        source = source.replace("\r\n", "\n")
    result = rewritten(mark + source.encode())

    assert cells(result) == table
    assert result.startswith(codecs.BOM_UTF8)
    assert rewritten(result) == result


def test_cp932_with_its_own_characters_becomes_utf_8() -> None:
    source = "名称,備考\r\n㈱髙橋,①～－\r\n".encode("cp932")

    assert cells(rewritten(source)) == cells(source, "cp932")


def test_line_breaks_inside_cells_stay_and_records_end_with_crlf() -> None:
    result = rewritten('名称,住所\n"上\n下","a\r\nb"\n'.encode())

    assert codecs.BOM_UTF8 + '名称,住所\r\n"上\n下","a\r\nb"\r\n'.encode() == result


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空です"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ブック"),
        (b"\x89PNG\r\n", "画像"),
        (b"<!DOCTYPE html><html><body>,</body></html>\n1\n", "ウェブページ"),
        ("名称,場所\nあ,い\n".encode("utf-16"), "UTF-16"),
        ("名称,場所\nあいう,かきく\n".encode("euc_jp"), "EUC-JP"),
        (b"\xff\xff,\x81\n", "文字コードが分かりません"),
        ("名称,場所\n".encode(), "行がありません"),
        ("拝啓\nお元気ですか、\n私は,元気,です\nでは,また,ね\n".encode(), "列の数が違います"),
        ("名称,,場所\nあ,い,う\n".encode(), "2番目の列に、項目名がありません"),
        ("名称,場所,名称\nあ,い,う\n".encode(), "2回以上"),
        ('名称,場所\nあ,"い\nう,え\n'.encode(), "引用符"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content: bytes, said: str) -> None:
    with pytest.raises(DataRefused) as refused:
        rewritten(content)

    assert said in refused.value.what.ja
    assert refused.value.exit_code == 1


def test_title_rows_above_the_header_are_refused() -> None:
    rows = ["人口統計表,,,", ",,,", "番号,名称,人口,面積"]
    rows += [f"{number},町{number},{number * 100},{number}" for number in range(1, 9)]

    with pytest.raises(DataRefused, match="above the header"):
        rewritten(("\n".join(rows) + "\n").encode())
