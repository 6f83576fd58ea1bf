"""What counts as one dataset, definition version 1 (DESIGN §5). Pure."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable

from publisher.identity import NAME
from publisher.model import Dataset, Organization, Resource, Tree
from publisher.profile import TABULAR
from publisher.vocabularies import Vocabularies
from publisher.words import Text

DEFINITION = "1"
"""Printed beside every figure; a new wording of what counts gets a new version."""
DEFINITION_WORDS = Text(
    "1件と数えるのは、変わらない名前、オープンなライセンス、取り出せるファイルを1つ以上持ち、"
    "その団体が公開しているデータセットです。文書からこちらで作った表と、自動で作る集計は数えません。"
    "累計＝基準値＋基準値の時点より後に初めて公開された数−誤って数えた数。"
    "公開を終えても累計は減りません。"
    "公開中＝この記録にあり、その日に取り出せる数（基準値は含みません）。"
    "機械判読できるもの＝公開中のうち、エラーのない表またはGeoJSONを1つ以上持つ数（内数）。",
    "One dataset is an entry with a stable name, an open licence and at least one file to take "
    "away, published by that body. Tables that we compiled from documents and figures that we "
    "compute do not count. Cumulative = opening balance + datasets first published after its "
    "date - entries counted by mistake; ending publication does not lower it. Available = "
    "entries recorded here that could be taken away on that day (the opening balance is not part "
    "of it). Machine-readable = the available ones with at least one table or GeoJSON file "
    "without an error.",
)
MACHINE_READABLE = TABULAR | {"geojson"}


class Reason(enum.StrEnum):
    """Why a dataset does not count."""

    UNSTABLE_NAME = "unstable-name"
    """Not a name that citizens can link to, or one that two datasets hold."""
    NOT_OWNED = "not-owned"
    """No body of this instance answers for it."""
    COMPILED = "compiled"
    """A table that we made from documents: nobody published it as data."""
    GENERATED = "generated"
    NO_FILE = "no-file"
    NO_OPEN_LICENCE = "no-open-licence"
    """None of its files has terms that the vocabulary calls open."""
    NO_FIRST_DAY = "no-first-day"
    NOT_YET = "not-yet"
    """Its first day of publication has not come."""
    VOIDED = "voided"


def lasting_reasons(
    tree: Tree, organizations: Iterable[Organization], vocabularies: Vocabularies
) -> list[tuple[Dataset, tuple[Reason, ...]]]:
    """Return each dataset of the tree with the reasons that keep it from counting on any day."""
    names = Counter([item.name for item in tree.datasets] + [item.name for item in tree.unreadable])
    bodies = {item.name for item in organizations}
    return [
        (
            dataset,
            tuple(
                _reasons(
                    dataset,
                    is_unique=names[dataset.name] == 1,
                    is_owned=dataset.organization in bodies,
                    vocabularies=vocabularies,
                )
            ),
        )
        for dataset in tree.datasets
    ]


def _reasons(
    dataset: Dataset, *, is_unique: bool, is_owned: bool, vocabularies: Vocabularies
) -> Iterable[Reason]:
    if not is_unique or not NAME.match(dataset.name):
        yield Reason.UNSTABLE_NAME
    if not is_owned:
        yield Reason.NOT_OWNED
    if dataset.generated:
        yield Reason.GENERATED
    elif dataset.origin == "compiled":
        yield Reason.COMPILED
    held = resources_held(dataset)
    if not held:
        yield Reason.NO_FILE
    elif not any(_is_open(resource, vocabularies) for resource in held):
        yield Reason.NO_OPEN_LICENCE


def resources_held(dataset: Dataset) -> tuple[Resource, ...]:
    """Return the resources whose file can be taken away.

    A withdrawn dataset is judged by its descriptor: its files went because it was withdrawn, and
    it counted before.
    """
    if dataset.withdrawal is not None:
        return dataset.resources
    return tuple(resource for resource in dataset.resources if resource.file is not None)


def _is_open(resource: Resource, vocabularies: Vocabularies) -> bool:
    terms = vocabularies.licence(resource.licence.name) if resource.licence else None
    return terms is not None and terms.open == "yes"


def is_machine_readable(dataset: Dataset, red_resources: frozenset[tuple[str, str]]) -> bool:
    """Tell whether one of its tables or GeoJSON files has no error finding of its own.

    `red_resources` are Report.red_resources: (dataset folder, resource name).
    """
    return any(
        resource.format in MACHINE_READABLE and (dataset.folder, resource.name) not in red_resources
        for resource in resources_held(dataset)
    )
