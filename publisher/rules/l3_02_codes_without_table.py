"""L3-02: codes that only a code table explains. Whether one is published, a person knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.column_roles import is_classed, is_coded, is_prose
from publisher.rules.declared_marks import is_explained, known_to_standard
from publisher.rules.examples import CSV_PATH, TreeExample, csv, resources
from publisher.rules.quantity_labels import is_bare, is_count, needs_unit, states_unit
from publisher.rules.rule import (
    Ask,
    Certainty,
    ColumnFacts,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.columns import Column, Kind
from publisher.words import Text

CODES = 30
"""Different codes of a column, at most."""
TIMES = 3
"""How often a code comes on average, at least; of a class (区分, 性別) once is enough."""
_CODE = re.compile(r"[0-9]{1,2}(?:\.0)?|[A-Z][0-9]{0,2}")
_SIGN = re.compile(r"[○〇◯◎●△▲▼×✕✖☆★□■◇◆]{1,5}(?:[（(]注[)）])?|[①-⑳]|[A-Z][0-9]?|[YNyn]|[-‐−－ー]")
"""What is a code whatever the column is called; ○ and × may speak for themselves."""
_KNOWN = re.compile(
    r"団体コ.ド|市区?町村コ.ド|標準地域|地域コ.ド|都道府県コ.ド|郵便|町字|町丁|法人番号|jis|学校コ.ド|医療機関コ.ド"
    r"|lgcode|prefcode|citycode|areacode|regioncode|postal|zip|prefecture"
)
_NAMES_OF_CODE = ("名", "名称", "name", "内容", "ラベル", "label")


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        defined = known_to_standard(table)
        self.columns = {
            column.position: column
            for column in table.columns
            if column.position not in defined
            and column.kind in {Kind.NUMBER, Kind.CODE, Kind.TEXT}
            and _may_be_code(column)
            and not _is_decoded(column, table)
        }
        self.signs = {
            column.position
            for column in table.columns
            if column.position not in defined
            and column.kind is Kind.TEXT
            and not (is_prose(column) or is_explained(table, column) or _is_decoded(column, table))
        }
        self.explained = {
            position for position, column in self.columns.items() if is_explained(table, column)
        }
        yield from ()

    def finish(self, facts: TableFacts) -> Iterator[Outcome]:
        found = [column for column in facts.columns if self._is_coded(column)]
        signs = any(
            _holds(column, _SIGN) and len({_fold(value) for value in column.values or ()}) > 1
            for column in facts.columns
            if column.position in self.signs
        )
        unknown = [column for column in found if column.position not in self.explained]
        if not found and signs:
            yield Ask(question=_SIGNS, is_quiet=True)
        elif not found:
            yield NotApplicable()
        elif unknown:
            yield Ask(
                position=unknown[0].position,
                question=_QUESTION if len(unknown) == 1 else _QUESTIONS,
                values={
                    "label": self.columns[unknown[0].position].label,
                    "codes": "、".join(sorted(unknown[0].values or ())[:6]),
                    "more": len(unknown) - 1,
                },
            )

    def _is_coded(self, column: ColumnFacts) -> bool:
        named = self.columns.get(column.position)
        return named is not None and _holds(column, _CODE, times=1 if is_classed(named) else TIMES)


_QUESTION = Text(
    "「{label}」の値（{codes}など）が何を表すか、コード表を一緒に公開していますか。"
    "まだなら、項目の説明に書くか、コード表のファイルを加えてください。",
    "Is it published what the values of '{label}' ({codes} …) stand for? If not, describe the "
    "column or add a file with the code table.",
)
_QUESTIONS = Text(
    "「{label}」の値（{codes}など）と、ほかの{more}列の値が何を表すか、コード表を一緒に公開していますか。"
    "まだなら、項目の説明に書くか、コード表のファイルを加えてください。",
    "Is it published what the values of '{label}' ({codes} …) and of {more} more "
    "{more:column|columns} stand "
    "for? If not, describe the columns or add a file with the code table.",
)


_SIGNS = Text(
    "表の中の記号や英字の意味も、一緒に公開しますか。",
    "Will it be published, too, what the signs and letters in the table stand for?",
)


def _fold(sign: str) -> str:
    return "○" if sign in "○〇◯◎" else sign


def _may_be_code(column: Column) -> bool:
    if _KNOWN.search(column.key) or (is_prose(column) and "回答" not in column.key):
        return False
    if column.kind is not Kind.TEXT and (
        is_count(column) or needs_unit(column) or states_unit(column)
    ):
        return False
    return is_coded(column) and not (is_bare(column) and "レベル" not in column.key)


def _is_decoded(column: Column, table: TableHead) -> bool:
    """Say whether a column tells the meaning: 開設者コード and 開設者, 天候 and 天候区分 beside it."""
    whole = re.sub(r"\(.*\)$", "", column.key)
    stem = re.sub(r"コ.ド|番号|区分|cd$|code$", "", whole)
    others = [other for other in table.columns if other is not column]
    if stem and stem != column.key:
        names = {stem, *(stem + name for name in _NAMES_OF_CODE)}
        if any(other.key in names for other in others):
            return True
    beside = {whole + name for name in (*_NAMES_OF_CODE, "区分", "種別")}
    return any(
        other.kind is Kind.TEXT and other.key in beside
        for other in others
        if abs(other.position - column.position) == 1
    )


def _holds(found: ColumnFacts, code: re.Pattern[str], *, times: int = TIMES) -> bool:
    values = found.values
    return (
        values is not None
        and 2 <= len(values) <= CODES
        and found.filled >= times * len(values)
        and sum(count for value, count in values.items() if code.fullmatch(value))
        >= found.filled * 0.9
    )


RULE = Rule(
    id="L3-02",
    name="codes-without-table",
    severity=Severity.INFO,
    certainty=Certainty.PERSON,
    official_title="回答のコード表が別添されているか",
    title=Text("コードの意味が分からない", "Codes without a code table"),
    why=Text(
        "「1」や「A」が何を表すか分からなければ、その列は使えません。",
        "Nobody can use a column without knowing what 1 or A stands for.",
    ),
    fix=Text(
        "項目の説明に「1：晴、2：雨」のように書くか、コード表のファイルを加えてください。",
        "Describe the column (1: fine, 2: rain) or add a file with the code table.",
    ),
    decides=Text(
        "区分や回答の列に数字や英字だけが入っていて説明がなければ、人に聞きます。",
        "Asks where a column of classes or answers holds only digits or letters, unexplained.",
    ),
    bad=(
        csv("番号,天候\n1,1\n2,2\n3,1\n4,1\n5,2\n6,2\n"),
        csv("施設,区分\nA,1\nB,2\nC,3\nD,1\n"),
        csv("番号,性別\n1,1\n2,2\n3,1\n4,1\n5,2\n6,2\n"),
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "名称", "type": "string"},
                            {"name": "区分", "type": "string"},
                        ]
                    }
                )
            },
            files={CSV_PATH: "名称,区分\nア,1\nイ,2\nウ,1\nエ,1\nオ,2\nカ,2\n".encode()},
        ),
    ),
    good=(
        csv("番号,天候\n1,晴\n2,雨\n3,晴\n4,晴\n5,雨\n6,雨\n"),
        csv("番号,天候,天候区分\n1,1,晴\n2,2,雨\n3,1,晴\n4,1,晴\n5,2,雨\n6,2,雨\n"),
        csv("施設コード,名称\n1,A\n2,B\n3,C\n"),
        csv("地区,人数\n北,1\n南,2\n東,1\n西,1\n中,2\n外,2\n"),
        csv("施設,開設者コード,開設者\nA,1,国\nB,2,市\nC,1,国\nD,1,国\nE,2,市\nF,2,市\n"),
        TreeExample(
            descriptor={
                "resources": resources(
                    schema={
                        "fields": [
                            {"name": "名称", "type": "string", "description": "施設の名前"},
                            {"name": "区分", "type": "string", "description": "1：屋内、2：屋外"},
                        ]
                    }
                )
            },
            files={CSV_PATH: "名称,区分\nア,1\nイ,2\nウ,1\nエ,1\nオ,2\nカ,2\n".encode()},
        ),
    ),
    check=OfTable(_Watch),
)
