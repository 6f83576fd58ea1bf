"""What is sent to CKAN for one dataset: ours laid over what others keep there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.ckan.port import Revision, Upload
from publisher.publish.compare import extras_of, needs_upload
from publisher.publish.desired import DesiredDataset, DesiredResource
from publisher.publish.mapping import OUR_EXTRAS

_SERVERS_OWN = frozenset(
    {
        "package_id",
        "position",
        "created",
        "metadata_modified",
        "state",
        "cache_last_updated",
        "cache_url",
        "datastore_active",
        "datastore_contains_all_records_of_source_file",
    }
)
_OF_THE_OLD_FILE = frozenset({"size", "last_modified", "hash", "mimetype_inner"})


def shell(want: DesiredDataset) -> dict[str, Any]:
    """Return the package_create that reserves name and ids, private and without files.

    It bears our mark and no digest: should the run end here, the next one sees a dataset of ours
    that is not as desired and finishes it.
    """
    marks = [item for item in want.fields["extras"] if item["key"] == "managed_by"]
    return {
        **want.fields,
        "owner_org": want.organization,
        "private": True,
        "extras": marks,
        "resources": [
            {key: value for key, value in item.fields.items() if key != "sha256"} | {"url": ""}
            for item in want.resources
        ],
    }


def revision(want: DesiredDataset, package: Mapping[str, Any]) -> Revision:
    """Return the one call that makes `package` (CKAN's full dictionary) as wanted."""
    held = {str(item["id"]): item for item in package.get("resources", [])}
    uploads = tuple(
        Upload(
            index=index,
            name=item.upload_name,
            mediatype=str(item.fields["mimetype"]),
            file=item.file,
        )
        for index, item in enumerate(want.resources)
        if needs_upload(item, held.get(item.id))
    )
    update = {
        **want.fields,
        "owner_org": want.organization,
        "state": "active",
        "extras": _extras(want, package),
        "resources": [_resource(item, held.get(item.id)) for item in want.resources],
    }
    return Revision(
        id=str(package["id"]),
        modified=str(package["metadata_modified"]),
        update=update,
        uploads=uploads,
    )


def _extras(want: DesiredDataset, package: Mapping[str, Any]) -> list[dict[str, str]]:
    others = {key: value for key, value in extras_of(package).items() if key not in OUR_EXTRAS}
    merged = others | extras_of(want.fields)
    return [{"key": key, "value": value} for key, value in sorted(merged.items())]


def _resource(want: DesiredResource, held: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the resource as sent: keys that extensions keep there stay."""
    kept = {key: value for key, value in (held or {}).items() if key not in _SERVERS_OWN}
    if needs_upload(want, held):
        kept = {key: value for key, value in kept.items() if key not in _OF_THE_OLD_FILE}
        return {**kept, **want.fields, "url": want.upload_name, "url_type": "upload"}
    return {**kept, **want.fields}
