"""K003: texts over the size that CKAN's search index takes (CKAN.md §2.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text

LIMIT = 32_766
"""Bytes of one untokenised term in Solr; beyond, CKAN answers 500."""
_FREE = frozenset({"description", "resources", "translations", "accepted"})
"""Tokenised by the index, or not sent: these may be long."""


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    for key, value in dataset.descriptor.items():
        if key in _FREE:
            continue
        for name, text in _texts(value, key):
            if len(text.encode()) > LIMIT:
                yield Hit(values={"key": name, "size": len(text.encode()), "limit": LIMIT})


def _texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Yield every text below a key with its name; objects become extras of the catalog."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, f"{name}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, name)


RULE = Rule(
    id="K003",
    name="too-long",
    severity=Severity.ERROR,
    title=Text("目録に入らない長さ", "Too long for the catalog"),
    why=Text(
        "目録（CKAN）が理由を言わずに失敗します。",
        "CKAN fails without saying why.",
    ),
    fix=Text("短くするか、説明に移してください。", "Shorten it, or move it to the description."),
    message=Text(
        "「{key}」が長すぎます（{size}バイト、上限{limit}）。短くするか、説明に移してください。",
        "'{key}' is too long ({size} bytes, at most {limit}). "
        "Shorten it or move it to the description.",
    ),
    bad=(
        TreeExample(descriptor={"title": "長" * 11_000}),
        TreeExample(
            descriptor={"origin": {"kind": "processed", "by": "奈良県", "source": "長" * 11_000}}
        ),
    ),
    good=(TreeExample(descriptor={"description": "長" * 11_000}),),
    check=OfDataset(_check),
)
