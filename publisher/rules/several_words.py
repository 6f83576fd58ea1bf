"""What L1-07 says of each kind of several values in a cell, in place of its general words."""

from __future__ import annotations

from publisher.words import Text

PHONES = Text(
    "「{value}」に電話番号が2つ以上あります。1つのセルに1つだけ入れ、ほかは別の列に分けてください。",
    "'{value}' holds several telephone numbers. Keep one per cell and use more columns.",
)
CONTACT = Text(
    "「{value}」に、名前と電話番号が入っています。連絡先の名前と電話番号の2列に分けてください。",
    "'{value}' holds a name and a telephone number. Use a column for each.",
)
MANY = Text(
    "「{first}」から{count}個の値が、1つのセルに並んでいます。値ごとに行か列を分けてください。",
    "{count} values stand in one cell, '{first}' first. Use a row or a column for each.",
)
LIST = Text(
    "「{value}」に値がいくつも入っています。値ごとに列か行を分けてください。",
    "'{value}' lists several values. Use a column or a row for each.",
)
TIMES = Text(
    "「{value}」に時刻が2つ以上あります。開始と終了など、時刻ごとに列を分けてください。",
    "'{value}' holds several times. Use a column for each, such as start and end.",
)
DAYS = Text(
    "「{value}」に曜日や休みの日が2つ以上あります。曜日ごとに列か行を分けてください。",
    "'{value}' lists several days. Use a column or a row for each.",
)
REMARK = Text(
    "「{value}」に、値と注意書きが入っています。注意書きは備考の列に移してください。",
    "'{value}' holds a value and a remark. Move the remark into a column of its own.",
)
POINT = Text(
    "「{value}」に緯度と経度が入っています。緯度と経度の2列に分けてください。",
    "'{value}' holds latitude and longitude. Use two columns.",
)
POSTAL = Text(
    "「{value}」に郵便番号と住所が入っています。2列に分けてください。",
    "'{value}' holds a postal number and an address. Use two columns.",
)
ADDRESSES = Text(
    "「{value}」に場所が2つ以上あるようです。場所ごとに行を分けてください。",
    "'{value}' seems to hold several places. Use a row for each.",
)
BLOCKS = Text(
    "「{value}」に丁目が2つ以上あります。丁目ごとに行を分けてください。",
    "'{value}' holds several blocks of a town. Use a row for each.",
)
RANGE = Text(
    "「{value}」は範囲です。下限と上限を、別の列に分けてください。",
    "'{value}' is a range. Use a column for its lower and one for its upper end.",
)
PERSONS = Text(
    "「{value}」に、団体・役職・氏名や、2人以上の名前が入っています。列か行を分けてください。",
    "'{value}' holds a body with title and name, or several persons. Use columns or rows.",
)
ROW = Text(
    "「{value}」に番号がいくつも入っています。番号ごとに行か列を分けてください。",
    "'{value}' holds several numbers. Use a row or a column for each.",
)
