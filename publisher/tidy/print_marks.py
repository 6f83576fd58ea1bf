"""Rows that only a printed page needs: its number, 次ページへ続く, 以下余白, ruled lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

ID = "print-marks"
_PAGE = r"(?:ページ|頁)"
_GOES_ON = r"(?:続く|続き|つづく|つづき)"
_MARK = re.compile(
    rf"次の?{_PAGE}[へに]?{_GOES_ON}?|次[へに]{_GOES_ON}|前の?{_PAGE}(?:から|より)?の?{_GOES_ON}?|続き|つづき"
    r"|以下(?:余白|空白)"
    rf"|[-‐―–]\d{{1,4}}[-‐―–]|{_PAGE}\d{{1,4}}(?:/\d{{1,4}})?|\d{{1,4}}(?:/\d{{1,4}})?{_PAGE}"
)
"""Without spaces and brackets, after NFKC."""
_RULE = re.compile(r"([-－‐―–─━—=＝_＿])\1{2,}")
"""Three and more in every cell: one dash stands for a value that is not there."""


def is_mark(text: str) -> bool:
    """Say whether the only text of a row is there for printing."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _MARK.fullmatch(plain.strip("()[]【】<>〈〉《》※*")) is not None


def is_rule(texts: Sequence[str]) -> bool:
    """Say whether a row is a line across several columns."""
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(map(_RULE.fullmatch, filled))
