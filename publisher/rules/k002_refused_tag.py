"""K002: keywords that CKAN refuses as tags; one of them refuses the whole dataset (CKAN.md §2.6)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text

_ALLOWED = re.compile(r"[\w \-.]*\Z")
"""CKAN's own expression for tag names."""
_SPLIT = re.compile(r"[・／/、,，;；：:＆&+＋]")
_DROPPED = re.compile(r"[^\w \-.]")
_LONGER = {"水": "水道", "税": "税金", "駅": "鉄道駅", "橋": "橋りょう", "川": "河川", "道": "道路"}
_PROPOSAL = Text(
    "キーワード「{tag}」は目録が受け付けません。「{proposal}」に直してください。",
    "The catalog refuses the keyword '{tag}'. Write '{proposal}' instead.",
)


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    for tag in dataset.descriptor.get("keywords", []):
        if is_allowed(tag):
            continue
        proposal = propose(tag)
        if proposal:
            yield Hit(message=_PROPOSAL, values={"tag": tag, "proposal": "」「".join(proposal)})
        else:
            yield Hit(values={"tag": tag})


def is_allowed(tag: str) -> bool:
    """Say whether CKAN 2.10 to 2.12 takes `tag`."""
    is_composed = unicodedata.is_normalized("NFC", tag)
    return 2 <= len(tag.strip()) <= len(tag) <= 100 and is_composed and bool(_ALLOWED.match(tag))


def propose(tag: str) -> tuple[str, ...]:
    """Return what to write instead, empty where only a person can say."""
    parts = [
        " ".join(_DROPPED.sub(" ", part).split())
        for part in _SPLIT.split(unicodedata.normalize("NFC", tag).replace("\u3000", " "))
    ]
    parts = [_LONGER.get(part, part) for part in parts if part]
    return tuple(parts) if all(is_allowed(part) for part in parts) else ()


RULE = Rule(
    id="K002",
    name="refused-tag",
    severity=Severity.ERROR,
    title=Text("目録が受け付けないキーワード", "A keyword that the catalog refuses"),
    why=Text(
        "キーワードが1つでも受け付けられないと、データセット全体が公開できません。",
        "One refused keyword keeps the whole dataset from being published.",
    ),
    fix=Text(
        "2〜100文字にし、「・」「（）」「／」などの記号は使わないでください。",
        "Use 2–100 characters and no signs such as ・, （）, ／.",
    ),
    message=Text(
        "キーワード「{tag}」は目録が受け付けません。2文字以上にし、記号を除いてください。",
        "The catalog refuses the keyword '{tag}'. Use two characters or more and no signs.",
    ),
    bad=(
        TreeExample(descriptor={"keywords": ["水"]}),
        TreeExample(descriptor={"keywords": ["子育て・教育"]}),
        TreeExample(descriptor={"keywords": ["トイレ（公衆）"]}),
        TreeExample(descriptor={"keywords": ["面積㎡"]}),
        TreeExample(descriptor={"keywords": ["カ\u3099ス"]}),
        TreeExample(descriptor={"keywords": ["人口　世帯"]}),
        TreeExample(descriptor={"keywords": ["県"]}),
    ),
    good=(
        TreeExample(descriptor={"keywords": ["人口", "東京23区", "ｶﾞｽ", "令和６年", "SDGs 11"]}),
        TreeExample(descriptor={"keywords": ["人々", "covid-19", "v1.0"]}),
        TreeExample(descriptor={"keywords": []}),
        TreeExample(descriptor={"keywords": None}),
    ),
    check=OfDataset(_check),
)
