"""What of a person must not be shown: individual numbers, mobile numbers, private addresses.

Two ways to hide them: `masked` for values of the data (rather one harmless number hidden than one
individual number printed), `hidden` for names of files and sheets, which people must still know
again: there a number is hidden only where its form, and of an individual number its check digit,
says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.codes import is_local_government_code, is_personal_number
from publisher.number_groups import (
    DASHES,
    LENGTH,
    WEAK,
    Number,
    Run,
    is_time,
    numbers,
    powers,
    runs,
    windows,
)

STARS = "*" * 12
_DASHED = re.compile(f"[{DASHES}]")
Span = tuple[int, int]
_TOUCH = re.compile(rf"[{WEAK}\s]*+")
_DECIMAL = re.compile(r"[-+]?(\d{1,3})[.．](\d++)")
_DECIMALS = re.compile(
    rf"(?<![\d.．]){_DECIMAL.pattern}(?:[\s,、，/;]++{_DECIMAL.pattern})*+(?![.．]|[EeＥｅ][+＋]?\d)"
)
"""Decimal numbers, one after the other."""
_DAY = r"(?:19|20)\d\d([-/.．／])(?:1[0-2]|0?[1-9])\{}(?:[12]\d|3[01]|0?[1-9])"
_APART = r"[\s~～〜、,，;・|｜]"
_DAYS = re.compile(
    rf"(?<!\d)(?<!\d[-/.．／]){_DAY.format(1)}(?:{_APART}++{_DAY.format(2)})*+(?![-/.．／]?\d)"
)
"""Days, one after the other: 2026-04-01～2027-03-31."""
_MARK = f"[{DASHES}()（）]"
_TELEPHONE = (
    "[(（]?[0０](?:"
    + "|".join(
        rf"\d{{{area}}}{_MARK}\d{{{office}}}{_MARK}\d{{{line}}}"
        for area, office, line in ((1, 4, 4), (2, 3, 4), (2, 4, 4), (3, 2, 4), (3, 3, 3), (4, 1, 4))
    )
    + ")"
)
_TELEPHONES = re.compile(
    rf"(?<!\d)(?<!\d[{DASHES}]){_TELEPHONE}(?:{_APART}++{_TELEPHONE})*+(?![{DASHES}]?\d)"
)
_NO_NUMBERS = (
    (re.compile("[.．]"), _DECIMALS),
    (re.compile("[-/.．／]"), _DAYS),
    (re.compile(_MARK), _TELEPHONES),
)
"""What is no person's number, each behind a sign without which it cannot stand in a text."""
_PLACES = frozenset({0, *range(20, 47), *range(122, 155)})
"""What stands before the point of a share, a latitude or a longitude of Japan."""

_BETWEEN = "[-‐－–—―ー−ｰ()（）._．＿\u0020\u3000]{0,2}"
_ABROAD = f"[+＋][8８][1１]{_BETWEEN}(?:[(（]?[0０][)）]?{_BETWEEN})?"
SOME_MOBILE = (
    f"(?:[0０]|{_ABROAD})[7-9７-９][0０]{_BETWEEN}[0-9０-９]{{4}}{_BETWEEN}[0-9０-９]{{4}}"
)
"""A mobile number, and whatever else holds these digits: for searching, `has_mobile` decides."""
_DATED = r".{3}[^0-9０-９]{1,2}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
"""A running number and a day, as names of files have them: 080_20260401."""
_FREE = "[0０][8８][0０][0０]"
"""Numbers that begin so are free of charge, and nobody's own."""
_MOBILE = re.compile(
    rf"(?<![0-9０-９])(?<![0-9０-９][.．\-－‐])(?!{_DATED})(?!{_FREE}){SOME_MOBILE}(?![0-9０-９])"
)
_PROVIDERS = (
    r"gmail\.com|googlemail\.com|yahoo\.(?:co\.jp|com)|ymail\.ne\.jp|hotmail\.(?:co\.jp|com)"
    r"|outlook\.(?:jp|com)|live\.(?:jp|com)|msn\.com|icloud\.com|me\.com|mac\.com|aol\.com"
    r"|proton(?:mail)?\.(?:me|com)|docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.(?:ne\.)?jp"
    r"|i\.softbank\.jp|[a-z]\.vodafone\.ne\.jp|disney\.ne\.jp|willcom\.com|ymobile\.ne\.jp"
    r"|rakumail\.jp|rakuten\.jp|uqmobile\.jp"
)
SOME_PRIVATE_MAIL = f"[@＠](?i:{_PROVIDERS})"
"""An address of a private mail service from its @ on, and longer ones; for searching."""
_LOCAL = "[A-Za-z0-9Ａ-Ｚａ-ｚ０-９.．_＿%+＋\\-－]"
_MAIL = re.compile(rf"(?<!{_LOCAL}){_LOCAL}*+{SOME_PRIVATE_MAIL}(?![A-Za-z0-9])")


_FOLDER = re.compile("(?:(?<=/)|^)[0-9]{6}(?=_[A-Za-z])")
"""The code of a body that begins the name of a folder: 292095_ikoma."""


