"""Values of the cells of an OOXML sheet: the ones that frictionless (through openpyxl) reads.

One cell at a time for what is odd, a column of cells at a time for what is plain. What differs on
purpose stands in docs/frictionless.md.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.books.book import NO_LEAP_DAY, UNSHOWN
from publisher.books.refusal import DAMAGED, refused

EPOCH_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
DAY_60 = dt.datetime(1900, 2, 28)  # noqa: DTZ001
"""What openpyxl makes of serial number 60, known by its identity: 59 is that day, too."""
EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
DAY_SECONDS = 86400
NO_DATE = "#VALUE!"
"""What openpyxl makes of a serial number beyond all dates."""
MEMO_LIMIT = 50_000
"""Dates that are remembered: a town's registers hold some ten thousand days."""
_ISO = re.compile(
    r"(?P<date>(\d{4})-(\d{2})-(\d{2}))?T?(?P<time>(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?)?Z?"
)
_ISO_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?")
_ODD = bytes({*range(1, 32)} - {9, 10})
_ODD_END = b"]]>"
"""What XML reads as something else, or not at all."""
_OTHER_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class OddText(ValueError):
    """Bytes of a text that only a parser of XML may read."""


def number_of(text: str) -> int | float:
    """Return a number as written: 1 is an integer, 1.0 and 1E3 are not; raises ValueError."""
    return float(text) if "." in text or "E" in text or "e" in text else int(text)


def date_of(
    serial: float, epoch: dt.datetime, *, is_elapsed: bool = False
) -> dt.datetime | dt.time | dt.timedelta:
    """Return what a serial number stands for, as openpyxl 3.1 reckons (also 1 to 60, below 0).

    Raises ValueError and OverflowError where no date can be that far.
    """
    if is_elapsed:
        elapsed = dt.timedelta(days=serial)
        if elapsed.microseconds:
            # Rounded to milliseconds, as a spreadsheet shows them.
            whole = elapsed.total_seconds() // 1
            elapsed = dt.timedelta(seconds=whole, microseconds=round(elapsed.microseconds, -3))
        return elapsed
    if serial == 60 and epoch == EPOCH_1900:
        return DAY_60
    days, fraction = divmod(serial, 1)
    part = dt.timedelta(milliseconds=round(fraction * DAY_SECONDS * 1000))
    if 0 <= serial < 1 and part.days == 0:
        return (EPOCH_1904 + part).time()
    if 0 < serial < 60 and epoch == EPOCH_1900:
        # The 1900 system counts a 29 February that never was.
        days += 1
    return epoch + dt.timedelta(days=days) + part


