"""Digits in text, in whatever writing: which groups of them may be one individual number (個人番号).

One definition of what a digit is and of what may stand between two, for finding such numbers and
for hiding them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

LENGTH = 12
"""Digits of an individual number."""
DIGITS = r"\d²³¹⁰⁴-⁹₀-₉①-⑳⑴-⒛⓪-⓿❶-➓㈠-㈩㊀-㊉🄀-🄌〇零一二三四五六七八九"
"""For a set of an expression: full-width and circled ones too, and those of kanji."""
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff"
"""For a set: what does not part digits for whoever reads them, and rings around them."""
DASHES = "\\-‐-―−ー－ｰ﹘﹣⁃"
SPACES = "\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
WEAK = f"{DASHES}{SPACES}{INVISIBLE}"
"""For a set: between these, digits are one number rather than several."""
_JOINT = r"[\W_ーｰ]"
"""Whatever is neither a letter nor a digit."""
_SOLID = re.compile(f"[{DIGITS}](?:[{INVISIBLE}]*+[{DIGITS}])*+")
_RUN = re.compile(f"[{DIGITS}](?:{_JOINT}*+[{DIGITS}])*+")
_HIDDEN = re.compile(f"[{INVISIBLE}]+")
_IS_WEAK = re.compile(f"[{WEAK}]*+")
_POWER = re.compile(r"(?<![\d.．])(\d{1,12})(?:[.．,，](\d{1,12}))?[EeＥｅ][+＋]?(\d{1,2})(?!\d)")
_SUM = (3, 3, 3, 3)
_OTHER = "A-Za-zＡ-Ｚａ-ｚぁ-ゖァ-ヺｦ-ｯｱ-ﾝ㐀-鿿"


def _shown() -> str:
    edge, joint = f"[^{DIGITS}]", f"[^{DIGITS}{_OTHER}]+"
    solid = {size: f"[{DIGITS}](?:[{INVISIBLE}]*[{DIGITS}]){{{size - 1}}}" for size in _SIZES}
    grouped = [joint.join([solid[size]] * (LENGTH // size)) for size in (LENGTH, 6, 4, 3)]
    grouped += [f"{solid[4]}{joint}{solid[8]}", f"{solid[8]}{joint}{solid[4]}"]
    grouped += [f"(?:{solid[size]}{joint}){{{LENGTH // size - 1}}}{solid[size]}" for size in (2, 1)]
    power = r"[0-9０-９][.．,，][0-9０-９]+[EeＥｅ][+＋]?[0-9０-９]{1,2}(?:[^0-9A-Za-z]|$)"
    return f"(?:^|{edge})(?:{'|'.join(grouped)})(?:{edge}|$)|{power}"


_SIZES = (1, 2, 3, 4, 6, 8, LENGTH)
SOME_NUMBER = _shown()
"""Finds whatever `numbers` may yield, and more: for searching whole columns."""


_TIME = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_time(digits: str) -> bool:
    """Say whether twelve digits are a day and a time (202604011230), or years in a row."""
    years = (digits[start : start + 4] for start in (0, 4, 8))
    return bool(_TIME.fullmatch(digits)) or all(map(_YEAR.fullmatch, years))


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that nothing visible parts."""

    digits: str
    start: int
    end: int
    """Where in the text it begins, and what is behind it."""


