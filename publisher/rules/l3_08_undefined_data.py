"""L3-08: data without what a reader must know: what columns mean, what changed, how it is encoded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.findings import Severity
from publisher.rules.declared_marks import schema_of
from publisher.rules.examples import CSV_PATH, TreeExample, csv, resources
from publisher.rules.rule import (
    Ask,
    Certainty,
    Hit,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.words import Text

TEXT_FORMS = frozenset({"csv", "tsv"})
SHOWN = 5
"""Columns that a message names."""
_ASK = Text(
    "項目の意味と更新の履歴も、一緒に公開しますか。"
    "意味は `opendata add` か `opendata set` の --dictionary で書けます。",
    "Will the meaning of the columns and the history of changes be published too? "
    "`opendata add` or `opendata set` takes the meanings with --dictionary.",
)
_NO_FIELDS = Text(
    "項目の一覧がありません。項目の名前と意味を登録してください。",
    "The columns are not listed. Enter their names and meanings.",
)
_NO_ENCODING = Text(
    "文字コードが登録されていません。登録し直すと、自動で入ります。",
    "The character encoding is not stated. Registering the file again fills it in.",
)
_NO_HISTORY = Text(
    "更新の履歴がありません。いつ公開し、いつ更新したかを登録してください。",
    "There is no history. Enter when the data were published and changed.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        if table.descriptor is None:
            yield Ask(question=_ASK, is_quiet=True)
            return
        if not table.descriptor.get("history"):
            yield Hit(message=_NO_HISTORY)
        if table.form in TEXT_FORMS and not table.properties.get("encoding"):
            yield Hit(message=_NO_ENCODING)
        yield from _definitions(table)


def _definitions(table: TableHead) -> Iterator[Outcome]:
    fields = schema_of(table).get("fields")
    listed = (
        [item for item in fields if isinstance(item, Mapping)] if isinstance(fields, list) else []
    )
    if not listed:
        yield Hit(message=_NO_FIELDS)
        return
    if table.standard is not None and table.standard.is_sure and not table.standard.extra:
        return
    unknown = [str(item.get("name", "")) for item in listed if not _is_described(item)]
    if len(unknown) == len(listed):
        yield Ask(question=_ASK, is_quiet=True)
    elif unknown:
        yield Hit(values={"names": "」「".join(unknown[:SHOWN]), "count": len(unknown)})


def _is_described(item: Mapping[str, Any]) -> bool:
    return any(str(item.get(key) or "").strip() for key in ("description", "title"))


RULE = Rule(
    id="L3-08",
    name="undefined-data",
    severity=Severity.INFO,
    certainty=Certainty.CERTAIN,
    official_title="データの定義や更新履歴が記載されているか",
    title=Text("項目の意味や更新の履歴が書かれていない", "Columns or changes not described"),
    why=Text(
        "項目が何を指すか分からず、まちがった使い方をされます。",
        "Readers guess what a column means, and guess wrong.",
    ),
    fix=Text(
        "項目ごとに意味を一言書き、公開と更新の日を残してください。",
        "Describe each column in a few words and keep the dates of publication and changes.",
    ),
    message=Text(
        "意味の書かれていない項目が{count}個あります（「{names}」など）。一言ずつ書いてください。",
        "{count} {count:column has|columns have} no description ('{names}' …). Describe each in a "
        "few words.",
    ),
    decides=Text(
        "登録された内容に項目の説明、履歴、文字コードがあるかを見ます。ファイルだけのときは人に聞きます。",
        "Looks for descriptions, history and encoding in what is registered; asks for bare files.",
    ),
    bad=(
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "名称", "type": "string", "description": "施設の名前"},
                            {"name": "設備", "type": "string"},
                        ]
                    }
                )
            },
            files={CSV_PATH: "名称,設備\nア,手すり\nイ,洗面台\n".encode()},
        ),
        TreeExample(descriptor={"resources": resources(schema=None)}),
        TreeExample(descriptor={"resources": resources(encoding=None)}),
    ),
    good=(
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "名称", "type": "string", "description": "施設の名前"},
                            {"name": "設備", "type": "string", "title": "備え付けの設備"},
                        ]
                    }
                )
            },
            files={CSV_PATH: "名称,設備\nア,手すり\nイ,洗面台\n".encode()},
        ),
        csv("名称,設備\nア,手すり\nイ,洗面台\n"),
    ),
    check=OfTable(_Watch),
)
