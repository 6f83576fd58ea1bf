"""K005: column names that CKAN's DataStore refuses or cuts (CKAN.md §2.10)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CSV_PATH, TreeExample, resources
from publisher.rules.rule import (
    Certainty,
    Hit,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.words import Text

LIMIT = 63
"""Bytes of a column's id in PostgreSQL; CKAN counts characters, so longer ones are cut silently."""
_CUT = Text(
    "「{label}」と同じ文字で始まる長い項目名があり、目録の表では区別できません。はじめの{count}文字までに違いを入れてください。",
    "Long names begin like '{label}', so that the catalog's table cannot tell them apart. "
    "Let them differ within {count} characters.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        header = table.layout.header
        if table.descriptor is None or header is None:
            yield NotApplicable()
            return
        count = Counter(_cut(column.label) for column in table.columns)
        for column in table.columns:
            label = column.label
            is_long = len(label.encode("utf-8", "surrogatepass")) > LIMIT
            if label.startswith("_") or re.search('["\x00-\x1f\x7f]', label):
                yield Hit(record=header, position=column.position, values={"label": label})
            elif is_long and count[_cut(label)] > 1:
                values = {"label": _cut(label), "count": len(_cut(label))}
                yield Hit(record=header, position=column.position, message=_CUT, values=values)


def _cut(label: str) -> str:
    return label.encode("utf-8", "surrogatepass")[:LIMIT].decode("utf-8", "ignore")


def _tree(label: str, other: str = "名称") -> TreeExample:
    quoted = '"' + label.replace('"', '""') + '"'
    fields = [{"name": label}, {"name": other}]
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={CSV_PATH: f"{quoted},{other}\n駅,ア\n園,イ\n".encode()},
    )


_LONG = "指定緊急避難場所として使うときに受け入れる人の数"

RULE = Rule(
    id="K005",
    name="refused-column",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("目録の表に入らない項目名", "Column names that the catalog's table refuses"),
    why=Text(
        "目録（CKAN）の画面で表を見られず、表の検索もできません。ファイルは取れます。",
        "CKAN cannot show or search the table; the file itself can be downloaded.",
    ),
    fix=Text(
        '項目名のはじめの「_」と、「"」や改行を取ってください。',
        "Take a leading _ and any quote or line break out of the name.",
    ),
    message=Text(
        '項目名「{label}」は、目録の表に入りません。はじめの「_」や、「"」、改行を取ってください。',
        "The catalog's table refuses the name '{label}'. Take out a leading _, quotes and line breaks.",
    ),
    decides=Text(
        "登録されたファイルの項目名だけを見ます。目録が表を作らない設定なら問題としません。",
        "Looks at the headers of registered files; a catalog without tables takes any name.",
    ),
    bad=(_tree("_id"), _tree('高さ"m"'), _tree(f"{_LONG}（昼）", f"{_LONG}（夜）")),
    good=(_tree("id"), _tree(f"{_LONG}（昼）"), TreeExample()),
    check=OfTable(_Watch),
)
