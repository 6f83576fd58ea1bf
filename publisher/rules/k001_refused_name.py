"""K001: names of datasets and organizations that CKAN refuses (CKAN.md §2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.identity import NAME as ALLOWED
from publisher.identity import RESERVED_NAMES
from publisher.rules.examples import (
    CSV_CONTENT,
    CSV_PATH,
    DATASET_DOCUMENT,
    DESCRIPTOR_PATH,
    ORGANIZATION,
    ORGANIZATION_DOCUMENT,
    ORGANIZATION_PATH,
    TreeExample,
    as_json,
)
from publisher.rules.rule import Context, Hit, OfTree, Rule
from publisher.words import Text

_RESERVED = Text(
    "名前「{name}」は目録が別のことに使うため、付けられません。ほかの名前にしてください。",
    "The name '{name}' is reserved by the catalog. Choose another.",
)


def _check(context: Context) -> Iterator[Hit]:
    tree = context.tree
    paths = {item.name: item.folder for item in context.folders}
    for name in sorted({item.organization for item in context.folders}):
        paths[name] = f"datasets/{name}"
    for item in tree.organizations:
        paths[item.name] = f"datasets/{item.name}"
    for name, path in paths.items():
        if name in RESERVED_NAMES:
            yield Hit(path=path, message=_RESERVED, values={"name": name})
        elif not ALLOWED.match(name):
            yield Hit(path=path, values={"name": name})


def _folder(organization: str, dataset: str) -> TreeExample:
    return TreeExample(
        files={
            DESCRIPTOR_PATH: None,
            CSV_PATH: None,
            ORGANIZATION_PATH: None,
            f"datasets/{organization}/organization.json": as_json(ORGANIZATION_DOCUMENT),
            f"datasets/{organization}/{dataset}/datapackage.json": as_json(
                {**DATASET_DOCUMENT, "name": dataset}
            ),
            f"datasets/{organization}/{dataset}/public_toilet.csv": CSV_CONTENT,
        }
    )


RULE = Rule(
    id="K001",
    name="refused-name",
    severity=Severity.ERROR,
    title=Text("目録が受け付けない名前", "A name that the catalog refuses"),
    why=Text(
        "目録（CKAN）は、英小文字・数字・_・- で2〜100文字の名前しか受け付けません。",
        "CKAN takes names of 2–100 lower-case letters, digits, _ and - only.",
    ),
    fix=Text(
        "フォルダの名前を、英小文字・数字・_・- だけにしてください。",
        "Name the folder with lower-case letters, digits, _ and - only.",
    ),
    message=Text(
        "名前「{name}」は目録が受け付けません。英小文字・数字・_・- の2〜100文字にしてください。",
        "The catalog refuses the name '{name}'. Use 2–100 lower-case letters, digits, _ and -.",
    ),
    bad=(
        _folder("生駒市", "292095_public_toilet"),
        _folder("292095_Ikoma", "292095_public_toilet"),
        _folder(ORGANIZATION, "search"),
    ),
    good=(TreeExample(), _folder("292095_ikoma-city", "292095_public-toilet_2")),
    check=OfTree(_check),
)
