"""datapackage.json as our commands write it: built, edited, ordered. Pure."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from publisher import contracts, profile_words
from publisher.desk.answers import Answer, Answers, text
from publisher.desk.keys import SET, Key
from publisher.errors import UsageError
from publisher.identity import derived_id
from publisher.model import DESCRIPTOR, EventKind
from publisher.words import Text, cut

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DATASET_ORDER = (
    "$schema",
    "name",
    "id",
    "previousNames",
    "title",
    "description",
    "translations",
    "keywords",
    "themes",
    "spatial",
    "temporal",
    "accrualPeriodicity",
    "issued",
    "modified",
    "version",
    "homepage",
    "standard",
    "division",
    "contactPoint",
    "origin",
    "history",
    "resources",
)
_RESOURCE_ORDER = (
    "id",
    "name",
    "title",
    "description",
    "path",
    "format",
    "mediatype",
    "encoding",
    "dialect",
    "licenses",
    "credit",
    "schema",
)


def new(instance_id: str, name: str) -> dict[str, Any]:
    """Return an empty descriptor of this name with its derived id."""
    return {
        "$schema": PROFILE,
        "name": name,
        "id": derived_id(instance_id, name, DESCRIPTOR),
        "history": [],
        "resources": [],
    }


def resource(
    instance_id: str, dataset: str, name: str, schema: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the entry of a CSV that our commands wrote, with its derived id."""
    return {
        "id": derived_id(instance_id, dataset, name),
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": dict(schema),
    }


def apply(target: dict[str, Any], answers: Answers, keys: Iterable[Key]) -> None:
    """Put the answers of `keys` where they stand; an empty answer takes the value away."""
    for key in keys:
        if key.path and key.name in answers:
            _put(target, key.path, answers[key.name])


def _put(target: dict[str, Any], path: tuple[str, ...], value: Answer) -> None:
    first, *rest = path
    if rest:
        inner = dict(target.get(first, {}))
        _put(inner, tuple(rest), value)
        value_here: Any = inner
    else:
        value_here = list(value) if isinstance(value, tuple) else value
    if value_here:
        target[first] = value_here
    else:
        target.pop(first, None)


def event(
    kind: EventKind, day: dt.date, *, reason: str = "", ref: str = "", successor: str = ""
) -> dict[str, str]:
    """Return one line of a history."""
    said = {"reason": reason, "ref": ref, "successor": successor}
    return {
        "date": day.isoformat(),
        "event": kind.value,
        **{name: value for name, value in said.items() if value},
    }


def sha256_ref(digest: str) -> str:
    """Return the `ref` of an event that names an original which is not published."""
    return f"sha256:{digest}"


def appended(document: Mapping[str, Any], *events: Mapping[str, str]) -> dict[str, Any]:
    """Return a copy of the descriptor with events after those it has."""
    copied = copy.deepcopy(dict(document))
    copied["history"] = [*copied["history"], *(dict(item) for item in events)]
    return copied


def check_origin(document: Mapping[str, Any]) -> None:
    """Raise UsageError where a processed or compiled dataset does not say by whom and from what."""
    origin = document.get("origin", {})
    kinds = ("original", "processed", "compiled")
    if origin.get("kind") not in kinds:
        raise UsageError(
            Text(f"origin に「{cut(origin.get('kind', ''))}」はありません。", "No such origin."),
            where="--origin",
            next_step=Text(f"次のどれかです: {', '.join(kinds)}", f"One of: {', '.join(kinds)}"),
        )
    missing = [name for name in ("by", "source") if not origin.get(name)]
    if origin.get("kind") != "original" and missing:
        option = f"--origin-{missing[0]}"
        raise UsageError(
            Text(
                f"{option} がありません（加工・作成したデータは、誰が何から作ったかを書きます）。",
                f"{option} is missing: processed and compiled data say by whom and from what.",
            ),
            where=option,
            next_step=Text(f"{option} を付けてください。", f"Give {option}."),
        )


def check_profile(document: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    """Raise UsageError where what was said breaks the profile (a bad mail address, say)."""
    broken = next(contracts.violations(document, schema), None)
    if broken is None:
        return
    if broken.keyword == profile_words.UNKNOWN_KEY and _is_newer(document, broken.path):
        raise UsageError(profile_words.of(broken), where=f"schemas/{CONTRACT}", next_step=_OUTDATED)
    path = tuple(map(str, broken.path))
    key = next((item for item in SET if item.path and path[-len(item.path) :] == item.path), None)
    if broken.keyword == "required":
        for item in SET:
            if f"'{item.name}' is a required" in broken.message:
                raise _empty(item)
    if key is None:
        raise UsageError(profile_words.of(broken), where=broken.pointer, next_step=_MEND)
    said = profile_words.said(broken)
    raise UsageError(
        Text(f"{key.name}（{key.words}）：{said.ja}", f"{key.name}: {said.en}"),
        where=key.option,
        next_step=_MEND,
    )


CONTRACT = "dataset.schema.json"
"""The contract of a descriptor, which an instance may overlay."""
_OUTDATED = Text(
    f"この置き場が持つ schemas/{CONTRACT} が、道具の版より古いものです。手を加えていなければ、そのファイルを消すと"
    "道具のものが使われます。手を加えてあれば、新しい版に同じ手を加えて置きかえてください（運用の手引き「自分の schemas/」）。",
    f"This instance's own schemas/{CONTRACT} is older than the tool. If nobody changed it, delete "
    "it: the tool's is used then. Otherwise make the same changes in the new version of it and "
    "put that in its place (operator's guide, 'Schemas of one's own').",
)


def _is_newer(document: Mapping[str, Any], path: tuple[str | int, ...]) -> bool:
    """Say whether the tool's own contract knows what an instance's does not."""
    shipped = contracts.violations(document, contracts.read(CONTRACT))
    return all(broken.path != path for broken in shipped)


_MEND = Text("その値を直してください。", "Mend that value.")


def _empty(key: Key) -> UsageError:
    return UsageError(
        Text(f"{key.name}（{key.words}）は空にできません。", f"{key.name} cannot be empty."),
        where=key.option,
        next_step=Text(f"{key.name}=… に値を書いてください。", f"Give a value: {key.name}=…."),
    )


def ordered(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the descriptor with its keys in the order people read them."""
    whole = _in_order(document, _DATASET_ORDER)
    whole["resources"] = [_in_order(item, _RESOURCE_ORDER) for item in whole["resources"]]
    return whole


def _in_order(document: Mapping[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    known = {name: document[name] for name in order if name in document}
    return {**known, **{name: value for name, value in document.items() if name not in known}}


def encoded(document: Mapping[str, Any]) -> bytes:
    """Return the bytes of datapackage.json: UTF-8, two spaces, a newline at the end."""
    return (json.dumps(ordered(document), ensure_ascii=False, indent=2) + "\n").encode()


def origin_kind(answers: Answers) -> str:
    """Return the kind of origin that was said; what nobody declared otherwise is an original."""
    return text(answers, "origin") or "original"
