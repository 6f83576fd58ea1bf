"""C001: the same file in two places of the catalog."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import (
    CSV_CONTENT,
    DATASET_DOCUMENT,
    FOLDER,
    ORGANIZATION,
    TreeExample,
    as_json,
    resources,
)
from publisher.rules.rule import Certainty, Context, Hit, OfTree, Rule
from publisher.words import Text


def _check(context: Context) -> Iterator[Hit]:
    first: dict[str, str] = {}
    for dataset in context.tree.datasets:
        for resource in dataset.resources:
            if resource.file is None or not resource.file.size:
                continue
            place = f"{dataset.folder}/{resource.path}"
            known = first.setdefault(resource.file.sha256, place)
            if known != place:
                yield Hit(path=place, resource=resource.name, values={"other": known})


_COPY = f"datasets/{ORGANIZATION}/292095_toilet_copy"
_COPIED = {
    **DATASET_DOCUMENT,
    "name": "292095_toilet_copy",
    "id": "6a4d1c2e-8c0b-4f7a-9a53-0c2f7d1b9e11",
    "resources": resources(id="3b9f0f0e-58b4-4f6e-8f0b-5a6d5c1e7a22"),
}

RULE = Rule(
    id="C001",
    name="repeated-file",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("同じファイルが2か所にある", "The same file twice"),
    why=Text(
        "一方だけが更新されると、どちらが正しいか分からなくなります。件数も二重に数えられます。",
        "Once only one is updated, nobody knows which is right; and both are counted.",
    ),
    fix=Text(
        "どちらか一方だけにしてください。別の年度などのはずなら、正しいファイルを入れてください。",
        "Keep one of them; if this should be another year's, put the right file.",
    ),
    message=Text(
        "「{other}」と中身がまったく同じです。一方だけにするか、正しいファイルに入れ替えてください。",
        "It is the same file as '{other}'. Keep one, or put the right file here.",
    ),
    decides=Text(
        "すべてのデータセットのファイルの中身を比べます。",
        "Compares the content of every file of every dataset.",
    ),
    bad=(
        TreeExample(
            files={
                f"{_COPY}/datapackage.json": as_json(_COPIED),
                f"{_COPY}/public_toilet.csv": CSV_CONTENT,
            }
        ),
    ),
    good=(
        TreeExample(),
        TreeExample(
            files={
                f"{_COPY}/datapackage.json": as_json(_COPIED),
                f"{_COPY}/public_toilet.csv": CSV_CONTENT.replace("高山竹林園".encode(), b"A"),
            }
        ),
        TreeExample(files={f"{FOLDER}/.gitkeep": b""}),
    ),
    check=OfTree(_check),
)
