"""L1-01: a format that shows a document to people, in which machines find no table."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import (
    CSV_PATH,
    FOLDER,
    CsvExample,
    TreeExample,
    book,
    csv,
    resources,
)
from publisher.rules.rule import AnyFile, Ask, Hit, OfAnyFile, Rule
from publisher.tables import magic
from publisher.words import Text

READABLE = frozenset({
    "csv", "tsv", "xlsx", "xlsm", "xls", "ods", "json", "geojson", "topojson", "jsonl", "ndjson",
    "jsonld", "xml", "rdf", "ttl", "nt", "n3", "yaml", "yml", "kml", "kmz", "gml", "gpx", "shp",
    "gpkg", "fgb", "parquet", "gtfs", "ics", "czml", "citygml", "pbf", "netcdf", "nc", "tif",
    "tiff", "geotiff", "las", "laz", "sqlite", "txt",
})  # fmt: skip
"""Formats made of data: tables, trees, maps. GeoTIFF is a grid of values, not a picture."""
UNREADABLE = frozenset({
    "pdf", "doc", "docx", "docm", "odt", "rtf", "ppt", "pptx", "pptm", "odp", "jtd", "jtdc",
    "xdw", "xbd", "pages", "numbers", "key", "jpg", "jpeg", "png", "gif", "bmp", "heic", "webp",
    "svg", "ai", "eps", "psd", "html", "htm", "mht", "mhtml", "mp3", "mp4", "m4a", "mov", "avi",
    "wmv", "wav", "wma", "dwg", "jww",
})  # fmt: skip
"""Formats made for the eye or the ear."""
_SHOWN_ONLY = frozenset(
    magic.content_of(head) for head in (b"%PDF-", b"\x89PNG", b"<html", b"{\\rtf")
)
"""What the first bytes may say a file is, where that holds no data."""
_INSIDE = Text(
    "名前は {form} ですが、中身は{content}です。表のデータを、CSVかExcelでも公開してください。",
    "The name says {form}, but it is {content}. Publish the data as CSV or Excel too.",
)
_UNKNOWN = Text(
    "{form} は、機械が直接読める形式ですか。表のデータなら、CSVかExcelでも公開してください。",
    "Can programs read {form} directly? If it is a table, publish it as CSV or Excel too.",
)
_NAMELESS = Text("名前の終わりに形式のないファイル", "a file whose name tells no format")


def _check(file: AnyFile) -> Iterator[Hit | Ask]:
    form = file.form.lower().removeprefix(".")
    if file.content in _SHOWN_ONLY:
        yield Hit(message=_INSIDE, values={"form": form, "content": file.content})
    elif form in UNREADABLE:
        yield Hit(values={"form": form})
    elif form not in READABLE:
        yield Ask(question=_UNKNOWN, values={"form": form or _NAMELESS}, is_quiet=True)


RULE = Rule(
    id="L1-01",
    name="unreadable-format",
    severity=Severity.WARNING,
    title=Text("機械が読めない形式である", "A format that programs cannot read"),
    official_title="ファイル形式は機械が直接読み取れるExcelやCSV等となっているか",
    numbers_2020=("1-1",),
    why=Text(
        "人が目で見て打ち直すしかなく、集計にも検索にも使えません。",
        "Somebody has to type it again before it can be counted or searched.",
    ),
    fix=Text(
        "もとの表を、CSVかExcelで公開してください。地図や冊子は、このままでも公開できます。",
        "Publish the table it was made from as CSV or Excel. Maps and booklets may stay as they are.",
    ),
    message=Text(
        "{form} からは、機械が表を読み取れません。もとの表を、CSVかExcelでも公開してください。",
        "Programs cannot read a table from {form}. Publish the source as CSV or Excel too.",
    ),
    decides=Text(
        "文書・画像・音声・図面の形式は確実な違反ですが、公開は止めません。"
        "圧縮ファイルなど、名前だけでは分からない形式は人に尋ねます。",
        "Documents, pictures, sound and drawings are certain violations, which do not block. "
        "Of archives and unknown formats a person is asked.",
    ),
    bad=(
        CsvExample(b"%PDF-1.7\n", "leaflet.pdf"),
        CsvExample(b"\x89PNG\r\n\x1a\n", "map.png"),
        CsvExample(b"<!DOCTYPE html>\n<html><body><table></table></body></html>\n"),
        CsvExample(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "list.doc"),
    ),
    good=(
        csv("名称,住所\n市役所,東新町8-38\n"),
        book(("名称", "住所"), ("市役所", "東新町8-38")),
        CsvExample(b'{"name": "city hall"}\n', "facility.json"),
        TreeExample(
            descriptor={"resources": resources(path="a.xml", format="xml", mediatype="text/xml")},
            files={f"{FOLDER}/a.xml": b"<a/>\n", CSV_PATH: None},
        ),
    ),
    check=OfAnyFile(_check),
)
