"""Public codes and their check digits. Pure arithmetic on text."""

from __future__ import annotations

import re

_LOCAL_GOVERNMENT = re.compile(r"[0-9]{6}\Z")
_CORPORATE = re.compile(r"[0-9]{13}\Z")
_PERSONAL = re.compile(r"[0-9]{12}\Z")


def local_government_check_digit(first_five: str) -> str:
    """Return the sixth digit of a 全国地方公共団体コード from its first five.

    The digits weigh 6, 5, 4, 3, 2; their sum S gives the last digit of 11 − S mod 11, or of
    11 − S where S is below 11 (総務省「全国地方公共団体コード」仕様).
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(first_five, (6, 5, 4, 3, 2), strict=True)
    )
    return str((11 - total % 11) % 10) if total >= 11 else str((11 - total) % 10)


def is_local_government_code(text: str) -> bool:
    """Tell whether `text` is six ASCII digits with the right check digit."""
    return bool(_LOCAL_GOVERNMENT.match(text)) and (
        local_government_check_digit(text[:5]) == text[5]
    )


def corporate_check_digit(last_twelve: str) -> str:
    """Return the first digit of a 法人番号 from the other twelve.

    Digits weigh 1 and 2 in turn from the right; 9 minus the remainder of their sum by 9
    (法人番号の指定等に関する省令).
    """
    total = sum(int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(last_twelve)))
    return str(9 - total % 9)


def is_corporate_number(text: str) -> bool:
    """Tell whether `text` is thirteen ASCII digits with the right check digit (法人番号)."""
    return bool(_CORPORATE.match(text)) and corporate_check_digit(text[1:]) == text[0]


def is_personal_number(text: str) -> bool:
    """Tell whether `text` is twelve ASCII digits with the right check digit (個人番号).

    A tenth of all strings of twelve digits are, by chance. The first eleven weigh 2 to 7 and 2 to
    6 from the right; the last is 11 minus the remainder of their sum by 11, 0 where that remainder
    is 0 or 1 (行政手続における特定の個人を識別するための番号の利用等に関する法律に基づく省令).
    """
    if not _PERSONAL.match(text):
        return False
    total = sum(
        int(digit) * (index + 2 if index < 6 else index - 4)
        for index, digit in enumerate(reversed(text[:11]))
    )
    rest = total % 11
    return text[11] == str(0 if rest <= 1 else 11 - rest)
