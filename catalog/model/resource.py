"""One resource of a dataset: what is kept of what a client sends, and how it is shown."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from catalog.model.names import is_uuid, munged
from catalog.model.upload import Upload

TEXTS = (
    "cache_last_updated", "cache_url", "created", "description", "format", "hash",
    "last_modified", "mimetype", "mimetype_inner", "name", "resource_type", "url", "url_type",
)  # fmt: skip
_DERIVED = frozenset({
    "clear_upload", "datastore_active", "datastore_contains_all_records_of_source_file", "extras",
    "metadata_modified", "package_id", "position", "revision_timestamp", "state",
    "tracking_summary", "upload",
})  # fmt: skip
_DOWNLOAD = re.compile(r"/dataset/[^/]+/resource/(?P<id>[^/]+)/download/(?P<name>[^/]*)")
# What browsers and requests send for a file whose type they do not know says nothing.
_VAGUE = frozenset({"application/octet-stream", "binary/octet-stream", ""})
_MIMETYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What Python's own table lacks."""
_COMMON = mimetypes.MimeTypes()
"""Python's own table, not the machine's: a dataset looks the same wherever it is published."""
_UPPER = frozenset({
    "csv", "doc", "docx", "gif", "gml", "gtfs", "gz", "html", "ics", "json", "kml", "kmz", "mp3", "mp4",
    "ods", "odt", "pdf", "png", "ppt", "pptx", "rdf", "shp", "svg", "tiff", "tsv", "txt", "xls", "xlsx",
    "xml", "zip",
})  # fmt: skip
_FORMATS = {
    **{name: name.upper() for name in _UPPER},
    "geojson": "GeoJSON", "jpg": "JPEG", "jpeg": "JPEG", "htm": "HTML",
    "text/csv": "CSV", "application/json": "JSON", "application/pdf": "PDF", "text/html": "HTML",
}  # fmt: skip
"""CKAN's own spelling of formats (resource_formats.json); unknown ones stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource as the store keeps it."""

    id: str
    body: Mapping[str, Any]
    """All keys but id, position, package_id and state; `url` is the file's name for an upload."""
    sha256: str | None = None
    """The file behind the download; None for links and resources without a file."""

    def dictionary(self, *, package_id: str, position: int, site_url: str) -> dict[str, Any]:
        """Return the resource as CKAN shows it."""
        url = self.body.get("url")
        if self.sha256:
            url = f"{site_url}/dataset/{package_id}/resource/{self.id}/download/{url}"
        shown: dict[str, Any] = {
            **dict.fromkeys(TEXTS),
            **self.body,
            "datastore_active": False,
            "id": self.id,
            "package_id": package_id,
            "position": position,
            "size": self.body.get("size"),
            "state": "active",
            "url": url,
        }
        return dict(sorted(shown.items()))


def problems(given: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what is wrong with a resource that a client sends, by field."""
    found: dict[str, list[str]] = {}
    identifier = given.get("id")
    if identifier not in (None, "") and not is_uuid(identifier):
        found["id"] = ["Invalid id provided"]
    size = given.get("size")
    if size not in (None, "") and _whole(size) is None:
        found["size"] = ["Invalid integer"]
    upload = given.get("upload")
    if upload not in (None, "") and not isinstance(upload, Upload):
        found["upload"] = ["Send the file as a part of a multipart request"]
    return found


def settled(
    given: Mapping[str, Any], *, identifier: str, before: Resource | None, now: str
) -> Resource:
    """Return the resource that `given` (without problems) makes of `before`.

    A file stays when the address sent back is the one it is downloaded from, `url_type` still says
    upload, or neither is sent; any other address, and an empty one, takes it from readers.
    """
    upload = given.get("upload")
    body: dict[str, Any] = {
        key: value for key, value in given.items() if key not in _DERIVED and key != "id"
    }
    for key in TEXTS:
        body[key] = _text(body.get(key))
    body["hash"] = body["hash"] or ""
    body["size"] = _whole(body.get("size"))
    body["created"] = body["created"] or (before.body.get("created") if before else now)
    sha256: str | None = None
    if isinstance(upload, Upload):
        sha256 = upload.sha256
        body |= _uploaded(upload, body, before, now)
    elif before is not None and before.sha256 and _keeps_file(body, before, identifier):
        sha256 = before.sha256
        body |= _kept(body, before)
    else:
        body["url"] = None if body["url"] is None else body["url"].strip()
        if body["url_type"] == "upload":  # there is no file behind it here
            body["url_type"] = None
    body["format"] = _format(body, before if sha256 else None)
    candidate = Resource(id=identifier, body=body, sha256=sha256)
    if before is not None and before.sha256 == sha256 and _same(before.body, body):
        return before
    body["metadata_modified"] = now
    return candidate


def _uploaded(
    upload: Upload, body: Mapping[str, Any], before: Resource | None, now: str
) -> dict[str, Any]:
    name = munged(upload.filename)
    is_same = before is not None and before.sha256 == upload.sha256
    last = before.body.get("last_modified") if before and is_same else now
    stated = upload.mimetype if upload.mimetype not in _VAGUE else None
    return {
        "url": name,
        "url_type": "upload",
        "size": upload.size,
        "last_modified": last,
        "mimetype": body["mimetype"] or _mimetype(name) or stated,
    }


def _kept(body: Mapping[str, Any], before: Resource) -> dict[str, Any]:
    return {
        "url": before.body["url"],
        "url_type": "upload",
        "size": before.body["size"],
        "last_modified": body["last_modified"] or before.body["last_modified"],
        "mimetype": body["mimetype"] or before.body["mimetype"],
    }


def _keeps_file(body: Mapping[str, Any], before: Resource, identifier: str) -> bool:
    url = body["url"]
    if body["url_type"] == "upload" or (url is None and body["url_type"] is None):
        return True
    if not url:
        return False
    found = _DOWNLOAD.search(urlsplit(url).path if "//" in url else url)
    return found is not None and found["id"] == identifier and found["name"] == before.body["url"]


def _format(body: Mapping[str, Any], before: Resource | None) -> str:
    stated = body["format"]
    if not stated and before is not None:
        stated = before.body.get("format")
    if not stated:
        stated = PurePosixPath(urlsplit(body["url"] or "").path).suffix[1:]
    return _FORMATS.get(str(stated).lower(), str(stated))


def _mimetype(name: str) -> str | None:
    suffix = PurePosixPath(name).suffix.lower()
    return _MIMETYPES.get(suffix) or _COMMON.guess_type(name)[0]


def _same(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return {**before, "metadata_modified": None} == {**after, "metadata_modified": None}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value)


def _whole(value: Any) -> int | None:
    try:
        return None if value in (None, "") else int(value)
    except (TypeError, ValueError):
        return None
