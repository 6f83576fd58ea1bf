"""The parts of an OOXML workbook (XLSX, XLSM): its sheets, and what it holds beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from publisher.books.book import TEXTS_KEPT, Form, SheetKind, SheetState
from publisher.books.package import Package, Relation
from publisher.books.refusal import IS_XLSB, NOT_A_WORKBOOK, PART_MISSING, SHEET_TWICE, refused

_YES = frozenset({"1", "true", "on"})
_STATES = {"hidden": SheetState.HIDDEN, "veryHidden": SheetState.VERY_HIDDEN}
_KINDS = {
    "chartsheet": SheetKind.CHARTSHEET,
    "dialogsheet": SheetKind.DIALOGSHEET,
    "xlMacrosheet": SheetKind.MACROSHEET,
    "xlIntlMacrosheet": SheetKind.MACROSHEET,
}
_PROPERTIES = {
    "docProps/core.xml": frozenset({"creator", "lastModifiedBy"}),
    "docProps/app.xml": frozenset({"Manager"}),
}
_TEXT_PARTS = ("docProps/core.xml", "docProps/custom.xml")
_DATES = frozenset({"created", "modified", "lastPrinted"})
NO_PERSON = frozenset(
    {
        "", "openpyxl", "xlsxwriter", "apache poi", "epplus", "phpspreadsheet", "phpexcel", "sheetjs",
        "microsoft office user", "microsoft", "user", "users", "owner", "admin", "administrator",
        "pc", "unknown", "unknown creator", "untitled", "creator", "author", "作成者",
        "windows user", "windows ユーザー", "microsoft office ユーザー", "ユーザー", "excel",
        "microsoft excel", "libreoffice",
    }
)  # fmt: skip
"""Names that programs write where a person's would stand."""


_EXTERNAL = re.compile(r"xl/externallinks/[^/]+\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    state: SheetState
    kind: SheetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where the parts of a workbook are, and what its main part says."""

    form: Form
    sheets: tuple[SheetPart, ...]
    texts: str | None
    styles: str | None
    theme: str | None
    is_1904: bool
    is_protected: bool
    has_macros: bool
    external_links: tuple[str, ...]
    personal_properties: tuple[str, ...]
    names: tuple[str, ...]
    """Defined names."""
    beside: tuple[str, ...]
    """Texts of the properties, and names and contents of defined names."""


def read_parts(package: Package) -> Parts:
    """Return what the workbook's main part says; raises BrokenTable."""
    main = _main_part(package)
    relations = package.relations(main)
    listed: list[tuple[dict[str, str], Relation]] = []
    is_1904 = is_protected = False
    for name, attributes in _elements(package, main):
        if name == "sheet" and attributes.get("id"):
            if attributes["id"] not in relations:
                raise refused(PART_MISSING)
            listed.append((attributes, relations[attributes["id"]]))
        elif name == "workbookPr":
            is_1904 = attributes.get("date1904", "0") in _YES
        elif name == "workbookProtection":
            is_protected = attributes.get("lockStructure", "0") in _YES
    sheets = tuple(_sheet(attributes, relation) for attributes, relation in listed)
    names = [sheet.name for sheet in sheets]
    if len({name.casefold() for name in names}) != len(names):
        raise refused(SHEET_TWICE)
    of_kind = {relation.kind: relation.target for relation in relations.values()}
    # By name too: a part that nothing refers to is published all the same.
    has_macros = "vbaProject" in of_kind or any(
        name.endswith("vbaproject.bin") for name in package.names()
    )
    return Parts(
        form=_form(package, main),
        sheets=sheets,
        texts=of_kind.get("sharedStrings"),
        styles=of_kind.get("styles"),
        theme=of_kind.get("theme"),
        is_1904=is_1904,
        is_protected=is_protected,
        has_macros=has_macros or any(sheet.kind is SheetKind.MACROSHEET for sheet in sheets),
        external_links=tuple(dict.fromkeys(_external_links(package, relations))),
        personal_properties=tuple(_personal(package)),
        names=tuple(_names(package, main)),
        beside=tuple(islice(_beside(package, main), TEXTS_KEPT)),
    )


def _main_part(package: Package) -> str:
    for relation in package.relations("").values():
        if relation.kind == "officeDocument":
            if relation.target.endswith(".bin"):
                raise refused(IS_XLSB)
            if relation.target not in package:
                raise refused(PART_MISSING)
            if relation.target.startswith(("word/", "ppt/")):
                raise refused(NOT_A_WORKBOOK)
            return relation.target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise refused(PART_MISSING if "[Content_Types].xml" in package else NOT_A_WORKBOOK)


def _form(package: Package, main: str) -> Form:
    if "[Content_Types].xml" not in package:
        return Form.XLSX
    for _, attributes in _elements(package, "[Content_Types].xml"):
        if attributes.get("PartName", "").lstrip("/").lower() == main.lower():
            is_macro = "macroenabled" in attributes.get("ContentType", "").lower()
            return Form.XLSM if is_macro else Form.XLSX
    return Form.XLSX


def _sheet(attributes: dict[str, str], relation: Relation) -> SheetPart:
    return SheetPart(
        name=attributes.get("name", ""),
        part=relation.target,
        state=_STATES.get(attributes.get("state", ""), SheetState.VISIBLE),
        kind=_KINDS.get(relation.kind, SheetKind.WORKSHEET),
    )


def _external_links(package: Package, relations: dict[str, Relation]) -> Iterator[str]:
    parts = [item.target for item in relations.values() if item.kind == "externalLink"]
    parts += [name for name in package.names() if _EXTERNAL.fullmatch(name)]
    for part in parts:
        for outside in package.relations(part).values():
            # The folders before it may name people and machines.
            yield outside.target.replace("\\", "/").rsplit("/", 1)[-1]


def names_somebody(text: str) -> bool:
    """Say whether what stands where an author is named may be a person, and no program's word."""
    return text.strip().lower() not in NO_PERSON


def _personal(package: Package) -> Iterator[str]:
    for part, names in _PROPERTIES.items():
        if part in package:
            for event in package.events(part):
                is_told = event.attributes is None and event.name in names
                if is_told and names_somebody(event.text):
                    yield event.name


def _beside(package: Package, main: str) -> Iterator[str]:
    for part in _TEXT_PARTS:
        if part in package:
            for event in package.events(part):
                is_other = event.name in _DATES or event.name in _PROPERTIES.get(part, ())
                if event.attributes is None and event.text.strip() and not is_other:
                    yield event.text
    for event in package.events(main):
        if event.name == "definedName":
            yield event.text if event.attributes is None else event.attributes.get("name", "")


def _names(package: Package, main: str) -> Iterator[str]:
    for name, attributes in _elements(package, main):
        if name == "definedName":
            yield attributes.get("name", "")


def _elements(package: Package, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    for event in package.events(part):
        if event.attributes is not None:
            yield event.name, event.attributes
