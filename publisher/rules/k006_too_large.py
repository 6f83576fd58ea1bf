"""K006: files over the size that a CKAN takes as it is installed (CKAN.md §2.7)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import CSV_PATH, FOLDER, TreeExample, resources
from publisher.rules.rule import Certainty, Context, Hit, OfDataset, Rule
from publisher.words import Text

LIMIT = 10
"""MB (2^20 bytes): `ckan.max_resource_size` where nobody changed it."""


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    for resource in dataset.resources:
        if resource.file is not None and resource.file.size > LIMIT << 20:
            yield Hit(
                path=f"{dataset.folder}/{resource.path}",
                resource=resource.name,
                values={"size": -(-resource.file.size >> 20), "limit": LIMIT},
            )


_MAP = resources(
    path="map.pdf", format="pdf", mediatype="application/pdf", encoding=None, schema=None
)

RULE = Rule(
    id="K006",
    name="too-large",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("目録が受け取らないかもしれない大きさ", "Perhaps too large for the catalog"),
    why=Text(
        "目録（CKAN）は、初めの設定では10MBを超えるファイルを断ります。使う人の回線にも重くなります。",
        "As installed, CKAN refuses files over 10 MB; and they are slow to download.",
    ),
    fix=Text(
        "年や地区で分けるか、目録の管理者に上限を確かめてください。",
        "Split it by year or area, or ask the catalog's operator what the limit is.",
    ),
    message=Text(
        "このファイルは{size}MBあり、目録の初めの上限{limit}MBを超えます。分けるか、管理者に上限を確かめてください。",
        "The file has {size} MB, over the {limit} MB that a catalog takes as installed. Split it or "
        "ask the operator.",
    ),
    decides=Text(
        "大きさだけを見ます。上限は目録ごとに違うので、疑いとします。",
        "Looks at the size alone; limits differ, so it is likely.",
    ),
    bad=(
        TreeExample(
            descriptor={"resources": _MAP},
            files={CSV_PATH: None, f"{FOLDER}/map.pdf": bytes((LIMIT << 20) + 1)},
        ),
    ),
    good=(TreeExample(),),
    check=OfDataset(_check),
)
