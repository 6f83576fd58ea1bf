"""How a text file is written beside its cells: encoding, byte-order mark, line ends, delimiter."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.tables.encoding import Encoding
from publisher.tidy.change import Change
from publisher.words import Text

ENCODING, MARK, LINE_ENDS, DELIMITER = "encoding", "byte-order-mark", "line-ends", "delimiter"
MARKS, SIGN_LINE = "more-marks", "separator-line"
UTF8 = Text("UTF-8（BOM付き）", "UTF-8 with byte-order mark")
TITLE_OF: dict[str, Text] = {
    ENCODING: Text("文字コードをそろえる", "The encoding becomes UTF-8"),
    MARK: Text("Excelで文字化けしない印を付ける", "The byte-order mark is added"),
    LINE_ENDS: Text("改行の形をそろえる", "Line ends become even"),
    DELIMITER: Text("区切りをコンマにする", "Cells are parted by commas"),
    MARKS: Text("重なったファイルの先頭の印を1つにする", "Of several byte-order marks one is kept"),
    SIGN_LINE: Text(
        "区切りの記号をExcelに伝える行を消す", "The line that names the delimiter goes"
    ),
}
PROOF_OF: dict[str, Text] = {
    ENCODING: Text(
        "元の文字コードで、すべてのバイトが読めました。文字は変わりません。",
        "Every byte reads in the file's encoding; no character changes.",
    ),
    MARK: Text(
        "ファイルの先頭に印が付くだけで、値は変わりません。",
        "Excel then opens the file rightly; no value changes.",
    ),
    LINE_ENDS: Text(
        "行の終わりの形だけが変わります。値は変わりません。",
        "Only how lines end changes; no value does.",
    ),
    DELIMITER: Text(
        "表のどの行も、その記号で同じ数に区切られています。",
        "That sign parts every row of the table into as many cells.",
    ),
    MARKS: Text(
        "見えない印が消えるだけで、値は変わりません。", "The marks are invisible; no value changes."
    ),
    SIGN_LINE: Text(
        "表の値ではなく、Excelだけが読む行です。記号のとおりに区切りました。",
        "It is no value but for spreadsheets only; the cells were parted as it says.",
    ),
}
_BOM = "\ufeff"
_CRLF, _LF, _CR = "CRLF", "LF", "CR"
_SIGNS = {"\t": "Tab", ";": ";", ",": ","}


def changes(encoding: Encoding, delimiter: str = ",", preamble: str = "") -> tuple[Change, ...]:
    """Return what of a file's form becomes otherwise when it is written anew."""
    return tuple(_changes(encoding, delimiter, preamble))


def _changes(encoding: Encoding, delimiter: str, preamble: str) -> Iterator[Change]:
    if encoding.codec not in {"utf-8", "utf-8-sig"}:
        yield Change(mend=ENCODING, before=encoding.name.ja, after=UTF8.ja)
    elif encoding.codec == "utf-8":
        yield Change(mend=MARK, before=encoding.name.ja, after=UTF8.ja)
    ends = encoding.line_ends
    there = [name for name, count in ((_CRLF, ends.crlf), (_LF, ends.lf), (_CR, ends.cr)) if count]
    # Beside CRLF, others that do not count as odd are breaks inside of quoted cells.
    if there and (ends.odd or not ends.crlf):
        yield Change(mend=LINE_ENDS, before="・".join(there), after=_CRLF)
    if delimiter != ",":
        yield Change(mend=DELIMITER, before=_SIGNS.get(delimiter, delimiter), after=",")
    stated = preamble.lstrip(_BOM)
    if len(stated) < len(preamble):
        marks = len(preamble) - len(stated) + (encoding.codec != "utf-8")
        yield Change(mend=MARKS, before=f"{marks}つ", after="1つ")
    if stated:
        yield Change(mend=SIGN_LINE, number=1, line=1, before=stated)
