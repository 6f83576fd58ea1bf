"""What titles, notes and names of sheets tell of all rows of a table: a date, a unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publisher.tables.time_forms import gregorian

_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])"
_POINT = re.compile(
    rf"(?P<era>{_ERA}\s?(?:元|\d{{1,2}})(?:年度|年\s?(?:\d{{1,2}}月\s?(?:\d{{1,2}}日)?)?"
    r"|[./-]\s?\d{1,2}(?:[./-]\s?\d{1,2})?(?![\d./-])))"
    r"|(?P<fiscal>(?:19|20)\d\d)年度"
    r"|(?P<year>(?:19|20)\d\d)(?:年(?:\s?(?P<month>\d{1,2})月(?:\s?(?P<day>\d{1,2})日)?)?"
    r"|[./-](?P<month2>\d{1,2})(?:[./-](?P<day2>\d{1,2}))?(?![\d./-]))"
)
_BARE = re.compile(r"(?P<era>[HR]\d{1,2})|(?P<year>(?:19|20)\d\d)")
"""A sheet named R6 or 2024."""
_MONTH = re.compile(r"(\d{1,2})月(?:分|末|度)?")
_RANGE = re.compile(r"\d\D{0,4}(?:~|〜|から)")
_UNIT = re.compile(r"[(（\[【]?\s*単位\s*[:：は]?\s*(?!、)([^)）\]】\s]{1,12})\s*[)）\]】]?")
_KINDS = {10: "年月日", 7: "年月", 4: "年"}


def date(text: str) -> str:
    """Return the point in time that a text states, as ISO 8601 or 2024年度; "" for none or several."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _RANGE.search(plain):
        return ""
    found = {_iso(match) for match in _POINT.finditer(plain)} - {""}
    return found.pop() if len(found) == 1 else ""


def of_sheet(name: str) -> str:
    """Return what the name of a sheet states: also R6, 2024, and the month of 4月 as --04."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if stated := date(plain):
        return stated
    if bare := _BARE.fullmatch(plain):
        return _era(f"{bare['era']}年") if bare["era"] else bare["year"]
    month = _MONTH.fullmatch(plain)
    return f"--{int(month[1]):02}" if month and 1 <= int(month[1]) <= 12 else ""


def joined(title: str, sheet: str) -> str:
    """Return the date of a sheet from what its title and its name tell together.

    2024年度 above sheets 4月 to 3月 is April 2024 to March 2025.
    """
    if not sheet.startswith("--"):
        return title or sheet
    if len(title) == 4:
        return f"{title}-{sheet[2:]}"
    if title.endswith("年度"):
        month = int(sheet[2:])
        return f"{int(title[:4]) + (month < 4)}-{month:02}"
    return title


def is_over_new_year(titles: Sequence[str], sheets: Sequence[str]) -> bool:
    """Say whether sheets named by months run from one year into the next below one calendar year.

    Then a title of 2024 is the fiscal year's, or not: nobody can tell of which year 1月 is.
    """
    is_one = len(set(titles)) == 1 and len(titles[0]) == len("2024")
    are_months = len(sheets) > 1 and all(sheet.startswith("--") for sheet in sheets)
    return is_one and are_months and list(sheets) != sorted(sheets)


def column(date_text: str) -> str:
    """Return the name of a column of such dates: 年月日, 年月, 年, 年度."""
    return "年度" if date_text.endswith("年度") else _KINDS.get(len(date_text), "時点")


def without_date(text: str) -> str:
    """Return a text without the points in time in it, to compare it with that of another month."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\d{1,2}月(?:分|末|度)?", "", _POINT.sub("", plain))
    return re.sub(r"\s+|[()\[\]【】]|現在|時点|末日?", "", plain)


def undated(text: str) -> str:
    """Return a text without the points in time in it, as people read it; one of a span stays."""
    if _RANGE.search(unicodedata.normalize("NFKC", text)):
        return text
    said = rf"(?:{_POINT.pattern})(?:現在|時点|末日?|分)?の?|\d{{1,2}}月(?:分|末|度)の?"
    return re.sub(r"[(（\[［【]\s*[)）\]］】]", "", re.sub(said, "", text)).strip(" \u3000・、_-")


def unit(text: str) -> str:
    """Return the unit that a text states for the whole table; "" for none."""
    found = _UNIT.search(text)
    return found[1] if found else ""


def _iso(found: re.Match[str]) -> str:
    if found["era"]:
        return _era(found["era"])
    if found["fiscal"]:
        return f"{found['fiscal']}年度"
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    if not month:
        return found["year"]
    text = f"{found['year']}.{month}.{day or 1}"
    iso = gregorian(text)
    return "" if iso is None else iso if day else iso[:7]


def _era(text: str) -> str:
    iso = gregorian(re.sub(r"\s", "", text))
    return "" if iso is None else iso.removesuffix("年")
