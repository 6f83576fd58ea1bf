"""P001: a text file that is not UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CsvExample, csv
from publisher.rules.rule import Hit, OfTextFile, Rule, TextFile
from publisher.words import Text

_UNKNOWN = Text(
    "{line}行目に読めない文字があり、文字コードが分かりません。"
    "元のファイルをExcelで開き、「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    "Line {line} cannot be read and the encoding is unknown. "
    "Open the original in Excel and save it as 'CSV UTF-8 (comma delimited)'.",
)


def _check(file: TextFile) -> Iterator[Hit]:
    encoding = file.encoding
    if encoding.content is not None or encoding.bad_line is None:
        return
    yield Hit(
        line=encoding.bad_line,
        message=_UNKNOWN if encoding.codec is None else None,
        values={"line": encoding.bad_line, "encoding": encoding.name},
    )


RULE = Rule(
    id="P001",
    name="not-utf8",
    severity=Severity.ERROR,
    title=Text("文字コードがUTF-8ではない", "The file is not UTF-8"),
    why=Text(
        "Excel以外の道具では文字化けして読めません。",
        "Anything but Excel shows it garbled.",
    ),
    fix=Text(
        "`opendata add` に渡すと自動で直ります。"
        "Excelなら「CSV UTF-8（コンマ区切り）」で保存し直してください。",
        "`opendata add` converts it. In Excel, save it as 'CSV UTF-8 (comma delimited)'.",
    ),
    message=Text(
        "文字コードが{encoding}です（{line}行目から）。`opendata add` に渡すと自動で直ります。"
        "Excelなら「CSV UTF-8（コンマ区切り）」で保存し直してください。",
        "The encoding is {encoding} (from line {line}). `opendata add` converts it; "
        "in Excel, save it as 'CSV UTF-8 (comma delimited)'.",
    ),
    supersedes=frozenset({"encoding-error"}),
    bad=(
        csv("名称,住所\n市役所,東新町8-38\n", "cp932"),
        csv("ID,名称\n1,①会館㈱\n", "cp932"),
        csv("名称,住所\n市役所,東新町8-38\n", "euc_jp"),
        csv("名称,住所\n市役所,東新町8-38\n", "utf-16"),
        CsvExample("名称,住所\n市役所,".encode() + b"\xff\xfe\x80\n"),
    ),
    good=(
        csv("名称,住所\n市役所,東新町8-38\n"),
        csv("名称,住所\n市役所,東新町8-38\n", "utf-8-sig"),
        csv("name,address\ncity hall,8-38\n"),
        csv("名称,記号\nｶﾞｽ管,髙﨑𠮷①\n"),
    ),
    check=OfTextFile(_check),
)
