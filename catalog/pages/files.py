"""A dataset's files as a citizen sees them: name, format, size, and which one most people want."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from catalog.pages.figures import rows_words, size_words
from catalog.pages.language import Language, Text, choose
from catalog.pages.untrusted import mapping, mappings, number, text, web_address

DESCRIPTOR_NAME = "datapackage.json"
_DESCRIPTOR_WORDS = (
    "このデータセットの説明書（Frictionless Data Package）",
    "The description of this dataset for machines (Frictionless Data Package)",
)
_TABLE_FORMATS = ("CSV", "TSV")
_WANTED_FORMATS = ("CSV", "XLSX", "XLS", "TSV", "GEOJSON", "JSON", "PDF")
"""What most people can open, first choice first; other formats follow in their own order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of a dataset."""

    id: str
    title: Text
    description: Text
    format: str
    url: str
    """Relative to this site, or absolute elsewhere; empty where the address is not fit for a link."""
    file_name: str
    size: int | None
    sha256: str = ""
    row_count: int | None = None
    encoding: str = ""
    credit: str = ""
    licence: Mapping[str, Any]
    fields: tuple[Mapping[str, Any], ...] = ()
    is_upload: bool = False

    @property
    def is_table(self) -> bool:
        """Whether the file's first rows can be shown."""
        return self.format in _TABLE_FORMATS and self.is_upload

    @property
    def is_descriptor(self) -> bool:
        """Whether this is the dataset's own description for machines."""
        return self.file_name == DESCRIPTOR_NAME


def files_of(
    dataset: Mapping[str, Any], descriptor: Mapping[str, Any], *, site_url: str, language: Language
) -> tuple[File, ...]:
    """Return the files in the dataset's order, with what the descriptor says about each."""
    described = {
        text(item.get("id")): item
        for item in mappings(descriptor.get("resources"))
        if item.get("id")
    }
    return tuple(
        _file(resource, described.get(text(resource.get("id")), {}), site_url, language)
        for resource in mappings(dataset.get("resources"))
    )


def _file(
    resource: Mapping[str, Any], described: Mapping[str, Any], site_url: str, language: Language
) -> File:
    address = web_address(resource.get("url"))
    name = urlsplit(address).path.rsplit("/", 1)[-1]
    english = mapping(mapping(described.get("translations")).get("en"))
    licences = mappings(described.get("licenses"))
    # The file's name comes last: a title tells more.
    title = text(described.get("title")) or text(resource.get("name")) or name
    # CKAN's own line says it in both languages at once, for catalogs that know only one.
    description = text((described or resource).get("description"))
    return File(
        id=text(resource.get("id")),
        title=choose(language, title, text(english.get("title"))),
        description=Text(language.say(*_DESCRIPTOR_WORDS), language)
        if name == DESCRIPTOR_NAME
        else choose(language, description, text(english.get("description"))),
        format=(text(resource.get("format")) or text(described.get("format"))).upper(),
        url=address.removeprefix(site_url) if address.startswith(f"{site_url}/") else address,
        file_name=name,
        size=number(resource.get("size")),
        encoding=text(described.get("encoding")),
        credit=text(described.get("credit")),
        licence=licences[0] if licences else {},
        fields=mappings(mapping(described.get("schema")).get("fields")),
        is_upload=text(resource.get("url_type")) == "upload",
    )


def wanted_first(files: Sequence[File]) -> tuple[File, ...]:
    """Return the downloads, the one that most people want first, without the descriptor."""
    downloads = [file for file in files if file.url and not file.is_descriptor]
    return tuple(sorted(downloads, key=_rank))


def _rank(file: File) -> int:
    known = file.format in _WANTED_FORMATS
    return _WANTED_FORMATS.index(file.format) if known else len(_WANTED_FORMATS)


def facts_words(file: File, language: Language) -> str:
    """Return format, rows and size as far as known: CSV、25行、6 KB."""
    parts = [file.format]
    if file.row_count is not None:
        parts.append(rows_words(file.row_count, language))
    if file.size is not None:
        parts.append(size_words(file.size))
    return language.say("、", ", ").join(filter(None, parts))


def button_words(file: File, language: Language) -> str:
    """Return the words on the one big button."""
    facts = facts_words(file, language)
    if file.format in {"CSV", "XLSX", "XLS"}:
        action = language.say("表をExcelで開く", "Open the table in Excel")
    else:
        action = language.say("ファイルをダウンロード", "Download the file")
    return language.say(f"{action}（{facts}）", f"{action} ({facts})") if facts else action
