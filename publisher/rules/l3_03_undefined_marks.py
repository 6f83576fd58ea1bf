"""L3-03: marks for nil, secret or unknown in columns of numbers, with nothing that defines them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.declared_marks import missing_values, schema_of
from publisher.rules.examples import CSV_PATH, TreeExample, csv, resources
from publisher.rules.rule import (
    Ask,
    Cell,
    Certainty,
    Interest,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.batch import Blanks
from publisher.tables.columns import MARK, Kind
from publisher.tables.record import Record, text_of
from publisher.words import Text

FINDS = rf"^[ \u3000]*{MARK}[ \u3000]*$"
MARKS = 6
"""Different marks of a column that the question names."""
_LEGEND = re.compile(
    r"秘匿|該当|不詳|不明|未満|皆無|未調査|なし|無し|ない|資料|[：:＝=]|表す|示す|意味"
)
_URL = re.compile(r"https?://[!-~]+")
"""Addresses of the web hold colons and hyphens, and explain nothing."""
_QUESTION = Text(
    "「{label}」の列の記号（{marks}）は何を表しますか（該当なし、秘匿、不明など）。"
    "記号の意味を、データの説明に書いてください。",
    "What do the marks in '{label}' ({marks}) stand for: none, secret, unknown? "
    "Say so in the description of the data.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.table = table
        self.columns = {
            column.position: column for column in table.columns if column.kind is Kind.NUMBER
        }
        self.seen: dict[int, dict[str, None]] = {}
        self.legends = [
            text for row in table.layout.above for cell in row.cells if (text := text_of(cell))
        ]
        if not self.columns:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        open_ones = frozenset(
            position for position in self.columns if len(self.seen.get(position, ())) <= MARKS
        )
        if open_ones:
            yield Interest(columns=open_ones, finds=FINDS)

    def cell(self, cell: Cell) -> Iterator[Outcome]:
        if isinstance(cell.value, str):
            self.seen.setdefault(cell.position, {})[cell.text.strip()] = None
        yield from ()

    def odd(self, record: Record) -> Iterator[Outcome]:
        if len(self.legends) < MARKS:
            self.legends += [text for cell in record.cells if (text := text_of(cell))]
        yield from ()

    def blanks(self, records: Blanks) -> Iterator[Outcome]:  # noqa: ARG002
        """Nothing is explained in them."""
        return iter(())

    def finish(self, facts: TableFacts) -> Iterator[Outcome]:  # noqa: ARG002
        if not self.columns:
            return
        if not self.seen:
            yield NotApplicable()
        for position, marks in sorted(self.seen.items()):
            unknown = [mark for mark in marks if not self._is_defined(position, mark)]
            if unknown:
                values = {
                    "label": self.columns[position].label,
                    "marks": "、".join(f"「{mark}」" for mark in unknown[:MARKS]),
                }
                yield Ask(position=position, question=_QUESTION, values=values)

    def _is_defined(self, position: int, mark: str) -> bool:
        column = self.columns[position]
        if mark in missing_values(self.table, column):
            return True
        owners = (column.field or {}, schema_of(self.table), self.table.properties)
        said = [str(owner.get("description") or "") for owner in owners]
        said.append(str((self.table.descriptor or {}).get("description") or ""))
        texts = [_URL.sub("", text) for text in (*self.legends, *said)]
        return any(mark in text and _LEGEND.search(text) for text in texts)


RULE = Rule(
    id="L3-03",
    name="undefined-marks",
    severity=Severity.INFO,
    certainty=Certainty.PERSON,
    official_title="数値データの同一列内に特殊記号（秘匿等）を使用する場合は、その定義を明記しているか",
    numbers_2020=("1-13",),
    title=Text("数字の列の記号に説明がない", "Marks among numbers without a definition"),
    why=Text(
        "「-」がゼロなのか、不明なのか、秘密なのか、読む人には分かりません。",
        "A reader cannot know whether “-” is zero, unknown or secret.",
    ),
    fix=Text(
        "記号の意味（例：X は秘匿、- は該当なし）を、データの説明に書いてください。",
        "Say in the description of the data what each mark stands for (X: secret, -: none).",
    ),
    decides=Text(
        "数字の列に記号があり、意味がどこにも書かれていなければ、人に聞きます。",
        "Asks where a column of numbers holds a mark that is explained nowhere.",
    ),
    bad=(
        csv("地区,人数\n北,10\n南,-\n東,20\n西,30\n中,5\n"),
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "地区", "type": "string"},
                            {"name": "人数", "type": "string"},
                        ]
                    }
                )
            },
            files={CSV_PATH: "地区,人数\n北,10\n南,-\n東,20\n西,30\n中,5\n".encode()},
        ),
        csv("地区,人数\n北,10\n南,X\n東,…\n西,30\n中,5\n外,6\n隣,7\n上,8\n下,9\n左,1\n"),
    ),
    good=(
        csv("地区,人数\n北,10\n南,0\n東,-5\n"),
        csv("施設,電話\n市役所,0743-74-1111\n公民館,-\n"),
        csv("施設,洪水\nA,○\nB,×\nC,-\n"),
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "名称", "type": "string"},
                            {"name": "男性トイレ数", "type": "integer"},
                        ],
                        "missingValues": ["", "-"],
                    }
                )
            },
            files={CSV_PATH: "名称,男性トイレ数\nア,1\nイ,-\nウ,2\n".encode()},
        ),
    ),
    check=OfTable(_Watch),
)
