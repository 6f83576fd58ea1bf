"""How one column writes its dates: 04 or 4, with a clock or without. Beside the form itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.tables.time_forms import EXPRESSIONS, Form

_SEPARATORS = {Form.ISO: "-", Form.SLASH: "/"}
_CLOCK = r"[T ] ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_WEEKDAY = r"(?: ?\([月火水木金土日祝・]{1,5}\))?"
_WHOLE_YEAR = re.compile("([0-9]{4})年(度?)")
_PARTS = re.compile(r"[0-9]{4}[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Style:
    """What cells of one form may differ in; None where a cell, or a column, does not tell."""

    is_padded: bool | None
    """True for 2024-04-01, False for 2024-4-1; None for 2024-12-13."""
    has_clock: bool | None

    def allows(self, other: Style) -> bool:
        """Say whether a cell's style is this one."""
        return not (
            (None not in {self.is_padded, other.is_padded} and self.is_padded != other.is_padded)
            or (None not in {self.has_clock, other.has_clock} and self.has_clock != other.has_clock)
        )


ANY = Style(None, None)


def style_of(text: str, form: Form) -> Style:
    """Return the style of a cell in one of the forms."""
    found = _PARTS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or form not in _SEPARATORS:
        return ANY
    parts = [part for part in found.groups()[:2] if part]
    is_padded = True if any(part[0] == "0" for part in parts) else None
    if is_padded is None and any(len(part) == 1 for part in parts):
        is_padded = False
    return Style(is_padded, ":" in found["rest"])


def usual_style(styles: Iterable[Style]) -> Style:
    """Return what most cells of a column do; 04 and no clock where they are even."""
    seen = tuple(styles)
    padded = Counter(style.is_padded for style in seen if style.is_padded is not None)
    clocks = Counter(style.has_clock for style in seen if style.has_clock is not None)
    return Style(
        padded[True] >= padded[False] if padded else None,
        clocks[True] > clocks[False] if clocks else None,
    )


def expression(form: Form, style: Style) -> str:
    """Return the regular expression of cells that are certainly of this form and style."""
    if form not in _SEPARATORS:
        return EXPRESSIONS[form]
    part = {None: "[0-9]{1,2}", True: "[0-9]{2}", False: "[1-9][0-9]?"}[style.is_padded]
    clock = {None: f"(?:{_CLOCK})?", True: _CLOCK, False: ""}[style.has_clock]
    separator = _SEPARATORS[form]
    weekday = _WEEKDAY if form is Form.SLASH else ""
    return f"[0-9]{{4}}{separator}{part}(?:{separator}{part})?{weekday}{clock}"


def year_fitted(right: str, usual: Form, *, is_fiscal: bool) -> str:
    """Return a Gregorian year without its word where most of its column is bare years.

    `is_fiscal` says that the column is one of fiscal years; 年度 says more than any other column's
    name does. Whatever is no whole year comes back as it is.
    """
    found = _WHOLE_YEAR.fullmatch(right)
    if found is None or usual is not Form.YEAR:
        return right
    return right if found[2] and not is_fiscal else found[1]
