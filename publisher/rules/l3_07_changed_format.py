"""L3-07: files of one series whose columns differ much from one year to the next."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from publisher.findings import Severity
from publisher.model import Dataset, Resource, Tree
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    FOLDER,
    ChangeExample,
    TreeExample,
    as_json,
    csv,
    resources,
)
from publisher.rules.rule import (
    Ask,
    Certainty,
    Context,
    Hit,
    NotApplicable,
    OfChange,
    OfTable,
    OfTree,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.words import Text

KEPT = 0.7
"""Share of the columns of the larger table that the other has, too; less is another format."""
_PERIOD = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-_]?(?:0[1-9]|1[0-2]))?(?:[-_]?(?:0[1-9]|[12][0-9]|3[01]))?|(?<![0-9a-zA-Z])[rhRH][0-9]{1,2}(?![0-9a-zA-Z])"
    r"|(?:令和|平成)(?:元|[0-9]{1,2})"
)
_ASK = Text("前の年と同じ列で作られていますか。", "Does it have the columns of the years before?")
_UPDATED = Text(
    "前に公開した版と列が大きく違います（共通の列は{common}列、新しい版は{now}列、前の版は{then}列）。"
    "列をそろえるか、変えた理由を履歴に書いてください。",
    "The columns differ much from the version published before ({common} in common; {now} now, "
    "{then} then). Keep the columns or say in the history why they changed.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        name = table.path.rsplit("/", 1)[-1]
        base, period = _series(name)
        if not period:
            yield NotApplicable()
            return
        now = _keys(column.label for column in table.columns)
        others = sorted(_before(table, base, period))
        if not others:
            yield Ask(question=_ASK, is_quiet=True)
            return
        _, path, then = others[-1]
        common = now & then
        if now and then and len(common) < KEPT * max(len(now), len(then)):
            yield Hit(
                record=table.layout.header,
                values={
                    "other": path,
                    "common": len(common),
                    "now": len(now),
                    "then": len(then),
                },
            )


def _before(table: TableHead, base: str, period: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield (period, path, columns) of earlier files of the same series."""
    listed = (table.descriptor or {}).get("resources")
    for item in listed if isinstance(listed, list) else ():
        if not isinstance(item, Mapping):
            continue
        path = str(item.get("path", ""))
        other, when = _series(path.rsplit("/", 1)[-1])
        names = _fields(item.get("schema"))
        if other == base and when and when < period and names:
            yield when, path, names


def _series(name: str) -> tuple[str, str]:
    """Return a file's name without its period, and the period; "" where there is none."""
    plain = unicodedata.normalize("NFKC", name)
    found = _PERIOD.search(plain)
    if found is None:
        return plain, ""
    return plain[: found.start()] + "*" + plain[found.end() :], found.group()


def _fields(schema: object) -> frozenset[str]:
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    listed = fields if isinstance(fields, list) else []
    return _keys(str(item.get("name", "")) for item in listed if isinstance(item, Mapping))


def _keys(labels: Iterable[str]) -> frozenset[str]:
    """Return labels for comparison: without width and spaces, and without the years in them."""
    plain = ("".join(unicodedata.normalize("NFKC", label).split()) for label in labels)
    return frozenset(_PERIOD.sub("*", label) for label in plain if label)


def _compare(before: Tree, context: Context) -> Iterator[Hit]:
    known = {dataset.folder: dataset for dataset in before.datasets}
    for dataset in context.tree.datasets:
        if dataset.folder in known:
            yield from _updated(known[dataset.folder], dataset)


def _updated(before: Dataset, after: Dataset) -> Iterator[Hit]:
    old = {resource.name: resource.properties for resource in before.resources}
    for resource in after.resources:
        now, then = _columns(resource.properties), _columns(old.get(resource.name, {}))
        common = now & then
        if now and then and len(common) < KEPT * max(len(now), len(then)):
            yield Hit(
                path=f"{after.folder}/{resource.path}",
                resource=resource.name,
                message=_UPDATED,
                values={"common": len(common), "now": len(now), "then": len(then)},
            )


def _columns(properties: Mapping[str, Any]) -> frozenset[str]:
    return _fields(properties.get("schema"))


def _across(context: Context) -> Iterator[Hit]:
    """Compare the files of a series that has a dataset for each year."""
    series: dict[str, list[tuple[str, Dataset, Resource]]] = defaultdict(list)
    for dataset in context.tree.datasets:
        for resource in dataset.resources:
            path = f"{dataset.folder}/{resource.path}"
            plain = unicodedata.normalize("NFKC", path)
            if (name := _PERIOD.sub("*", plain)) != plain:
                series[name].append((path, dataset, resource))
    for members in series.values():
        ordered = sorted(members, key=lambda member: member[0])
        for (path, of, before), (place, dataset, after) in pairwise(ordered):
            now, then = _columns(after.properties), _columns(before.properties)
            common = now & then
            is_less = len(common) < KEPT * max(len(now), len(then))
            if of is not dataset and now and then and is_less:
                yield Hit(
                    path=place,
                    resource=after.name,
                    values={
                        "other": path.rpartition("/")[2],
                        "common": len(common),
                        "now": len(now),
                        "then": len(then),
                    },
                )


