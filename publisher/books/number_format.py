"""Number formats of spreadsheets: which of them show a number as a date, and how."""

from __future__ import annotations

import re
from functools import lru_cache

GENERAL = "General"
_JAPANESE = {
    "[$-411]ge.m.d": (27, 36, 50, 57),
    '[$-411]ggge"年"m"月"d"日"': (28, 29, 51, 54, 58),
    "m/d/yy": (30,),
    'yyyy"年"m"月"d"日"': (31,),
    'h"時"mm"分"': (32,),
    'h"時"mm"分"ss"秒"': (33,),
    'yyyy"年"m"月"': (34, 52, 55),
    'm"月"d"日"': (35, 53, 56),
}  # fmt: skip
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    **{number: code for code, numbers in _JAPANESE.items() for number in numbers},
}
"""ECMA-376 Part 1, 18.8.30, with the codes that stand for Japanese (27-36, 50-58, the yen)."""

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[_*].|[^;"\\])*')
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<value>@|General|G/標準)|(?P<plain>.)',
    re.IGNORECASE | re.DOTALL,
)
AS_IT_IS = ("", "")
"""A text is shown with nothing before and nothing behind it."""
_SILENT = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
"""Quoted text, colours, conditions and locales; not the elapsed hours, minutes and seconds."""
_DATE = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_ERA = re.compile(r"(?<![_\\])[eE]")
_DIGITS = re.compile(r"[0#?]")
_ELAPSED = re.compile(
    r"\[hh?\](:mm(:ss(\.0*)?)?)?|\[mm?\](:ss(\.0*)?)?|\[ss?\](\.0*)?", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[str, ...]:
    """Return the sections of a format: for positive numbers, negative ones, zero, and texts."""
    found: list[str] = []
    at = 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        end = match.end() if match else at
        found.append(code[at:end])
        at = end + 1
    return tuple(found)


@lru_cache(maxsize=4096)
def text_parts(code: str) -> tuple[str, ...]:
    """Return what stands around a text that is shown by this format: `@"市"` gives ("", "市").

    The text joins the parts. One part shows it not at all: `;;;` gives ("",). The fourth section
    is for texts, or the last one where it has an @ (ECMA-376 Part 1, 18.8.31).
    """
    found = sections(code)
    if len(found) > 4 or (len(found) < 4 and "@" not in _quotes_out(found[-1])):
        return AS_IT_IS
    parts = [""]
    for piece in _PIECE.finditer(found[-1]):
        if piece["value"]:
            parts.append("")
        elif piece.lastgroup is not None:
            parts[-1] += piece[piece.lastgroup]
    return tuple(parts) if len(parts) != 2 or any(map(str.strip, parts)) else AS_IT_IS


def _quotes_out(section: str) -> str:
    return "".join(piece.group() for piece in _PIECE.finditer(section) if piece["value"])


@lru_cache(maxsize=4096)
def is_date(code: str) -> bool:
    """Whether numbers of this format are dates, times or durations (as openpyxl tells them).

    One more than openpyxl: an era's year alone (`ggge"年"`) is a date too.
    """
    return _DATE.search(_shown(code)) is not None or is_era(code)


@lru_cache(maxsize=4096)
def is_elapsed(code: str) -> bool:
    """Whether numbers of this format are durations: `[h]:mm`."""
    return _ELAPSED.search(code.split(";", maxsplit=1)[0]) is not None


@lru_cache(maxsize=4096)
def is_era(code: str) -> bool:
    """Whether dates of this format are shown by era: 令和8年, R8."""
    shown = _shown(code)
    return shown != GENERAL and bool(_ERA.search(shown)) and not _DIGITS.search(shown)


def _shown(code: str) -> str:
    """Return the format for positive numbers without what only decorates it."""
    return _SILENT.sub("", code.split(";", maxsplit=1)[0])
