"""What a label tells of the cells below it: sentences, names, addresses, codes. Never certain."""

from __future__ import annotations

import re

from publisher.tables.columns import Column

_PROSE = re.compile(
    r"備考|説明|概要|内容|注意|注記|特記|補足|コメント|摘要|メモ|詳細|紹介|本文|解説|理由|方法|条件|対象|案内"
    r"|経緯|由来|趣旨|目的|特徴|質問|回答|意見|お知らせ|note|remark|descri|comment|detail|memo|text|property"
)
_NAME = re.compile(
    r"名称|氏名|名前|者名|人名|名$|商号|屋号|会社|団体|法人|設置者|開設者|代表|責任者|担当|作者|著者|タイトル|件名"
    r"|カナ|かな|よみ|読み|name|title|kana|owner"
)
_ADDRESS = re.compile(
    r"住所|所在|地番|番地|方書|町字|丁目|位置|場所|地区|区域|地域|校区|学区|経路|address|katagaki|area|route|location"
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
