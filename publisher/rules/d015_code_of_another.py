"""D015: a municipality's code beside another municipality's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.municipalities import Municipalities
from publisher.rules.d001_municipality_code import LABEL
from publisher.rules.examples import csv
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
from publisher.tables.record import Record, text_of
from publisher.words import Text

_NAME = re.compile(
    r"(?:.*_)?(?:市区?町村名?|地方公共団体名|自治体名|団体名)|city(?:_?name)?|municipality(?:_?name)?"
)
_FOLDED = str.maketrans("ヶ條曾檜龍澤濱廣國舘藪邊", "ケ条曽桧竜沢浜広国館薮辺")


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        known = table.municipalities
        codes = [item.position for item in table.columns if LABEL.fullmatch(item.key)]
        names = [item.position for item in table.columns if _NAME.fullmatch(item.key)]
        if known is None or len(codes) != 1 or len(names) != 1:
            yield NotApplicable()
            return
        for record in table.sample:
            code, name = _text(record, codes[0]), _text(record, names[0])
            right = _name(code.removesuffix(".0"), known)
            if right and name and _of_others(name, right, known):
                yield Hit(
                    record=record,
                    position=codes[0],
                    values={"value": code, "right": Text(right, right), "name": name},
                )


def _name(code: str, known: Municipalities) -> str | None:
    """Return the name of a code in four to six digits, None where nobody has it."""
    if re.fullmatch("[0-9]{4,5}", code):
        code = next(iter(known.of_short_code(code.zfill(5))), code)
    return known.name(code.zfill(6))


def _of_others(name: str, right: str, known: Municipalities) -> bool:
    """Say whether a name is a municipality's, and not the one that has the code."""
    plain, wanted = _plain(name), _plain(right)
    if wanted in plain or wanted.endswith(plain):
        return False
    others = [known.name(code) for code in known.of_address(plain)]
    return any(other is not None and plain.endswith(_plain(other)) for other in others)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_FOLDED)


def _text(record: Record, position: int) -> str:
    return text_of(record.cells[position - 1]).strip() if position <= len(record.cells) else ""


RULE = Rule(
    id="D015",
    name="code-of-another",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("名前と合わない自治体のコード", "A code that is another municipality's"),
    why=Text(
        "コードで結び付けると、別の市町村の値になります。",
        "Joined by the code, the row becomes another municipality's.",
    ),
    fix=Text(
        "コードと名前のどちらが正しいか、一覧で確かめてください。",
        "Look up which of the two is right.",
    ),
    message=Text(
        "コード「{value}」は{right}ですが、名前は「{name}」です。どちらが正しいか確かめてください。",
        "The code '{value}' is {right}'s, but the name is '{name}'. Look up which is right.",
    ),
    decides=Text(
        "コードの列と市町村名の列が1つずつある表の、はじめの千行を比べます。",
        "Compares the first thousand rows of tables with one column of codes and one of names.",
    ),
    bad=(
        csv("全国地方公共団体コード,地方公共団体名\n292095,生駒市\n292010,生駒市\n"),
        csv("市区町村コード,市区町村名\n29209,奈良市\n29201,奈良市\n"),
    ),
    good=(
        csv("全国地方公共団体コード,地方公共団体名\n292095,奈良県生駒市\n293440,生駒郡斑鳩町\n"),
        csv("市区町村コード,市区町村名\n28110,中央区\n28100,神戸市\n29207,五条市\n"),
        csv("全国地方公共団体コード,地方公共団体名\n290009,奈良県\n292095,生駒市\n"),
    ),
    check=OfTable(_Watch),
)
