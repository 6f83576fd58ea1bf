"""Sentences for one cell: per column type what was expected, per constraint what is allowed."""

from __future__ import annotations

import re

from publisher.tables.columns import MARK
from publisher.words import Text, quote

_DEFAULT_FORMATS = frozenset({"", "default"})

TYPES: dict[str, Text] = {
    "integer": Text(
        "「{cell}」は整数ではありません。数字だけにしてください（例：1234）。"
        "単位や「,」は項目名や別の列に書きます。",
        "'{cell}' is no whole number. Write digits only (1234); units and commas belong elsewhere.",
    ),
    "number": Text(
        "「{cell}」は数値ではありません。数字だけにしてください（例：1234.5）。"
        "単位や「,」は項目名や別の列に書きます。",
        "'{cell}' is no number. Write digits only (1234.5); units and commas belong elsewhere.",
    ),
    "boolean": Text(
        "「{cell}」は、はい・いいえの値ではありません（例：true、false）。"
        "決められた書き方にそろえてください。",
        "'{cell}' is no yes/no value (true, false). Use the values that are defined.",
    ),
    "date": Text(
        "「{cell}」は日付として読めません。「2026-04-01」の形で書いてください。",
        "'{cell}' is no date. Write it as 2026-04-01.",
    ),
    "datetime": Text(
        "「{cell}」は日時として読めません。「2026-04-01T09:00:00」の形で書いてください。",
        "'{cell}' is no date and time. Write it as 2026-04-01T09:00:00.",
    ),
    "time": Text(
        "「{cell}」は時刻として読めません。「09:00:00」の形で書いてください。",
        "'{cell}' is no time. Write it as 09:00:00.",
    ),
    "year": Text(
        "「{cell}」は西暦の年ではありません。4桁の数字で書いてください（例：2026）。",
        "'{cell}' is no year. Write four digits (2026).",
    ),
    "yearmonth": Text(
        "「{cell}」は年月として読めません。「2026-04」の形で書いてください。",
        "'{cell}' is no year and month. Write it as 2026-04.",
    ),
    "duration": Text(
        "「{cell}」は期間として読めません。「P1Y2M」の形で書いてください。",
        "'{cell}' is no duration. Write it as P1Y2M.",
    ),
    "geopoint": Text(
        "「{cell}」は地点として読めません。「経度, 緯度」の順に書いてください（例：135.83, 34.68）。",
        "'{cell}' is no point. Write 'longitude, latitude' (135.83, 34.68).",
    ),
    "geojson": Text(
        "「{cell}」はGeoJSONとして読めません。作った道具で書き出し直してください。",
        "'{cell}' is no GeoJSON. Export it again with the tool that made it.",
    ),
    "object": Text(
        "「{cell}」はJSONの「{{…}}」の形ではありません。書き方を直してください。",
        "'{cell}' is no JSON object. Mend its notation.",
    ),
    "array": Text(
        "「{cell}」はJSONの「[…]」の形ではありません。書き方を直してください。",
        "'{cell}' is no JSON array. Mend its notation.",
    ),
    "list": Text(
        "「{cell}」は、決められた種類の値の並びではありません。区切りと値を確かめてください。",
        "'{cell}' is no list of the values that are defined. Check separators and values.",
    ),
    "string": Text(
        "「{cell}」は文字ではありません。セルの書式を文字列にしてください。",
        "'{cell}' is no text. Format the cell as text.",
    ),
}
"""By column type."""

