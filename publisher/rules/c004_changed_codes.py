"""C004: things that got another code than in the version published before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from publisher.findings import Severity
from publisher.model import File, Resource, Tree
from publisher.rules.examples import CSV_PATH, ChangeExample, TreeExample, resources
from publisher.rules.rule import Certainty, Context, Hit, OfChange, Rule
from publisher.rules.succession import pairs
from publisher.tables import dialect as dialects
from publisher.tables import encoding as encodings
from publisher.tables import layout
from publisher.tables.declared import family_of
from publisher.tables.dialect import BadDialect
from publisher.tables.record import BrokenTable, Record, text_of
from publisher.tables.text_table import TextTable
from publisher.words import Text

LARGEST = 8 << 20
"""Bytes of a file that is compared; larger ones are left alone."""
_FORMS = frozenset({"csv", "tsv"})
_CODE = re.compile(
    r"(?:^|_|[^a-z])id$|コ[ー―]ド$|識別(?:番号|子)$|管理番号$|施設番号$|code$|identification$"
)
_OTHER_CODES = re.compile(
    r"団体|自治体|市区?町村|都道府県|地域|郵便|法人|lgcode|prefcode|分類|種別|区分|町字|学区"
)
_NAME = re.compile(r"^(?:名称|施設名称?|名前|件名|name|文化財名称?|公園名|学校名|路線名)$")


def _check(before: Tree, context: Context) -> Iterator[Hit]:
    for pair in pairs(before, context.tree):
        old = {item.name: item for item in pair.before.resources} if pair.before else {}
        for resource in pair.after.resources:
            former = old.get(resource.name)
            if former is not None and _is_changed(former, resource):
                yield from _compared(former, resource, f"{pair.after.folder}/{resource.path}")


def _is_changed(before: Resource, after: Resource) -> bool:
    if before.file is None or after.file is None:
        return False
    is_small = max(before.file.size, after.file.size) <= LARGEST
    return is_small and before.file.sha256 != after.file.sha256 and after.format in _FORMS


def _compared(before: Resource, after: Resource, path: str) -> Iterator[Hit]:
    then, now = _codes(before), _codes(after)
    changed = [name for name in now if name in then and now[name] != then[name]]
    if changed:
        first = changed[0]
        yield Hit(
            path=path,
            resource=after.name,
            values={
                "count": len(changed),
                "name": first,
                "then": then[first],
                "now": now[first],
            },
        )


def _codes(resource: Resource) -> Mapping[str, str]:
    """Return the code of each thing by its name; empty where either is not told for certain."""
    records = _records(resource)
    shape = layout.decide(records[: layout.HEAD])
    if shape.header is None:
        return {}
    keys = ["".join(unicodedata.normalize("NFKC", text_of(cell)).casefold().split())
            for cell in shape.header.cells]  # fmt: skip
    codes = [
        at for at, key in enumerate(keys) if _CODE.search(key) and not _OTHER_CODES.search(key)
    ]
    names = [at for at, key in enumerate(keys) if _NAME.search(key)]
    if not codes or not names:
        return {}
    body = [
        row
        for row in records
        if row.number > shape.header.number and len(row.cells) > max(codes[0], names[0])
    ]
    return _unique(body, names[0], codes[0])


def _unique(body: list[Record], name: int, code: int) -> dict[str, str]:
    """Return code by name; empty where a code stands twice, without names that stand twice."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    seen: set[str] = set()
    for row in body:
        key, value = text_of(row.cells[name]).strip(), text_of(row.cells[code]).strip()
        if not key or not value:
            continue
        if value in seen:
            return {}
        seen.add(value)
        if key in found:
            twice.add(key)
        found[key] = value
    return {key: value for key, value in found.items() if key not in twice}


def _records(resource: Resource) -> tuple[Record, ...]:
    file: File | None = resource.file
    if file is None:
        return ()
    codec = encodings.decide(file, family_of(resource.properties.get("encoding")))
    if not codec.is_readable or codec.codec is None:
        return ()
    try:
        dialect = dialects.of(resource.properties, resource.format)
        return tuple(TextTable(file=file, codec=codec.codec, dialect=dialect).records())
    except (BadDialect, BrokenTable):
        return ()  # the check of the file says so


def _tree(*rows: str) -> TreeExample:
    fields = [{"name": name} for name in ("ID", "名称")]
    text = "ID,名称\r\n" + "".join(f"{row}\r\n" for row in rows)
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={CSV_PATH: text.encode("utf-8-sig")},
    )


RULE = Rule(
    id="C004",
    name="changed-codes",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("前の版と番号が変わったもの", "Codes that changed"),
    why=Text(
        "番号で追っている人には、別の施設に入れ替わったように見えます。",
        "Whoever follows a code sees another thing under it.",
    ),
    fix=Text(
        "同じものには前と同じ番号を付け、なくなったものの番号は使い回さないでください。",
        "Keep the code of each thing, and never give an old code to another.",
    ),
    message=Text(
        "前の版と番号が違うものが{count}件あります（「{name}」は{then}から{now}へ）。前の番号に戻してください。",
        "{count} {count:has|have} another code than before ('{name}': {then}, now {now}). Give "
        "the old codes back.",
    ),
    decides=Text(
        "公開中の版と新しい版の両方で、名称とIDが1つに決まるものを比べます。8MBまでのCSVを見ます。",
        "Compares what has one name and one id in the published and in the new version, in CSV up "
        "to 8 MB.",
    ),
    bad=(
        ChangeExample(
            before=_tree("0001,生駒駅前", "0002,高山竹林園"),
            after=_tree("0001,高山竹林園", "0002,生駒駅前"),
        ),
    ),
    good=(
        ChangeExample(
            before=_tree("0001,生駒駅前", "0002,高山竹林園"),
            after=_tree("0002,高山竹林園", "0003,南生駒"),
        ),
        ChangeExample(
            before=_tree("0001,生駒駅前", "0002,便所", "0003,便所"),
            after=_tree("0001,生駒駅前", "0003,便所", "0002,便所"),
        ),
    ),
    check=OfChange(_check),
)
