"""A dataset: what is kept of what a client sends, and how it is shown.

CKAN calls it package in its API, and so do the modules that speak it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.model.extras import Pairs, shown
from catalog.model.licence import Licences
from catalog.model.names import tag_id
from catalog.model.organization import Organization
from catalog.model.resource import Resource

TEXTS = (
    "author", "author_email", "license_id", "maintainer", "maintainer_email", "notes", "url",
    "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A dataset as the store keeps it."""

    id: str
    name: str
    title: str
    owner_org: str | None
    """The organization's id."""
    private: bool
    state: str
    type: str
    creator_user_id: str
    metadata_created: str
    metadata_modified: str
    texts: Mapping[str, str | None]
    """The values of TEXTS."""
    tags: tuple[str, ...]
    extras: Pairs
    resources: tuple[Resource, ...]

    @property
    def is_visible(self) -> bool:
        """Say whether everybody may see it."""
        return self.state == "active" and not self.private

    def dictionary(
        self, *, organization: Organization | None, licences: Licences, site_url: str
    ) -> dict[str, Any]:
        """Return the dataset as CKAN shows it."""
        licence_id = self.texts["license_id"]
        licence = licences.find(licence_id)
        shown_licence: dict[str, Any] = {
            "isopen": licence.is_open if licence else False,
            "license_title": licence.title if licence else licence_id,
        }
        if licence and licence.url:
            shown_licence["license_url"] = licence.url
        return {
            **dict(sorted({**self._core(), **shown_licence}.items())),
            "organization": organization.reference() if organization else None,
            "extras": shown(self.extras),
            "resources": [
                resource.dictionary(package_id=self.id, position=position, site_url=site_url)
                for position, resource in enumerate(self.resources)
            ],
            "tags": [shown_tag(name) for name in self.tags],
            "groups": [],
            "relationships_as_subject": [],
            "relationships_as_object": [],
        }

    def _core(self) -> dict[str, Any]:
        return {
            **self.texts,
            "creator_user_id": self.creator_user_id,
            "id": self.id,
            "metadata_created": self.metadata_created,
            "metadata_modified": self.metadata_modified,
            "name": self.name,
            "num_resources": len(self.resources),
            "num_tags": len(self.tags),
            "owner_org": self.owner_org,
            "private": self.private,
            "state": self.state,
            "title": self.title,
            "type": self.type,
        }


def shown_tag(name: str) -> dict[str, Any]:
    """Return a dataset's tag as CKAN shows it."""
    return {
        "display_name": name,
        "id": tag_id(name),
        "name": name,
        "state": "active",
        "vocabulary_id": None,
    }
