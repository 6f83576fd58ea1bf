"""What is wrong with a number in a table, and the plain number where that can be proven."""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import lru_cache

from publisher.late_pattern import late
from publisher.tables.columns import PLAIN_NUMBER
from publisher.tables.units import UNIT


class Fault(enum.StrEnum):
    """Why a cell is no plain number."""

    ERROR = "error"
    """#DIV/0!: what a formula left."""
    WIDE = "wide"
    """Full-width digits."""
    COMMAS = "commas"
    SPACES = "spaces"
    TRIANGLE = "triangle"
    """▲5 for -5."""
    CURRENCY = "currency"
    UNIT = "unit"
    ROUGH = "rough"
    """約100, 50以上: no number but a statement about one."""
    FOOTNOTE = "footnote"
    ACCOUNT = "account"
    """(200), 1,000-: below zero in accounts, a part of another number or a price elsewhere."""
    REMARK = "remark"
    """19（休床中）: words in brackets behind the number."""
    SEVERAL = "several"
    """12（5）, 10〜20: two data in one cell, which is L1-07's."""
    NONE = "none"
    """NaN, Infinity, 1e999: what programs write for what is no number, or too large for one."""
    WORDS = "words"


_PLAIN = re.compile(PLAIN_NUMBER)
_ERROR = re.compile(r"#(?:DIV/0!|REF!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!)")
_NONE = re.compile(
    r"[+-]?(?:nan|inf(?:inity)?|[0-9.]+e\+?(?:[4-9][0-9]{2}|3[1-9][0-9]|30[9]|[0-9]{4,}))",
    re.IGNORECASE,
)
"""Of IEEE 754, in any case; from 1e309 on a number is infinite there."""
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SEVERAL = late(
    rf"{_NUMBER}\s*\(.+\)|{_NUMBER}(?:\s*[~〜～、・/:]\s*{_NUMBER}|\s+{_NUMBER}).*"
    rf"|{_NUMBER}\s*[-−–]\s*{_NUMBER}"
)
_ROUGH = re.compile(
    rf"(?:約|およそ|ほぼ)\s*{_NUMBER}.*|{_NUMBER}.{{0,4}}(?:以上|以下|未満|程度|前後|余り?|強|弱|超)"
)
_FOOTNOTE = re.compile(
    rf"(?:[*※]\s*[0-9]{{0,2}}\s+)?(?P<one>[+-]?{_NUMBER})(?:\s*[*※†]+[0-9]{{0,2}}|\s*\(?(?:注|r|p)[0-9]{{0,2}}\)?)"
    rf"|[*※†]+\s*(?P<two>[+-]?{_NUMBER})"
)
_REMARK = re.compile(rf"(?P<one>[+-]?{_NUMBER})\s*\([^0-9()]*\)")
_SYMBOL = r"[¥$\\]"
"""Currencies; the yen sign of CP932 is read as a backslash."""
SIGNS = "▲△▼−–‐ー―—─"
"""What is written for minus beside the hyphen-minus; the last four are often something else."""
_ACCOUNT = re.compile(rf"\({_NUMBER}\)|{_NUMBER}\s*[-{SIGNS}]")
_SIGNED = late(
    rf"[{SIGNS}]\s*(?P<one>{_NUMBER})(?:\s*(?P<unit>{UNIT}))?"
    rf"|(?:[{SIGNS}]\s*(?P<money>{_SYMBOL})|(?P<money2>{_SYMBOL})\s*[{SIGNS}])\s*(?P<two>{_NUMBER})"
)
_MONEY = re.compile(
    rf"(?P<money>{_SYMBOL})\s*(?P<one>[+-]?{_NUMBER})"
    rf"|-\s*(?P<money2>{_SYMBOL})\s*(?P<two>{_NUMBER})"
)
_WITH_UNIT = late(rf"(?P<one>[+-]?{_NUMBER})\s*(?P<unit>{UNIT})")
_CURRENCIES = {"¥": "円", "\\": "円", "$": "ドル"}


@lru_cache(maxsize=4096)
def fault_of(text: str) -> tuple[Fault, str, str]:
    """Return what is wrong with a cell that is no plain number, that number, and its unit.

    Number and unit are empty where nobody can prove them.
    """
    found = _fault_of(text)
    return (Fault.WIDE, "", "") if found[1] and _runs_on(text) else found


def is_none(text: str) -> bool:
    """Say whether a cell holds what programs write for no number, or for one beyond all bounds."""
    return _NONE.fullmatch(text.strip()) is not None


def _runs_on(text: str) -> bool:
    """Say whether a raised or circled digit stands beside another: 10² is no 102."""
    if text.isascii():
        return False
    parts = [unicodedata.normalize("NFKC", character) for character in text]
    return any(
        left[-1:].isdecimal() and right[:1].isdecimal() and not (a.isdecimal() and b.isdecimal())
        for a, b, left, right in zip(text, text[1:], parts, parts[1:], strict=False)
    )


def _fault_of(text: str) -> tuple[Fault, str, str]:
    if is_none(text):
        return Fault.NONE, "", ""
    if _PLAIN.fullmatch(text):
        return Fault.SPACES, text, ""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _ERROR.fullmatch(plain):
        return Fault.ERROR, "", ""
    if _PLAIN.fullmatch(plain):
        is_narrow = bool(_PLAIN.fullmatch(text.strip()))
        return (Fault.SPACES if is_narrow else Fault.WIDE), plain, ""
    if _GROUPED.fullmatch(plain):
        return Fault.COMMAS, _number(plain), ""
    for fault, pattern in (
        (Fault.FOOTNOTE, _FOOTNOTE),
        (Fault.REMARK, _REMARK),
        (Fault.SEVERAL, _SEVERAL),
        (Fault.ROUGH, _ROUGH),
        (Fault.TRIANGLE, _SIGNED),
        (Fault.CURRENCY, _MONEY),
        (Fault.ACCOUNT, _ACCOUNT),
        (Fault.UNIT, _WITH_UNIT),
    ):
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            number = _number(parts.get("one") or parts.get("two") or "")
            is_below = fault is Fault.TRIANGLE or (fault is Fault.CURRENCY and parts["two"])
            sign = "-" if is_below and number else ""
            money = _CURRENCIES.get(parts.get("money") or parts.get("money2") or "", "")
            return fault, sign + number, parts.get("unit") or money
    return Fault.WORDS, "", ""


def _number(text: str) -> str:
    """Return digits without commas; empty where the commas part no thousands."""
    is_sound = "," not in text or _GROUPED.fullmatch(text)
    return text.replace(",", "") if is_sound else ""
