"""From what a client sends to the dataset it asks for, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from catalog.errors import ValidationFailed
from catalog.model import resource as resources
from catalog.model.extras import extras, objects, tags
from catalog.model.names import email_problems, is_uuid, name_problems
from catalog.model.organization import Organization
from catalog.model.package import TEXTS, Package
from catalog.model.resource import Resource
from catalog.model.times import later
from catalog.model.values import boolean

_STATES = frozenset({"active", "draft", "deleted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a draft must be compared with, as questions."""

    organization: Callable[[str], Organization | None]
    """By id or name; deleted ones are None."""
    name_holder: Callable[[str], str | None]
    """Id of the dataset, not deleted, that has this name."""
    resource_holder: Callable[[str], str | None]
    """Id of the dataset that has this resource."""
    new_id: Callable[[], str]
    now: str
    user_id: str


def settled(given: Mapping[str, Any], before: Package | None, world: World) -> Package:
    """Return the dataset that `given` asks for; `before` itself where nothing would change.

    Omitted values are removed, except name, state, private, owner and resources, which stay
    (CKAN 2.12). Raises ValidationFailed with all problems at once, IntegrityFailed for wrong shapes.
    """
    errors: dict[str, Any] = {}
    identifier = before.id if before else _new_id(given, world, errors)
    name = _name(given, before, world, errors)
    owner = _owner(given, before, world, errors)
    private = _private(given, before, errors)
    state = given.get("state") or (before.state if before else "active")
    if state not in _STATES:
        errors["state"] = [f"Must be active, draft or deleted, not {state!r}"]
    texts = _texts(given, errors)
    tag_names = tags(given.get("tags"), given.get("tag_string"), errors)
    pairs = extras(given.get("extras"), errors)
    if given.get("groups"):
        errors["groups"] = ["This catalog has no groups"]
    listed = _resources(given, before, identifier, world, errors)
    if errors:
        raise ValidationFailed(errors)
    draft = Package(
        id=identifier,
        name=name,
        title=str(given.get("title") or name),
        owner_org=owner,
        private=private,
        state=state,
        type=before.type if before else str(given.get("type") or "dataset"),
        creator_user_id=before.creator_user_id if before else world.user_id,
        metadata_created=before.metadata_created if before else world.now,
        metadata_modified=before.metadata_modified if before else world.now,
        texts=texts,
        tags=tag_names,
        extras=pairs,
        resources=listed,
    )
    if before is None or draft == before:
        return before or draft
    return replace(draft, metadata_modified=later(world.now, before.metadata_modified))


def _new_id(given: Mapping[str, Any], world: World, errors: dict[str, Any]) -> str:
    identifier = given.get("id")
    if identifier in (None, ""):
        return world.new_id()
    if not is_uuid(identifier):
        errors["id"] = ["Invalid id provided"]
    return str(identifier)


def _name(
    given: Mapping[str, Any], before: Package | None, world: World, errors: dict[str, Any]
) -> str:
    name = given.get("name")
    if name is None and before is not None:
        return before.name
    problems = name_problems(name)
    if not problems:
        holder = world.name_holder(str(name))
        if holder is not None and (before is None or holder != before.id):
            problems = ["That URL is already in use."]
    if problems:
        errors["name"] = problems
    return str(name)


def _owner(
    given: Mapping[str, Any], before: Package | None, world: World, errors: dict[str, Any]
) -> str | None:
    wanted = given.get("owner_org")
    if wanted is None and before is not None:
        return before.owner_org
    if not wanted:
        errors["owner_org"] = ["An organization must be provided"]
        return None
    organization = world.organization(str(wanted))
    if organization is None:
        errors["owner_org"] = ["Organization does not exist"]
        return None
    return organization.id


def _private(given: Mapping[str, Any], before: Package | None, errors: dict[str, Any]) -> bool:
    try:
        return boolean(given, "private", default=before.private if before else False)
    except ValidationFailed as error:
        errors["private"] = error.error["private"]
        return True


def _texts(given: Mapping[str, Any], errors: dict[str, Any]) -> dict[str, str | None]:
    texts = {key: None if given.get(key) is None else str(given[key]) for key in TEXTS}
    for key in ("author_email", "maintainer_email"):
        texts[key] = (texts[key] or "").strip() if texts[key] is not None else None
        problems = email_problems(texts[key] or "")
        if problems:
            errors[key] = problems
    if len(texts["version"] or "") > 100:
        errors["version"] = ["Version must be a maximum of 100 characters long"]
    return texts


def _resources(
    given: Mapping[str, Any],
    before: Package | None,
    package_id: str,
    world: World,
    errors: dict[str, Any],
) -> tuple[Resource, ...]:
    known = {resource.id: resource for resource in before.resources} if before else {}
    if given.get("resources") is None and before is not None:
        return before.resources
    listed = objects(given.get("resources"), "resources")
    problems = [resources.problems(item) for item in listed]
    seen: set[str] = set()
    for item, problem in zip(listed, problems, strict=True):
        identifier = item.get("id")
        if not identifier or problem.get("id"):
            continue
        holder = world.resource_holder(str(identifier))
        if str(identifier) in seen or holder not in (None, package_id):
            problem["id"] = ["Resource id already exists."]
        seen.add(str(identifier))
    if any(problems):
        errors["resources"] = problems
        return ()
    return tuple(
        resources.settled(item, identifier=identifier, before=known.get(identifier), now=world.now)
        for item in listed
        for identifier in [str(item.get("id") or world.new_id())]
    )
