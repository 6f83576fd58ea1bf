"""The words of the rules' page that no rule holds: its introduction, groups and headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publisher.findings import Severity
from publisher.rules.hit import Certainty
from publisher.words import Text

TITLE = Text("データのきまり", "Rules for data")
CONTENTS = Text("目次", "Contents")
OFFICIAL = Text("国のルール30の一覧", "The 30 national rules")
WEIGHT = Text("重さ", "Severity")
NUMBERS = Text("番号", "Number")
WHY = Text("なぜ", "Why")
FIX = Text("直し方", "How to mend")
DECIDES = Text("判断のしかた", "How it decides")
OFFICIAL_TITLE = Text("国のルール", "Official title")
BAD = Text("だめな例", "Bad")
GOOD = Text("よい例", "Good")
TYPES = Text("項目の種類ごとの書き方", "How to write each type")
LIMITS = Text("値の範囲や形", "Limits of values")
ALWAYS = Text("（見本のまま）", "(the sample as it is)")

INTRO = Text(
    """公開の前に、次のことを機械で確かめます。自分で確かめるには、次のように打ちます。

```
opendata check 一覧.xlsx
```

結果の言葉は5つです。

| 言葉 | 意味 | すること |
|---|---|---|
| 直す | 確実な誤りです。そのデータは公開されません（ほかのデータは公開されます） | 書かれた場所を直します |
| 確認 | 誤りかもしれません。このままでも公開できます | 見て、誤りなら直します。正しければ、理由を記録します |
| 参考 | 直すと、もっと使いやすくなります | 次に表を作るときに取り入れます |
| 質問 | 機械では決められません | 答えを記録するか、説明に書きます |
| 確認済み | 人が理由を記録しました | ありません |

## 「確認」や「質問」が誤りではないとき

理由を記録すると、次の検査から「確認済み」になります。理由は報告に残ります。

```
opendata accept データセット名 L1-07 --column 名称 --reason 施設の正式な名称です
```

表が変わって当てはまらなくなった記録は、P030 が知らせます。「直す」は記録では消えません。

## レベル

国のルールには3つのレベルがあります。そのレベルと、下のレベルのルールが
すべて守られているとき、ファイルはそのレベルに届いています。
誤りの疑いと、答えていない質問が残るあいだは、届いたことになりません。
データセットのレベルは、いちばん低いファイルのレベルです（地図やPDFは数えません）。

## 重さを変える（運用する人へ）

`opendata.toml` の `[rules]` で、ルールごとに重さを変えられます。
`error` は公開を止め、`warning` は確認、`info` は参考です。

```toml
[rules]
L3-05 = "warning"
L1-14 = "warning"
```""",
    """These are checked before publication. To check a file yourself:

```
opendata check list.xlsx
```

A report has five words.

| word | meaning | what to do |
|---|---|---|
| mend | certainly wrong; its dataset is not published (the others are) | mend the place |
| look | probably wrong; may be published as it is | mend it, or record why it is right |
| note | data would be easier to use | take it up next time |
| question | a machine cannot decide | record the answer, or describe it |
| accepted | a person recorded a reason | nothing |

## Where a 'look' or a 'question' is no fault

Record the reason; it is then 'accepted', and the reason stays on the report.

```
opendata accept DATASET L1-07 --column 名称 --reason "official names"
```

Where an acceptance matches nothing any more, P030 says so. What is certain cannot be accepted.

## Levels

The national rules have three levels. A file reaches a level where every rule of it, and of those
below, is kept. A probable fault and an open question stand in the way.
A dataset has the level of its weakest file (maps and PDFs do not count).

## Raising and lowering (operators)

`[rules]` in `opendata.toml` sets the severity of a rule: `error` blocks, `warning` is shown, `info`
is advice.

```toml
[rules]
L3-05 = "warning"
L1-14 = "warning"
```""",
)

OFFICIAL_INTRO = Text(
    "「行政データにおける機械可読性に関するルール」（2026年3月31日）の番号と題名です。"
    "「判断」は、ふつうの見つけ方です。確実か疑いかが場合で変わるものは、各ルールに書いてあります。",
    "Ids and titles of the national rules on machine-readability of 2026-03-31, word for word. "
    "'Decided' is the usual way; where it differs by case, the rule's own entry says so.",
)
OFFICIAL_HEADS = (
    NUMBERS,
    Text("2020年版", "2020"),
    Text("題名（原文のまま）", "Official title"),
    Text("レベル", "Level"),
    Text("判断", "Decided"),
    Text("結果", "What follows"),
)
SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("直す（公開を止めます）", "mend (blocks)"),
    Severity.WARNING: Text("確認", "look"),
    Severity.INFO: Text("参考", "note"),
}
QUESTION = Text("質問", "question")
CERTAINTIES: Mapping[Certainty, Text] = {
    Certainty.CERTAIN: Text("確実", "certain"),
    Certainty.LIKELY: Text("疑い", "likely"),
    Certainty.PERSON: Text("人に尋ねる", "a person is asked"),
}

STRUCTURE = "structure"
"""Anchor of the group that holds frictionless's types."""


def _begins(prefix: str) -> Callable[[str], bool]:
    return lambda rule: rule.startswith(prefix)


def _domain(low: int, high: int) -> Callable[[str], bool]:
    return lambda rule: rule.startswith("D") and low <= int(rule[1:]) <= high


SECTIONS: tuple[tuple[str, Text, Callable[[str], bool]], ...] = (
    ("level-1", Text("国のルール レベル1", "National rules, level 1"), _begins("L1-")),
    ("level-2", Text("国のルール レベル2", "National rules, level 2"), _begins("L2-")),
    ("level-3", Text("国のルール レベル3", "National rules, level 3"), _begins("L3-")),
    ("safety", Text("公開してはいけないもの", "What must not get out"), _begins("S")),
    ("values", Text("コード・場所などの値", "Codes, places and other values"), _domain(0, 19)),
    ("geojson", Text("地図のデータ（GeoJSON）とJSON", "GeoJSON and JSON"), _domain(20, 39)),
    ("gtfs", Text("バスなどの時刻表データ（GTFS）", "Timetables (GTFS)"), _domain(40, 59)),
    ("standards", Text("標準データセット", "Standard datasets"), _domain(60, 999)),
    (STRUCTURE, Text("表の形と値", "Structure and values of tables"), _domain(1, 0)),
    ("package", Text("ファイルとその説明", "Files and their descriptions"), _begins("P")),
    (
        "refused",
        Text("目録（CKAN）が受け付けないもの", "What the catalog (CKAN) refuses"),
        _begins("K"),
    ),
    (
        "together",
        Text("目録全体を見て分かること", "What only the whole catalog shows"),
        _begins("C"),
    ),
    ("changes", Text("前の版とくらべて変えてはいけないもの", "What must not change"), _begins("G")),
    ("ours", Text("こちらの不具合", "Our fault"), _begins("X")),
    ("others", Text("そのほか", "Others"), _begins("")),
)
"""Anchor, title, and which rules stand there; the first group that claims a rule has it."""
SECTION_INTROS: Mapping[str, Text] = {
    STRUCTURE: Text(
        "表の形と、項目の定義（種類・範囲・必須など）を確かめます。番号は frictionless の呼び名です。"
        "どれも公開を止めます。",
        "Structure and the definition of columns (type, limits, required). The names are those of "
        "frictionless; all of them block.",
    ),
}
