"""L1-08: characters that only some machines show: ①, ㈱, private use, half-width katakana.

Ranges: STANDARDS.md §7.3. Kanji are never reported: variants (髙 﨑 𠮷) are people's names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

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
from publisher.tables import garbled
from publisher.words import Text

_ROMAN = "\u2160-\u2188"
_UNITS = "\u3371-\u3376\u3380-\u33df"
"""㎡ ㎞ ㎏ …: shown everywhere in Unicode, so only advice; the rule still names them."""
_SIGNS = (
    "\u2116\u2121\u213b\u2460-\u24ff\u2776-\u2793\u301d-\u301f\u3220-\u325f\u3280-\u3370"
    "\u3377-\u337f\u33e0-\u33ff\ufe30-\ufe4f"
)
_KANA = "\uff61-\uff9f"
_LOOSE_MARKS = "\u3099\u309a"
_LOOSE = re.compile(f"[\u3041-\u30ff][{_LOOSE_MARKS}]")
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_UNSEEN = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
)
"""Zero-width spaces and joiners, which nobody sees and every comparison stumbles over; what turns
the direction of writing; and what commands a terminal or printer (ESC, BEL). A mark of the order
of bytes is P021's."""
_CLASSES = _ROMAN + _SIGNS + _UNITS + _KANA + _LOOSE_MARKS + _PRIVATE + _UNSEEN
_PROPER_NAME = re.compile(
    rf"(?:ハイツ|ハイム|コーポ|メゾン|マンション|ビル|タワー|パーク|荘|館|園|BLD)\S{{0,6}}[{_ROMAN}]"
    rf"|[ァ-ヶー]{{6,}}[{_ROMAN}]|第[{_ROMAN}]+\S{{0,12}}(?:園|館|荘|棟|ビル)"
)
"""A numeral in the name of a house: ワイスハイムⅡ, 第Ⅱ竹の里園. レベルⅡ is a class."""
_SHOWN, _BESIDE = 24, 8
"""Characters of a text that are told whole; of a longer one, those beside what is wrong."""
_CP932_CODECS = frozenset({"cp932", "shift_jis", "sjis", "shift-jis", "windows-31j", "ms932"})
_PRIVATE_SAID = Text(
    "「{value}」の □ は外字です。ほかの機械では表示できません。ふつうの漢字か、かなに直してください。",
    "The □ in '{value}' is a character of one machine only. Write it with a standard character.",
)
_UNSEEN_SAID = Text(
    "「{value}」に、目に見えない文字が混ざっています。消して、打ち直してください。",
    "'{value}' holds a character that nobody sees. Delete it and type the text again.",
)
_UNIT_SAID = Text(
    "「{value}」の「{sign}」は機種依存文字です。「{instead}」と書くと、どの機械でも読めます。",
    "'{sign}' in '{value}' is not in every character set. '{instead}' is read everywhere.",
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
        codec = table.codec or str(table.properties.get("encoding") or "")
        self.is_cp932 = codec.lower() in _CP932_CODECS
        self.names = frozenset(
            column.position
            for column in table.columns
            if column_roles.is_name(column) or column_roles.is_address(column)
        )
        for position, cell in enumerate(header.cells if header else (), start=1):
            if isinstance(cell, str) and (found := self._look(cell, is_name=False)):
                yield replace(found, record=header, position=position)

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=f"[{_CLASSES}]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if isinstance(cell.value, str) and (
            found := self._look(cell.text, is_name=cell.position in self.names)
        ):
            yield replace(found, cell=cell)

    def _look(self, text: str, *, is_name: bool) -> Hit | None:
        """Return what to say of a text, the gravest first; None where it is fine."""
        if garbled.original(text) is not None:
            return None  # P021's: no character of it was meant
        if re.search(f"[{_PRIVATE}]", text):
            shown = re.sub(f"[{_PRIVATE}]", "□", text)
            return _hit(_PRIVATE_SAID, Certainty.CERTAIN, value=shown)
        signs = re.findall(f"[{_SIGNS}]", text)
        if not is_name and not _PROPER_NAME.search(text):
            signs += re.findall(f"[{_ROMAN}]", text)
        if signs:
            text = _near(text, re.escape(signs[0]))
            certainty = Certainty.CERTAIN if self.is_cp932 else Certainty.LIKELY
            return _hit(None, certainty, value=text, sign=signs[0], instead=_instead(signs[0]))
        if re.search(f"[{_UNSEEN}]", text.strip()):
            shown = re.sub(f"[{_UNSEEN}]", "", text)
            return _hit(_UNSEEN_SAID, Certainty.LIKELY, value=shown)
        if re.search(f"[{_KANA}]", text):
            text = _near(text, _KANA)
            return _hit(_KANA_SAID, Certainty.LIKELY, value=text, instead=full_width(text))
        if re.search(f"[{_LOOSE_MARKS}]", text):
            text = _near(text, _LOOSE_MARKS)
            whole = composed(text)
            return _hit(_MARKS_SAID, Certainty.LIKELY, value=text, instead=whole)
        if unit := re.search(f"[{_UNITS}]", text):
            text = _near(text, _UNITS)
            found = _hit(
                _UNIT_SAID, Certainty.LIKELY, value=text, sign=unit[0], instead=_instead(unit[0])
            )
            return replace(found, severity=None if self.is_cp932 else Severity.INFO)
        return None


