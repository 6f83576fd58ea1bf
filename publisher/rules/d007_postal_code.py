"""D007: postal codes that are none, or that lost their leading zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.named_columns import NamedColumns
from publisher.rules.rule import Cell, Certainty, Hit, OfTable, Rule
from publisher.words import Text

_FINE = r"[0-9]{3}-?[0-9]{4}"
_LIKE = re.compile(r"〒?\s*[0-9]{2,3}-?[0-9]{2,4}\b.*")
_ZERO = Text(
    "「{value}」は、先頭の0が消えているようです。「{proposal}」に直してください"
    "（その列を文字列にすると消えません）。",
    "'{value}' seems to have lost its leading zero: write '{proposal}' (a column of text keeps it).",
)
_OTHER = Text(
    "「{value}」は郵便番号ではありません（7けたの数字）。確かめて、「630-0288」の形で入れてください。",
    "'{value}' is no postal code (seven digits). Look it up and write it like 630-0288.",
)


class _Watch(NamedColumns):
    label = re.compile(
        r"郵便/?番号(?:[_(].*)?$|^〒$|postal_?(?:code|num(?:ber)?)?$|zip_?(?:code)?$"
    )
    fine = _FINE

    def is_like(self, text: str) -> bool:
        return _LIKE.fullmatch(text) is not None

    def judge(self, cell: Cell, plain: str) -> Iterator[Hit]:
        even = re.sub(r"\s*-\s*", "-", plain.removeprefix("〒")).strip()
        values = {"value": cell.text.strip(), "proposal": even}
        if re.fullmatch(_FINE, even):
            yield Hit(cell=cell, values=values)
        elif re.fullmatch("[0-9]{2}-[0-9]{4}|[0-9]{6}", even):
            values |= {"value": even, "proposal": f"0{even}"}
            yield Hit(cell=cell, message=_ZERO, certainty=Certainty.LIKELY, values=values)
        else:
            yield Hit(cell=cell, message=_OTHER, certainty=Certainty.LIKELY, values=values)


RULE = Rule(
    id="D007",
    name="postal-code",
    severity=Severity.WARNING,
    title=Text("郵便番号ではない値", "Values that are no postal codes"),
    why=Text(
        "郵便が届かず、住所と結び付けることもできません。",
        "Mail goes astray, and it cannot be joined with addresses.",
    ),
    fix=Text(
        "半角の7けたで入れてください（630-0288）。",
        "Write seven half-width digits (630-0288).",
    ),
    message=Text(
        "「{value}」を「{proposal}」に直してください。郵便番号は、半角の数字7けたで書きます。",
        "Write '{proposal}' instead of '{value}': seven half-width digits.",
    ),
    decides=Text(
        "郵便番号の列で、直し方が決まるものは確実、けた数の合わないものは疑いとします。",
        "In columns of postal codes: certain where the right form is known, likely where digits "
        "are missing.",
    ),
    bad=(
        csv("郵便番号,名称\n〒630-0288,市役所\n"),
        csv("郵便番号,名称\n６３０－０２８８,市役所\n630-0257,駅\n"),
        csv("郵便番号,名称\n630-028,市役所\n630-0257,駅\n"),
        book(("郵便番号", "名称"), (600042, "区役所"), (600001, "市役所")),
    ),
    good=(
        csv("郵便番号,名称\n630-0288,市役所\n6300257,駅\n,倉庫\n-,畑\n"),
        csv("郵便局,件数\n生駒,3\n南生駒,4\n"),
    ),
    check=OfTable(_Watch),
)
