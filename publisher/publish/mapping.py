"""From our values to CKAN's dictionaries. Pure; CKAN.md §4 tells what CKAN can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.model import DESCRIPTOR, Dataset, Event, File, Organization, Resource
from publisher.vocabularies import Vocabularies
from publisher.words import Text

UPLOAD_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,98}\Z")
"""What CKAN's munge_filename leaves as it is."""

OUR_EXTRAS = frozenset(
    {
        "managed_by",
        "source_digest",
        "issued",
        "modified",
        "frequency",
        "spatial",
        "theme",
        "conforms_to",
        "temporal_start",
        "temporal_end",
        "contact_name",
        "contact_email",
        "provenance",
        "generated",
        "withdrawn",
        "withdrawn_reason",
        "successor",
        "machine_readability",
    }
)
"""Extras that belong to the publisher: it writes and removes these and leaves all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the mapping needs besides the dataset."""

    instance_id: str
    notice: Text
    vocabularies: Vocabularies
    target_licences: frozenset[str]
    levels: Mapping[str, int] = field(default_factory=dict)
    """Level of machine-readability reached, by dataset folder. Not part of the digest: where only
    the rules change, a dataset keeps the level of its last publication."""


def organization(item: Organization, *, instance_id: str, digest: str) -> dict[str, Any]:
    """Return CKAN's organization dictionary, marks included."""
    extras = {
        "managed_by": instance_id,
        "source_digest": digest,
        "code": item.code,
        "kana": item.kana,
        "title_en": item.title.en,
        **{f"contact_{key}": value for key, value in item.contact.items()},
    }
    return {"name": item.name, "title": item.title.ja, "extras": _pairs(extras)}


def package(dataset: Dataset, *, digest: str, context: Context) -> dict[str, Any]:
    """Return CKAN's package dictionary without resources."""
    contact = dataset.descriptor.get("contactPoint", {})
    return {
        "name": dataset.name,
        "title": dataset.title.ja,
        "notes": _notes(dataset, context.notice),
        "owner_org": dataset.organization,
        "license_id": _licence_id(dataset, context),
        "url": dataset.descriptor.get("homepage")
        or dataset.descriptor.get("origin", {}).get("source", ""),
        "version": dataset.descriptor.get("version", ""),
        "maintainer": dataset.descriptor.get("division") or contact.get("title", ""),
        "private": False,
        "tags": [{"name": tag} for tag in sorted(dataset.descriptor.get("keywords", []))],
        "extras": _pairs(_extras(dataset, digest, context)),
    }


def resources(dataset: Dataset) -> Iterator[tuple[dict[str, Any], File, str]]:
    """Yield (CKAN resource dictionary, file, upload name) in order; the descriptor comes last."""
    for item in dataset.resources:
        if item.file is not None:
            yield _resource(item, item.file), item.file, _upload_name(item)
    descriptor = {
        "id": dataset.descriptor["id"],
        "name": DESCRIPTOR,
        "description": "このデータセットの説明書（Frictionless Data Package） / "
        "This dataset's description (Frictionless Data Package)",
        "format": "JSON",
        "mimetype": "application/json",
        "sha256": dataset.descriptor_file.sha256,
    }
    yield descriptor, dataset.descriptor_file, DESCRIPTOR


def inexpressible_licences(dataset: Dataset, context: Context) -> dict[str, Text]:
    """Return, by licence id, what the target's licence register cannot say."""
    notices = {}
    for item in dataset.resources:
        terms = context.vocabularies.licence(item.licence.name) if item.licence else None
        if terms and not context.target_licences.intersection((terms.id, *terms.ckan)):
            notices[terms.id] = Text(
                f"この目録のライセンス一覧に {terms.id} がありません。id のまま載せます。",
                f"The target's licence list lacks {terms.id}; the id is sent as it is.",
            )
    return notices


def _resource(item: Resource, file: File) -> dict[str, Any]:
    fields = {
        "id": item.id,
        "name": item.title,
        "description": item.description,
        "format": item.format.upper(),
        "mimetype": item.mediatype,
        "sha256": file.sha256,
    }
    if item.licence is not None:
        fields["license_id"] = item.licence.name
        fields["license_stated_by"] = item.licence.stated_by
    if credit := item.properties.get("credit"):
        fields["credit"] = credit
    return fields


