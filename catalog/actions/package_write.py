"""Actions that create and change datasets; each is one transaction."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from catalog.actions.context import Context, Parameters, Written
from catalog.errors import NotFound, ValidationFailed
from catalog.model import revision
from catalog.model.draft import World, settled
from catalog.model.organization import Organization
from catalog.model.package import Package
from catalog.model.times import later
from catalog.model.values import text
from catalog.store import organizations, packages
from catalog.store.store import write_package


def package_create(context: Context, parameters: Parameters) -> Written:
    """Create a dataset; the caller may choose its id.

    Takes the keys of a dataset: name, title, notes, owner_org, private, license_id, tags, extras,
    resources and so on. A deleted dataset of the same name makes room.
    """
    identifier = parameters.get("id")
    if identifier and packages.find(context.connection, str(identifier)) is not None:
        raise ValidationFailed({"id": ["Dataset id already exists"]})
    package = settled(parameters, None, _world(context))
    write_package(context.connection, package)
    return Written(result=_shown(context, package.id), packages=(package.id,))


def package_update(context: Context, parameters: Parameters) -> Written:
    """Replace a dataset; keys that are left out are removed, but not its resources (CKAN 2.12).

    :param id: the id or name of the dataset
    """
    return _saved(context, _existing(context, parameters), parameters)


def package_patch(context: Context, parameters: Parameters) -> Written:
    """Change only the given keys of a dataset.

    :param id: the id or name of the dataset
    """
    before = _existing(context, parameters)
    shown = _shown(context, before.id)
    return _saved(context, before, {**shown, **parameters, "id": before.id})


def package_delete(context: Context, parameters: Parameters) -> Written:
    """Delete a dataset: readers no longer see it; an update with state active brings it back.

    :param id: the id or name of the dataset
    """
    before = _existing(context, parameters)
    if before.state == "deleted":
        return Written(result=None)
    modified = later(context.surroundings.now(), before.metadata_modified)
    write_package(context.connection, replace(before, state="deleted", metadata_modified=modified))
    return Written(result=None, packages=(before.id,))


def package_revise(context: Context, parameters: Parameters) -> Written:
    """Change parts of a dataset if it is as expected.

    :param match: values that the dataset must have, among them its id or name
    :param filter: patterns of what to remove first: "-tags", "+resources", "-*" …
    :param update: what to merge in; also as flattened keys such as update__resources__0__name
    :param include: patterns of what to return
    """
    wanted, flat = _parts(parameters, "match")
    reference = next(
        (place[key] for key in ("id", "name") for place in (flat, wanted) if place.get(key)), None
    )
    if reference is None:
        raise ValidationFailed({"match__id": "Missing value"})
    before = packages.find(context.connection, str(reference))
    if before is None:
        raise NotFound
    current = _shown(context, before.id)
    unmatched = revision.mismatches(current, wanted)
    for key in sorted(flat):
        unmatched += revision.mismatches_at(current, key, flat[key])
    if unmatched:
        raise ValidationFailed({"match": ["__".join(map(str, path)) for path in unmatched]})
    saved = _saved(context, before, {**_revised(current, parameters), "id": before.id})
    answer = {"package": saved.result}
    shown = revision.filtered(answer, revision.patterns(_decoded(parameters.get("include"))))
    return Written(result=shown, packages=saved.packages)


def _revised(current: Mapping[str, Any], parameters: Parameters) -> dict[str, Any]:
    removed = revision.patterns(_decoded(parameters.get("filter")))
    revised: dict[str, Any] = revision.filtered(dict(current), removed)
    update, flat = _parts(parameters, "update")
    try:
        revised = revision.merged(revised, update)
    except revision.MergeError as error:
        raise ValidationFailed({"update": [str(error)]}) from error
    for key in revision.in_order(flat):
        try:
            revised = revision.merged_at(revised, key, flat[key])
        except revision.MergeError as error:
            raise ValidationFailed({key: [str(error)]}) from error
    return revised


def _parts(parameters: Parameters, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    whole = _decoded(parameters.get(name))
    if whole in (None, ""):
        whole = {}
    if not isinstance(whole, dict):
        raise ValidationFailed({name: ["Must be a dict"]})
    prefix = f"{name}__"
    flat = {
        key.removeprefix(prefix): _decoded(value)
        for key, value in parameters.items()
        if key.startswith(prefix)
    }
    return whole, flat


def _decoded(value: Any) -> Any:
    # Parts of a form are text: what reads as JSON is meant as JSON, as on CKAN.
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _saved(context: Context, before: Package, given: Mapping[str, Any]) -> Written:
    package = settled(given, before, _world(context))
    if package is before:
        return Written(result=_shown(context, before.id))
    write_package(context.connection, package)
    return Written(result=_shown(context, package.id), packages=(package.id,))


def _existing(context: Context, parameters: Parameters) -> Package:
    reference = text(parameters, "id") or text(parameters, "name")
    if not reference:
        raise ValidationFailed({"id": ["Missing value"]})
    package = packages.find(context.connection, reference)
    if package is None:
        reason = "Package was not found."
        raise NotFound(reason)
    return package


def _shown(context: Context, identifier: str) -> dict[str, Any]:
    package = packages.find(context.connection, identifier)
    if package is None:
        raise NotFound
    owner = organizations.find(context.connection, package.owner_org) if package.owner_org else None
    return context.shown(package, owner)


def _world(context: Context) -> World:
    def organization(reference: str) -> Organization | None:
        found = organizations.find(context.connection, reference)
        return found if found and found.state == "active" else None

    return World(
        organization=organization,
        name_holder=partial(packages.name_holder, context.connection),
        resource_holder=partial(packages.resource_holder, context.connection),
        new_id=lambda: str(uuid.uuid4()),
        now=context.surroundings.now(),
        user_id=context.surroundings.user_id,
    )
