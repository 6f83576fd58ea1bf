"""An organization: what is kept of what a client sends, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.errors import ValidationFailed
from catalog.model.extras import Pairs, extras, shown
from catalog.model.names import name_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organization as the store keeps it."""

    id: str
    name: str
    title: str
    description: str
    image_url: str
    state: str
    created: str
    extras: Pairs

    def reference(self) -> dict[str, Any]:
        """Return the block that stands in a dataset's dictionary."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "type": "organization",
            "description": self.description,
            "image_url": self.image_url,
            "created": self.created,
            "is_organization": True,
            "approval_status": "approved",
            "state": self.state,
        }

    def dictionary(self, *, package_count: int) -> dict[str, Any]:
        """Return the organization as CKAN lists it, without the keys that are asked for."""
        return {
            **self.reference(),
            "display_name": self.title or self.name,
            "image_display_url": self.image_url,
            "num_followers": 0,
            "package_count": package_count,
        }

    def shown_extras(self) -> list[dict[str, str]]:
        """Return the extras in CKAN's form."""
        return shown(self.extras)


def settled(
    given: Mapping[str, Any], *, identifier: str, before: Organization | None, now: str
) -> Organization:
    """Return the organization that `given` makes; raises ValidationFailed with all its problems."""
    errors: dict[str, Any] = {}
    name = given.get("name") or (before.name if before else None)
    problems = name_problems(name)
    if problems:
        errors["name"] = problems
    state = given.get("state") or (before.state if before else "active")
    if state not in {"active", "deleted"}:
        errors["state"] = [f"Must be active or deleted, not {state!r}"]
    pairs = extras(given.get("extras"), errors)
    if errors:
        raise ValidationFailed(errors)
    title = given.get("title")
    return Organization(
        id=identifier,
        name=str(name),
        title=str(title if title is not None else (before.title if before else "")),
        description=str(given.get("description") or ""),
        image_url=str(given.get("image_url") or ""),
        state=str(state),
        created=before.created if before else now,
        extras=pairs,
    )
