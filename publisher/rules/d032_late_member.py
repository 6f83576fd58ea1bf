"""D032: members of a JSON list that its first item lacks, so that they are no columns."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CsvExample
from publisher.rules.rule import Hit, NotApplicable, OfTextFile, Rule, TextFile
from publisher.words import Text, quote

_SEVERAL = Text(
    "項目「{name}」など{count}個は最初の1件になく、列になりません（最初は{line}行目）。"
    "最初の1件にも書いてください（値がなければ null）。",
    "{count} {count:member|members}, '{name}' (line {line}) among them, are missing from the first item: they "
    "are no columns. Write them there, too (null where it has no value).",
)


def _check(file: TextFile) -> Iterator[Hit | NotApplicable]:
    if file.json is None or file.json.shape is None or file.json.shape.names is None:
        yield NotApplicable()
        return
    late = file.json.late
    if late:
        name, line = late[0]
        values = {"name": quote(name), "line": line, "count": len(late)}
        message = _SEVERAL if len(late) > 1 else None
        yield Hit(line=line, message=message, values=values)


RULE = Rule(
    id="D032",
    name="late-member",
    severity=Severity.INFO,
    title=Text("最初の1件にない項目", "A member that the first item lacks"),
    why=Text(
        "最初の1件にある項目だけを列とし、ほかの値を捨てる道具があります。",
        "Some tools take the first item's members for the columns, and drop the others' values.",
    ),
    fix=Text(
        "最初の1件に、すべての項目を書いてください。値がなければ null と書きます。",
        "Write every member into the first item; null where it has no value.",
    ),
    message=Text(
        "項目「{name}」は最初の1件になく、列になりません（最初は{line}行目）。"
        "最初の1件にも書いてください（値がなければ null）。",
        "The member '{name}' (line {line}) is missing from the first item: it is no column. "
        "Write it there, too (null where it has no value).",
    ),
    decides=Text(
        "一覧の2件目からの項目を、最初の1件の項目とくらべます。",
        "The members of the items are compared with the first item's.",
    ),
    bad=(
        CsvExample('[{"名称": "市役所"},\n{"名称": "公民館", "階": 2}]\n'.encode(), "example.json"),
    ),
    good=(
        CsvExample(
            '[{"名称": "市役所", "階": null},\n{"階": 2, "名称": "公民館"},\n{"名称": "駅"}]\n'.encode(),
            "example.json",
        ),
        CsvExample('{"名称": {"a": 1}, "階": {"b": 2}}\n'.encode(), "example.json"),
        CsvExample('[["名称", "階"],\n["市役所", 5]]\n'.encode(), "example.json"),
    ),
    check=OfTextFile(_check),
)