def _years(columns: list[dict[str, str]]) -> TreeExample:
    """Return a dataset for each of two years, the later one with these columns."""
    files: dict[str, bytes] = {}
    for year, fields in ((2024, _FIELDS), (2025, columns)):
        folder, path = f"{FOLDER}_{year}", f"toilet_{year}.csv"
        document = {
            **DATASET_DOCUMENT,
            "id": f"6a4d1c2e-8c0b-4f7a-9a53-0c2f7d1b{year}",
            "name": folder.rpartition("/")[2],
            "title": f"公衆トイレ一覧（{year}年）",
            "resources": resources(
                id=f"3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e{year}", path=path, schema={"fields": fields}
            ),
        }
        values = {"緯度": "34.69", "経度": "135.69", "男性トイレ数": "3"}
        rows = [",".join(item["name"] for item in fields)]
        rows.append(",".join(values.get(item["name"], "元町") for item in fields))
        files[f"{folder}/datapackage.json"] = as_json(document)
        files[f"{folder}/{path}"] = "\n".join((*rows, "")).encode()
    return TreeExample(files=files)


_FIELDS = [{"name": name, "type": "string"} for name in ("名称", "緯度", "経度", "男性トイレ数")]
_OTHERS = [{"name": name, "type": "string"} for name in ("施設", "所在地", "電話", "備考")]

RULE = Rule(
    id="L3-07",
    name="changed-format",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="年によってフォーマットが著しく異なっていないか",
    title=Text("年によって、表の形が大きく違う", "Another format in another year"),
    why=Text(
        "年ごとの変化を調べる人が、毎年作り直さなければなりません。",
        "Whoever compares years must start anew each year.",
    ),
    fix=Text(
        "前の年と同じ項目名と並びにしてください。変えるときは、理由を履歴に書きます。",
        "Keep the headers and their order; say in the history why they change.",
    ),
    message=Text(
        "「{other}」と列が大きく違います（共通の列は{common}列、この表は{now}列、前の表は{then}列）。"
        "同じ列にそろえてください。",
        "The columns differ much from '{other}' ({common} in common; {now} here, {then} there). "
        "Keep the same columns.",
    ),
    decides=Text(
        "名前に年がある同じ系列の表を比べ、共通の列が7割より少なければ違反の疑いとします。"
        "データセットが年ごとに分かれていても比べます。",
        "Likely where tables of one series (a year in the name), in one dataset or in one for each "
        "year, share fewer than 70% of the columns.",
    ),
    bad=(
        _years(_OTHERS),
        ChangeExample(
            before=TreeExample(),
            after=TreeExample(
                descriptor={"resources": resources(schema={"fields": _OTHERS})},
                files={CSV_PATH: "施設,所在地,電話,備考\nア,元町,1,\n".encode()},
            ),
        ),
        TreeExample(
            descriptor={
                "resources": [
                    *resources(name="t2024", path="toilet_2024.csv", schema={"fields": _FIELDS}),
                    *resources(
                        id="3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a22",
                        name="t2025",
                        path="toilet_2025.csv",
                        schema={"fields": _OTHERS},
                    ),
                ]
            },
            files={
                CSV_PATH: None,
                f"{FOLDER}/toilet_2024.csv": "名称,緯度,経度,男性トイレ数\nア,1,2,3\n".encode(),
                f"{FOLDER}/toilet_2025.csv": "施設,所在地,電話,備考\nア,元町,1,\n".encode(),
            },
        ),
    ),
    good=(
        _years([*_FIELDS, {"name": "備考", "type": "string"}]),
        csv("年度,人数\n2024,1\n"),
        TreeExample(
            descriptor={
                "resources": [
                    *resources(name="t2024", path="toilet_2024.csv", schema={"fields": _FIELDS}),
                    *resources(
                        id="3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a22",
                        name="t2025",
                        path="toilet_2025.csv",
                        schema={"fields": [*_FIELDS, {"name": "備考", "type": "string"}]},
                    ),
                ]
            },
            files={
                CSV_PATH: None,
                f"{FOLDER}/toilet_2024.csv": "名称,緯度,経度,男性トイレ数\nア,34.69,135.69,3\n".encode(),
                f"{FOLDER}/toilet_2025.csv": "名称,緯度,経度,男性トイレ数,備考\nア,34.69,135.69,3,新築\n".encode(),
            },
        ),
        ChangeExample(),
    ),
    check=(OfTable(_Watch), OfChange(_compare), OfTree(_across)),
)
