"""K003: texts over the size that CKAN's search index takes (CKAN.md §2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text

LIMIT = 32_766
"""Bytes of one untokenised term in Solr; beyond, CKAN answers 500."""


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    for key, value in dataset.descriptor.items():
        # The description is tokenised by the index and may be long.
        if isinstance(value, str) and key != "description" and len(value.encode()) > LIMIT:
            yield Hit(values={"key": key, "size": len(value.encode()), "limit": LIMIT})


RULE = Rule(
    id="K003",
    name="too-long",
    severity=Severity.ERROR,
    title=Text("目録に入らない長さ", "Too long for the catalog"),
    why=Text(
        "目録（CKAN）が理由を言わずに失敗します。",
        "CKAN fails without saying why.",
    ),
    fix=Text(
        "短くするか、説明の欄に移してください。", "Shorten it, or move it to the description."
    ),
    message=Text(
        "「{key}」が長すぎます（{size}バイト、上限{limit}）。短くするか、説明の欄に移してください。",
        "'{key}' is too long ({size} bytes, at most {limit}). "
        "Shorten it or move it to the description.",
    ),
    bad=(TreeExample(descriptor={"title": "長" * 11_000}),),
    good=(TreeExample(descriptor={"description": "長" * 11_000}),),
    check=OfDataset(_check),
)
