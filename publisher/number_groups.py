"""Digits in text, in whatever writing: which groups of them may be one individual number (個人番号).

One definition of what a digit is and of what may stand between two, for finding such numbers and
for hiding them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, repeat, zip_longest
from typing import TypeVar

Value = TypeVar("Value")
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
_EXPONENT = re.compile("[EeＥｅ]")
_POWER = re.compile(r"(?<![\d.．])(\d{1,12})(?:[.．,，](\d{1,12}))?[EeＥｅ][+＋]?(\d{1,2})(?!\d)")
_SUM = (3, 3, 3, 3)
_LISTED = re.compile(b"|".join(b"%c{%d}" % (size, LENGTH // size) for size in (12, 6, 4, 3, 2, 1)))
"""Groups of one size, as many as make a number: for their sizes as bytes."""
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


@dataclass(frozen=True)
class Run:
    """Groups of digits without a letter between them, as columns: a text may hold millions."""

    start: int
    """Where in the text it begins."""
    written: Sequence[str]
    """The groups as they stand there."""
    between: Sequence[str]
    """What stands between each group and the next."""

    digits: Sequence[str]
    """The digits of each group."""
    sizes: Sequence[int]
    """How many these are."""

    @cached_property
    def parts(self) -> Sequence[str]:
        """What parts each group from the next: without what cannot be seen, all white space alike."""
        return _each(_joint, self.between)

    @cached_property
    def is_weak(self) -> Sequence[bool]:
        """Whether that is but dashes and blanks."""
        return _each(lambda part: bool(_IS_WEAK.fullmatch(part)), self.between)

    @cached_property
    def groups(self) -> Sequence[Group]:
        """The groups one by one."""
        return [Group(*group) for group in zip(self.digits, *self._spans, strict=True)]

    @cached_property
    def _spans(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where each group begins, and where it ends."""
        pairs = zip_longest(self.written, self.between, fillvalue="")
        ends = [*accumulate(map(len, chain.from_iterable(pairs)), initial=self.start)]
        return ends[:-1:2], ends[1::2]

    @property
    def total(self) -> int:
        """The digits of all groups together."""
        return sum(self.sizes)

    def number(self, first: int, last: int) -> Number:
        """Return groups as one number; `last` is behind them."""
        starts, ends = self._spans
        is_amount = tuple(self.sizes[first:last]) == _SUM
        return Number("".join(self.digits[first:last]), starts[first], ends[last - 1], is_amount)


def runs(text: str) -> Iterator[Run]:
    """Yield every run of digits that may hold a number."""
    for found in _RUN.finditer(text):
        if found.end() - found.start() >= LENGTH - 1:
            run = found.group()
            written = _SOLID.findall(run)
            digits = written if run.isascii() else [*map(_value, written)]
            between = _SOLID.split(run)[1:-1]
            yield Run(found.start(), written, between, digits, [*map(len, digits)])


def _each(asked: Callable[[str], Value], parts: Sequence[str]) -> Sequence[Value]:
    """Return what is asked of each: of millions of parts but a few differ."""
    known = {part: asked(part) for part in set(parts)}
    return [*map(known.__getitem__, parts)]


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
    for found in _POWER.finditer(text) if _EXPONENT.search(text) else ():
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
    sizes = run.sizes
    for first, size in enumerate(sizes):
        total, last = size, first + 1
        while total < LENGTH and last < len(sizes):
            total += sizes[last]
            last += 1
        if total == LENGTH and _is_even(run, first, last):
            yield run.number(first, last)


def is_regular(run: Run) -> bool:
    """Say whether twelve digits are parted as those of one number are."""
    return _is_even(run, 0, len(run.sizes))


def _is_even(run: Run, first: int, last: int) -> bool:
    """Say whether groups are of one size (4, 3, 6) or end where those of four do.

    Pairs and single digits only where the same parts them: 24-04-01 10:00:00 is a time.
    """
    sizes = run.sizes[first:last]
    if set(accumulate(sizes)) <= {4, 8, LENGTH}:
        return True
    return len(set(sizes)) == 1 and (sizes[0] >= 3 or len(set(run.parts[first : last - 1])) == 1)


def _among_others(run: Run) -> Iterator[Number]:
    """Yield numbers out of a list: the same parts the groups of one, and no further group."""
    sizes = run.sizes
    listed = bytes(map(min, sizes, repeat(LENGTH + 1)))
    first = 0
    # Until so many of one size stand there, nothing is yielded, whatever parts them.
    while found := _LISTED.search(listed, first):
        first = found.start()
        size, last = sizes[first], first + 1
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
