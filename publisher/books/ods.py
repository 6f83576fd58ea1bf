"""ODS workbooks (OpenDocument): records and facts from the XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from publisher.books.book import Form, Sheet, SheetState, Workbook
from publisher.books.markup import events
from publisher.books.ods_content import OdsContent, formats_of
from publisher.books.ooxml import NO_PERSON
from publisher.books.package import Package, opened
from publisher.books.refusal import NO_SHEET, PASSWORD, SHEET_TWICE, refused
from publisher.books.rows import Extent, records
from publisher.books.sheet_table import SheetTable
from publisher.model import File
from publisher.tables.record import Record

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _META, _MANIFEST, _SCRIPTS = "content.xml", "meta.xml", "META-INF/manifest.xml", "basic/"
_PERSONS = frozenset({"initial-creator", "creator", "printed-by"})


@dataclass(slots=True)
class OdsBook:
    """An opened workbook: its sheets are known, and read when asked for."""

    file: File
    states: dict[str, SheetState]
    personal_properties: tuple[str, ...]
    has_macros: bool
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets, hidden ones too, in the order of the tabs."""
        return tuple(self.states)

    @property
    def facts(self) -> Workbook:
        """What the workbook holds beside values; raises BrokenTable where it is broken."""
        return Workbook(
            form=Form.ODS,
            sheets=tuple(map(self.sheet_facts, self.states)),
            has_macros=self.has_macros,
            personal_properties=self.personal_properties,
        )

    @property
    def table_names(self) -> tuple[str, ...]:
        """The same: every sheet of an ODS holds cells."""
        return self.sheet_names

    def sheet_facts(self, sheet: str) -> Sheet:
        """Return what one sheet holds beside values; raises BrokenTable."""
        if sheet not in self._sheets:
            for _ in self.records(sheet):
                pass
        return self._sheets[sheet]

    def table(self, sheet: str) -> SheetTable:
        """Return a sheet as a table; a sheet that is not there breaks when it is read."""
        return SheetTable(self, sheet)

    def records(self, sheet: str) -> Iterator[Record]:
        """Yield the records of a sheet; raises BrokenTable."""
        if sheet not in self.states:
            raise refused(NO_SHEET)
        return self._read(sheet)

    def _read(self, name: str) -> Iterator[Record]:
        content, extent = OdsContent(name), Extent()
        with self.file.open() as stream, opened(stream) as package:
            yield from records(content.rows(package.chunks(_CONTENT)), extent)
        facts = content.facts
        self._sheets[name] = Sheet(
            name=name,
            state=self.states[name],
            rows=extent.rows,
            columns=extent.columns,
            is_protected=facts.is_protected,
            merges=facts.merges.places(),
            hidden_rows=facts.hidden_rows.places(),
            hidden_columns=facts.hidden_columns.places(),
            grouped_rows=facts.grouped_rows.places(),
            grouped_columns=facts.grouped_columns.places(),
            is_filtered=facts.is_filtered,
            objects=facts.objects.places(),
            comments=facts.comments.places(),
            links=facts.links.places(),
            formulas=facts.formulas.places(),
            errors=facts.errors.places(),
            number_formats=formats_of(facts.formats),
            text_formats=formats_of(facts.text_formats),
        )


def open_ods(file: File) -> OdsBook:
    """Open a workbook; raises BrokenTable."""
    with file.open() as stream, opened(stream) as package:
        if _MANIFEST in package and any(
            event.name == "encryption-data" for event in package.events(_MANIFEST)
        ):
            raise refused(PASSWORD)
        return OdsBook(
            file=file,
            states=_states(package),
            personal_properties=tuple(_personal(package)),
            has_macros=any(name.startswith(_SCRIPTS) for name in package.names()),
        )


def _states(package: Package) -> dict[str, SheetState]:
    """Return the sheets with their state, which is a property of the style they have."""
    hidden: set[str] = set()
    states: dict[str, SheetState] = {}
    style = ""
    depth = 0
    for event in events(package.chunks(_CONTENT)):
        if event.attributes is None:
            depth = 0 if event.depth <= depth else depth
        elif event.name == "style":
            style = event.attributes.get("name", "")
        elif event.name == "table-properties" and event.attributes.get("display") == "false":
            hidden.add(style)
        elif event.name == "table" and not depth and "name" in event.attributes:
            depth = event.depth
            name = event.attributes["name"]
            if name in states:
                raise refused(SHEET_TWICE)
            is_hidden = event.attributes.get("style-name") in hidden
            states[name] = SheetState.HIDDEN if is_hidden else SheetState.VISIBLE
    return states


def _personal(package: Package) -> Iterator[str]:
    if _META in package:
        for event in package.events(_META):
            text = event.text.strip().lower()
            if event.attributes is None and event.name in _PERSONS and text not in NO_PERSON:
                yield event.name
