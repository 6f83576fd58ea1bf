"""Values of the cells of an ODS sheet, from the attributes and paragraphs that they have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from publisher.books.cells import number_of

_CODE = re.compile(r"\d+(?:-\d+)*")
_NUMBER = re.compile(r"([^\d\-]*)(-?[\d,]+(?:\.(\d+))?)(\D*)")
_LETTER = re.compile(r"[^\W\d_]")
_DAY = re.compile(r"(\d{1,2})(月|/)(\d{1,2})(日?)(\([月火水木金土日]\))?")
_SCALES = (1, 2, 3)
"""Powers of a thousand by which a format may divide."""
_ERROR = re.compile(r"#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!)|(?:Err|エラー):\d{3}")
_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S\Z")


def is_error(attributes: Mapping[str, str], text: str) -> bool:
    """Say whether a cell shows an error: as LibreOffice states it, or a formula's of another."""
    if attributes.get("calcext:value-type") == "error":
        return True
    return "table:formula" in attributes and _ERROR.fullmatch(text) is not None


def value_of(attributes: Mapping[str, str], text: str) -> Any:
    """Return the value of a cell; what cannot be read as its type stays the text on show.

    As frictionless reads ODS (whole numbers are integers, dates without time are dates), but a
    time of day is a time where frictionless gives the text `PT09H30M00S`.
    """
    if is_error(attributes, text):
        return text  # the value beside it is empty, or 0
    try:
        match attributes.get("office:value-type"):
            case "float" | "percentage" | "currency":
                number = number_of(attributes["office:value"])
                return int(number) if number == number // 1 else number
            case "date":
                return _date(attributes["office:date-value"])
            case "time":
                return _time(attributes["office:time-value"])
            case "boolean":
                return attributes["office:boolean-value"] == "true"
            case "string":
                return attributes.get("office:string-value", text)
    except (KeyError, ValueError, OverflowError):
        return text
    return text or None


def number_code(attributes: Mapping[str, str], text: str) -> str:
    """Return the number format of a cell as far as what is shown tells it; "" for a plain number.

    Codes keep their zeros: 00123 is a number shown by 00000, 630-8001 by 000-0000. So do words
    (第12号), thousands (1,235 for 1234567) and days without their year (4月1日).
    """
    match attributes.get("office:value-type"):
        case "percentage":
            return "0%"
        case "date":
            return _day_code(text.strip())
        case "float" | "currency" as kind:
            value = attributes.get("office:value", "")
            code = _digits_code(value, text) if kind == "float" else ""
            return code or _shown_code(value, text.strip())
    return ""


def text_code(attributes: Mapping[str, str], text: str) -> str:
    """Return the format of a text as far as what is shown tells it; "" where it is shown as it is."""
    held = attributes.get("office:string-value", "")
    if attributes.get("office:value-type") != "string" or not held.strip() or text == held:
        return ""
    if not text.strip():
        return ";;;"
    before, sign, after = text.partition(held)
    return f'"{before}"@"{after}"' if sign and '"' not in before + after else ""


def _digits_code(value: str, text: str) -> str:
    digits = text.replace("-", "")
    is_code = _CODE.fullmatch(text) and (text != digits or text.startswith("0"))
    if is_code and value.isdecimal() and digits.lstrip("0") == value.lstrip("0"):
        return re.sub(r"\d", "0", text) if len(digits) > 1 else ""
    return ""


def _shown_code(value: str, text: str) -> str:
    """Return the format that shows a number with words around it, or divided by thousands."""
    found = _NUMBER.fullmatch(text)
    if found is None or '"' in text:
        return ""
    before, number, decimals, after = found.groups()
    places = len(decimals or "")
    unit = Decimal(1).scaleb(-places)
    try:
        shown, held = Decimal(number.replace(",", "")), Decimal(value)
        scale = next((k for k in (0, *_SCALES) if abs(held / 1000**k - shown) * 2 <= unit), None)
    except ArithmeticError:
        return ""  # no number, or one that no cell can show
    has_words = bool(_LETTER.search(before + after))
    if scale is None or not (has_words or (scale and held)):
        return ""
    zeros = "0" * (len(number) if number.isdecimal() and number.startswith("0") else 1)
    point = f".{'0' * places}" if places else ""
    return f'"{before}"{zeros}{point}{"," * scale}"{after}"'


def _day_code(text: str) -> str:
    """Return the format of a day that is shown without its year."""
    found = _DAY.fullmatch(text)
    if found is None:
        return ""
    month, sign, day, end, weekday = found.groups()
    return (
        f'{"m" * (1 + month.startswith("0"))}"{sign}"{"d" * (1 + day.startswith("0"))}"{end}"'
        + '"("aaa")"' * bool(weekday)
    )


def _date(text: str) -> dt.date | dt.datetime:
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    return dt.datetime.fromisoformat(text)


def _time(text: str) -> dt.time | dt.timedelta:
    """Return a time of day, or a duration where it is none."""
    found = _DURATION.match(text)
    if found is None:
        raise ValueError(text)
    sign, hours, minutes, seconds, fraction = found.groups()
    elapsed = dt.timedelta(
        hours=int(hours),
        minutes=int(minutes),
        seconds=int(seconds),
        microseconds=int((fraction or "0").ljust(6, "0")[:6]),
    )
    if sign or elapsed >= dt.timedelta(days=1):
        return -elapsed if sign else elapsed
    return (dt.datetime(2000, 1, 1) + elapsed).time()  # noqa: DTZ001 - the day is not kept