@dataclass(frozen=True, slots=True)
class Number:
    """Twelve digits that are written as one number."""

    digits: str
    start: int
    end: int
    is_amount: bool = False
    """Parted by thousands: a large sum is, too, or four counts are."""


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of digits without a letter between them."""

    groups: tuple[Group, ...]
    parts: tuple[str, ...]
    """What parts each group from the next: without what cannot be seen, all white space alike."""
    is_weak: tuple[bool, ...]
    """Whether that is but dashes and blanks."""

    @property
    def total(self) -> int:
        """The digits of all groups together."""
        return sum(len(group.digits) for group in self.groups)

    def number(self, first: int, last: int) -> Number:
        """Return groups as one number; `last` is behind them."""
        some = self.groups[first:last]
        return Number(
            "".join(group.digits for group in some),
            some[0].start,
            some[-1].end,
            tuple(len(group.digits) for group in some) == _SUM,
        )


def runs(text: str) -> Iterator[Run]:
    """Yield every run of digits that may hold a number."""
    for found in _RUN.finditer(text):
        if found.end() - found.start() < LENGTH - 1:
            continue
        groups = tuple(
            Group(_value(solid.group()), solid.start(), solid.end())
            for solid in _SOLID.finditer(text, found.start(), found.end())
        )
        between = [text[one.end : two.start] for one, two in pairwise(groups)]
        yield Run(
            groups,
            tuple(map(_joint, between)),
            tuple(bool(_IS_WEAK.fullmatch(part)) for part in between),
        )


def _joint(part: str) -> str:
    return "".join((part if part.isascii() else _HIDDEN.sub("", part)).split())


def numbers(text: str) -> Iterator[Number]:
    """Yield each number written as people write one: in one piece, or in groups of one size."""
    yield from powers(text)
    for run in runs(text):
        if run.total == LENGTH and is_regular(run):
            yield run.number(0, len(run.groups))
        else:
            yield from _among_others(run)


def powers(text: str) -> Iterator[Number]:
    """Yield each number in the writing of a spreadsheet: 1.23456789018E+11."""
    for found in _POWER.finditer(text):
        whole, fraction, exponent = found[1], found[2] or "", int(found[3])
        digits = _value(whole + fraction).rstrip("0")
        size = len(whole) + exponent
        if size in (LENGTH - 1, LENGTH) and len(digits) <= size and (fraction or _is_alone(found)):
            yield Number(digits.ljust(size, "0").zfill(LENGTH), found.start(), found.end())


def _is_alone(found: re.Match[str]) -> bool:
    """Say whether no letter touches it: 5eb55e09 is a name of hexadecimal digits."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return not any(letter.isascii() and letter.isalpha() for letter in (before, after))


def windows(run: Run) -> Iterator[Number]:
    """Yield all groups side by side that may be a number: for hiding, `numbers` are among them."""
    sizes = [len(group.digits) for group in run.groups]
    for first, size in enumerate(sizes):
        total, last = size, first + 1
        while total < LENGTH and last < len(sizes):
            total += sizes[last]
            last += 1
        some = sizes[first:last]
        if total == LENGTH and _is_even(some, run.parts[first : last - 1]):
            yield run.number(first, last)


def is_regular(run: Run) -> bool:
    """Say whether twelve digits are parted as those of one number are."""
    return _is_even([len(group.digits) for group in run.groups], run.parts)


def _is_even(sizes: Sequence[int], parts: Sequence[str]) -> bool:
    """Say whether groups are of one size (4, 3, 6) or end where those of four do.

    Pairs and single digits only where the same parts them: 24-04-01 10:00:00 is a time.
    """
    if set(accumulate(sizes)) <= {4, 8, LENGTH}:
        return True
    return len(set(sizes)) == 1 and (sizes[0] >= 3 or len(set(parts)) == 1)


def _among_others(run: Run) -> Iterator[Number]:
    """Yield numbers out of a list: the same parts the groups of one, and no further group."""
    sizes = [len(group.digits) for group in run.groups]
    first = 0
    while first < len(sizes):
        size, last = sizes[first], first + 1
        if LENGTH % size:
            first += 1
            continue
        while (
            size < LENGTH
            and last < len(sizes)
            and sizes[last] == size
            and run.parts[last - 1] == run.parts[first]
        ):
            last += 1
        step = LENGTH // size
        if (last - first) % step == 0:
            yield from (run.number(start, start + step) for start in range(first, last, step))
            first = last
        else:
            # What parts two numbers may part the last of one and the first of the other.
            first = max(first + 1, last - 1)


def _value(text: str) -> str:
    """Return the digits as ASCII; a circled ten is two."""
    if text.isascii():
        return text
    values = (unicodedata.numeric(letter, None) for letter in text)
    return "".join(str(int(value)) for value in values if value is not None)
