"""Public codes and their check digits. Pure arithmetic on text."""

from __future__ import annotations

import re

_LOCAL_GOVERNMENT = re.compile(r"[0-9]{6}\Z")


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
