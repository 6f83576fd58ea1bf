"""Actions on tags: a tag is there as long as a public dataset has it."""

from __future__ import annotations

from typing import Any

from catalog.actions.context import Context, Parameters
from catalog.errors import NotFound
from catalog.model.names import tag_id
from catalog.model.values import boolean, needed, text
from catalog.store import packages, resources


def tag_list(context: Context, parameters: Parameters) -> list[Any]:
    """Return the tags of public datasets: names, or dictionaries with all_fields.

    :param query: only tags that hold this
    :param all_fields: dictionaries instead of names
    """
    vocabulary = text(parameters, "vocabulary_id")
    if vocabulary:
        reason = f"could not find vocabulary '{vocabulary}'"
        raise NotFound(reason)
    found = resources.public_values(
        context.connection, "tags", beginning=text(parameters, "query") or None
    )
    if boolean(parameters, "all_fields"):
        return [_shown(name) for name, _ in found]
    return [name for name, _ in found]


def tag_show(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Return a tag.

    :param id: the name or id
    :param include_datasets: the public datasets that have it, too
    """
    reference = needed(parameters, "id")
    if text(parameters, "vocabulary_id"):
        raise NotFound
    names = [name for name, _ in resources.public_values(context.connection, "tags")]
    name = next((name for name in names if reference in {name, tag_id(name)}), None)
    if name is None:
        raise NotFound
    shown = _shown(name)
    if boolean(parameters, "include_datasets"):
        numbers = resources.public_with(context.connection, "tags", name)
        shown["packages"] = context.shown_all(packages.several(context.connection, numbers))
    return shown


def _shown(name: str) -> dict[str, Any]:
    return {"id": tag_id(name), "name": name, "vocabulary_id": None, "display_name": name}