_FORMATS: dict[tuple[str, str], Text] = {
    ("string", "email"): Text(
        "「{cell}」はメールアドレスの形ではありません。書き誤りがないか確かめてください。",
        "'{cell}' is no e-mail address. Check its spelling.",
    ),
    ("string", "uri"): Text(
        "「{cell}」はURLの形ではありません。「https://」から書いてください。",
        "'{cell}' is no URL. Write it from https:// on.",
    ),
    ("string", "uuid"): Text(
        "「{cell}」は識別番号（UUID）の形ではありません。書き誤りがないか確かめてください。",
        "'{cell}' is no UUID. Check its spelling.",
    ),
}
_FORMATTED = Text(
    "「{cell}」は決められた書き方（{format}）ではありません。ほかの行にそろえてください。",
    "'{cell}' is not written as defined ({format}). Write it as the other rows do.",
)
_MARKED = Text(
    "「{cell}」は値ではなく記号です。値がなければ空にしてください。記号のままにするなら、"
    "`opendata set データセット名 --missing-value '{cell}'` で「値なし」の記号と決めてください。",
    "'{cell}' is a mark, no value. Leave the cell empty, or declare the mark with "
    "`opendata set DATASET --missing-value '{cell}'`.",
)
_MARK, _NUMBERS = re.compile(MARK), frozenset({"integer", "number"})
_UNTYPED = Text(
    "「{cell}」は、決められた種類（{type}）の値として読めません。値を直してください。",
    "'{cell}' is not of the type that is defined ({type}). Mend the value.",
)

CONSTRAINTS: dict[str, Text] = {
    "required": Text(
        "空ですが、必ず入れる項目です。値を入れてください。",
        "The cell is blank, but the column is required. Fill it in.",
    ),
    "minimum": Text(
        "「{cell}」は小さすぎます（{limit} 以上）。値を確かめてください。",
        "'{cell}' is too small (at least {limit}). Check the value.",
    ),
    "maximum": Text(
        "「{cell}」は大きすぎます（{limit} 以下）。値を確かめてください。",
        "'{cell}' is too large (at most {limit}). Check the value.",
    ),
    "exclusiveMinimum": Text(
        "「{cell}」は小さすぎます（{limit} より大きい値）。値を確かめてください。",
        "'{cell}' is too small (more than {limit}). Check the value.",
    ),
    "exclusiveMaximum": Text(
        "「{cell}」は大きすぎます（{limit} より小さい値）。値を確かめてください。",
        "'{cell}' is too large (less than {limit}). Check the value.",
    ),
    "minLength": Text(
        "「{cell}」は短すぎます（{limit}文字以上）。抜けがないか確かめてください。",
        "'{cell}' is too short (at least {limit} characters). Is anything missing?",
    ),
    "maxLength": Text(
        "「{cell}」は長すぎます（{limit}文字まで）。短くしてください。",
        "'{cell}' is too long (at most {limit} characters). Shorten it.",
    ),
    "pattern": Text(
        "「{cell}」は決められた形（{limit}）ではありません。ほかの行の書き方にそろえてください。",
        "'{cell}' does not have the form {limit}. Write it as the other rows do.",
    ),
    "enum": Text(
        "「{cell}」は決められた値ではありません（{limit}）。この中から選んでください。",
        "'{cell}' is not one of {limit}. Choose one of them.",
    ),
}
"""By constraint."""
_CONSTRAINED = Text(
    "「{cell}」は項目の決まり（{name}：{limit}）に合いません。値を確かめてください。",
    "'{cell}' breaks the limit {name} ({limit}). Check the value.",
)


def type_message(kind: str, form: str, cell: str) -> Text:
    """Return the sentence for a cell that is not of its column's type and format."""
    if kind in _NUMBERS and _MARK.fullmatch(cell.strip()):
        text = _MARKED
    elif (kind, form) in _FORMATS:
        text = _FORMATS[kind, form]
    elif form not in _DEFAULT_FORMATS and kind in {"date", "datetime", "time"} and form != "any":
        text = _FORMATTED
    else:
        text = TYPES.get(kind, _UNTYPED)
    return text.fill({"cell": quote(cell), "format": quote(form), "type": kind})


def constraint_message(name: str, limit: str, cell: str) -> Text:
    """Return the sentence for a cell that breaks a constraint."""
    text = CONSTRAINTS.get(name, _CONSTRAINED)
    return text.fill({"cell": quote(cell), "limit": quote(limit, 60), "name": name})
