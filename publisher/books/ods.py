"""ODS workbooks (OpenDocument): records and facts from the XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from publisher.books.book import Form, Sheet, Workbook
from publisher.books.ods_beside import OdsBeside, read_beside
from publisher.books.ods_content import OdsContent, formats_of
from publisher.books.ods_outline import OdsOutline
from publisher.books.ods_styles import OdsStyles
from publisher.books.package import opened
from publisher.books.refusal import NO_SHEET, NOT_A_WORKBOOK, PASSWORD, refused
from publisher.books.rows import Extent, records
from publisher.books.sheet_table import SheetTable
from publisher.model import File
from publisher.tables.record import BrokenTable, Record

_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
MIMES = frozenset({_MIME, _MIME + b"-template"})
"""A template holds cells as any other."""
CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


@dataclass(slots=True)
class OdsBook:
    """An opened workbook: its sheets are known, and read when asked for."""

    file: File
    outline: OdsOutline
    styles: OdsStyles
    beside: OdsBeside
    broken: BrokenTable | None
    """Why what stands beside the cells cannot be told; the cells can be read all the same."""
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets, hidden ones too, in the order of the tabs."""
        return tuple(self.outline.sheets)

    @property
    def facts(self) -> Workbook:
        """What the workbook holds beside values; raises BrokenTable where it is broken."""
        if self.broken is not None:
            raise self.broken
        return Workbook(
            form=Form.ODS,
            sheets=tuple(map(self.sheet_facts, self.sheet_names)),
            has_macros=self.beside.has_macros,
            external_links=tuple(self.outline.external_links),
            personal_properties=self.beside.personal_properties,
            texts=(*self.beside.properties, *self.outline.names),
            hidden_texts=(*self.beside.parts, *self.outline.texts),
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
        if sheet not in self.outline.sheets:
            raise refused(NO_SHEET)
        return self._read(sheet)

    def _read(self, name: str) -> Iterator[Record]:
        content, extent = OdsContent(name, self.styles), Extent()
        with self.file.open() as stream, opened(stream) as package:
            yield from records(
                content.rows(self.outline.only(name, package.chunks(CONTENT))), extent
            )
        facts = content.facts
        looks = self.styles.looks()
        self._sheets[name] = Sheet(
            name=name,
            state=self.outline.sheets[name],
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
            formulas_without_value=facts.formulas_without_value.places(),
            errors=facts.errors.places(),
            odd_looks=facts.tally.odd_looks(looks),
            mixed_looks=facts.tally.mixed.places(),
            texts=(*facts.aside.texts, *self.beside.heads.get(self.outline.masters[name], ())),
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
        styles, beside = OdsStyles(), OdsBeside()
        broken: BrokenTable | None = None
        try:
            if _STYLES in package:
                styles.read(package.events(_STYLES))
            beside = read_beside(package)
        except BrokenTable as reason:
            broken = reason
        outline = OdsOutline(styles)
        outline.read(package.chunks(CONTENT))
        if not outline.is_workbook:
            raise refused(NOT_A_WORKBOOK)
        return OdsBook(file, outline, styles, beside, broken)
