"""A CKAN behind the port: real or embedded, through the Action API with ckanapi."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import ckanapi

from publisher.ckan.port import (
    HIDDEN,
    Hidden,
    Revision,
    WriteAmbiguousError,
    WriteConflictError,
    WriteRefusedError,
)
from publisher.ckan.rights import Rights
from publisher.ckan.transport import TemporaryFailureError, Transport, unreachable
from publisher.errors import CatalogError, CatalogRefused, CatalogUnreachable
from publisher.words import Text, cut

SUMMARY = [
    "id",
    "name",
    "organization",
    "capacity",
    "metadata_modified",
    "extras_managed_by",
    "extras_source_digest",
    "extras_withdrawn",
]
"""Search fields from Solr alone: 10,000 datasets in 0.3 s (CKAN.md §2.0)."""
PAGE = 1000
"""CKAN's ckan.search.rows_max."""
TRIES = 4


class CkanCatalog:
    """The catalog at one address, with one token (None: as a citizen)."""

    def __init__(
        self,
        address: str,
        token: str | None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self._sleep = sleep
        self._remote = Transport(address, token, user_agent="opendata-publisher")

    # --- reading ------------------------------------------------------------------------

    def show(self, name: str) -> Mapping[str, Any] | Hidden | None:
        """Return a dataset by name or id; HIDDEN where it exists and may not be seen."""
        try:
            package: Mapping[str, Any] = self._asked("package_show", {"id": name})
        except ckanapi.NotFound:
            return None
        except ckanapi.NotAuthorized:
            return HIDDEN
        return package

    def search(self, *, full: bool) -> Sequence[Mapping[str, Any]]:
        """Return all datasets the token sees, in about one request per 1,000."""
        found: dict[str, Mapping[str, Any]] = {}
        start = 0
        while True:
            # `id asc` alone is stable while others write (CKAN.md §2.9).
            query = {"rows": PAGE, "start": start, "sort": "id asc", "include_private": True}
            query |= {"facet": False} | ({} if full else {"fl": SUMMARY})
            page = self._read("package_search", query)
            found |= {item["id"]: item for item in page["results"]}
            start += len(page["results"])
            if not page["results"] or start >= page["count"]:
                return list(found.values())

    def organizations(self) -> Sequence[Mapping[str, Any]]:
        """Return all organizations with extras, page by page: CKAN cuts at 25 in silence."""
        found: dict[str, Mapping[str, Any]] = {}
        first = 0
        while True:
            page = self._read(
                "organization_list",
                {
                    "all_fields": True,
                    "include_extras": True,
                    "include_dataset_count": False,
                    "limit": PAGE,
                    "offset": len(found),
                },
            )
            before = len(found)
            found |= {item["id"]: item for item in page}
            first = first or len(page)
            if len(page) < first or len(found) == before:  # also where `offset` is ignored
                return list(found.values())

    def rights(self) -> Rights:
        """Return what the token may do; raises CatalogRefused where it is not known.

        Whether it may create organizations is `may_create_organizations`'s to ask, where needed.
        """
        try:
            user = self._asked("user_show", {})
        except (ckanapi.NotFound, ckanapi.NotAuthorized) as error:
            raise CatalogRefused(
                Text(
                    "目録がこのトークンを受け付けません", "The catalog does not accept this token"
                ),
                where=self.address,
                next_step=Text(
                    "期限切れでないか確かめ、新しいトークンを CKAN_TOKEN に入れてください。",
                    "See whether it expired, and put a new token into CKAN_TOKEN.",
                ),
            ) from error
        if user.get("sysadmin"):
            return Rights(user=user["name"], sysadmin=True)
        return Rights(
            user=user["name"],
            administers=self._organizations_with("admin"),
            edits=self._organizations_with("create_dataset"),
        )

    def licences(self) -> frozenset[str]:
        """Return the ids of the catalog's licence register."""
        return frozenset(item["id"] for item in self._read("license_list", {}))

    def live_counts(self, instance_id: str) -> Mapping[str, int]:
        """Return how many of the instance's datasets the token sees, by organization.

        Withdrawn ones, whose pages remain, are left out.
        """
        result = self._read(
            "package_search",
            {
                "fq": f'extras_managed_by:"{instance_id}" AND -extras_withdrawn:[* TO *]',
                "rows": 0,
                "facet.field": ["organization"],
                "facet.limit": -1,
            },
        )
        items = result["search_facets"].get("organization", {}).get("items", [])
        return {item["name"]: int(item["count"]) for item in items}

    # --- writing ------------------------------------------------------------------------

    def write_organization(self, fields: Mapping[str, Any], number: str) -> None:
        """Create an organization, or patch the one whose id is `number`."""
        if number:
            self._write("organization_patch", {**fields, "id": number})
        else:
            self._write("organization_create", dict(fields))

    def create(self, package: Mapping[str, Any]) -> Mapping[str, Any]:
        """Create a dataset without files (package_create takes none) and return it."""
        created: Mapping[str, Any] = self._write("package_create", dict(package))
        return created

    def revise(self, revision: Revision) -> Mapping[str, Any]:
        """Revise in one transaction. Lists are filtered out first, or shorter ones would merge.

        CKAN.md §2.2: `update` merges lists item by item, so every list that may shrink stands in
        `filter`.
        """
        body: dict[str, Any] = {
            "match": {"id": revision.id, "metadata_modified": revision.modified},
            "filter": [
                f"-{key}" for key in ("tags", "extras", "resources") if key in revision.update
            ],
            "update": dict(revision.update),
        }
        with ExitStack() as stack:
            parts = {
                f"update__resources__{upload.index}__upload": (
                    upload.name,
                    stack.enter_context(upload.file.open()),
                    upload.mediatype,
                )
                for upload in revision.uploads
            }
            if parts:
                body = {key: json.dumps(value) for key, value in body.items()}
            result = self._write("package_revise", body, parts or None)
        package: Mapping[str, Any] = result["package"]
        return package

    # --- calls --------------------------------------------------------------------------

    def may_create_organizations(self) -> bool:
        """Ask by a call that cannot write: CKAN looks at rights first, then misses the name."""
        try:
            self._remote.call_action("organization_create", {})
        except ckanapi.ValidationError:
            return True
        except ckanapi.NotAuthorized:
            return False
        except TemporaryFailureError as error:
            raise unreachable(self.address, error) from error
        return True

    def _organizations_with(self, permission: str) -> frozenset[str]:
        items = self._read("organization_list_for_user", {"permission": permission})
        return frozenset(item["name"] for item in items)

    def _read(self, action: str, query: dict[str, Any]) -> Any:
        """Call a read action that every user of a catalog may call."""
        try:
            return self._asked(action, query)
        except (ckanapi.NotFound, ckanapi.NotAuthorized) as error:
            raise self._odd(action, error) from error

    def _asked(self, action: str, query: dict[str, Any]) -> Any:
        """Call a read action; temporary failures are tried again with growing, uneven pauses."""
        for attempt in range(TRIES):
            try:
                return self._remote.call_action(action, query)
            except TemporaryFailureError as error:
                if attempt == TRIES - 1:
                    raise unreachable(self.address, error) from error
                self._sleep(0.5 * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 # jitter
            except ckanapi.CKANAPIError as error:
                if isinstance(error, (ckanapi.NotFound, ckanapi.NotAuthorized)):
                    raise
                raise self._odd(action, error) from error
        raise AssertionError(action)

    def _odd(self, action: str, error: Exception) -> CatalogError:
        return CatalogError(
            Text("目録が読み取りを断りました", "The catalog refused a read"),
            where=f"{self.address} {action}: {cut(error, 300)}",
            next_step=Text(
                "目録の管理者に、この行を見せてください。",
                "Show this line to the catalog's administrator.",
            ),
        )

    def _write(self, action: str, body: dict[str, Any], files: Any = None) -> Any:
        try:
            return self._remote.call_action(action, body, files=files)
        except TemporaryFailureError as error:
            raise WriteAmbiguousError(str(error)) from error
        except CatalogUnreachable as error:
            raise WriteAmbiguousError(error.where) from error
        except CatalogError as error:
            raise WriteRefusedError(error.where) from error
        except ckanapi.ValidationError as error:
            detail = {key: value for key, value in error.error_dict.items() if key != "__type"}
            text = cut(json.dumps(detail, ensure_ascii=False), 400)
            raise (WriteConflictError if _is_conflict(detail) else WriteRefusedError)(
                text
            ) from error
        except ckanapi.CKANAPIError as error:
            raise WriteRefusedError(cut(error, 400)) from error


def _is_conflict(detail: Mapping[str, Any]) -> bool:
    """Tell whether a validation error is somebody else's doing (CKAN.md §2.0, §2.2, §2.3)."""
    text = json.dumps(detail)
    return "match" in detail or "already exists" in text or "already in use" in text
