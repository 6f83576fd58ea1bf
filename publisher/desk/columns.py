"""What the values of a column prove about its type. Pure; sees every value once."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from publisher.codes import is_local_government_code
from publisher.rules.quantity_labels import needs_unit, states_unit
from publisher.tables.columns import Column, Kind, is_code_name, is_day_name

_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
_BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_LEADING_ZERO = re.compile(r"0[0-9]")
_MUNICIPALITY = re.compile(r"(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}\Z")
_CODE_WORDS = re.compile(
    # No \b: a kanji is a letter too, and 施設ID ends in an id all the same.
    r"ファックス|(?<![a-z])(?:fax|tel|id|no|code|zip)(?![a-z])",
    re.IGNORECASE,
)
"""Names of codes beside those that the rules know."""
_EIGHT_DIGITS = re.compile(r"[0-9]{8}\Z")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})\Z")
_YEARS = range(1868, 2101)
LONGEST_NUMBER = 9
"""More digits than this are an identifier: 13-digit corporate numbers become 1.31E+12 in Excel."""

LONGEST_AMOUNT = 15
"""Digits that a spreadsheet keeps of a quantity."""


@dataclass(slots=True)
class Facts:
    """What all values of one column have in common, gathered row by row."""

    values: int = 0
    blanks: int = 0
    is_integer: bool = True
    is_number: bool = True
    is_date: bool = True
    is_datetime: bool = True
    is_basic_day: bool = True
    """Every value is a day of the calendar as 20221229."""
    is_slashed_day: bool = True
    """Every value is a day of the calendar as 2022/12/29."""
    is_eight_digits: bool = True
    is_boolean: bool = True
    has_leading_zero: bool = False
    is_municipal: bool = True
    """Every value is a six-digit local government code with its check digit."""
    longest: int = 0
    prefixes: set[str] = field(default_factory=set)
    """First two digits while every value looks like a five-digit municipality; at most two."""

    def see(self, value: str, missing: frozenset[str]) -> None:
        """Take one cell into account."""
        if value in missing:
            self.blanks += 1
            return
        self.values += 1
        self.is_integer = self.is_integer and bool(_INTEGER.match(value))
        self.is_number = self.is_number and bool(_NUMBER.match(value))
        self.is_date = self.is_date and bool(_DATE.match(value))
        self.is_datetime = self.is_datetime and bool(_DATETIME.match(value))
        self.is_eight_digits = self.is_eight_digits and bool(_EIGHT_DIGITS.match(value))
        self.is_basic_day = (
            self.is_basic_day and self.is_eight_digits and _is_day(value[:4], value[4:6], value[6:])
        )
        slashed = _SLASHED.match(value) if self.is_slashed_day else None
        self.is_slashed_day = slashed is not None and _is_day(*slashed.groups())
        self.is_boolean = self.is_boolean and value in _BOOLEANS
        self.has_leading_zero = self.has_leading_zero or bool(_LEADING_ZERO.match(value))
        self.is_municipal = self.is_municipal and is_local_government_code(value)
        self.longest = max(self.longest, len(value))
        if len(self.prefixes) < 2:
            self.prefixes.add(value[:2] if _MUNICIPALITY.match(value) else "")


def is_plain(text: str, *, is_day: bool) -> bool:
    """Say whether a cell is a number in its strict form, or else a day that begins with its year."""
    if not is_day:
        return bool(_NUMBER.match(text))
    slashed = _SLASHED.match(text)
    return bool(_DATE.match(text) or (slashed is not None and _is_day(*slashed.groups())))


def is_code(label: str, facts: Facts) -> bool:
    """Tell whether a column of digits is a code, to be kept as text.

    Its name says so, or its values do: leading zeros, check digits, five digits that all begin
    with one prefecture's number, or more digits than a number of that name may have.
    """
    return (
        is_code_name(label)
        or bool(_CODE_WORDS.search(unicodedata.normalize("NFKC", label)))
        or facts.has_leading_zero
        or facts.is_municipal
        or (facts.values > 1 and len(facts.prefixes) == 1 and "" not in facts.prefixes)
        or (facts.is_integer and facts.longest > _longest(label))
    )


def _longest(label: str) -> int:
    """Return how many digits a number may have; sums of money are long, but their name says so."""
    column = Column(position=1, label=label, kind=Kind.NUMBER)
    is_measured = needs_unit(column) or states_unit(column)
    return LONGEST_AMOUNT if is_measured else LONGEST_NUMBER


def proven_type(label: str, facts: Facts, guess: str) -> str:
    """Return `guess` where every value proves it in its strict form, else `string`.

    The strict form is Table Schema's without what readers tolerate: no full-width digits, no
    underscores, no spaces around a number.
    """
    if not facts.values:
        return "string"
    is_quantity = not is_code(label, facts) and not _may_be_days(label, facts)
    proofs = {
        "integer": facts.is_integer and is_quantity,
        "year": facts.is_integer and is_quantity,
        "number": facts.is_number and is_quantity,
        "date": facts.is_date,
        "datetime": facts.is_datetime,
        "boolean": facts.is_boolean,
    }
    if not proofs.get(guess, False):
        # A column that is whole in its sample and has a fraction further down is a number.
        return "number" if guess == "integer" and proofs["number"] else "string"
    return "integer" if guess == "year" else guess


def day_format(label: str, facts: Facts) -> str:
    """Return the format (Table Schema, type date) of days not written in ISO 8601; "" for others.

    20221229 is a day where the column is named for days, 2022/12/29 whatever its name: the year
    comes first, so nobody can mistake the month. One value that is no day of the calendar ends it.
    """
    if not facts.values:
        return ""
    if facts.is_basic_day and is_day_name(label):
        return "%Y%m%d"
    return "%Y/%m/%d" if facts.is_slashed_day else ""


def _may_be_days(label: str, facts: Facts) -> bool:
    """Say whether numbers of eight digits are rather days, written wrongly or under another name."""
    return (facts.is_eight_digits and is_day_name(label)) or (
        facts.is_basic_day and facts.values > 1
    )


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return dt.date(int(year), int(month), int(day)).year in _YEARS
    except ValueError:
        return False
