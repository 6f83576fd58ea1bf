"""ODS workbooks for the tests, from the XML of their sheets."""

from __future__ import annotations

from collections.abc import Mapping

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
        "fo": "xsl-fo-compatible",
        "form": "form",
    }.items()
)
_OTHERS = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink'"
_CALC = "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"


def ods(
    sheets: str,
    *,
    styles: str = "",
    manifest: str = "",
    meta: str = "",
    before: str = "",
    named: str = "",
    more: Mapping[str, str] | None = None,
) -> SmallFile:
    """A workbook of these `table:table` elements."""
    found: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": ods_content(sheets, styles=styles, before=before),
    }
    if manifest:
        found["META-INF/manifest.xml"] = manifest
    if meta:
        found["meta.xml"] = meta
    if named:
        found["styles.xml"] = f"<office:document-styles {_SPACES}>{named}</office:document-styles>"
    return zipped({**found, **(more or {})})


def ods_content(sheets: str, *, styles: str = "", before: str = "") -> str:
    """The content of a workbook."""
    return (
        f"{before}<office:document-content {_SPACES} {_CALC} {_OTHERS}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
