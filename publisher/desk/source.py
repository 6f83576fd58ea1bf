"""Whether a file that was handed in can be read as a table of text, and in which encoding."""

from __future__ import annotations

from pathlib import Path

from publisher import files
from publisher.errors import DataRefused
from publisher.files import DiskFile
from publisher.tables import encoding as encodings
from publisher.tables.encoding import Encoding
from publisher.words import Text

READABLE = {
    "utf-8": Text("UTF-8", "UTF-8"),
    "utf-8-sig": Text("UTF-8（BOM付き）", "UTF-8 with BOM"),
    "cp932": Text("CP932（Shift_JIS）", "CP932 (Shift_JIS)"),
}
"""The encodings that are rewritten without doubt; the others are asked for again."""
_SAVE_AGAIN = Text(
    "Excel で開き、「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存してください。",
    "Open it in Excel and save it as 'CSV UTF-8 (comma delimited)'.",
)
_OTHER = Text(
    "表のあるファイルを指してください。もとのファイルはそのままです。",
    "Name a file that holds a table. The file is as it was.",
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml")
_HEAD = 512


def look(path: Path) -> tuple[DiskFile, str]:
    """Return a reference to the file and the codec that decodes all of it.

    Raises DataRefused where it is no text in a known encoding, OSError for the disk.
    """
    file = files.look(path)
    encoding = encodings.decide(file)
    if against := _against(file, encoding):
        is_other = encoding.content is not None or not file.size
        raise DataRefused(against, where=str(path), next_step=_OTHER if is_other else _SAVE_AGAIN)
    return file, encoding.codec or ""


def _against(file: DiskFile, encoding: Encoding) -> Text | None:
    if not file.size:
        return Text("ファイルが空です。", "The file is empty.")
    if encoding.content is not None:
        what = encoding.content
        return Text(f"CSV ではなく{what.ja}です。", f"It is {what.en}, not a CSV.")
    if encoding.nul_line is not None:
        return Text("文字の列として読めません。", "It does not read as text.")
    if encoding.codec not in READABLE:
        name = encoding.name
        return Text(
            f"文字コードは{name.ja}です。使えるのは UTF-8 と CP932（Shift_JIS）です。"
            if encoding.codec
            else "文字コードが分かりません（UTF-8 でも CP932 でもありません）。",
            f"Its encoding is {name.en}; UTF-8 and CP932 can be used.",
        )
    with file.open() as stream:
        head = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(_MARKUP):
        return Text("表ではなくウェブページです。", "It is a web page or XML, not a table.")
    return None
