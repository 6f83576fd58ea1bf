"""L1-08: characters that only some machines show: ①, ㈱, private use, half-width katakana.

Ranges: STANDARDS.md §7.3. Kanji are never reported: variants (髙 﨑 𠮷) are people's names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules import column_roles
from publisher.rules.examples import CSV_PATH, TreeExample, book, csv, resources
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableHead,
    Watch,
)
from publisher.words import Text

_ROMAN = "\u2160-\u2188"
_UNITS = "\u3371-\u3376\u3380-\u33df"
"""㎡ ㎞ ㎏ …: understood everywhere in Unicode; in CP932 outside of the standard's characters."""
_SIGNS = (
    "\u2116\u2121\u213b\u2460-\u24ff\u2776-\u2793\u301d-\u301f\u3220-\u325f\u3280-\u3370"
    "\u3377-\u337f\u33e0-\u33ff\ufe30-\ufe4f"
)
_KANA = "\uff61-\uff9f"
_LOOSE_MARKS = "\u3099\u309a"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_CLASSES = _ROMAN + _SIGNS + _KANA + _LOOSE_MARKS + _PRIVATE
_CP932_CODECS = frozenset({"cp932", "shift_jis", "sjis", "shift-jis", "windows-31j", "ms932"})
_PRIVATE_SAID = Text(
    "「{value}」の □ は外字です。ほかの機械では表示できません。正しい文字かかなに直してください。",
    "The □ in '{value}' is a character of one machine only. Write it with a standard character.",
)
_KANA_SAID = Text(
    "「{value}」に半角のカナや記号（･ ｢ など）があります。「{instead}」と書いてください。",
    "'{value}' holds half-width katakana or signs. Write '{instead}'.",
)
_MARKS_SAID = Text(
    "「{value}」の濁点・半濁点が、文字から離れています。「{instead}」と打ち直してください。",
    "In '{value}' a voicing mark is a character of its own. Type '{instead}' again.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.is_cp932 = False
        self.names: frozenset[int] = frozenset()

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        header = table.layout.header
        if header is None and not table.sample:
            yield NotApplicable()
            return
        self.is_cp932 = _codec(table) in _CP932_CODECS
        self.names = frozenset(
            column.position
            for column in table.columns
            if column_roles.is_name(column) or column_roles.is_address(column)
        )
        for position, cell in enumerate(header.cells if header else (), start=1):
            if isinstance(cell, str) and (hit := self._look(cell, is_name=False)):
                message, certainty, values = hit
                yield Hit(
                    record=header,
                    position=position,
                    message=message,
                    certainty=certainty,
                    values=values,
                )

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=f"[{self._classes}]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if isinstance(cell.value, str) and (
            hit := self._look(cell.text, is_name=cell.position in self.names)
        ):
            message, certainty, values = hit
            yield Hit(cell=cell, message=message, certainty=certainty, values=values)

    @property
    def _classes(self) -> str:
        return _CLASSES + _UNITS if self.is_cp932 else _CLASSES

    def _look(
        self, text: str, *, is_name: bool
    ) -> tuple[Text | None, Certainty, dict[str, object]] | None:
        if re.search(f"[{_PRIVATE}]", text):
            return _PRIVATE_SAID, Certainty.CERTAIN, {"value": re.sub(f"[{_PRIVATE}]", "□", text)}
        signs = re.findall(f"[{_SIGNS}{_UNITS if self.is_cp932 else ''}]", text)
        romans = re.findall(f"[{_ROMAN}]", text)
        if romans and (self.is_cp932 or not is_name):
            signs += romans
        if signs:
            is_sure = self.is_cp932 and not (is_name and signs == romans)
            values = {
                "value": text,
                "sign": signs[0],
                "instead": _instead(signs[0]),
            }
            return None, Certainty.CERTAIN if is_sure else Certainty.LIKELY, values
        if re.search(f"[{_KANA}]", text):
            hyphens = re.sub(r"(?<=[0-9０-９])\uff70(?=[0-9０-９])", "-", text)
            whole = re.sub(
                f"[{_KANA}]+", lambda run: unicodedata.normalize("NFKC", run[0]), hyphens
            )
            return _KANA_SAID, Certainty.LIKELY, {"value": text, "instead": whole}
        if re.search(f"[{_LOOSE_MARKS}]", text):
            whole = unicodedata.normalize("NFC", text)
            return _MARKS_SAID, Certainty.LIKELY, {"value": text, "instead": whole}
        return None


