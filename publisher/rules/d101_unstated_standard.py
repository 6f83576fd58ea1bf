"""D101: a dataset that follows a standard dataset and does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CSV_PATH, TreeExample, resources
from publisher.rules.rule import Hit, NotApplicable, OfTable, Outcome, Rule, TableHead, Watch
from publisher.rules.standard_columns import followed, title_of
from publisher.rules.standard_examples import HEADERS, table
from publisher.words import Text

_FIELDS = [{"name": name, "type": "string"} for name in HEADERS["fire_hydrant"].split(",")]
_TABLE = {CSV_PATH: b"\xef\xbb\xbf" + table("fire_hydrant").content}
_RESOURCES = resources(schema={"fields": _FIELDS, "missingValues": [""]})


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = followed(table)
        if found is None or table.descriptor is None:
            yield NotApplicable()
        elif not table.descriptor.get("standard"):
            yield Hit(
                values={
                    "title": title_of(found),
                    "slug": found.standard.slug,
                    "edition": found.standard.edition,
                }
            )


RULE = Rule(
    id="D101",
    name="unstated-standard",
    severity=Severity.INFO,
    title=Text(
        "標準データセットに沿っていることが書かれていない",
        "A standard dataset that does not say so",
    ),
    why=Text(
        "ほかの市町村の同じデータを探して、まとめて使うことができません。",
        "Nobody can find the same data of other bodies and use them together.",
    ),
    fix=Text(
        "データセットの datapackage.json に、示された standard を書き足してください。",
        "Add the `standard` named to the dataset's datapackage.json.",
    ),
    message=Text(
        "この表は標準の「{title}」に沿っています。"
        'datapackage.json に "standard": {{"slug": "{slug}", "edition": "{edition}"}} と書き足してください。',
        "This table follows the standard {title}. Add "
        '"standard": {{"slug": "{slug}", "edition": "{edition}"}} to datapackage.json.',
    ),
    decides=Text(
        "項目名が標準のものと合うことは確かです。版は、その版だけにある項目名で決めます。",
        "That the columns are the standard's is certain; the edition by names that only it has.",
    ),
    bad=(TreeExample(descriptor={"resources": _RESOURCES}, files=_TABLE),),
    good=(
        TreeExample(
            descriptor={
                "resources": _RESOURCES,
                "standard": {"slug": "fire_hydrant", "edition": "2020"},
            },
            files=_TABLE,
        ),
        table("fire_hydrant"),
    ),
    check=OfTable(_Watch),
)
