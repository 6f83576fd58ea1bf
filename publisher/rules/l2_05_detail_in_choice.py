"""L2-05: what "other" means, written into the cell of the choice itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.column_roles import is_prose
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.tables.columns import Kind
from publisher.tables.record import text_of
from publisher.words import Text

OTHER = r"^[ \u3000]*(?:その他|そのほか|他)[ \u3000]*[（(：:].*[^ \u3000]"
_OTHER = re.compile(OTHER)
_ASKS = re.compile(r"具体的|内容|詳細|理由")
CHOICES = 40
LONG = 40
"""Characters: more is a sentence that begins with these words."""


class _Watch(Watch):
    """A column is one of choices where others come again, and "other" says different things."""

    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.columns: set[int] = set()
        has_choices = False
        for column in table.columns:
            if column.kind is not Kind.TEXT or is_prose(column):
                continue
            index = column.position - 1
            texts = Counter(
                text
                for row in table.sample
                if index < len(row.cells) and (text := text_of(row.cells[index]))
            )
            details = [text for text in texts if _OTHER.search(text) and len(text) <= LONG]
            plain = {text: count for text, count in texts.items() if not _OTHER.search(text)}
            is_choice = len(plain) <= CHOICES and any(count > 1 for count in plain.values())
            has_choices |= is_choice
            if is_choice and (len(details) >= 2 or any(map(_ASKS.search, details))):
                self.columns.add(column.position)
        if not has_choices:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.columns:
            yield Interest(columns=frozenset(self.columns), finds=OTHER)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if len(cell.text.strip()) <= LONG:
            yield Hit(cell=cell, values={"value": cell.text.strip()})


RULE = Rule(
    id="L2-05",
    name="detail-in-choice",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    official_title="選択肢列と「その他」の詳細記入が分離されているか",
    title=Text(
        "「その他」の内容が、選択肢と同じセルにある", "Details of “other” in the choice's cell"
    ),
    why=Text(
        "「その他」が何件あるのか数えられません。",
        "Nobody can count how often “other” was chosen.",
    ),
    fix=Text(
        "選択肢の列は「その他」だけにし、内容は別の列（例：その他の内容）に書いてください。",
        "Keep only その他 in the column of choices; write the details into a column of their own.",
    ),
    message=Text(
        "「{value}」に内容まで書かれています。ここは「その他」とし、内容は別の列に書いてください。",
        "'{value}' holds the details, too. Write その他 here, the details into another column.",
    ),
    decides=Text(
        "同じ選択肢がくり返し出る列で、「その他（…）」の中身がいくつもあれば違反の疑いとします。",
        "Likely where a column of recurring choices holds several different その他（…）.",
    ),
    bad=(
        csv(
            "番号,交通手段\n1,電車\n2,バス\n3,その他（自転車）\n4,電車\n5,その他（徒歩）\n6,バス\n"
        ),
        csv("番号,交通手段\n1,電車\n2,その他（具体的に：自転車）\n3,電車\n4,バス\n"),
        csv("番号,交通手段\n1,電車\n2,その他：自転車\n3,電車\n4,その他：徒歩\n"),
    ),
    good=(
        csv("番号,交通手段,その他の内容\n1,電車,\n2,その他,自転車\n3,電車,\n4,その他,徒歩\n"),
        csv("施設,種別\nA,病院\nB,その他（福祉施設）\nC,病院\nD,その他（福祉施設）\n"),
        csv("施設,備考\nA,その他（要予約）\nB,その他（要相談）\nC,休館\nD,休館\n"),
    ),
    check=OfTable(_Watch),
)
