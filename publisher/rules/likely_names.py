"""What values look like, by the names that columns of them have: for headers that are wrong or lack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publisher.tables.record import text_of

SHARE = 0.9
"""Of a column's values that must look like what its name says."""
_FORMS = (
    ("緯度", r"緯度|latitude|^lat$", r"[23]\d\.\d+|4[0-5]\.\d+"),
    ("経度", r"経度|longitude|^(?:lon|lng)$", r"1[2-5]\d\.\d+"),
    ("郵便番号", r"郵便番号|〒|zip|postal", r"〒?\s*\d{3}-\d{4}|〒\s*\d{7}"),
    (
        "電話番号",
        r"電話|fax|ファックス|ファクス|^tel|phone",
        r"\(?0\d{1,4}\)?[-(\s]?\d{1,4}[-)\s]?\d{3,4}\b.*",
    ),
    ("メールアドレス", r"メール|e-?mail", r"\S+@\S+"),
    ("URL", r"url|ホームページ|ウェブサイト|webサイト", r"https?://.*"),
    ("住所", r"^(?:住所|所在地|所在地住所)$", r"\D*[都道府県市区町村郡字丁条].*"),
    ("人数", r"人口|定員|人数|世帯数|面積|件数|台数|戸数|金額", r"[-+]?[\d,]+(?:\.\d+)?\s*\D{0,3}"),
    ("年月日", r"年月日|日付$|^日$", r"\D{0,2}\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"),
)
"""A usual name, the names that tell what their values look like, and how those do."""
_NAMED = tuple(
    (usual, re.compile(name, re.IGNORECASE), re.compile(value)) for usual, name, value in _FORMS
)
_UNMISTAKABLE = ("緯度", "経度", "郵便番号", "電話番号", "メールアドレス", "URL", "年月日")


def fits(name: str, values: Sequence[object]) -> bool | None:
    """Say whether values are what the name of their column says; None where it says nothing."""
    filled = [text for value in values if (text := _plain(value))]
    form = next((value for _, label, value in _NAMED if label.search(_plain(name))), None)
    if form is None or not filled:
        return None
    return sum(form.fullmatch(value) is not None for value in filled) >= SHARE * len(filled)


def name_of(values: Sequence[object]) -> str:
    """Return the usual name of a column with these values; empty where many could be it."""
    filled = [text for value in values if (text := _plain(value))]
    for usual, _, form in _NAMED:
        if usual in _UNMISTAKABLE and filled and all(map(form.fullmatch, filled)):
            return usual
    return ""


def _plain(value: object) -> str:
    return unicodedata.normalize("NFKC", text_of(value))
