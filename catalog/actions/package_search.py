"""package_search: hits, facets, and the few fields that `fl` asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from catalog.actions.context import Context, Parameters
from catalog.errors import SearchFailed
from catalog.model.organization import Organization
from catalog.model.package import Package
from catalog.model.times import solr
from catalog.search.parameters import SearchRequest, request
from catalog.search.query import fields
from catalog.store import organizations, packages, search
from catalog.store.condition import BoundError

Shown = Callable[[Package, Organization | None], Any]


def package_search(context: Context, parameters: Parameters) -> dict[str, Any]:
    """Search for datasets.

    :param q: words, all of which a hit holds; "quotes" make a phrase; field:value as in Solr
    :param fq: further conditions, as in Solr: field:value, ranges, AND, OR, NOT, parentheses
    :param fq_list: a list of such conditions
    :param sort: for example "metadata_modified desc"
    :param rows: the most datasets to return (10; at most 1000)
    :param start: how many to leave out first
    :param facet.field: a JSON list of the fields whose values are counted
    :param facet.limit: the most values per field (50; -1: all)
    :param facet.mincount: the smallest number that a value needs to be listed
    :param fl: the fields to return instead of whole datasets
    :param include_private: with the token: private datasets, too
    :param include_deleted: with the token: deleted datasets, too
    """
    wanted = request(parameters)
    try:
        hits = search.numbers(
            context.connection,
            words=wanted.words,
            filters=wanted.filters,
            scope=_scope(context, wanted),
            order=[
                search.Order(field=field, is_descending=is_descending)
                for field, is_descending in wanted.order
            ],
        )
    except BoundError as error:
        raise SearchFailed(str(error)) from error
    counted = _facets(context, wanted, hits)
    return {
        "count": len(hits),
        "facets": {field: dict(values) for field, values in counted.items()},
        "results": _results(context, wanted, hits[wanted.start : wanted.start + wanted.rows]),
        "sort": wanted.sort,
        "search_facets": _search_facets(context, counted),
    }


def _scope(context: Context, wanted: SearchRequest) -> search.Scope:
    if not context.is_publisher:
        return search.Scope(with_private=False, states=("active",))
    states: tuple[str, ...] | None = (
        "active",
        *(("draft",) if wanted.include_drafts else ()),
        *(("deleted",) if wanted.include_deleted else ()),
    )
    if any("state" in fields(query) for query in wanted.filters):
        states = None
    return search.Scope(with_private=wanted.include_private, states=states)


def _results(context: Context, wanted: SearchRequest, hits: Sequence[int]) -> list[dict[str, Any]]:
    if not wanted.fields:
        return context.shown_all(packages.several(context.connection, hits))
    needs_resources = any(name.startswith("res_") or name == "*" for name in wanted.fields)
    listed = packages.several(context.connection, hits, with_resources=needs_resources)
    owners = organizations.everyone(context.connection)
    return [
        _chosen(context, package, owners.get(package.owner_org or ""), wanted.fields)
        for package in listed
    ]


def _chosen(
    context: Context, package: Package, owner: Organization | None, names: Sequence[str]
) -> dict[str, Any]:
    extras = dict(package.extras)
    chosen: dict[str, Any] = {}
    if "*" in names:
        names = [*_FIELDS, *(f"extras_{key}" for key in extras)]
    for name in names:
        if name.startswith("extras_"):
            key = name.removeprefix("extras_")
            value: Any = extras.get(key)
        elif name in {"data_dict", "validated_data_dict"}:
            key, value = name, json.dumps(context.shown(package, owner), ensure_ascii=False)
        else:
            key = name
            value = _FIELDS[name](package, owner) if name in _FIELDS else None
        # Solr leaves out what a dataset does not have.
        if value not in (None, "", []):
            chosen[key] = value
    return chosen


def _of_resources(key: str) -> Shown:
    return lambda package, _: [
        value for resource in package.resources if (value := resource.body.get(key))
    ]


def _text(key: str) -> Shown:
    return lambda package, _: package.texts[key]


_FIELDS: Mapping[str, Shown] = {
    "id": lambda package, _: package.id,
    "name": lambda package, _: package.name,
    "title": lambda package, _: package.title,
    "dataset_type": lambda package, _: package.type,
    "state": lambda package, _: package.state,
    "capacity": lambda package, _: "private" if package.private else "public",
    "organization": lambda _, owner: owner.name if owner else None,
    "owner_org": lambda package, _: package.owner_org,
    "creator_user_id": lambda package, _: package.creator_user_id,
    "metadata_created": lambda package, _: solr(package.metadata_created),
    "metadata_modified": lambda package, _: solr(package.metadata_modified),
    "tags": lambda package, _: list(package.tags),
    **{
        key: _text(key)
        for key in (
            "author", "author_email", "license_id", "maintainer", "maintainer_email", "notes",
            "url", "version",
        )
    },
    **{f"res_{key}": _of_resources(key) for key in ("name", "format", "url", "description")},
}  # fmt: skip


def _facets(
    context: Context, wanted: SearchRequest, hits: Sequence[int]
) -> dict[str, list[tuple[str, int]]]:
    if not wanted.facet_fields:
        return {}
    counted = search.facets(context.connection, hits, wanted.facet_fields)
    limit = None if wanted.facet_limit < 0 else wanted.facet_limit
    return {
        field: [pair for pair in values if pair[1] >= wanted.facet_mincount][:limit]
        for field, values in counted.items()
    }


def _search_facets(
    context: Context, counted: Mapping[str, Sequence[tuple[str, int]]]
) -> dict[str, Any]:
    titles: dict[str, str] = {}
    if "organization" in counted:
        everyone = organizations.everyone(context.connection).values()
        titles = {owner.name: owner.title or owner.name for owner in everyone}

    def display_name(field: str, value: str) -> str:
        if field == "organization":
            return titles.get(value, value)
        if field == "license_id":
            licence = context.licences.find(value)
            return licence.title if licence else value
        return value

    return {
        field: {
            "title": field,
            "items": sorted(
                (
                    {"name": value, "display_name": display_name(field, value), "count": count}
                    for value, count in values
                ),
                key=lambda item: str(item["display_name"]),
                reverse=True,
            ),
        }
        for field, values in counted.items()
    }
