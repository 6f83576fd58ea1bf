"""ODS workbooks for the tests, from the XML of their sheets."""

from __future__ import annotations

from publisher.files import SmallFile
from tests.books.making import zipped

_SPACES = " ".join(
    f"xmlns:{prefix}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "draw": "drawing",
        "style": "style",
    }.items()
)
_CALC = "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"


def ods(
    sheets: str, *, styles: str = "", manifest: str = "", meta: str = "", before: str = ""
) -> SmallFile:
    """A workbook of these `table:table` elements."""
    content = (
        f"{before}<office:document-content {_SPACES} {_CALC}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    found: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
    }
    if manifest:
        found["META-INF/manifest.xml"] = manifest
    if meta:
        found["meta.xml"] = meta
    return zipped(found)
