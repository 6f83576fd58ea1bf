"""All mends, in the order in which they are tried: what parts a table first, what cells mean last."""

from __future__ import annotations

from publisher.tidy.mend import Mend
from publisher.tidy.mends.codes import CODES
from publisher.tidy.mends.contacts import CONTACTS
from publisher.tidy.mends.coordinates import COORDINATES
from publisher.tidy.mends.dates import DATES
from publisher.tidy.mends.ditto import DITTO
from publisher.tidy.mends.machine_characters import CHARACTERS
from publisher.tidy.mends.numbers import NUMBERS
from publisher.tidy.mends.parts import BLANK_PARTS, REPEATED_HEADER
from publisher.tidy.mends.spaces import LINE_BREAKS, SPACES
from publisher.tidy.mends.standard_names import NAMES
from publisher.tidy.mends.units import UNITS

MENDS: tuple[Mend, ...] = (
    BLANK_PARTS,
    LINE_BREAKS,
    SPACES,
    REPEATED_HEADER,
    CHARACTERS,
    DITTO,
    NUMBERS,
    UNITS,
    DATES,
    CODES,
    CONTACTS,
    COORDINATES,
    NAMES,
)
