"""Why JSON cannot be parsed, in the officer's words."""

from __future__ import annotations

from publisher.words import Text, quote

_WORDS: tuple[tuple[str, Text], ...] = (
    ("Expecting property name", Text('余分な「,」があるか、項目の名前が「"」で囲まれていません', "a ',' is too much, or a name lacks its quotes")),
    ("Illegal trailing comma", Text("余分な「,」があります", "a ',' is too much")),
    ("Expecting ','", Text("「,」か、閉じるかっこが抜けています", "a ',' or a closing bracket is missing")),
    ("Expecting '}'", Text("「,」か「}」が抜けています", "a ',' or '}' is missing")),
    ("Expecting ']'", Text("「,」か「]」が抜けています", "a ',' or ']' is missing")),
    ("Expecting ':'", Text("「:」が抜けています", "a ':' is missing")),
    ("Expecting value", Text("値がないか、途中で終わっています", "a value is missing, or the file ends too early")),
    ("Extra data", Text("終わりのあとに余分な文字があります。1行に1件の形なら、名前の終わりを .jsonl にします", "something follows after the end; of one item a line, let the name end in .jsonl")),
    ("Value of several lines", Text("1件が1行に収まっていません。全体で1つの[ ]なら、名前の終わりを .json にします", "a value takes several lines; if all is one [ ], let the name end in .json")),
    ("Value of several rows", Text("全体が1つの[ ]です。名前の終わりを .json にします", "all is one [ ]: let the name end in .json")),
    ("Value beside another", Text("1行に2件以上あります", "a line holds more than one value")),
    ("Feature after feature", Text("1行に1件の形のGeoJSONです。地図の道具で1つにまとめます", "it is GeoJSON of one feature a line; put them into one FeatureCollection")),
    ("Nothing", Text("中身が空です", "it is empty")),
    ("Not JSON", Text("JSONではなく、表の文字（CSV）や文章、コメントで始まっています", "it begins with something else than JSON: a CSV, a sentence or a comment")),
    ("Unterminated string", Text('文字を囲む「"」が閉じていません', "a quote is never closed")),
    ("Invalid control character", Text('「"」の中に改行などの見えない文字があります', "a text holds a line break or the like")),
    ("Invalid \\", Text("「\\」の使い方が違います", "a '\\' is used wrongly")),
    ("RecursionError", Text("入れ子が深すぎます", "it is nested too deeply")),
    ("ValueError", Text("数の桁が多すぎます", "a number has too many digits")),
    ("one value is larger", Text("1つの値が大きすぎます", "one value is too large")),
)  # fmt: skip
_NO_NUMBER = Text("「{name}」という数は使えません", "there is no number '{name}' in it")


def words_of(note: str) -> Text:
    """Return a note of `BrokenJson` in words; a note that is not known as it stands."""
    if note.endswith(" is no JSON"):
        return _NO_NUMBER.fill({"name": note.split(" ", 1)[0]})
    shown = quote(note, 60)
    return next((text for start, text in _WORDS if note.startswith(start)), Text(shown, shown))
