"""P019: a table that ends, or swallows the rest of the file, inside a quoted cell."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P019",
    name="open-quote",
    severity=Severity.ERROR,
    title=Text("引用符が閉じていない", "A quote that is never closed"),
    why=Text(
        "そこから先の行が、1つのセルとして読まれます。",
        "Everything after it is read as one cell.",
    ),
    fix=Text(
        '示された行の引用符（"）を、前後で組にしてください。'
        "表計算ソフトからCSVで保存し直すと確実です。",
        'Pair the quotes (") on the line named; saving as CSV from a spreadsheet does it surely.',
    ),
    message=Text(
        '{line}行目から始まる行で、引用符（"）が閉じていません。'
        "そこから先を表として読めません。引用符を組にしてください。",
        'A quote (") on the record starting at line {line} is never closed; '
        "nothing after it can be read. Pair the quotes.",
    ),
    bad=(
        csv('名称,備考\n市役所,"火曜休み\n公民館,\n'),
        csv('"'),
        csv('名称,備考\n市役所,あり\n"公民館,\n'),
    ),
    good=(
        csv('名称,備考\n市役所,"火曜, 水曜休み"\n'),
        csv('名称,備考\n市役所,"「""5""番」窓口"\n'),
        csv('品名,長さ\n管,5" 用\n'),
        csv('名称,備考\n市役所,""'),
    ),
    check=None,
)
