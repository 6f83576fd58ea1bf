"""S009: columns that together tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Certainty, Hit, OfTable, Rule, TableHead, Watch
from publisher.tables.columns import Kind
from publisher.words import Text

_NAME = re.compile(
    r"(?:氏名|姓名|お名前|本人名|申請者名|申請者氏名|保護者名|保護者氏名|児童名|児童氏名|患者名|住民氏名|世帯主|世帯主名)"
    r"(?:[_(].*)?"
)
_BIRTH = re.compile(r"生年月日|誕生日|birth_?(?:day|date)")
_HOME = re.compile(
    r"(?:現住所|自宅住所|本人住所|住所|自宅電話.*|電話番号|連絡先|携帯電話.*)(?:[_(].*)?"
)
_TRAIT = re.compile(r"(?:年齢|性別|続柄|国籍|病名|障害等級|所得額?|学年|職業)(?:[_(].*)?")


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        filled = [item for item in table.columns if item.kind is not Kind.EMPTY]
        names = [item for item in filled if _NAME.fullmatch(item.key)]
        births = [item for item in filled if _BIRTH.search(item.key)]
        homes = [item for item in filled if _HOME.fullmatch(item.key)]
        traits = [item for item in filled if _TRAIT.fullmatch(item.key)]
        found = [*names, *births, *homes, *traits]
        if header is None or not names or not (births or (homes and traits)):
            return
        labels = "、".join(item.label for item in found)
        english = ", ".join(item.label for item in found)
        yield Hit(
            record=header,
            position=names[0].position,
            values={"labels": Text(labels, english)},
        )


RULE = Rule(
    id="S009",
    name="identifying-columns",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("だれのことか分かる列の組み合わせ", "Columns that together identify persons"),
    why=Text(
        "名前と生年月日などがそろうと、個人が特定されます。公開すると取り返しがつきません。",
        "A name with a birth date or a home identifies a person, and cannot be taken back.",
    ),
    fix=Text(
        "公開してよい名簿かを確かめ、そうでなければ名前などの列を消してください。",
        "Make sure that this list may be public; if not, delete the names and what identifies.",
    ),
    message=Text(
        "列「{labels}」がそろうと、個人が特定されます。公開してよいか確かめ、不要な列は消してください。",
        "The columns {labels} together identify persons. Make sure they may be public, or delete.",
    ),
    decides=Text(
        "氏名の列が、生年月日、または住所などと年齢などの列とともにあるかを見ます。施設や事業者の名簿は対象にしません。",
        "Looks for a name with a birth date, or with a home and a trait; lists of places and firms "
        "are fine.",
    ),
    bad=(
        csv("氏名,生年月日,地区\n山田太郎,1980-04-01,北\n"),
        csv("児童氏名,住所,学年\n山田花子,元町1番地,3\n"),
    ),
    good=(
        csv(
            "名称,代表者氏名,所在地,電話番号\n東商店,山田太郎,奈良県生駒市東新町8番38号,0743-74-1111\n"
        ),
        csv("議席番号,氏名,会派\n1,山田太郎,あおぞら\n"),
        csv("氏名,作品名,制作年\n山田太郎,春の山,1980\n"),
    ),
    check=OfTable(_Watch),
)
