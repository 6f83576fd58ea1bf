"""Running an action: its transaction, its caller's rights, and the anonymous reader for pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from catalog.actions.context import Context, Read, Surroundings, Write, Written
from catalog.actions.registry import ACTIONS, Action
from catalog.errors import NotAuthorized, NotFound
from catalog.model.upload import Upload
from catalog.store import index, packages, resources
from catalog.store.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """The file behind a resource."""

    path: Path
    sha256: str
    filename: str
    """Plain ASCII, as in the address."""
    mimetype: str | None


class Caller:
    """Everything that one kind of caller may ask of the catalog; safe for many threads."""

    def __init__(self, surroundings: Surroundings, *, is_publisher: bool) -> None:
        self._surroundings = surroundings
        self.is_publisher = is_publisher

    def call(self, action: str, parameters: Mapping[str, Any]) -> Any:
        """Return the `result` of a read action; raises ActionError as the API would."""
        found = ACTIONS.get(action)
        if found is None or not found.is_read:
            reason = f"there is no read action {action}"
            raise NotFound(reason)
        return self.run(found, parameters).result

    def run(self, action: Action, parameters: Mapping[str, Any]) -> Written:
        """Run an action in a transaction of its own; raises ActionError."""
        database = self._surroundings.store.database
        if action.is_read:
            with database.read() as connection:
                read = cast(Read, action.run)
                return Written(result=read(self._context(connection), parameters))
        if not self.is_publisher:
            reason = f"User  not authorized to use {action.name}"
            raise NotAuthorized(reason)
        excerpts = self._surroundings.store.excerpts(_uploads(parameters))
        with database.write() as connection:
            for sha256, kind, excerpt in excerpts:
                index.add_excerpt(connection, sha256, kind, excerpt)
            return cast(Write, action.run)(self._context(connection), parameters)

    def path(self, resource_id: str) -> Path | None:
        """Return the stored file of a resource that the caller may see, None where there is none."""
        stored = self.stored_file(resource_id)
        return stored.path if stored else None

    def stored_file(self, resource_id: str, dataset: str | None = None) -> StoredFile | None:
        """Return the file of a resource, also only if it is in the dataset of this id or name."""
        store = self._surroundings.store
        with store.database.read() as connection:
            place = resources.place(connection, resource_id)
            if place is None:
                return None
            package = packages.several(connection, [place.package])[0]
            resource = package.resources[place.position]
            if dataset not in {None, package.id, package.name}:
                return None
            if resource.sha256 is None or not self._context(connection).may_see(package):
                return None
        return StoredFile(
            path=store.files.path(resource.sha256),
            sha256=resource.sha256,
            filename=str(resource.body["url"]),
            mimetype=resource.body.get("mimetype"),
        )

    def _context(self, connection: Connection) -> Context:
        return Context(
            surroundings=self._surroundings,
            connection=connection,
            is_publisher=self.is_publisher,
        )


def _uploads(value: Any) -> list[Upload]:
    if isinstance(value, Upload):
        return [value]
    if isinstance(value, Mapping):
        return [upload for item in value.values() for upload in _uploads(item)]
    if isinstance(value, list):
        return [upload for item in value for upload in _uploads(item)]
    return []
