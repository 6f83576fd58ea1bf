"""Words about encodings: their names, and why one was decided upon."""

from __future__ import annotations

from publisher.words import Text

_NAMES = {
    "utf-8": Text("UTF-8", "UTF-8"),
    "utf-8-sig": Text("UTF-8（BOM付き）", "UTF-8 with BOM"),
    "cp932": Text("CP932（Shift_JIS）", "CP932 (Shift_JIS)"),
    "euc_jp": Text("EUC-JP", "EUC-JP"),
    "iso2022_jp_ext": Text("ISO-2022-JP（JIS）", "ISO-2022-JP (JIS)"),
    "utf-16": Text("UTF-16", "UTF-16"),
    "utf-32": Text("UTF-32", "UTF-32"),
    "utf-16-le": Text("UTF-16", "UTF-16"),
    "utf-16-be": Text("UTF-16", "UTF-16"),
}
_UNKNOWN = Text("分かりません", "unknown")

ASCII = Text("英数字と記号だけです。", "Nothing but ASCII.")
BOM = Text(
    "先頭に印（BOM）があり、最後までUTF-8として読めます。",
    "It starts with a byte-order mark and is UTF-8 to its end.",
)
UTF8 = Text("最後までUTF-8として読めます。", "It is UTF-8 to its end.")
UTF16_BOM = Text(
    "先頭に印（BOM）があり、最後までUTF-16として読めます。",
    "It starts with a byte-order mark and is UTF-16 to its end.",
)
UTF32_BOM = Text(
    "先頭に印（BOM）があり、最後までUTF-32として読めます。",
    "It starts with a byte-order mark and is UTF-32 to its end.",
)
UTF16_NULS = Text(
    "印（BOM）はありませんが、1バイトおきの0がUTF-16であることを示します。",
    "It has no byte-order mark, but zeros in every other byte show UTF-16.",
)
ESCAPES = Text(
    "漢字の始まりを示す符号があり、最後までISO-2022-JPとして読めます。",
    "It has the escapes of ISO-2022-JP and reads by them to its end.",
)
CP932 = Text(
    "UTF-8としてもEUC-JPとしても読めず、最後までCP932として読めます。",
    "It is neither UTF-8 nor EUC-JP, and CP932 to its end.",
)
EUC_JP = Text(
    "UTF-8としてもCP932としても読めず、最後までEUC-JPとして読めます。",
    "It is neither UTF-8 nor CP932, and EUC-JP to its end.",
)
RATHER_EUC_JP = Text(
    "CP932の半角カナとも読めますが、文字や語の長さがEUC-JPに合います。",
    "CP932 would read it as half-width kana, but its characters or words fit EUC-JP.",
)
RATHER_CP932 = Text(
    "EUC-JPとも読めますが、決め手がないため、ずっと多いCP932とします。",
    "EUC-JP would read it too; nothing decides, so it is CP932, which is far more frequent.",
)
EITHER = Text(
    "CP932ともEUC-JPとも読め、どちらか決められません。"
    "元のファイルを「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    "CP932 and EUC-JP both read it, and nothing decides. "
    "Save the original as 'CSV UTF-8 (comma delimited)'.",
)
DECLARED = Text(
    "登録された文字コードで、最後まで読めます。",
    "It reads in the encoding that is registered, to its end.",
)
MIXED = Text(
    "{utf8}行目はUTF-8ですが、{other}行目はUTF-8ではありません。",
    "Line {utf8} is UTF-8, line {other} is not.",
)
CUT = Text(
    "最後の文字が途中で切れています。ほかはUTF-8として読めます。",
    "The last character is cut in half; all before it is UTF-8.",
)
SURROGATES = Text(
    "1文字を2つに割った書き方が混じっています。ほかはUTF-8として読めます。",
    "It holds halves of characters (surrogates); the rest is UTF-8.",
)
BROKEN = Text(
    "読めない文字があります。ほかはUTF-8として読めます。",
    "It holds bytes that are no text; the rest is UTF-8.",
)
UNDECIDED = Text(
    "知られているどの文字コードとしても、最後まで読めません。",
    "No known encoding reads it to its end.",
)


def name_of(codec: str | None) -> Text:
    """Return a codec as officers know it."""
    return _NAMES.get(codec or "", _UNKNOWN)
