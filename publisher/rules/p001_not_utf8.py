"""P001: a text file that is not UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CsvExample, csv
from publisher.rules.rule import Hit, OfTextFile, Rule, TextFile
from publisher.tables.encoding import Encoding, Trouble
from publisher.tables.encoding_words import name_of
from publisher.words import Text

_UNKNOWN = Text(
    "{line}行目に読めない文字があり、文字コードが分かりません。"
    "元のファイルをExcelで開き、「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    "Line {line} cannot be read and the encoding is unknown. "
    "Open the original in Excel and save it as 'CSV UTF-8 (comma delimited)'.",
)
_MIXED = Text(
    "{utf8}行目はUTF-8ですが、{line}行目は{encoding}で、2つの文字コードが混じっています。"
    "{line}行目のような行を、元の表から写し直してください。",
    "Line {utf8} is UTF-8 but line {line} is {encoding}: two encodings in one file. "
    "Copy lines like {line} anew from their source.",
)
_CUT = Text(
    "ファイルが{line}行目の文字の途中で終わっています。元のファイルから取り直してください。",
    "The file ends in the middle of a character in line {line}. Get it again from its source.",
)
_SURROGATES = Text(
    "{line}行目に、2つに割れた文字（絵文字など）があります。元の表で、その文字を入れ直してください。",
    "Line {line} holds a character broken in two (an emoji perhaps). Enter it anew in the source.",
)
_BROKEN = Text(
    "{line}行目に、読めない文字があります（ほかの行は読めます）。元の表から写し直してください。",
    "Line {line} holds bytes that are no text; other lines are fine. Copy it anew from its source.",
)
_EITHER = Text(
    "{line}行目からの文字が、CP932ともEUC-JPとも読めます。"
    "元のファイルを「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    "From line {line} on it reads as CP932 and as EUC-JP. "
    "Save the original as 'CSV UTF-8 (comma delimited)'.",
)
_MESSAGES = {
    Trouble.MIXED: _MIXED,
    Trouble.CUT: _CUT,
    Trouble.SURROGATES: _SURROGATES,
    Trouble.BROKEN: _BROKEN,
    Trouble.UNKNOWN: _UNKNOWN,
}


def _check(file: TextFile) -> Iterator[Hit]:
    encoding = file.encoding
    if encoding.content is not None or encoding.bad_line is None:
        return
    yield Hit(
        line=encoding.bad_line,
        message=_message(encoding),
        values={
            "line": encoding.bad_line,
            "encoding": name_of(encoding.other) if encoding.other else encoding.name,
            "utf8": encoding.utf8_line or 0,
        },
    )


def _message(encoding: Encoding) -> Text | None:
    if encoding.trouble:
        return _MESSAGES[encoding.trouble]
    return None if encoding.is_certain else _EITHER


RULE = Rule(
    id="P001",
    name="not-utf8",
    severity=Severity.ERROR,
    title=Text("文字コードが公開の形ではない", "Not in the encoding for publication"),
    why=Text(
        "Excel以外の道具では文字化けして読めません。",
        "Anything but Excel shows it garbled.",
    ),
    fix=Text(
        "`opendata add` が自動で直します。"
        "直せないときは、元のファイルを「CSV UTF-8（コンマ区切り）」で保存し直してください。",
        "`opendata add` converts it. Where it cannot, save the original as "
        "'CSV UTF-8 (comma delimited)'.",
    ),
    message=Text(
        "文字コードが{encoding}です。`opendata add` に渡すと自動で直ります。"
        "Excelなら「CSV UTF-8（コンマ区切り）」で保存し直してください。",
        "The encoding is {encoding}. `opendata add` converts it; "
        "in Excel, save it as 'CSV UTF-8 (comma delimited)'.",
    ),
    supersedes=frozenset({"encoding-error"}),
    bad=(
        csv("名称,住所\n市役所,東新町8-38\n", "cp932"),
        csv("ID,名称\n1,①会館㈱\n", "cp932"),
        csv("名称,住所\n市役所,東新町8-38\n", "euc_jp"),
        csv("名称\n北館\n", "euc_jp"),
        csv("名称,住所\n市役所,東新町8-38\n", "utf-16"),
        CsvExample("名称,住所\n市役所,".encode() + b"\xff\xfe\x80\n"),
        CsvExample("名称,住所\n".encode() + "市役所,東新町\n".encode("cp932")),
        CsvExample("名称,住所\n市役所,東新町".encode()[:-1]),
        CsvExample("名称,記号\n市役所,".encode() + b"\xed\xa0\xbd\xed\xb8\x80\n"),
    ),
    good=(
        csv("名称,住所\n市役所,東新町8-38\n"),
        csv("名称,住所\n市役所,東新町8-38\n", "utf-8-sig"),
        csv("name,address\ncity hall,8-38\n"),
        csv("名称,記号\nガス管,髙﨑𠮷\n"),
    ),
    check=OfTextFile(_check),
)
