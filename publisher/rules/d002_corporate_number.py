"""D002: a corporate number (法人番号) that cannot be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.codes import is_corporate_number, is_personal_number
from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
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
from publisher.words import Text

LABEL = re.compile(r"(?:.*[_(])?法人番号\)?|corporate_?number|houjin_?bangou")
EXACT = 20_000
"""Cells of a table whose check digit is calculated; of the others only the length is looked at.

No expression can calculate it, and a column of a million would cost more than all other rules.
"""
_LENGTH = Text(
    "法人番号「{value}」が{count}けたです。13けたで入れてください。",
    "The corporate number '{value}' has {count} {count:digit|digits}. Give thirteen.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.columns = frozenset(
            item.position
            for item in table.columns
            if item.kind is not Kind.EMPTY and LABEL.fullmatch(item.key)
        )
        self.seen = 0
        if not self.columns:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.columns:
            shape = r"\b\B" if self.seen < EXACT else "[1-9][0-9]{12}"
            yield Interest(columns=self.columns, unless=shape)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        self.seen += 1
        text = unicodedata.normalize("NFKC", cell.text).strip().removesuffix(".0")
        digits = text.replace("-", "").removeprefix("T")
        if not re.fullmatch("[0-9]{5,}", digits):
            return
        if len(digits) != 13:
            yield Hit(cell=cell, message=_LENGTH, values={"value": text, "count": len(digits)})
        elif not is_corporate_number(digits):
            yield Hit(cell=cell, values={"value": _shown(text, digits)})


def _shown(text: str, digits: str) -> Text | str:
    return Text(text, text) if is_public(digits) else text


def is_public(digits: str) -> bool:
    """Say whether thirteen digits may be shown: bodies' are public, unless a person's stand in them."""
    return not any(map(is_personal_number, (digits[:12], digits[1:])))


RULE = Rule(
    id="D002",
    name="corporate-number",
    severity=Severity.ERROR,
    title=Text("ありえない法人番号", "An impossible corporate number"),
    why=Text(
        "法人の名簿と結び付けられません。別の法人になることもあります。",
        "It cannot be joined with the register, or names another body.",
    ),
    fix=Text(
        "国税庁の法人番号公表サイトで確かめてください。",
        "Look it up in the National Tax Agency's register.",
    ),
    message=Text(
        "「{value}」は法人番号ではありません（検査用の数字が合いません）。公表サイトで確かめてください。",
        "'{value}' is no corporate number (its check digit is wrong). Look it up.",
    ),
    decides=Text(
        "法人番号の列で、けた数と検査用の数字を確かめます。2万件を超えた分は、けた数だけを見ます。",
        "Checks length and check digit in columns of corporate numbers; beyond twenty thousand "
        "only the length.",
    ),
    bad=(
        csv("名称,法人番号\n奈良県,2000020290009\n"),
        csv("名称,法人番号\n奈良県,100002029000\n"),
    ),
    good=(
        csv("名称,法人番号\n奈良県,1000020290009\n個人の店,\n"),
        csv("名称,法人番号の有無\n奈良県,有\n店,無\n"),
    ),
    check=OfTable(_Watch),
)