def _instead(sign: str) -> str:
    """Return how a sign is written with characters that every machine has."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign else ""


def _codec(table: TableHead) -> str:
    """Return the encoding of a text file, empty where it is not known."""
    return str(getattr(table, "codec", None) or table.properties.get("encoding") or "").lower()


RULE = Rule(
    id="L1-08",
    name="machine-characters",
    severity=Severity.WARNING,
    title=Text("機種依存文字がある", "Characters that only some machines show"),
    official_title="機種依存文字を使用していないか",
    numbers_2020=("1-10",),
    why=Text(
        "環境によって別の文字や「?」になり、検索にも掛かりません。",
        "Elsewhere they turn into other characters or '?', and searching does not find them.",
    ),
    fix=Text(
        "ふつうの文字に書き換えてください（①→1、㈱→(株)、Ⅲ→III、№→No.、ｶﾅ→カナ）。"
        "人名・地名の漢字は、そのままでかまいません。",
        "Use ordinary characters: 1 for ①, (株) for ㈱, III for Ⅲ, No. for №, full-width kana. "
        "Kanji of names may stay.",
    ),
    message=Text(
        "「{value}」の「{sign}」は機種依存文字です。「{instead}」のように書き換えてください。",
        "'{sign}' in '{value}' is not shown by every machine. Write '{instead}' or the like.",
    ),
    decides=Text(
        "外字と、シフトJISのファイルの丸数字・㈱・Ⅲ・㎡などは確実な違反です。"
        "それ以外の文字コードの丸数字など、半角カタカナ、離れた濁点は「おそらく」とします。"
        "漢字と全角英数字、固有名のローマ数字は違反としません。",
        "Certain: private-use characters, and ① ㈱ Ⅲ ㎡ in Shift_JIS files. Likely: the same (but "
        "units) in Unicode, half-width katakana, loose voicing marks. Kanji, full-width letters "
        "and Roman numerals in names are fine.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        csv("番号,名称\n①,市役所\n②,公民館\n"),
        csv("名称,設置者\n北館,㈱生駒\n南館,生駒市\n"),
        csv("名称,№\n北館,5\n南館,6\n"),
        csv("名称,カナ\n北館,ｷﾀｶﾝ\n南館,ミナミカン\n"),
        csv("名称,住所\n北館,\ue000町\n南館,南町\n"),
        csv("名称,備考\n北館,か\u3099す管\n南館,なし\n"),
        csv("名称,元号\n北館,㍻\n南館,㋿\n"),
        TreeExample(
            descriptor={"resources": resources(encoding="cp932")},
            files={
                CSV_PATH: ("名称,緯度,経度,男性トイレ数\r\n㈱生駒,34.6939,135.6979,2\r\n").encode(
                    "cp932"
                )
            },
        ),
        book(("名称", "等級"), ("北館", "Ⅱ級"), ("南館", "Ⅲ級")),
    ),
    good=(
        csv("氏名,住所\n髙﨑 𠮷子,辻󠄀町1-2\n"),
        csv("名称,面積（㎡）,備考\n北館,10,荷物は5㎏まで\n南館,20,なし\n"),
        csv("名称,英字\n北館,ＡＢＣ１２３\n南館,ｗｅｂ\n"),
        csv("名称,所在地\nベルメゾンⅡ,元町1-2 グランドⅢ\n北館,東町\n"),
        csv("記号,評価\n○,◎\n×,△\n※,〒\n"),
        csv("時間,気温\n9:00〜10:00,10℃\n10:00～11:00,－5℃\n"),
    ),
    check=OfTable(_Watch),
)