def masked(text: str) -> str:
    """Return a value of the data without anything that may be a person's number or address."""
    shielded = _shielded(text)
    spans = [*_valid(powers(text)), *_in_groups(shielded)]
    for run in runs(shielded):
        spans += [(group.start, group.end) for group in run.groups if len(group.digits) >= LENGTH]
        spans += _weak(run)
        if run.total == LENGTH:
            spans += _valid([run.number(0, len(run.groups))])
        spans += _shortened(run)
    return _contacts_hidden(_without(text, spans))


def hidden(name: str) -> str:
    """Return the name of a file, a folder or a sheet without a person's number or address."""
    shielded = _FOLDER.sub(_without_code, _shielded(name))
    found = (item for run in runs(shielded) for item in windows(run) if not is_time(item.digits))
    return _contacts_hidden(_without(name, [*_valid(powers(name)), *_valid(found)]))


def numbers_in(text: str) -> Iterator[Number]:
    """Yield each number that has the form of an individual number.

    The fraction of a decimal number has not, nor has a date or a telephone number.
    """
    alone = _DECIMAL.fullmatch(text)
    if alone and not _is_listed_number(alone):
        return iter(())  # most of what columns of coordinates show
    return numbers(_shielded(text))


def holds_number(text: str) -> bool:
    """Say whether an individual number stands in `text`, in whatever groups, or without its zero.

    For where one is to be expected: elsewhere chance alone has many.
    """
    shielded = _shielded(text)
    spans = [*_valid(powers(text)), *_in_groups(shielded)]
    for run in runs(shielded):
        spans += [*_valid([run.number(0, len(run.groups))]), *_shortened(run)]
    return bool(spans)


def has_mobile(text: str) -> bool:
    """Say whether a mobile telephone number stands in `text`."""
    return bool(_MOBILE.search(text))


def has_private_mail(text: str) -> bool:
    """Say whether an address of a private mail service stands in `text`."""
    return bool(_MAIL.search(text))


def _without(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with asterisks for each span; spans that overlap are one."""
    shown, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            shown += [text[last:start], STARS]
        last = max(last, end)
    return "".join([*shown, text[last:]])


def _valid(found: Iterable[Number]) -> Iterator[Span]:
    return ((item.start, item.end) for item in found if is_personal_number(item.digits))


def _in_groups(text: str) -> Iterator[Span]:
    return (span for run in runs(text) for span in _valid(windows(run)))


def _weak(run: Run) -> Iterator[Span]:
    """Yield twelve and more digits with but dashes and blanks between, whatever their check digit.

    Lists and years, too: rather these hidden than a number with one wrong digit shown.
    """
    groups, first = run.groups, 0
    for last in range(1, len(groups) + 1):
        if last < len(groups) and run.is_weak[last - 1]:
            continue
        if sum(run.sizes[first:last]) >= LENGTH:
            yield groups[first].start, groups[last - 1].end
        first = last


def _shortened(run: Run) -> Iterator[Span]:
    """Yield numbers whose leading zero a spreadsheet took: eleven digits, also in thousands."""
    sizes = run.sizes
    for index, size in enumerate(sizes):
        sides = run.parts[max(0, index - 1) : index + 1]
        if size == LENGTH - 1 and not any(map(_DASHED.search, sides)):
            yield from _valid([_with_zero(run.number(index, index + 1))])
    if sizes == [2, 3, 3, 3]:
        yield from _valid([_with_zero(run.number(0, 4))])


def _with_zero(number: Number) -> Number:
    return replace(number, digits=number.digits.zfill(LENGTH))


def _contacts_hidden(text: str) -> str:
    return _MAIL.sub(STARS, _MOBILE.sub(STARS, text))


def _shielded(text: str) -> str:
    """Return `text`, as long as it is, without the digits that are no number's.

    Those of decimal numbers, days and telephone numbers.
    """
    for sign, pattern in _NO_NUMBERS:
        if sign.search(text):
            text = pattern.sub(_unless_touched, text)
    return text


def _without_code(found: re.Match[str]) -> str:
    return "x" * len(found.group()) if is_local_government_code(found.group()) else found.group()


def _unless_touched(found: re.Match[str]) -> str:
    return found.group() if _is_touched(found) else "x" * len(found.group())


def _is_touched(found: re.Match[str]) -> bool:
    """Say whether it is but a part of digits in groups, or holds a listed number."""
    text, before = found.string, found.start()
    while before and _TOUCH.fullmatch(text[before - 1]):
        before -= 1
    after = _TOUCH.match(text, found.end())
    is_behind = 0 < before < found.start() and text[before - 1].isdecimal()
    is_before = after is not None and text[after.end() : after.end() + 1].isdecimal()
    is_listed = found.re is _DECIMALS and any(
        map(_is_listed_number, _DECIMAL.finditer(found.group()))
    )
    return is_behind or is_before or is_listed


def _is_listed_number(number: re.Match[str]) -> bool:
    """Say whether it may be an item's number with an individual number behind: `1.1234…`."""
    if int(number[1]) in _PLACES:
        return False
    fraction = "".join(str(int(digit)) for digit in number[2])
    return len(fraction) in (LENGTH - 1, LENGTH) and is_personal_number(fraction.zfill(LENGTH))
