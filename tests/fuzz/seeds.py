"""Files as officers send them, small: what the fuzzer starts from."""

from __future__ import annotations

import json
from collections.abc import Mapping

import openpyxl

from publisher.rules.examples import DATASET_DOCUMENT
from publisher.rules.feed_hits import feed
from publisher.rules.geo_hits import feature, geojson, point, polygon
from tests.books.biff_writer import XlsSheet, xls
from tests.books.making import saved
from tests.books.ods_writer import ods

TABLE = (
    "都道府県コード又は市区町村コード,NO,名称,緯度,経度,電話番号,開始日,備考\r\n"
    '292095,1,生駒駅前,34.6939,135.6979,0743-74-1111,2026-04-01,"改行\nあり"\r\n'
    '292095,2,高山竹林園,34.7430,135.7290,,令和8年4月1日,"5"" 管, ｶﾞｽ"\r\n'
)
ROWS: list[list[object]] = [
    ["番号", "名称", "日付"],
    [1, "生駒駅前", "2026-04-01"],
    [2, "高山竹林園", None],
]
RING = ((135.69, 34.69), (135.70, 34.69), (135.70, 34.70), (135.69, 34.69))


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    return saved(book).content


def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Return files by the ending under which they are checked."""
    map_ = geojson(feature(point(135.6979, 34.6939)), feature(polygon(*RING), "公園")).content
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    descriptor = json.dumps(DATASET_DOCUMENT, ensure_ascii=False).encode()
    text = tuple(
        TABLE.encode(codec)
        for codec in (
            "utf-8",
            "utf-8-sig",
            "cp932",
            "euc_jp",
            "iso2022_jp_ext",
            "utf-16",
            "utf-16-le",
        )
    )
    return {
        "csv": text,
        "tsv": (TABLE.replace(",", "\t").encode(),),
        "json": (descriptor, b'[{"a": 1}, {"a": null, "b": "x"}]'),
        "jsonl": (b'{"a": 1}\n{"a": null, "b": "x"}\n', b'["a"]\n[1]\n'),
        "geojson": (map_,),
        "zip": (feed().content,),
        "xlsx": (_xlsx(),),
        "xls": (xls(XlsSheet(name="一覧", rows=ROWS)).content,),
        "ods": (ods(f'<table:table table:name="一覧">{cells}</table:table>').content,),
    }
