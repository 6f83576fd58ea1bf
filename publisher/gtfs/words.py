"""What exactly is wrong with a feed, in the officer's words."""

from __future__ import annotations

from publisher.words import Text

NO_ZIP = Text("zipファイルとして開けません", "it cannot be opened as a zip file")
LOCKED = Text("パスワードがかかっています", "it is protected by a password")
TOO_LARGE = Text("広げると大きすぎます（上限は512MiB）", "it unpacks to more than 512 MiB")
BOMB = Text(
    "「{value}」が、広げると異常に大きくなります", "'{value}' in it grows abnormally when unpacked"
)
TOO_MANY = Text("中のファイルが多すぎます", "it holds too many files")
SEVERAL = Text(
    "時刻表データが2組以上入っています（{value}）。1組ずつ別のzipにします",
    "it holds more than one timetable ({value}); each needs a zip of its own",
)
OUTSIDE_PATH = Text(
    "中のファイル名「{value}」が外の場所を指しています",
    "the name '{value}' in it points outside",
)
TWICE = Text("中に「{value}」が2つあります", "it holds '{value}' twice")
DAMAGED = Text("「{value}」が壊れています", "'{value}' in it is damaged")
CAPITALS = Text(
    "ファイルの名前は、小文字でないと読まれません（「{value}」など{count}個）",
    "{count:a name|names} must be in lower case to be read ('{value}' for one)",
)
SUBFOLDER = Text("フォルダ「{value}」の中に入っています", "the files lie in the folder '{value}'")
NOT_UTF8 = Text("文字コードが{value}です", "its encoding is {value}")
NOT_TEXT = Text("表の文字として読めません", "it does not read as a table of text")
BROKEN = Text("表として最後まで読めません", "it does not read as a table to its end")
EMPTY = Text("空です", "it is empty")
NO_CALENDAR = Text(
    "calendar.txt と calendar_dates.txt のどちらもありません",
    "neither calendar.txt nor calendar_dates.txt is there",
)
NO_FILE = Text("{value} がありません", "{value} is missing")
NO_COLUMN = Text("列「{value}」がありません", "the column '{value}' is missing")
NO_COLUMNS = Text("列「{value}」のどちらもありません", "neither of the columns '{value}' is there")
NO_VALUE = Text("空です", "it is empty")
NO_REFERENCE = Text("{value} にありません", "{value} does not have it")
REPEATED = Text("同じ値がもう一度あります", "it stands there twice")
DATE = Text("年月日（20260401の形）ではありません", "it is no date like 20260401")
TIME = Text("時刻（08:05:00の形）ではありません", "it is no time like 08:05:00")
NUMBER = Text("数ではありません", "it is no number")
CODE = Text("{value} のどれでもありません", "it is none of {value}")
COUNT = Text("0以上の整数ではありません", "it is no whole number from 0")
COLOUR = Text("色（FF0000の形）ではありません", "it is no colour like FF0000")
ROUTE_TYPE = Text(
    "乗り物の種別（バスは3）ではありません", "it is no kind of transport (3 is a bus)"
)
WIDTH = Text(
    "セルの数が項目名と違います（項目名{header}、この行{cells}）",
    "the row has {cells} cells, the header {header}",
)
COLUMN_TWICE = Text("列「{value}」が2つあります", "the column '{value}' stands there twice")
NO_ROWS = Text("項目名だけで、データの行がありません", "it has a header and no row")
NEEDED_OF_SEVERAL = Text(
    "空です（事業者が2つ以上あるときは必要です）",
    "it is empty, which it may not be with several agencies",
)
NO_STATION = Text(
    "親にする駅・停留所（location_type が 1）ではありません",
    "it is no station (location_type 1)",
)
NO_STOPS = Text(
    "停車が1つもない便が{count}本あります（{value}など）",
    "{count} {count:trip has|trips have} no stop ({value} for one)",
)
SWAPPED = Text("緯度と経度が逆です", "latitude and longitude are exchanged")
OUTSIDE = Text("日本の外の場所です", "it is a place outside of Japan")
IMPOSSIBLE = Text("地球上にない場所です", "it is no place on Earth")
BACKWARDS = Text("前の時刻より早くなっています", "it is earlier than the time before it")
END_FIRST = Text("終わりが始まりより前です", "the end is before the start")
NO_KANA = Text(
    "よみがな（language が ja-Hrkt の行）がありません", "it has no readings in kana (ja-Hrkt)"
)
NO_FARES = Text(
    "運賃（fare_attributes.txt か fare_products.txt）がありません",
    "there are no fares (fare_attributes.txt or fare_products.txt)",
)