def _upload_name(item: Resource) -> str:
    name = item.path.rsplit("/", 1)[-1]
    # The descriptor's own upload name is taken: readers know it by that name.
    if UPLOAD_NAME.match(name) and name != DESCRIPTOR:
        return name
    return f"{re.sub(r'[^a-z0-9_-]', '_', item.name.lower())}.{item.format}"


def _licence_id(dataset: Dataset, context: Context) -> str:
    """Return the target's id for the dataset's (first) licence; ours where it has none."""
    names = [item.licence.name for item in dataset.resources if item.licence]
    terms = context.vocabularies.licence(names[0]) if names else None
    if terms is None:
        return "notspecified"
    known = (name for name in (terms.id, *terms.ckan) if name in context.target_licences)
    return next(known, terms.id)


def _notes(dataset: Dataset, notice: Text) -> str:
    paragraphs = []
    if dataset.withdrawal is not None:
        paragraphs.append(withdrawal_sentence(dataset.withdrawal))
    paragraphs.append(dataset.description.ja)
    if dataset.description.en != dataset.description.ja:
        paragraphs.append(dataset.description.en)
    if provenance := _provenance(dataset):
        paragraphs.append(provenance)
    if notice.ja:
        paragraphs.append(notice.both())
    # CKAN stores notes as sent, but its forms turn line ends into CRLF: keep to one kind.
    return "\n\n".join(paragraph.strip().replace("\r\n", "\n") for paragraph in paragraphs)


def withdrawal_sentence(event: Event) -> str:
    """Return the first line of a withdrawn dataset's page, in both languages."""
    day = event.date
    japanese = f"{day.year}年{day.month}月{day.day}日に公開を終了しました。理由：{event.reason}。"
    english = f"Withdrawn on {day.isoformat()}. Reason: {event.reason}."
    if event.successor:
        japanese += f"後継：{event.successor}"
        english += f" Successor: {event.successor}"
    return f"{japanese} / {english}"


def _provenance(dataset: Dataset) -> str:
    origin = dataset.descriptor.get("origin", {})
    by, source, retrieved = (origin.get(key, "") for key in ("by", "source", "retrieved"))
    seen = f"（取得日 {retrieved}）" if retrieved else ""
    match dataset.origin:
        case "processed":
            return f"加工：{by}。原本：{source}{seen} / Processed by {by} from {source}"
        case "compiled":
            return f"作成：{by}。資料：{source}{seen} / Compiled by {by} from {source}"
        case _:
            return ""


def _extras(dataset: Dataset, digest: str, context: Context) -> dict[str, str]:
    document = dataset.descriptor
    standard, temporal = document.get("standard", {}), document.get("temporal", {})
    contact, withdrawal = document.get("contactPoint", {}), dataset.withdrawal
    values = {
        "managed_by": context.instance_id,
        "source_digest": digest,
        "issued": document.get("issued", ""),
        "modified": document.get("modified", ""),
        "frequency": document.get("accrualPeriodicity", ""),
        "spatial": document.get("spatial", ""),
        "theme": _list(document.get("themes", [])),
        "conforms_to": _list([f"{standard['slug']}/{standard['edition']}"] if standard else []),
        "temporal_start": temporal.get("start", ""),
        "temporal_end": temporal.get("end", ""),
        "contact_name": contact.get("title", ""),
        "contact_email": contact.get("email", ""),
        "provenance": _provenance(dataset),
        "machine_readability": _level(dataset, context),
        "generated": dataset.generated,
        "withdrawn": withdrawal.date.isoformat() if withdrawal else "",
        "withdrawn_reason": withdrawal.reason if withdrawal else "",
        "successor": withdrawal.successor if withdrawal else "",
    }
    return {key: value for key, value in values.items() if value}


def _level(dataset: Dataset, context: Context) -> str:
    """Return the level, 0 to 3; empty where nothing is published or nothing was checked."""
    level = context.levels.get(dataset.folder)
    return "" if level is None or dataset.withdrawal is not None else str(level)


def _list(items: list[str]) -> str:
    """Return a list as ckanext-dcat reads it from an extra: JSON text; empty for none."""
    return json.dumps(items, ensure_ascii=False) if items else ""


def _pairs(extras: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in sorted(extras.items())]
