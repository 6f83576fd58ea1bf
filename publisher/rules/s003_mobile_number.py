"""S003: mobile telephone numbers, where the number of a post or place would stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Cell, Certainty, Hit, Interest, OfTable, Rule, Watch
from publisher.words import Text

_SHOWN = "[0０][7-9７-９][0０][-‐－ー−()（）\u0020]{0,2}[0-9０-９]{4}[-‐－ー−()（）\u0020]{0,2}[0-9０-９]{4}"
_MOBILE = re.compile(
    r"(?<![0-9.-])0[789]0[-‐ー−()\u0020]{0,2}[0-9]{4}[-‐ー−()\u0020]{0,2}[0-9]{4}(?![0-9])"
)


class _Watch(Watch):
    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=_SHOWN)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if _MOBILE.search(unicodedata.normalize("NFKC", cell.text)):
            yield Hit(cell=cell)


RULE = Rule(
    id="S003",
    name="mobile-number",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("携帯電話の番号", "A mobile telephone number"),
    why=Text(
        "個人の番号が公開されると、取り返しがつきません。",
        "A person's number cannot be taken back once it is public.",
    ),
    fix=Text(
        "課や施設の番号に替えるか、消してください。店などが公表している番号なら、理由を記録してください。",
        "Give the number of a post or place, or delete it; where the holder publishes it, record why.",
    ),
    message=Text(
        "携帯電話の番号があります（値は表示しません）。課や施設の番号に替えてください。",
        "There is a mobile number (not shown). Give the number of a post or place instead.",
    ),
    decides=Text(
        "070・080・090で始まる11けたの番号を見ます。",
        "Looks for numbers of eleven digits that begin with 070, 080 or 090.",
    ),
    bad=(
        csv("名称,電話番号\n自治会,090-1234-5678\n"),
        csv("名称,備考\n自治会,会長（０８０１２３４５６７８）へ\n"),
    ),
    good=(
        csv("名称,電話番号\n市役所,0743-74-1111\n"),
        csv("名称,電話番号\n相談窓口,050-1234-5678\n"),
        csv("名称,電話番号\n市役所,0120-090-000\n"),
        csv("番号,管理番号\n1,109012345678\n2,209012345670\n3,309012345672\n"),
    ),
    check=OfTable(_Watch),
)
