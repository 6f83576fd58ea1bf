"""C003: a column that has another type in another file of the same series."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from publisher.findings import Severity
from publisher.model import Dataset, Resource
from publisher.rules.examples import CSV_PATH, FOLDER, TreeExample, resources
from publisher.rules.rule import Certainty, Context, Hit, OfDataset, Rule
from publisher.words import Text

_PERIOD = re.compile(r"(?:令和|平成|昭和)(?:元|[0-9]+)|[rhRH][0-9]{1,2}(?![0-9a-zA-Z])|[0-9]+")
_KINDS = {
    "integer": Text("整数", "whole numbers"),
    "number": Text("数値", "numbers"),
    "string": Text("文字", "text"),
    "date": Text("日付", "dates"),
    "datetime": Text("日時", "dates with times"),
    "time": Text("時刻", "times"),
    "year": Text("年", "years"),
    "yearmonth": Text("年月", "months"),
    "boolean": Text("はい・いいえ", "yes or no"),
}
_ALIKE = frozenset({"integer", "number", "year"})
"""A year without decimals, then one with them: the same column."""


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    series: dict[str, list[Resource]] = defaultdict(list)
    for resource in dataset.resources:
        name = unicodedata.normalize("NFKC", resource.path)
        if _PERIOD.search(name):
            series[_PERIOD.sub("*", name)].append(resource)
    for members in series.values():
        yield from _drifts(dataset, sorted(members, key=lambda member: member.path))


def _drifts(dataset: Dataset, members: list[Resource]) -> Iterator[Hit]:
    known: dict[str, tuple[str, str]] = {}
    for resource in members:
        for name, kind in _types(resource):
            before, path = known.setdefault(name, (kind, resource.path))
            if before != kind and not {before, kind} <= _ALIKE:
                yield Hit(
                    path=f"{dataset.folder}/{resource.path}",
                    resource=resource.name,
                    values={
                        "name": name,
                        "now": _KINDS.get(kind, Text(kind, kind)),
                        "then": _KINDS.get(before, Text(before, before)),
                        "other": path,
                    },
                )


def _types(resource: Resource) -> Iterator[tuple[str, str]]:
    schema = resource.properties.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    for item in fields if isinstance(fields, list) else ():
        if isinstance(item, Mapping) and item.get("type") not in {None, "any"}:
            yield str(item.get("name", "")), str(item["type"])


def _tree(kind: str, value: str) -> TreeExample:
    def fields(of: str) -> dict[str, object]:
        return {
            "fields": [
                {"name": "地区", "type": "string"},
                {"name": "人口（人）", "type": of},
            ]
        }

    return TreeExample(
        descriptor={
            "resources": [
                *resources(name="p2024", path="population_2024.csv", schema=fields("integer")),
                *resources(
                    id="3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a22",
                    name="p2025",
                    path="population_2025.csv",
                    schema=fields(kind),
                ),
            ]
        },
        files={
            CSV_PATH: None,
            f"{FOLDER}/population_2024.csv": "地区,人口（人）\n北,10\n南,20\n".encode(),
            f"{FOLDER}/population_2025.csv": f"地区,人口（人）\n北,{value}\n南,20\n".encode(),
        },
    )


RULE = Rule(
    id="C003",
    name="type-drift",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("年によって値の種類が違う列", "A column of another type in another year"),
    why=Text(
        "年をつなげて集計すると、その列が壊れます。",
        "Joining the years breaks that column.",
    ),
    fix=Text(
        "どの年も同じ種類の値にしてください。注や記号が混ざっていないか確かめてください。",
        "Keep one type for every year; look for notes and marks among the values.",
    ),
    message=Text(
        "「{name}」の列は{now}ですが、「{other}」では{then}です。どの年も同じ種類にしてください。",
        "The column '{name}' holds {now}, but {then} in '{other}'. Keep one type for every year.",
    ),
    decides=Text(
        "名前の数字（年など）だけが違うファイルの、同じ名前の列を比べます。整数と小数の違いは問題としません。",
        "Compares columns of one name in files whose names differ in their numbers only.",
    ),
    bad=(_tree("string", "約12"),),
    good=(_tree("number", "12.5"), _tree("integer", "12")),
    check=OfDataset(_check),
)