def iso_of(text: str) -> dt.datetime | dt.date | dt.time | dt.timedelta:
    """Return a date written as text (cells of type `d`, 18.17.4); raises ValueError."""
    found = _ISO.match(text)
    if found and (found["date"] or found["time"]):
        year, month, day = (int(found[at] or 0) for at in (2, 3, 4))
        hour, minute, second = (int(found[at] or 0) for at in (6, 7, 8))
        micro = int(float(found[9]) * 1_000_000) if found[9] else 0
        if not found["date"]:
            return dt.time(hour, minute, second, micro)
        if not found["time"]:
            return dt.date(year, month, day)
        return dt.datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001
    found = _ISO_DURATION.match(text)
    if found and any(found.groups()):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    raise ValueError(text)


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one workbook."""

    texts: Sequence[str] = ()
    """The shared ones."""
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    epoch: dt.datetime = EPOCH_1900
    _memos: tuple[dict[bytes, Any], dict[bytes, Any]] = field(default_factory=lambda: ({}, {}))
    """Of dates, and of durations."""
    _unshown: set[bytes] = field(default_factory=set)
    """Serial numbers seen that a spreadsheet shows no date for."""

    def shown_instead(self, value: object) -> str:
        """Return what a spreadsheet shows of what is no number and no day; else nothing."""
        if value is DAY_60:
            return NO_LEAP_DAY
        if type(value) is dt.datetime:
            is_unshown = value < EPOCH_1900 and self.epoch == EPOCH_1900
        else:
            is_unshown = value == NO_DATE or (type(value) is float and math.isinf(value))
        return UNSHOWN if is_unshown else ""

    def has_unshown(self, style: int, texts: Sequence[bytes], values: Sequence[Any]) -> bool:
        """Whether any of the numbers that `column` read may not be shown; certain where False."""
        if style in self.dates:
            return not self._unshown.isdisjoint(texts)
        try:
            return not math.isfinite(sum(values))
        except OverflowError:
            return True

    def value(self, kind: str, style: int, text: str | None) -> Any:
        """Return the value of one cell from its type, style and text; raises BrokenTable.

        A number, boolean or date that cannot be one stays the text that it is: its cell is told,
        where frictionless gives up the whole file.
        """
        if not text:
            return text if kind == "inlineStr" else None
        try:
            match kind:
                case "n":
                    return self._number(text, style)
                case "s":
                    return self._shared(text)
                case "b":
                    return bool(int(text))
                case "d":
                    return iso_of(text)
        except ValueError:
            return text
        return text

    def column(self, kind: str, style: int, texts: Sequence[bytes]) -> list[Any]:
        """Return the values of many cells of one type and style; raises OddText, BrokenTable."""
        match kind:
            case "n" if style in self.dates:
                return self._dates(texts, is_elapsed=style in self.durations)
            case "n":
                return _numbers(texts)
            case "s":
                return [self._shared(text) for text in texts]
            case "b":
                return [{b"1": True, b"0": False}[text] for text in _known(texts)]
            case "d":
                return [self.value(kind, style, text) for text in decoded(texts)]
        if kind == "inlineStr":
            return decoded(texts)
        return [text or None for text in decoded(texts)]

    def _number(self, text: str, style: int) -> Any:
        number = number_of(text)
        if style not in self.dates:
            return number
        try:
            return date_of(number, self.epoch, is_elapsed=style in self.durations)
        except (ValueError, OverflowError):
            return NO_DATE

    def _shared(self, text: str | bytes) -> str:
        try:
            at = int(text)
            if at >= 0:
                return self.texts[at]
        except (ValueError, IndexError) as error:
            raise refused(DAMAGED) from error
        raise refused(DAMAGED)

    def _dates(self, texts: Sequence[bytes], *, is_elapsed: bool) -> list[Any]:
        memo = self._memos[is_elapsed]
        try:
            return list(map(memo.__getitem__, texts))
        except KeyError:
            pass  # days not seen before
        if len(memo) > MEMO_LIMIT:
            memo.clear()
        for text in set(texts).difference(memo):
            memo[text] = value = self._date(text, is_elapsed=is_elapsed)
            if self.shown_instead(value):
                self._unshown.add(text)
        return list(map(memo.__getitem__, texts))

    def _date(self, text: bytes, *, is_elapsed: bool) -> Any:
        try:
            serial = number_of(text.decode())
        except ValueError as error:
            raise OddText from error
        try:
            return date_of(serial, self.epoch, is_elapsed=is_elapsed)
        except (ValueError, OverflowError):
            return NO_DATE


def decoded(texts: Sequence[bytes]) -> list[str]:
    """Return plain texts decoded; raises OddText where a parser must read them."""
    if not texts:
        return []
    joined = b"\0".join(texts)
    has_entities = b"&" in joined
    has_nul = joined.count(b"\0") != len(texts) - 1
    is_odd = _ODD_END in joined or len(joined.translate(None, _ODD)) != len(joined)
    if has_nul or is_odd or (has_entities and _OTHER_ENTITY.search(joined)):
        raise OddText
    try:
        text = joined.decode()
    except UnicodeDecodeError as error:
        raise refused(DAMAGED) from error
    if has_entities:
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    return text.split("\0")


def _numbers(texts: Sequence[bytes]) -> list[Any]:
    joined = b" ".join(texts)
    try:
        if b"." not in joined and b"E" not in joined and b"e" not in joined:
            return list(map(int, texts))
        if joined.count(b".") == len(texts):  # each has one: no number has two
            return list(map(float, texts))
        return [
            float(text) if b"." in text or b"E" in text or b"e" in text else int(text)
            for text in texts
        ]
    except ValueError as error:
        raise OddText from error


def _known(texts: Iterable[bytes]) -> Iterable[bytes]:
    for text in texts:
        if text not in {b"1", b"0"}:
            raise OddText
        yield text
