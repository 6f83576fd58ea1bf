"""What a label tells of the cells below it: sentences, names, addresses, codes. Never certain."""

from __future__ import annotations

import re

from publisher.tables.columns import Column

_PROSE = re.compile(
    r"備考|説明|概要|内容|注意|注記|特記|補足|コメント|摘要|メモ|詳細|紹介|本文|解説|理由|方法|条件|対象|案内"
    r"|経緯|由来|趣旨|目的|特徴|質問|回答|意見|お知らせ|note|remark|descri|comment|detail|memo|text|property"
)
_FREE_TEXT = re.compile(
    r"備考|説明|注意|注記|特記|補足|コメント|摘要|紹介|本文|解説|理由|経緯|由来|趣旨|目的|特徴|質問|回答|意見"
    r"|お知らせ|内容.*その他|note|notic|remark|descri|comment|^#?property$"
)
_PERSON = re.compile(
    r"氏名|者名|人名|代表|責任者|設置者|開設者|運営者|所有者|設\s*者|管\s*理\s*者|作者|著者|owner|author"
)
_PEOPLE = re.compile(
    r"講師|委員$|議員$|役員$|監事|出演|司会|監督|指導者|選手|奏者|出席者|構成員|会長|担当者?$|lecturer|speaker"
)
_AREA = re.compile(r"地区|区域|地域|校区|学区|エリア|町会|自治会|area|district")
_CLASS = re.compile(r"時間帯|区分|階級|クラス|コマ|時限")
_KEYWORD = re.compile(r"キーワード|タグ|別名|同義語|形式$|keyword|tag|format")
_NAME = re.compile(
    r"名称|氏名|名前|者名|人名|名$|商号|屋号|会社|団体|法人|設置者|開設者|代表|責任者|担当|作者|著者|タイトル|件名"
    r"|カナ|かな|よみ|読み|name|title|kana|owner"
)
_ADDRESS = re.compile(
    r"住所|所在|地番|番地|方書|町字|丁目|位置|場所|地区|区域|地域|校区|学区|経路|^add\d?$|address|katagaki|area|route|location"
)
_CODED = re.compile(
    r"区分|種別|分類|種類|類型|コ.ド|フラグ|有無|可否|要否|状態|状況|天候|性別|年代|曜日|昼夜|レベル|ランク|回答|設問|^問|^q\d"
    r"|flag|type$|class|category|kind$|status|cd$|code$|\?|？|ですか|ますか"
)
_CLASSED = re.compile(
    r"(?:区分|種別|分類|種類|類型|フラグ|有無|可否|要否|状態|状況|天候|性別|曜日|昼夜)$"
    r"|flag$|type$|class$|category$|kind$|status$"
)
_PHONE = re.compile(r"電話|tel|phone|fax|ファックス|ファクス|連絡先")


def is_prose(column: Column) -> bool:
    """Say whether the column holds sentences of people for people."""
    return _PROSE.search(column.key) is not None


def is_name(column: Column) -> bool:
    """Say whether the column holds proper names."""
    return _NAME.search(column.key) is not None


def is_address(column: Column) -> bool:
    """Say whether the column holds addresses or areas."""
    return _ADDRESS.search(column.key) is not None


def is_phone(column: Column) -> bool:
    """Say whether the column holds telephone numbers."""
    return _PHONE.search(column.key) is not None


def is_of_people(column: Column) -> bool:
    """Say whether the column names people by what they are or do."""
    return is_person(column) or _PEOPLE.search(column.key) is not None


def is_coded(column: Column) -> bool:
    """Say whether the name is one that often stands over codes: 区分, 性別, 回答."""
    return _CODED.search(column.key) is not None


def is_classed(column: Column) -> bool:
    """Say whether the name is that of a class: digits below it are codes, however few."""
    return _CLASSED.search(column.key) is not None


def is_free_text(column: Column) -> bool:
    """Say whether the column is for remarks and texts, in which anything may stand."""
    return _FREE_TEXT.search(column.key) is not None


def is_person(column: Column) -> bool:
    """Say whether the column names persons or bodies by the one who answers for them."""
    return _PERSON.search(column.key) is not None


def is_area(column: Column) -> bool:
    """Say whether the column holds districts, of which there are only so many."""
    return _AREA.search(column.key) is not None


def is_class(column: Column) -> bool:
    """Say whether the column holds classes, of which 9-12時 is one value."""
    return _CLASS.search(column.key) is not None


def is_keyword(column: Column) -> bool:
    """Say whether the column holds keywords, tags or formats: whatever is parted there is a list."""
    return _KEYWORD.search(column.key) is not None
