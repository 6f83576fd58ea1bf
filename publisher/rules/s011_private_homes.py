"""S011: where a person lives or is called at home."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.surnames import is_like_a_person
from publisher.tables.columns import Kind
from publisher.words import Text

_LABEL = re.compile(
    r"自宅(?:の)?(?:住所|所在地|電話|tel|連絡先)"
    r"|(?:会長|区長|班長|組長|委員|保護者|世帯主|本人)(?:の)?(?:住所|自宅|宅|電話|携帯)"
)
HOME = re.compile("[自長員氏様]宅")
"""Somebody's home: whatever stands in the cell is not to be shown."""
_CARE_OF = late(r"([一-龥々]{2,4}[一-龥々ぁ-んァ-ヶ]{0,3})[様]?方(?![面法向針式言々])")
"""山田太郎方: the home of who is named."""
_NUMBER = re.compile(r"(?<![0-9])0[1-9][0-9]{0,3}[-()]?[0-9]{1,4}[-()]?[0-9]{4}(?![0-9])")
_COLUMN = Text(
    "「{label}」は、個人の住まいの列のようです。公開してよいか確かめ、だめなら列ごと消してください。",
    "'{label}' seems to tell where persons live. Make sure it may be public, or delete the column.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.whole: set[int] = set()
        for column in table.columns:
            if column.kind is not Kind.EMPTY and _LABEL.search(column.key):
                self.whole.add(column.position)
                yield Hit(
                    record=table.layout.header,
                    position=column.position,
                    message=_COLUMN,
                    values={"label": column.label},
                )

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds="[自長員氏様]宅")
        yield Interest(finds="[一-龥々ぁ-んァ-ヶ]方.*[0-9０-９]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        plain = unicodedata.normalize("NFKC", cell.text)
        if cell.position in self.whole or not _NUMBER.search(plain):
            return
        if HOME.search(plain) or any(map(is_like_a_person, _CARE_OF.findall(plain))):
            yield Hit(cell=cell)


RULE = Rule(
    id="S011",
    name="private-homes",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("個人の住まいの電話や住所", "Telephones and addresses of homes"),
    why=Text(
        "個人の住まいが分かると、取り返しがつきません。",
        "Where a person lives cannot be taken back once it is public.",
    ),
    fix=Text(
        "役所や集会所の連絡先に替えるか、消してください。",
        "Give the contact of an office or a hall instead, or delete it.",
    ),
    message=Text(
        "個人の住まいの電話番号らしい値があります（値は表示しません）。役所などの番号に替えてください。",
        "There is what looks like the number of a home (not shown). Give an office's instead.",
    ),
    decides=Text(
        "「区長宅」「（人の名前）方」などの言葉と電話番号が1つのセルにあるとき、または「自宅電話」などの列を疑います。",
        "Likely where a cell holds a word for somebody's home, or somebody's name and 方, with a "
        "telephone number, or a column is called so.",
    ),
    bad=(
        csv("名称,備考\n集会所,（区長宅0743-74-1111）\n公園,なし\n"),
        csv("自治会名,連絡先\n東,山田太郎方 0743-74-1111\n西,集会所\n"),
        csv("自治会名,会長宅電話\n東,0743-74-1111\n西,0743-74-1112\n"),
        csv("役職,自治会長住所\n会長,元町1番1号\n副会長,元町2番2号\n"),
    ),
    good=(
        csv("名称,備考\n集会所,ご自宅でも使えます\n公園,市営住宅0743-74-1111\n"),
        csv("名称,備考\n集会所,利用の仕方は0743-74-1111へ\n公園,夕方の問合せ 0743-74-1112\n"),
        csv("名称,管理事務所電話番号\n集会所,0743-74-1111\n公園,0743-74-1112\n"),
    ),
    check=OfTable(_Watch),
)
