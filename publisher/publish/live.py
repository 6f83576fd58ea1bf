"""What the live catalog shows against what the tree says, difference by difference. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.publish.desired import Desired
from publisher.publish.plan import Action, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An organization for which catalog and tree do not agree."""

    organization: str
    catalog: int
    tree: int
    datasets: tuple[str, ...]
    """Names that explain it, as far as the plan tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """Datasets of this instance that a citizen sees now, against the tree."""

    catalog: int
    tree: int
    differences: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/publish.schema.json."""
        return {
            "catalog": self.catalog,
            "tree": self.tree,
            "differences": [
                {
                    "organization": item.organization,
                    "catalog": item.catalog,
                    "tree": item.tree,
                    "datasets": list(item.datasets),
                }
                for item in self.differences
            ],
        }


def compare(
    counts: Mapping[str, int],
    wanted: Desired,
    plan: Plan,
    *,
    blocked_organizations: Mapping[str, str],
    failed: Iterable[str],
) -> Live:
    """Return the live count beside the tree's.

    `counts` are citizens' counts by organization; `blocked_organizations` tells the organization
    of datasets that check blocked; `failed` are datasets whose change did not go through.
    """
    organizations = {item.name: item.organization for item in wanted.datasets}
    organizations |= blocked_organizations
    public = [item for item in wanted.datasets if not item.withdrawn]
    tree = Counter(item.organization for item in public)
    for name, organization in blocked_organizations.items():
        if name not in {item.name for item in public}:
            tree[organization] += 1
    odd: dict[str, list[str]] = defaultdict(list)
    for change in plan.changes:
        if change.action in {Action.BLOCKED, Action.ORPHAN, Action.CONFLICT}:
            odd[organizations.get(change.dataset, "")].append(change.dataset)
    for name in failed:
        odd[organizations.get(name, "")].append(name)
    differences = tuple(
        Difference(
            organization=name,
            catalog=counts.get(name, 0),
            tree=tree[name],
            datasets=tuple(sorted({*odd[name], *odd[""]})),
        )
        for name in sorted(counts.keys() | tree.keys())
        if counts.get(name, 0) != tree[name]
    )
    return Live(catalog=sum(counts.values()), tree=sum(tree.values()), differences=differences)
