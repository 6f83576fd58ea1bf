"""D102: a dataset that names a standard which its table does not follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.findings import Severity
from publisher.rules.examples import CSV_PATH, TreeExample, resources
from publisher.rules.rule import Hit, NotApplicable, OfTable, Outcome, Rule, TableHead, Watch
from publisher.rules.standard_columns import followed, title_of
from publisher.rules.standard_examples import HEADERS, table
from publisher.standards import Recognition
from publisher.words import Text

_FIELDS = [{"name": name, "type": "string"} for name in HEADERS["fire_hydrant"].split(",")]
_TABLE = {CSV_PATH: b"\xef\xbb\xbf" + table("fire_hydrant").content}
_RESOURCES = resources(schema={"fields": _FIELDS, "missingValues": [""]})
_NOTHING = Text(
    "説明では標準の「{stated}」ですが、この表の列はそのとおりではありません。"
    "列をそろえるか、datapackage.json の standard を消してください。",
    "The dataset names the standard '{stated}', but the columns are not that standard's. "
    "Make them so, or take `standard` out of datapackage.json.",
)


def _table(**standard: str) -> TreeExample:
    return TreeExample(descriptor={"resources": _RESOURCES, "standard": standard}, files=_TABLE)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        descriptor = table.descriptor or {}
        stated = descriptor.get("standard")
        if not isinstance(stated, Mapping) or not table.has_header:
            yield NotApplicable()
            return
        found = followed(table)
        if found is None:
            # Beside the table that follows the standard a dataset may hold others.
            if len(descriptor["resources"]) == 1:
                yield Hit(message=_NOTHING, values={"stated": _name(stated)})
        elif not _is_same(stated, found):
            yield Hit(
                values={
                    "stated": _name(stated),
                    "title": title_of(found),
                    "slug": found.standard.slug,
                    "edition": found.standard.edition,
                }
            )


def _is_same(stated: Mapping[str, Any], found: Recognition) -> bool:
    if stated.get("slug") != found.standard.slug:
        return False
    # An edition that is not known here may have these very columns.
    others = set(found.editions) - {found.standard.edition}
    return not (found.edition_is_sure and stated.get("edition") in others)


def _name(stated: Mapping[str, Any]) -> str:
    return " ".join(str(stated[key]) for key in ("slug", "edition") if stated.get(key))


RULE = Rule(
    id="D102",
    name="other-standard",
    severity=Severity.WARNING,
    title=Text("書かれている標準と表の列が違う", "Not the standard that is stated"),
    why=Text(
        "標準どおりと思って使う人が、列を読みちがえます。",
        "Whoever trusts the statement reads the columns wrongly.",
    ),
    fix=Text(
        "datapackage.json の standard を表に合わせるか、表の列を標準に合わせてください。",
        "Make `standard` in datapackage.json fit the table, or the table fit the standard.",
    ),
    message=Text(
        "説明では標準の「{stated}」ですが、この表は「{title}」の列です。"
        "datapackage.json の standard を {slug}、{edition} に直してください。",
        "The dataset names the standard '{stated}', but the columns are those of {title}. "
        "Change `standard` in datapackage.json to {slug}, {edition}.",
    ),
    decides=Text(
        "書かれた種類と版を、表の列から分かる種類と版に比べます。",
        "Compares the type and edition stated with those that the columns show.",
    ),
    bad=(
        _table(slug="public_toilet", edition="2020"),
        _table(slug="fire_hydrant", edition="2026-08"),
        TreeExample(descriptor={"standard": {"slug": "public_toilet", "edition": "2026-08"}}),
    ),
    good=(
        _table(slug="fire_hydrant", edition="2020"),
        _table(slug="fire_hydrant", edition="2017-12"),
        table("fire_hydrant"),
    ),
    check=OfTable(_Watch),
)
