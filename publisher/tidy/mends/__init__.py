"""All mends, in the order in which they are tried: what parts a table first, what cells mean last."""

from __future__ import annotations

from publisher.tidy.mend import Mend
from publisher.tidy.mends.codes import CODES
from publisher.tidy.mends.contacts import CONTACTS
from publisher.tidy.mends.coordinates import COORDINATES, NO_PLACES, SEXAGESIMAL
from publisher.tidy.mends.dates import DATES
from publisher.tidy.mends.ditto import DITTO
from publisher.tidy.mends.group_names import GROUP_NAMES
from publisher.tidy.mends.header_rows import FIRST_NAMES, LIKE_HEADER
from publisher.tidy.mends.last_rows import LAST_NOTES, LIST_TOTALS
from publisher.tidy.mends.left_out_eras import LEFT_OUT_ERAS
from publisher.tidy.mends.machine_characters import CHARACTERS
from publisher.tidy.mends.marks import MARKS
from publisher.tidy.mends.numbered import NUMBERED
from publisher.tidy.mends.numbers import NUMBERS
from publisher.tidy.mends.parts import BLANK_PARTS, REPEATED_HEADER
from publisher.tidy.mends.section_rows import SECTION_ROWS
from publisher.tidy.mends.spaces import LINE_BREAKS, SPACES
from publisher.tidy.mends.standard_names import NAMES
from publisher.tidy.mends.text_formulas import TEXT_FORMULAS
from publisher.tidy.mends.units import UNITS
from publisher.tidy.mends.width import WIDTH
from publisher.tidy.mends.zeros import ZEROS

MENDS: tuple[Mend, ...] = (
    BLANK_PARTS,
    TEXT_FORMULAS,
    NUMBERED,
    LINE_BREAKS,
    SPACES,
    REPEATED_HEADER,
    LIKE_HEADER,
    FIRST_NAMES,
    LAST_NOTES,
    SECTION_ROWS,
    LIST_TOTALS,
    GROUP_NAMES,
    WIDTH,
    CHARACTERS,
    DITTO,
    LEFT_OUT_ERAS,
    NUMBERS,
    UNITS,
    DATES,
    CODES,
    CONTACTS,
    SEXAGESIMAL,
    COORDINATES,
    NO_PLACES,
    ZEROS,
    MARKS,
    NAMES,
)
