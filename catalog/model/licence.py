"""The licence register: the vocabulary of licences in CKAN's form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One licence that datasets may name."""

    id: str
    title: str
    url: str
    is_open: bool
    is_stated: bool

    def dictionary(self) -> dict[str, Any]:
        """Return the licence as license_list shows it."""
        conformance = "approved" if self.is_open else "rejected"
        return {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "status": "active",
            "family": "",
            "maintainer": "",
            "domain_content": str(self.is_open),
            "domain_data": str(self.is_open),
            "domain_software": "False",
            "is_generic": str(not self.is_stated),
            "is_okd_compliant": str(self.is_open),
            "is_osi_compliant": "False",
            "od_conformance": conformance if self.is_stated else "not reviewed",
            "osd_conformance": "not reviewed",
        }


class Licences:
    """All licences, found by their own id or by one that a CKAN uses for them."""

    def __init__(self, listed: Iterable[Licence], aliases: Mapping[str, str]) -> None:
        self._listed = tuple(listed)
        own = {licence.id: licence for licence in self._listed}
        self._found = {alias: own[identifier] for alias, identifier in aliases.items()} | own

    def __iter__(self) -> Any:
        return iter(self._listed)

    def find(self, identifier: str | None) -> Licence | None:
        """Return the licence of this id, None for an id that is not in the register."""
        return self._found.get(identifier) if identifier else None


def licences(vocabulary: Mapping[str, Any]) -> Licences:
    """Return the register that schemas/vocabularies/licences.json describes."""
    entries = vocabulary["licences"]
    listed = [
        Licence(
            id=entry["id"],
            title=entry["title"]["ja"],
            url=entry["url"],
            is_open=entry["open"] == "yes",
            is_stated=entry["open"] != "unstated",
        )
        for entry in entries
    ]
    aliases: dict[str, str] = {}
    for entry in entries:
        for alias in entry["ckan"]:
            aliases.setdefault(alias, entry["id"])
    return Licences(listed, aliases)
