"""What a workbook holds beside the values of its cells, as rules need it. Values only, no I/O.

All numbers of rows and columns count from 1, as a spreadsheet shows them. A workbook may hold a
million of anything, so each list is `Places`: how many there are, and the first of them.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from publisher.tables.record import column_letter

TEXTS_KEPT = 100_000
"""Outside of cells, of a sheet or a workbook: a cache may hold every value of a table once more."""
PLACES_KEPT = 1000
"""Places of one kind that are kept per sheet; the total is counted beyond them."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One cell."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """As a spreadsheet writes it: B12."""
        return f"{column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """As a spreadsheet writes it: B2:D5, or B2 for a single cell."""
        first, last = Spot(self.top, self.left), Spot(self.bottom, self.right)
        return first.address if first == last else f"{first.address}:{last.address}"

    @property
    def cells(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Consecutive rows or columns, the last included."""

    first: int
    last: int

    @property
    def rows(self) -> str:
        """As rows: 5:9."""
        return f"{self.first}:{self.last}"

    @property
    def columns(self) -> str:
        """As columns: C:E."""
        return f"{column_letter(self.first)}:{column_letter(self.last)}"


T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Places(Generic[T_co]):
    """How many there are, and the first of them in the order of the sheet."""

    total: int = 0
    first: tuple[T_co, ...] = ()
    """At most PLACES_KEPT."""

    def __bool__(self) -> bool:
        return self.total > 0


class SheetState(enum.StrEnum):
    """Whether whoever opens the workbook sees the sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"
    """Hidden so that only a macro shows it again."""


class SheetKind(enum.StrEnum):
    """What a sheet is made of."""

    WORKSHEET = "worksheet"
    CHARTSHEET = "chartsheet"
    DIALOGSHEET = "dialogsheet"
    MACROSHEET = "macrosheet"


class ThingKind(enum.StrEnum):
    """What lies over the cells."""

    PICTURE = "picture"
    SHAPE = "shape"
    """Lines, arrows, rectangles; `text` where something is written on it."""
    TEXT_BOX = "text_box"
    CHART = "chart"
    EMBEDDED = "embedded"
    """Another document (OLE)."""
    CONTROL = "control"
    """A button, check box or list of a form."""
    NOTE = "note"
    """A note of one cell (the old comment)."""
    THREAD = "thread"
    """A comment with replies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An object or comment. Who wrote it is nobody's business and is not kept."""

    kind: ThingKind
    spot: Spot | None
    """The cell under its upper left corner, or the cell it comments; None where it has none."""
    text: str = ""
    """What is written on it, cut after 200 characters."""
    has_author: bool = False
    """The file says who wrote it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Cells that lead somewhere."""

    area: Area
    target: str
    """An address of the web, or a place in the workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one sees of a cell's format beside the value. Colours are RRGGBB, "" is the default."""

    fill: str = ""
    colour: str = ""
    """Of the font."""
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    """Crossed out."""
    is_underlined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OddLook:
    """A filled cell that does not look like the other cells of its column."""

    spot: Spot
    look: Look
    usual: Look
    """What most filled cells of the column look like."""


UNSHOWN = "########"
"""What a cell shows of a number that no date stands for, or that is beyond all numbers."""

NO_LEAP_DAY = "1900-02-29"
"""What a cell shows of day 60: a day that never was, in every workbook that counts from 1900."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCell:
    """A cell that shows an error instead of a value."""

    spot: Spot
    error: str
    """#N/A, #REF!, …; or UNSHOWN or NO_LEAP_DAY."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """Numbers and dates, or texts, of one column that are shown in one way."""

    column: int
    code: str
    """The format's code: `#,##0`, `[$-411]ggge"年"m"月"d"日"`."""
    is_date: bool
    is_era: bool
    """Shown as 令和8年 or R8 while the value is a date."""
    cells: Places[Spot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. In XLS and ODS what the format or its reader does not tell stays empty."""

    name: str
    state: SheetState = SheetState.VISIBLE
    kind: SheetKind = SheetKind.WORKSHEET
    rows: int = 0
    """Number of the last row that holds a value; formatting is not content."""
    columns: int = 0
    """Number of the last column that holds a value."""
    is_protected: bool = False
    hides_zeros: bool = False
    """The sheet's view shows cells of value 0 as empty."""
    merges: Places[Area] = field(default_factory=Places)
    hidden_rows: Places[Span] = field(default_factory=Places)
    """Total and spans count spans, not rows; folded groups and filtered rows are among them."""
    hidden_columns: Places[Span] = field(default_factory=Places)
    grouped_rows: Places[Span] = field(default_factory=Places)
    """Rows of an outline, folded or not."""
    grouped_columns: Places[Span] = field(default_factory=Places)
    filter_area: Area | None = None
    """Where a filter is set on the header."""
    is_filtered: bool = False
    """The filter holds a condition: rows are hidden by it."""
    objects: Places[Thing] = field(default_factory=Places)
    comments: Places[Thing] = field(default_factory=Places)
    links: Places[Link] = field(default_factory=Places)
    formulas: Places[Spot] = field(default_factory=Places)
    formulas_without_value: Places[Spot] = field(default_factory=Places)
    """Never calculated: the cell reads as empty."""
    errors: Places[ErrorCell] = field(default_factory=Places)
    odd_looks: Places[OddLook] = field(default_factory=Places)
    """Over the whole sheet: whoever judges the body leaves out titles and header by row."""
    mixed_looks: Places[Spot] = field(default_factory=Places)
    """Texts of which a part is crossed out or coloured otherwise."""
    conditional_formats: Places[Area] = field(default_factory=Places)
    """Areas coloured by a rule, hence by the values themselves."""
    texts: tuple[str, ...] = ()
    """Outside of cells: lists of choices, heads and feet of printed pages, long comments."""
    number_formats: tuple[NumberFormat, ...] = ()
    """Other than the general format, by column."""
    text_formats: tuple[NumberFormat, ...] = ()
    """Those that show texts otherwise than they are (`@"市"`), or not at all (`;;;`)."""


class Form(enum.StrEnum):
    """The file format a workbook really has, whatever its name says."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    """Declares macros; whether it holds any is `Workbook.has_macros`."""
    XLS = "xls"
    ODS = "ods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The facts of one workbook."""

    form: Form
    sheets: tuple[Sheet, ...] = ()
    """In the order of the tabs."""
    has_macros: bool = False
    external_links: tuple[str, ...] = ()
    """Other workbooks that formulas refer to: the last part of their path only."""
    personal_properties: tuple[str, ...] = ()
    """Names of the properties that hold a name of a person or firm; never their values."""
    texts: tuple[str, ...] = ()
    """Title, description and keywords in the properties, and defined names."""
    hidden_texts: tuple[str, ...] = ()
    """What no sheet shows: values kept of other files or of a pivot table's source, old changes,
    lists of choices (ODS), words in charts."""
    copied_sources: tuple[str, ...] = ()
    """Tables that no sheet shows, and of which a pivot table keeps every value (XLSX); "" where
    it does not say what they were called."""
    is_1904: bool = False
    """Dates count from 1904-01-01."""
    is_protected: bool = False
    """The structure of the workbook is locked."""

    @property
    def has_more_texts(self) -> bool:
        """Whether more may be written outside of the cells than was kept to be searched."""
        kept = (self.texts, self.hidden_texts, *(sheet.texts for sheet in self.sheets))
        return any(len(texts) >= TEXTS_KEPT for texts in kept)

    def sheet(self, name: str | None) -> Sheet | None:
        """Return the sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
