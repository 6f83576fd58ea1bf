"""Read the actual state through the port: few requests, and nothing believed that may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.ckan.port import Catalog, Hidden
from publisher.ckan.rights import Rights
from publisher.errors import PlanRefused
from publisher.identity import NAME
from publisher.publish.actual import Actual, Held, held, held_organization, held_summary
from publisher.publish.desired import Desired
from publisher.publish.state import State
from publisher.words import Text

READ_ONE_BY_ONE = 50
"""Above this many doubtful datasets, full pages cost fewer requests than single reads."""


def inventory(
    catalog: Catalog,
    wanted: Desired,
    state: State,
    *,
    instance: str,
    rights: Rights,
    licences: frozenset[str],
) -> Actual:
    """Return what the catalog holds.

    A dataset that is as remembered after our last write is not read again; one whose
    `metadata_modified` or digest is another is read in full, so that an edit made by hand is seen
    the same night. Raises CatalogError, and PlanRefused where the search index has lost datasets.
    """
    organizations = {item["name"]: held_organization(item) for item in catalog.organizations()}
    datasets = _datasets(catalog, wanted, state, instance)
    names = {item.name for item in wanted.datasets} | wanted.blocked.keys()
    missing = sorted(name for name in names - datasets.keys() if NAME.match(name))
    hidden = set()
    lost = []
    for name in missing:
        answer = catalog.show(name)
        if isinstance(answer, Hidden):
            hidden.add(name)
        elif answer is not None and answer["name"] == name:
            datasets[name] = held(answer)
            if not datasets[name].deleted and datasets[name].managed_by == instance:
                lost.append(name)
    _refuse_shrunk_index(lost, datasets, instance)
    return Actual(
        datasets=datasets,
        organizations=organizations,
        hidden=frozenset(hidden),
        rights=rights,
        licences=licences,
    )


def _datasets(catalog: Catalog, wanted: Desired, state: State, instance: str) -> dict[str, Held]:
    if not state.known:
        return _full(catalog)
    found = {item["name"]: held_summary(item) for item in catalog.search(full=False)}
    digests = {item.name: item.digest for item in wanted.datasets}
    doubtful = [
        name
        for name, item in found.items()
        if item.managed_by == instance
        and (name in digests or name in wanted.renamed)
        and not _as_remembered(item, digests.get(name, ""), state)
    ]
    if len(doubtful) > READ_ONE_BY_ONE:
        return _full(catalog)
    for name in doubtful:
        answer = catalog.show(found[name].id)
        if isinstance(answer, Mapping):
            found[name] = held(answer)
    return found


def _full(catalog: Catalog) -> dict[str, Held]:
    packages: list[Mapping[str, Any]] = list(catalog.search(full=True))
    return {item["name"]: held(item) for item in packages}


def _as_remembered(item: Held, digest: str, state: State) -> bool:
    remembered = state.datasets.get(item.name)
    return (
        remembered is not None
        and item.digest == digest == remembered.digest
        and item.modified == remembered.modified
        and not item.private
    )


def _refuse_shrunk_index(lost: list[str], datasets: Mapping[str, Held], instance: str) -> None:
    """Refuse where the index misses many datasets that the database still has (DESIGN §4)."""
    ours = sum(item.managed_by == instance for item in datasets.values())
    if len(lost) > max(2, ours // 10):
        raise PlanRefused(
            Text(
                f"目録の検索に、あるはずの {len(lost)} 件が出てきません",
                f"The catalog's search misses {len(lost)} datasets that exist",
            ),
            where=", ".join(lost[:5]),
            next_step=Text(
                "索引の作り直しが済むのを待つか、目録の管理者に `ckan search-index rebuild` を"
                "頼んでから、もう一度実行してください。",
                "Wait until the index is rebuilt (or ask for `ckan search-index rebuild`), then "
                "run this again.",
            ),
        )
