"""S009: columns that together tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Certainty, Hit, OfTable, Rule, TableHead, Watch
from publisher.tables.columns import Column, Kind
from publisher.words import Text

_PERSON = "本人|申請者|申込者|参加者|受講者|利用者|登録者|被保険者|保護者|児童|生徒|園児|患者|住民|会員|(?:民生|児童)*委員"
_NAME = re.compile(
    rf"(?:氏名|姓名|お名前|名前|世帯主|世帯主名|(?:{_PERSON})(?:の)?(?:氏名|名))(?:[_(].*)?"
)
_FAMILY, _GIVEN = re.compile(r"姓|苗字|名字"), re.compile(r"名")
_BIRTH = re.compile(r"生年月日|誕生日|birth_?(?:day|date)")
_ADDRESS = re.compile(r"(?:現|ご|自宅|本人)?住所(?:[_(].*)?")
_CALL = re.compile(r"(?:自宅電話.*|電話|電話番号|連絡先|携帯|携帯電話.*)(?:[_(].*)?")
_PLACE = re.compile(
    r"名称|屋号|商号|(?:施設|店舗?|会社|企業|事業[所者]|法人|団体|学校|園|医療機関|事務所|商店)の?名?称?"
)
"""The list is of places or firms: an address beside a name is theirs."""
_TRAIT = re.compile(r"(?:年齢|性別|続柄|国籍|病名|障害等級|所得額?|学年|職業)(?:[_(].*)?")


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        filled = [item for item in table.columns if item.kind is not Kind.EMPTY]
        names = _names(filled)
        births = [item for item in filled if _BIRTH.search(item.key)]
        addresses = [item for item in filled if _ADDRESS.fullmatch(item.key)]
        calls = [item for item in filled if _CALL.fullmatch(item.key)]
        traits = [item for item in filled if _TRAIT.fullmatch(item.key)]
        found = [*names, *births, *addresses, *calls, *traits]
        is_roster = addresses and calls and not any(_PLACE.fullmatch(it.key) for it in filled)
        if header is None or not names:
            return
        if not (births or ((addresses or calls) and traits) or is_roster):
            return
        labels = "、".join(item.label for item in found)
        english = ", ".join(item.label for item in found)
        yield Hit(
            record=header,
            position=names[0].position,
            values={"labels": Text(labels, english)},
        )


def _names(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that hold names of persons; a family name counts with a given one."""
    whole = [item for item in columns if _NAME.fullmatch(item.key)]
    parts = [item for sign in (_FAMILY, _GIVEN) for item in columns if sign.fullmatch(item.key)]
    return whole or (parts if len(parts) > 1 else [])


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
        "氏名の列が、生年月日、住所と電話、または住所などと年齢などの列とともにあるかを見ます。施設や事業者の名簿は対象にしません。",
        "Looks for a name with a birth date, with an address and a telephone, or with a home and a "
        "trait; lists of places and firms are fine.",
    ),
    bad=(
        csv("氏名,生年月日,地区\n山田太郎,1980-04-01,北\n"),
        csv("児童氏名,住所,学年\n山田花子,元町1番地,3\n"),
        csv("姓,名,年齢,現住所\n山田,太郎,60,元町1番地\n"),
        csv("会員名,性別,生年月日\n山田太郎,男,1955-01-10\n"),
        csv("民生委員氏名,担当地区,住所,電話番号\n山田太郎,東町,元町1番地,0743-74-1110\n"),
    ),
    good=(
        csv(
            "名称,代表者氏名,所在地,電話番号\n東商店,山田太郎,奈良県生駒市東新町8番38号,0743-74-1111\n"
        ),
        csv("議席番号,氏名,会派\n1,山田太郎,あおぞら\n"),
        csv("氏名,作品名,制作年\n山田太郎,春の山,1980\n"),
        csv("品種,名,年齢\nいちご,古都華,3\nかき,富有,5\n"),
        csv("氏名,屋号,住所,電話番号\n山田太郎,山田農園,奈良県生駒市東新町8番38号,0743-74-1111\n"),
    ),
    check=OfTable(_Watch),
)
