"""What every action has at hand: the store, the site, the clock and who is asking."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.model.licence import Licences
from catalog.model.organization import Organization
from catalog.model.package import Package
from catalog.model.times import stamp
from catalog.settings import Site
from catalog.store import organizations
from catalog.store.connection import Connection
from catalog.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stays the same for all requests."""

    site: Site
    store: Store
    licences: Licences
    clock: Callable[[], datetime]
    """Gives aware times."""

    @property
    def user_id(self) -> str:
        """The id of the one user who writes."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"publisher:{self.site.instance}"))

    def now(self) -> str:
        """Return the present moment as CKAN writes it."""
        return stamp(self.clock())


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One caller's view during one action."""

    surroundings: Surroundings
    connection: Connection
    is_publisher: bool
    """The caller showed the token; everybody else is an anonymous citizen."""

    @property
    def licences(self) -> Licences:
        """The licence register."""
        return self.surroundings.licences

    @property
    def site(self) -> Site:
        """What this catalog says about itself."""
        return self.surroundings.site

    def may_see(self, package: Package) -> bool:
        """Say whether the caller may see a dataset."""
        return self.is_publisher or package.is_visible

    def shown(self, package: Package, owner: Organization | None) -> dict[str, Any]:
        """Return a dataset's dictionary."""
        return package.dictionary(
            organization=owner, licences=self.licences, site_url=self.site.url
        )

    def shown_all(self, packages: Sequence[Package]) -> list[dict[str, Any]]:
        """Return the dictionaries of several datasets."""
        owners = organizations.everyone(self.connection)
        return [self.shown(package, owners.get(package.owner_org or "")) for package in packages]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The result of an action that writes."""

    result: Any
    packages: tuple[str, ...] = ()
    """Ids of the datasets that really changed."""


Parameters = Mapping[str, Any]
Read = Callable[[Context, Parameters], Any]
Write = Callable[[Context, Parameters], Written]


def page(items: Iterable[Any], *, limit: int, offset: int) -> list[Any]:
    """Return a part of a list; limit 0 means all."""
    listed = list(items)[offset:]
    return listed[:limit] if limit else listed