def _near(text: str, characters: str) -> str:
    """Return the part of a long text in which the characters stand, so that a message shows them."""
    found = re.search(f"[{characters}]+", text)
    if found is None or len(text) <= _SHOWN:
        return text
    start, end = max(0, found.start() - _BESIDE), min(found.end(), found.start() + _SHOWN)
    after = text[end : end + _BESIDE]
    return f"{'…' * bool(start)}{text[start:end]}{after}{'…' * (end + _BESIDE < len(text))}"


def full_width(text: str) -> str:
    """Return a text whose half-width katakana and signs are full-width, all else as it is."""
    # Between digits ｰ is a hyphen: 0743ｰ74ｰ1111.
    hyphens = re.sub(r"(?<=[0-9０-９])\uff70(?=[0-9０-９])", "-", text)
    return re.sub(f"[{_KANA}]+", lambda run: unicodedata.normalize("NFKC", run[0]), hyphens)


def is_unit(sign: str) -> bool:
    """Say whether a character is a unit in one: ㎡, ㎏."""
    return re.fullmatch(f"[{_UNITS}]", sign) is not None


def composed(text: str) -> str:
    """Return a text whose loose voicing marks are joined to their kana, all else as it is.

    Normalizing the whole would change kanji of names too (神 U+FA19).
    """
    return _LOOSE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def _hit(message: Text | None, certainty: Certainty, **values: object) -> Hit:
    return Hit(message=message, certainty=certainty, values=values)


def _instead(sign: str) -> str:
    """Return how a sign is written with characters that every machine has."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign else ""


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
        "ふつうの文字に書き換えてください（①→1、㈱→(株)、Ⅲ→III、№→No、ｶﾅ→カナ）。"
        "人名・地名の漢字は、そのままでかまいません。",
        "Use ordinary characters: 1 for ①, (株) for ㈱, III for Ⅲ, No for №, full-width kana. "
        "Kanji of names may stay.",
    ),
    message=Text(
        "「{value}」の「{sign}」は機種依存文字です。「{instead}」のように書き換えてください。",
        "'{sign}' in '{value}' is not shown by every machine. Write '{instead}' or the like.",
    ),
    decides=Text(
        "外字と、シフトJISのファイルの丸数字・㈱・Ⅲなどは確実な違反です。"
        "それ以外の文字コードの丸数字など、半角カタカナ、離れた濁点、見えない文字は疑いとし、"
        "㎡などの単位は知らせるだけです。漢字と全角英数字、固有名のローマ数字は違反としません。",
        "Certain: private-use characters, and ① ㈱ Ⅲ in Shift_JIS files. Likely: the same in "
        "Unicode, half-width katakana, loose voicing marks, characters nobody sees; units (㎡) "
        "are advice. Kanji, full-width letters and Roman numerals in names are fine.",
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
        csv("名称,面積（㎡）\n北館,10\n南館,20\n"),
        csv("名称,備考\n北館,赤\x1b[31m字\n南館,鐘\x07\n東館,\u202e右から\n"),
        csv("名称,定員\u200b\n北館,10\n南館,20\n"),
        TreeExample(
            descriptor={"resources": resources(encoding="cp932")},
            files={
                CSV_PATH: ("名称,緯度,経度,男性トイレ数\r\n㈱生駒,34.6939,135.6979,2\r\n").encode(
                    "cp932"
                )
            },
        ),
        book(("名称", "等級"), ("北館", "Ⅱ級"), ("南館", "Ⅲ級")),
        csv("災害,警戒\n洪水,レベルⅡ\n地震,ステージⅢ\n"),
    ),
    good=(
        csv("氏名,住所\n髙﨑 𠮷子,辻󠄀町1-2\n"),
        csv("名称,面積（m2）,備考\n北館,10,荷物は5kgまで\n南館,20,なし\n"),
        csv("項目,建物\n北,ワイスハイムⅡ\n南,第Ⅱ竹の里園\n"),
        csv("名称,英字\n北館,ＡＢＣ１２３\n南館,ｗｅｂ\n"),
        csv("名称,所在地\nベルメゾンⅡ,元町1-2 グランドⅢ\n北館,東町\n"),
        csv("記号,評価\n○,◎\n×,△\n※,〒\n"),
        csv("時間帯,天気\n9:00〜10:00,晴れ10℃\n10:00～11:00,雪－5℃\n"),
    ),
    check=OfTable(_Watch),
)
