"""C003: a column that has another type in another file of the same series."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from publisher.findings import Severity
from publisher.model import Resource
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    FOLDER,
    TreeExample,
    as_json,
    resources,
)
from publisher.rules.rule import Certainty, Context, Hit, OfTree, Rule
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
_Member = tuple[str, Resource]
"""A resource and its path in the repository."""
_ALIKE = frozenset({"integer", "number", "year"})
"""A year without decimals, then one with them: the same column."""


def _check(context: Context) -> Iterator[Hit]:
    """Compare the files of a series, in one dataset or in a dataset for each year."""
    series: dict[str, list[_Member]] = defaultdict(list)
    for dataset in context.tree.datasets:
        for resource in dataset.resources:
            path = f"{dataset.folder}/{resource.path}"
            body, _, own = path.removeprefix("datasets/").partition("/")
            name = _PERIOD.sub("*", unicodedata.normalize("NFKC", own))
            series[f"{body}/{name}"].append((path, resource))
    for members in series.values():
        yield from _drifts(sorted(members, key=lambda member: member[0]))


def _drifts(members: list[_Member]) -> Iterator[Hit]:
    known: dict[str, tuple[str, str]] = {}
    for place, resource in members:
        for name, kind in _types(resource):
            before, path = known.setdefault(name, (kind, place.rpartition("/")[2]))
            if before != kind and not {before, kind} <= _ALIKE:
                yield Hit(
                    path=place,
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
        kind = item.get("type") if isinstance(item, Mapping) else None
        if isinstance(kind, str) and kind != "any":
            yield str(item.get("name", "")), kind


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


def _years(kind: str, value: str) -> TreeExample:
    """Return a dataset for each year."""
    files: dict[str, bytes] = {}
    for year, of, count in ((2024, "integer", "10"), (2025, kind, value)):
        fields = [{"name": "地区", "type": "string"}, {"name": "人口（人）", "type": of}]
        folder, path = f"{FOLDER}_{year}", f"population_{year}.csv"
        document = {
            **DATASET_DOCUMENT,
            "id": f"6a4d1c2e-8c0b-4f7a-9a53-0c2f7d1b{year}",
            "name": folder.rpartition("/")[2],
            "title": f"人口（{year}年）",
            "resources": resources(
                id=f"3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e{year}", path=path, schema={"fields": fields}
            ),
        }
        files[f"{folder}/datapackage.json"] = as_json(document)
        files[f"{folder}/{path}"] = f"地区,人口（人）\n北,{count}\n南,20\n".encode()
    return TreeExample(files=files)


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
        "名前の数字（年など）だけが違うファイルの、同じ名前の列を比べます。データセットが年ごとに分かれていても比べます。整数と小数の違いは問題としません。",
        "Compares columns of one name in files, of one dataset or of one for each year, whose "
        "names differ in their numbers only.",
    ),
    bad=(_tree("string", "約12"), _years("string", "約12")),
    good=(_tree("number", "12.5"), _tree("integer", "12"), _years("integer", "12")),
    check=OfTree(_check),
)
