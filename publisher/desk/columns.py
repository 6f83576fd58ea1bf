"""What the values of a column prove about its type. Pure; sees every value once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from publisher.codes import is_local_government_code

_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
_BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_LEADING_ZERO = re.compile(r"0[0-9]")
_MUNICIPALITY = re.compile(r"(?:0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}\Z")
_CODE_WORDS = re.compile(
    r"コード|番号|電話|郵便|ファックス|\bfax\b|\btel\b|\bid\b|_id\b|\bno\b|\bcode\b|_code\b|\bzip\b",
    re.IGNORECASE,
)
LONGEST_NUMBER = 9
"""More digits than this are an identifier: 13-digit corporate numbers become 1.31E+12 in Excel."""


@dataclass(slots=True)
class Facts:
    """What all values of one column have in common, gathered row by row."""

    values: int = 0
    blanks: int = 0
    is_integer: bool = True
    is_number: bool = True
    is_date: bool = True
    is_datetime: bool = True
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
        self.is_boolean = self.is_boolean and value in _BOOLEANS
        self.has_leading_zero = self.has_leading_zero or bool(_LEADING_ZERO.match(value))
        self.is_municipal = self.is_municipal and is_local_government_code(value)
        self.longest = max(self.longest, len(value))
        if len(self.prefixes) < 2:
            self.prefixes.add(value[:2] if _MUNICIPALITY.match(value) else "")


def is_code(label: str, facts: Facts) -> bool:
    """Tell whether a column of digits is a code, to be kept as text.

    Its name says so, or its values do: leading zeros, check digits, five digits that all begin
    with one prefecture's number, or more digits than a spreadsheet keeps.
    """
    return (
        bool(_CODE_WORDS.search(unicodedata.normalize("NFKC", label)))
        or facts.has_leading_zero
        or facts.is_municipal
        or (facts.values > 1 and len(facts.prefixes) == 1 and "" not in facts.prefixes)
        or (facts.is_integer and facts.longest > LONGEST_NUMBER)
    )


def proven_type(label: str, facts: Facts, guess: str) -> str:
    """Return `guess` where every value proves it in its strict form, else `string`.

    The strict form is Table Schema's without what readers tolerate: no full-width digits, no
    underscores, no spaces around a number.
    """
    if not facts.values:
        return "string"
    proofs = {
        "integer": facts.is_integer and not is_code(label, facts),
        "year": facts.is_integer and not is_code(label, facts),
        "number": facts.is_number and not is_code(label, facts),
        "date": facts.is_date,
        "datetime": facts.is_datetime,
        "boolean": facts.is_boolean,
    }
    if not proofs.get(guess, False):
        # A column that is whole in its sample and has a fraction further down is a number.
        return "number" if guess == "integer" and proofs["number"] else "string"
    return "integer" if guess == "year" else guess
