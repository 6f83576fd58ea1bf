"""XLSX and XLSM workbooks: records and facts, from the XML, in one pass per sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from publisher.books.book import PLACES_KEPT, TEXTS_KEPT, Link, Places, Sheet, SheetKind, Workbook
from publisher.books.cells import EPOCH_1900, EPOCH_1904, CellReader
from publisher.books.drawing import comments, objects
from publisher.books.ooxml import Parts, SheetPart, read_parts
from publisher.books.ooxml_beside import copied_sources, hidden_texts
from publisher.books.outline import Outline
from publisher.books.package import SMALL_PART, Package, Relation, opened
from publisher.books.refusal import NO_SHEET, NOT_CELLS, refused
from publisher.books.rows import Extent, Trimmer
from publisher.books.sheet_stream import SheetStream
from publisher.books.sheet_table import SheetTable
from publisher.books.strings import Texts, read_texts
from publisher.books.styles import Styles, read_styles
from publisher.model import File
from publisher.tables.record import Record

_WITHOUT_CELLS = frozenset({SheetKind.CHARTSHEET, SheetKind.DIALOGSHEET})


@dataclass(slots=True)
class XlsxBook:
    """An opened workbook: what it lists is known, its sheets are read when asked for."""

    file: File
    parts: Parts
    _styles: Styles | None = None
    _texts: Texts | None = None
    _hidden: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets, hidden ones and charts too, in the order of the tabs."""
        return tuple(sheet.name for sheet in self.parts.sheets)

    @property
    def table_names(self) -> tuple[str, ...]:
        """Names of the sheets that hold cells, hidden ones too."""
        return tuple(part.name for part in self.parts.sheets if part.kind not in _WITHOUT_CELLS)

    @property
    def facts(self) -> Workbook:
        """What the workbook holds beside values; raises BrokenTable where a part is broken."""
        return Workbook(
            form=self.parts.form,
            sheets=tuple(map(self.sheet_facts, self.sheet_names)),
            has_macros=self.parts.has_macros,
            external_links=self.parts.external_links,
            personal_properties=self.parts.personal_properties,
            texts=self.parts.beside,
            hidden_texts=self._behind()[0],
            copied_sources=self._behind()[1],
            is_1904=self.parts.is_1904,
            is_protected=self.parts.is_protected,
        )

    def _behind(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self._hidden is None:
            with self._package() as package:
                texts = tuple(islice(hidden_texts(package), TEXTS_KEPT))
                self._hidden = texts, tuple(dict.fromkeys(copied_sources(package, self.parts)))
        return self._hidden

    def sheet_facts(self, sheet: str) -> Sheet:
        """Return what one sheet holds beside values; raises BrokenTable."""
        if sheet not in self._sheets:
            for _ in self._read(self._part(sheet)):
                pass
        return self._sheets[sheet]

    def table(self, sheet: str) -> SheetTable:
        """Return a sheet as a table; a sheet that is not there breaks when it is read."""
        return SheetTable(self, sheet)

    def records(self, sheet: str) -> Iterator[Record]:
        """Yield the records of a sheet; raises BrokenTable."""
        part = self._part(sheet)
        if part.kind in _WITHOUT_CELLS:
            raise refused(NOT_CELLS)
        return self._read(part)

    def _part(self, sheet: str) -> SheetPart:
        for part in self.parts.sheets:
            if part.name == sheet:
                return part
        raise refused(NO_SHEET)

    def _read(self, sheet: SheetPart) -> Iterator[Record]:
        with self._package() as package:
            styles, texts = self._shared(package)
            reader = CellReader(
                texts=texts.texts,
                dates=styles.dates,
                durations=styles.durations,
                epoch=EPOCH_1904 if self.parts.is_1904 else EPOCH_1900,
            )
            stream = SheetStream(reader, texts.mixed)
            trimmer = Trimmer()
            for stretch in stream.rows(package.chunks(sheet.part)):
                yield from trimmer.stretch(stretch)
            if sheet.name not in self._sheets:
                self._sheets[sheet.name] = _sheet(package, sheet, stream, trimmer.extent, styles)

    @contextmanager
    def _package(self) -> Iterator[Package]:
        with self.file.open() as stream, opened(stream) as package:
            yield package

    def _shared(self, package: Package) -> tuple[Styles, Texts]:
        if self._styles is None:
            self._styles = read_styles(package, self.parts.styles, self.parts.theme)
        if self._texts is None:
            part = self.parts.texts
            has_texts = part is not None and part in package
            self._texts = read_texts(package.chunks(part, SMALL_PART * 2)) if has_texts else Texts()  # type: ignore[arg-type]  # not None
        return self._styles, self._texts


def open_xlsx(file: File) -> XlsxBook:
    """Open a workbook; raises BrokenTable."""
    with file.open() as stream, opened(stream) as package:
        return XlsxBook(file, read_parts(package))


def _sheet(
    package: Package, sheet: SheetPart, stream: SheetStream, extent: Extent, styles: Styles
) -> Sheet:
    by_id = package.relations(sheet.part)
    relations = list(by_id.values())
    tally, outline = stream.tally, stream.outline
    said = [*outline.texts]
    things = objects(package, relations, outline, said)
    notes = comments(package, relations, said)
    links = _targets(outline, by_id, said)
    return Sheet(
        name=sheet.name,
        state=sheet.state,
        kind=sheet.kind,
        rows=extent.rows,
        columns=extent.columns,
        is_protected=outline.is_protected,
        hides_zeros=outline.hides_zeros,
        texts=tuple(said),
        merges=outline.merges.places(),
        hidden_rows=outline.hidden_rows.places(),
        hidden_columns=outline.hidden_columns.places(),
        grouped_rows=outline.grouped_rows.places(),
        grouped_columns=outline.grouped_columns.places(),
        filter_area=outline.filter_area,
        is_filtered=outline.is_filtered,
        objects=things,
        comments=notes,
        links=links,
        formulas=tally.formulas(),
        formulas_without_value=tally.formulas(with_value=False),
        errors=tally.errors(),
        odd_looks=tally.odd_looks(styles),
        mixed_looks=tally.mixed.places(),
        conditional_formats=outline.conditional_formats.places(),
        number_formats=tally.number_formats(styles),
        text_formats=tally.text_formats(styles),
    )


def _targets(outline: Outline, relations: Mapping[str, Relation], said: list[str]) -> Places[Link]:
    """Return where cells lead; where these are too many to keep, `said` takes all addresses."""
    found = outline.links.places()
    if found.total > PLACES_KEPT:
        said += (one.target for one in relations.values() if one.kind == "hyperlink")
    targets = [
        (area, relations[known].target if known in relations else location)
        for area, known, location in found.first
    ]
    return Places(found.total, tuple(Link(area, target) for area, target in targets))
