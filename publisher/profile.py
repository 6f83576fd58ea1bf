"""From JSON documents that keep our profile to values, and back nothing: pure reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from publisher.model import Dataset, Event, EventKind, File, Licence, Organization, Resource
from publisher.words import Text

MEDIATYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
TABULAR = frozenset({"csv", "tsv", "xlsx", "xls", "ods"})


def organization(name: str, document: Mapping[str, Any]) -> Organization:
    """Return the organization of a valid organization.json in the folder `name`."""
    return Organization(
        name=name,
        code=document["code"],
        title=Text(**document["title"]),
        kana=document["kana"],
        contact=document.get("contact", {}),
        defaults=document.get("defaults", {}),
        divisions=document.get("divisions", {}),
    )


def dataset(
    document: Mapping[str, Any],
    organization_name: str,
    folder: str,
    resources: tuple[Resource, ...],
    descriptor_file: File,
) -> Dataset:
    """Return the dataset of a valid datapackage.json."""
    english = document.get("translations", {}).get("en", {})
    return Dataset(
        name=document["name"],
        organization=organization_name,
        folder=folder,
        title=Text(document["title"], english.get("title", document["title"])),
        description=Text(
            document["description"], english.get("description", document["description"])
        ),
        resources=resources,
        history=tuple(event(item) for item in document["history"]),
        issued=_date(document.get("issued")),
        modified=_date(document.get("modified")),
        origin=document["origin"]["kind"],
        descriptor=document,
        descriptor_file=descriptor_file,
    )


def event(document: Mapping[str, Any]) -> Event:
    """Return the event of a valid history entry."""
    return Event(
        date=dt.date.fromisoformat(document["date"]),
        event=EventKind(document["event"]),
        reason=document.get("reason", ""),
        ref=document.get("ref", ""),
        successor=document.get("successor", ""),
    )


def resource(document: Mapping[str, Any], file: File | None) -> Resource:
    """Return the resource of a valid entry, with its file where it may be read."""
    licences = document.get("licenses", [])
    form = document["format"]
    return Resource(
        id=document["id"],
        name=document["name"],
        path=document["path"],
        title=document["title"],
        description=document.get("description", ""),
        format=form,
        mediatype=document.get("mediatype", MEDIATYPES.get(form, "application/octet-stream")),
        licence=Licence(name=licences[0]["name"], stated_by=licences[0].get("statedBy", ""))
        if licences
        else None,
        file=file,
        properties=document,
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
