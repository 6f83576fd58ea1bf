"""Where a catalog's dataset differs from the desired one. Pure; only keys we write count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.publish.desired import DesiredDataset, DesiredResource
from publisher.publish.mapping import OUR_EXTRAS


def extras_of(package: Mapping[str, Any]) -> dict[str, str]:
    """Return a CKAN dictionary's extras by key."""
    return {item["key"]: item["value"] for item in package.get("extras", [])}


def milliseconds(timestamp: str) -> str:
    """Return CKAN's timestamp cut to milliseconds, without `Z`.

    Solr answers `…:19.524Z`, the database `…:19.524133` for the same instant (CKAN.md §2.0).
    """
    head, _, fraction = timestamp.rstrip("Z").partition(".")
    return f"{head}.{fraction[:3]:0<3}"


def differences(wanted: DesiredDataset, package: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys in which `package` (CKAN's full dictionary) is not as wanted."""
    found = [
        key
        for key, value in wanted.fields.items()
        if key not in {"extras", "tags", "owner_org"} and _plain(package.get(key)) != _plain(value)
    ]
    if (package.get("organization") or {}).get("name") != wanted.organization:
        found.append("organization")
    if sorted(tag["name"] for tag in package.get("tags", [])) != [
        tag["name"] for tag in wanted.fields["tags"]
    ]:
        found.append("tags")
    have, want = extras_of(package), extras_of(wanted.fields)
    found += sorted(
        f"extras.{key}"
        for key in OUR_EXTRAS & (have.keys() | want.keys())
        if have.get(key) != want.get(key)
    )
    if package.get("state", "active") != "active":
        found.append("state")
    return (*found, *_resource_differences(wanted, package))


def _resource_differences(wanted: DesiredDataset, package: Mapping[str, Any]) -> list[str]:
    have = {str(item["id"]): item for item in package.get("resources", [])}
    found = [f"resources.-{item}" for item in have if item not in {r.id for r in wanted.resources}]
    for resource in wanted.resources:
        held = have.get(resource.id)
        if held is None:
            found.append(f"resources.+{resource.id}")
            continue
        found += [
            f"resources.{resource.id}.{key}"
            for key, value in resource.fields.items()
            if key != "id" and not _same(key, held.get(key), value)
        ]
        if needs_upload(resource, held) and held.get("sha256") == resource.file.sha256:
            found.append(f"resources.{resource.id}.url")
    if not found and list(have) != [resource.id for resource in wanted.resources]:
        found.append("resources.order")
    return found


def needs_upload(resource: DesiredResource, held: Mapping[str, Any] | None) -> bool:
    """Tell whether the file behind a resource must be sent (again).

    Our own `sha256` key says which bytes were sent last; `hash` belongs to other extensions.
    """
    if held is None or held.get("sha256") != resource.file.sha256:
        return True
    return held.get("url_type") != "upload" or not str(held.get("url", "")).endswith(
        f"/download/{resource.upload_name}"
    )


def _same(key: str, held: object, wanted: object) -> bool:
    if key == "format":  # CKAN spells formats its own way: csv → CSV, geojson → GeoJSON
        return str(held or "").casefold() == str(wanted or "").casefold()
    return _plain(held) == _plain(wanted)


def _plain(value: object) -> object:
    return "" if value is None else value
