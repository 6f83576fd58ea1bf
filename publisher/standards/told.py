"""What a standard says of its columns to those who fill it in, said to those who read the data. Pure."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"※[^。※]*(?:参照|記載方法)[^。※]*。?")
"""※記載方法について、「データ項目特記事項」シートの【共通ルール】を参照。"""
_NOTE = re.compile(r"[(（]注\s*[0-9０-９]+[)）]|[(（]No[.．]?\s*[0-9０-９]+[)）]")
"""(注1) and（No.4）: of a form that no reader has."""
_FILL_IN = re.compile(
    r"(?P<what>[^。]*[^。、をに])を(?P<how>[^。、を]{1,8}で)?\s*(?:記載|記入|入力)(?:する)?。?"
    r"(?P<beside>[(（][^。]*[)）])?。?"
)
"""The whole of it is one instruction: 公衆トイレの緯度を記載。"""
_IF_ANY = re.compile(
    r"(?P<what>[^。]*[^。、等が])等?が?あれば(?:記載|記入|入力)(?:する)?。?(?P<beside>[(（][^。]*[)）])?。?"
)
_PLAIN = frozenset({"", "数字", "文字"})
"""Ways to write that every reader sees."""


def told(description: str) -> str:
    """Return a description without what only whoever fills in the form can use."""
    plain = _NOTE.sub("", _REFERENCE.sub("", description)).strip()
    if found := _FILL_IN.fullmatch(plain):
        how = (found["how"] or "").removesuffix("で").strip()
        way = "" if how in _PLAIN else f"（{how}）"
        return f"{found['what']}{way}{found['beside'] or ''}"
    if found := _IF_ANY.fullmatch(plain):
        return f"{found['what']}{found['beside'] or ''}"
    return plain
