"""L2-04: one answer written in several ways in one column of choices."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from publisher.findings import Severity
from publisher.rules.column_roles import is_address, is_name, is_phone
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Certainty,
    ColumnFacts,
    Hit,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of
from publisher.words import Text

CHOICES = 30
"""Different values of a column of choices, at most."""
TIMES = 3
"""How often a choice comes on average, at least."""
FEWEST, SHARE = 3, 0.8
"""Yes, no and the like in a column that is one of choices however few its rows are."""
LONG = 20
"""Characters of a choice, at most."""
_SAME = (
    ("有", "有り", "あり", "アリ", "有る", "ある"),
    ("無", "無し", "なし", "ナシ", "無い", "ない"),
    ("○", "〇", "◯", "o", "O"),
    ("×", "✕", "✖", "╳", "x", "X"),
    ("△", "▵", "⊿"),
    ("可", "可能"),
    ("不可", "不可能", "否"),
    ("はい", "yes", "Yes", "YES"),
    ("いいえ", "no", "No", "NO"),
    ("済", "済み", "済み"),
    ("未", "未了", "未済"),
    ("男", "男性"),
    ("女", "女性"),
    ("不明", "不詳"),
)
_SYSTEMS = (
    ("有無", frozenset({"有", "無"})),
    ("○×", frozenset({"○", "×"})),
    ("可不可", frozenset({"可", "不可"})),
    ("はいいいえ", frozenset({"はい", "いいえ"})),
)
_CANONICAL = {spelling: same[0] for same in _SAME for spelling in same}
_SPACES = re.compile(r"\s+|[・･_]")
_DASHES = re.compile("[-‐‑‒–—―−ー─ｰ]+")
_REMARK = re.compile(
    "備考|特記|補足|注意|注記|コメント|摘要|メモ|説明|概要|紹介|本文|memo|note|remark|comment|descri|text"
)
_AREA = re.compile("地区|区域|地域|校区|学区")
_OFFICE = re.compile("(?:担当|所管|主管|所属)(?:部?[課局係室署]名?|部署?名?)$")
"""Names that come again like choices: a body has only so many offices."""
_SYSTEM = Text(
    "答え方が混ざっています（{values}）。1つの書き方にそろえてください（例：「有」と「無」）。",
    "The column mixes ways to answer ({values}). Keep to one, such as 有 and 無.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.header = table.layout.header
        self.sample = table.sample
        self.columns = {
            column.position: column
            for column in table.columns
            if column.kind is Kind.TEXT
            and (_OFFICE.search(column.key) or not is_name(column))
            and not (is_phone(column) or _REMARK.search(column.key))
            # The names of areas come again like choices; addresses do not.
            and (_AREA.search(column.key) or not is_address(column))
        }
        yield from ()

    def finish(self, facts: TableFacts) -> Iterator[Outcome]:
        judged = 0
        for found in facts.columns:
            column = self.columns.get(found.position)
            if column is None or not _is_choice(found):
                continue
            judged += 1
            yield from self._judge(column, found.values or {})
        if not judged:
            yield NotApplicable()

    def _judge(self, column: Column, values: Mapping[str, int]) -> Iterator[Hit]:
        spellings: dict[str, list[str]] = defaultdict(list)
        for value in values:
            spellings[_key(value)].append(value)
        uneven = [group for group in spellings.values() if len(group) > 1]
        for group in uneven:
            usual = max(group, key=lambda value: values[value])
            others = [value for value in group if value != usual]
            yield Hit(
                record=self._first(column, others) or self.header,
                position=column.position,
                values={
                    "label": column.label,
                    "usual": usual,
                    "others": "」「".join(others[:5]),
                    "count": sum(values[value] for value in others),
                },
            )
        systems = [names & set(spellings) for _, names in _SYSTEMS if names & set(spellings)]
        known = sum(values[value] for value in values if _key(value) in _CANONICAL)
        if len(systems) > 1 and not uneven and known * 2 >= sum(values.values()):
            shown = "、".join(sorted(name for system in systems for name in system))
            yield Hit(
                record=self.header,
                position=column.position,
                message=_SYSTEM,
                values={"label": column.label, "values": shown},
            )

    def _first(self, column: Column, values: Sequence[str]) -> Record | None:
        """Return the first record with one of the values, where it is among the first of all."""
        index = column.position - 1
        return next(
            (
                row
                for row in self.sample
                if index < len(row.cells) and text_of(row.cells[index]) in values
            ),
            None,
        )


def _is_choice(found: ColumnFacts) -> bool:
    values = found.values
    return (
        values is not None
        and 2 <= len(values) <= CHOICES
        and all(len(value) <= LONG for value in values)
        and (found.filled >= TIMES * len(values) or _are_answers(values))
    )


def _are_answers(values: Mapping[str, int]) -> bool:
    """Say whether nearly all are yes, no and the like: choices, however few the rows."""
    known = sum(count for value, count in values.items() if _folded(value) in _CANONICAL)
    return known >= FEWEST and known >= sum(values.values()) * SHARE


def _key(value: str) -> str:
    """Return what two spellings of one answer have in common."""
    if value in _CANONICAL:
        return _CANONICAL[value]
    folded = _folded(value)
    if _DASHES.fullmatch(folded):
        return "-"
    return _CANONICAL.get(folded, folded)


def _folded(value: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", value)).casefold()


RULE = Rule(
    id="L2-04",
    name="uneven-choices",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    official_title="選択肢回答が標準化されているか",
    title=Text("同じ答えが、いくつもの書き方で書かれている", "One answer, several spellings"),
    why=Text(
        "数えるときに別の答えとして扱われ、件数が合わなくなります。",
        "They are counted as different answers, and no figure adds up.",
    ),
    fix=Text(
        "1つの答えは1つの書き方にそろえてください（例：有／無）。",
        "Write each answer in one way only, such as 有 and 無.",
    ),
    message=Text(
        "「{usual}」が「{others}」とも書かれています（{count}か所）。"
        "「{usual}」にそろえてください。",
        "'{usual}' is also written '{others}' ({count} {count:cell|cells}). Write '{usual}'.",
    ),
    decides=Text(
        "値が30種類以下で、1つの値が平均3回以上出る列（「有」「無」などの決まった答えなら3行から）で、"
        "字の形や送りがなだけが違う値を違反の疑いとします。",
        "Likely where a column of at most 30 values, each three times on average (yes, no and the "
        "like: from three rows on), has some that differ in spelling only.",
    ),
    bad=(
        csv(
            "番号,担当課\n1,総務課\n2,総務課\n3,総務 課\n4,文化課\n5,総務課\n6,文化課\n7,総務課\n8,文化課\n9,総務課\n"
        ),
        csv("施設,駐車場\nA,有\nB,あり\nC,無\nD,有\nE,無\nF,有\nG,有\nH,無\nI,無\n"),
        csv("施設,駐車場\nA,有\nB,有り\nC,無\nD,無し\n"),
        csv("施設,授乳室\nA,○\nB,〇\nC,○\nD,×\nE,○\nF,×\nG,○\nH,〇\nI,×\n"),
        csv("施設,授乳室\nA,有\nB,○\nC,無\nD,×\nE,有\nF,無\nG,有\nH,○\nI,×\nJ,有\nK,無\nL,無\n"),
        csv("施設,洪水\nA,○\nB,-\nC,×\nD,−\nE,○\nF,×\nG,-\nH,○\nI,×\nJ,○\nK,○\nL,×\n"),
        csv("園,地区\nA,麻布\nB,麻 布\nC,赤坂\nD,麻布\nE,赤坂\nF,麻布\nG,赤坂\nH,赤坂\nI,麻布\n"),
        csv("施設,区分\nA,ＡＥＤ\nB,AED\nC,AED\nD,他\nE,他\nF,AED\nG,他\nH,他\nI,他\n"),
    ),
    good=(
        csv("施設,担当者\n北館,山田 太郎\n南館,山田太郎\n東館,山田 太郎\n西館,山田太郎\n"),
        csv("施設,駐車場\nA,有\nB,有\nC,無\nD,有\nE,無\nF,有\n"),
        csv("施設,洪水\nA,○\nB,△\nC,×\nD,○\nE,△\nF,×\nG,○\nH,△\nI,×\n"),
        csv("施設,駐車場\nA,有\nB,無\nC,有\n"),
        csv("施設,読み\nA,センター\nB,セン・ター\nC,公園\n"),
        csv("名称,代表者\nA,渡辺\nB,渡邊\nC,渡邉\nD,渡辺\nE,渡邊\nF,渡邉\n"),
        csv("施設,洪水\nA,○\nB,-\nC,×\nD,△\nE,○\nF,×\nG,-\nH,○\nI,×\nJ,△\nK,○\nL,×\n"),
        csv(
            "施設,設備\nA,センター\nB,セン・ター付き\nC,センター\nD,センター\nE,セン・ター付き\nF,センター\n"
        ),
        csv("施設,備考\nA,9:00～\nB,9：00～\nC,9:00～\nD,9:00～\nE,9：00～\nF,9:00～\n"),
        csv("学校,設置者名\nA,（株）北\nB,(株)北\nC,（株）北\nD,(株)北\nE,(株)北\nF,(株)北\n"),
        csv("施設,予約\nA,可\nB,不可\nC,要相談\nD,可\nE,不可\nF,要相談\nG,可\nH,可\nI,可\n"),
    ),
    check=OfTable(_Watch),
)
