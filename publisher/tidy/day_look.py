"""A day as a format shows it without its year: 4月1日(月), 4/1."""

from __future__ import annotations

import datetime as dt
import re

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[[^\]]*\]'
    r"|(?P<half>AM/PM|A/P)|(?P<part>m+|d+|h+|s+|a{3,4})|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAYS = "月火水木金土日"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def text_of(value: dt.datetime | dt.date, code: str) -> str:
    """Return what the first section of a format shows of a day."""
    tokens = [
        (match.lastgroup, match[match.lastgroup])
        for match in _TOKEN.finditer(code)
        if match.lastgroup is not None
    ]
    ends = (at for at, token in enumerate(tokens) if token == ("plain", ";"))
    tokens = tokens[: next(ends, len(tokens))]
    parts = [text[0].lower() if kind == "part" else "" for kind, text in tokens]
    found: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        if kind == "part":
            before = next((part for part in reversed(parts[:at]) if part), "")
            after = next((part for part in parts[at + 1 :] if part), "")
            is_minute = parts[at] == "m" and (before == "h" or after == "s")
            found.append(_part(value, "n" if is_minute else parts[at], len(text)))
        elif kind == "half":
            found.append(f"{value:%p}")
        elif text != "@":
            found.append(text)
    return "".join(found).strip()


def _part(value: dt.datetime | dt.date, letter: str, width: int) -> str:
    """Return one part of a day: m is the month, n the minute."""
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    match letter:
        case "a":
            return _WEEKDAYS[moment.weekday()] + "曜日" * (width > 3)
        case "d" if width > 2:
            return _DAYS[moment.weekday()][: None if width > 3 else 3]
        case "m" if width > 2:
            return _MONTHS[moment.month - 1][: None if width > 3 else 3]
    numbers = {
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "n": moment.minute,
        "s": moment.second,
    }
    return f"{numbers[letter]:0{2 if width > 1 else 1}}"
