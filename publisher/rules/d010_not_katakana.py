"""D010: columns of readings in katakana that hold something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.rules.examples import csv
from publisher.rules.named_columns import NamedColumns
from publisher.rules.rule import Cell, Certainty, Hit, OfTable, Rule
from publisher.words import Text

_KATAKANA = "ァ-ヺヽヾ"
_FINE = rf"[{_KATAKANA}ー・･ \u3000（）()「」『』【】〔〕、。，．,.・＆&＋+/／!！?？:：0-9０-９A-Za-zＡ-Ｚａ-ｚ'’]*"
_HALF = re.compile("[\uff66-\uff9f]")
_KANJI = late("[々〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HYPHEN = re.compile(f"(?<=[{_KATAKANA}])[-‐‑–—―−－─](?=[{_KATAKANA}]|$)")
_MOSTLY = re.compile(rf"[{_KATAKANA}ぁ-ゖ\uff66-\uff9f]")
_TO_KATAKANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_IN_KANJI = Text(
    "カナの列に漢字が入っています（「{value}」）。読みをカタカナで入れてください。",
    "A column of readings holds kanji ('{value}'). Write the reading in katakana.",
)


class _Watch(NamedColumns):
    label = re.compile(
        r"カナ(?:名称?)?(?:[_)].*)?$|フリガナ$|(?<!ひらが)カナ$|(?:^|_|[a-z])in_?kana$|_kana$"
    )
    fine = _FINE

    def is_like(self, text: str) -> bool:
        return _MOSTLY.search(text) is not None

    def judge(self, cell: Cell, plain: str) -> Iterator[Hit]:  # noqa: ARG002  hyphens matter
        text = cell.text.strip()
        if _KANJI.search(text):
            yield Hit(
                cell=cell, message=_IN_KANJI, certainty=Certainty.LIKELY, values={"value": text}
            )
        elif not _HALF.search(text):  # those are L1-08's
            right = _HYPHEN.sub("ー", text.translate(_TO_KATAKANA))
            if unicodedata.normalize("NFC", right) != text:
                yield Hit(cell=cell, values={"value": text, "proposal": right})


RULE = Rule(
    id="D010",
    name="not-katakana",
    severity=Severity.WARNING,
    title=Text("カナの列にカタカナでない文字がある", "Readings that are not in katakana"),
    why=Text(
        "読みの順に並べたり、読みで探したりできません。読み上げも誤ります。",
        "Sorting and searching by reading fail, and so does reading aloud.",
    ),
    fix=Text(
        "全角のカタカナで入れ、のばす音は「ー」にしてください。",
        "Write full-width katakana, with ー for long vowels.",
    ),
    message=Text(
        "「{value}」を「{proposal}」に直してください。カナの列は、カタカナと「ー」で書きます。",
        "Write '{proposal}' instead of '{value}': katakana, with ー for long vowels.",
    ),
    decides=Text(
        "カナの列で、ひらがなと「ー」に似た横線は確実、漢字は疑いとします。数字や英字、かっこは問題としません。",
        "In columns of katakana: certain for hiragana and dashes that stand for ー, likely for kanji. "
        "Digits, letters and brackets are fine.",
    ),
    bad=(
        csv("名称,名称_カナ\nハートリンク,ハ―トリンク\n"),
        csv("名称,名称_カナ\n市役所,しやくしょ\n"),
        csv("名称,名称_カナ\n市役所,シヤクショ\n元町公園,元町コウエン\n"),
    ),
    good=(
        csv(
            "名称,名称_カナ\n第2体育館（東）,ダイ2タイイクカン（ヒガシ）\nアート・館,アート・カン\n"
        ),
        csv("品目,ふりがな\n空き缶,あきかん\n古紙,こし\n"),
        csv("名称,よみ\n市役所,しやくしょ\n"),
        csv("名称,名称_カナ\nJR生駒駅,ジェイアールイコマエキ\n倉庫,\n"),
    ),
    check=OfTable(_Watch),
)
