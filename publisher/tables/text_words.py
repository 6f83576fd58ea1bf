"""What an officer is told of a text file that cannot be read on: what it is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.tables.text_table import COLUMNS_LIMIT, LONG_CELL, LONG_LINE, TOO_WIDE
from publisher.words import Text

NO_ITEMS = "cannot extract JSON tabular data"
UNLIKE_ITEMS = "unsupported inline data"
LONG_ITEM = "an item is too large"
WORDS: Mapping[str, Text] = {
    LONG_CELL: Text(
        '1つのセルが長すぎます。閉じ忘れた「"」がないか確かめ、元の表から書き出し直してください。',
        "A cell is too long. Look for a quote that is never closed, and export the table again.",
    ),
    LONG_LINE: Text(
        "1行が長すぎて読めません。改行が消えていないか確かめ、元の表から書き出し直してください。",
        "A line is too long to be read. See whether line breaks were lost, and export it again.",
    ),
    TOO_WIDE: Text(
        f"1行の列が{COLUMNS_LIMIT:,}を超え、表計算ソフトで開けません。改行が消えていないか確かめ、"
        "分けられる表は分けてください。",
        f"A row has more than {COLUMNS_LIMIT:,} columns, which no spreadsheet opens. "
        "See whether line breaks were lost, or split the table.",
    ),
    NO_ITEMS: Text(
        "表になる一覧（[ ] の並び）がありません。表のデータを書き出し直してください。",
        "It holds no list that could be a table. Export the table again.",
    ),
    UNLIKE_ITEMS: Text(
        "この1件が、ほかと同じ形（{ } か [ ]）ではありません。書き出し直してください。",
        "This item is not of the form of the others ({ } or [ ]). Export the table again.",
    ),
    LONG_ITEM: Text(
        "この1件が大きすぎます（800万字まで）。値を分けるか、書き出し直してください。",
        "This item is too large (at most 8 million characters). Split its values, or export it again.",
    ),
}
"""By note of `publisher.tables.text_table`, or of a JSON file's table."""
