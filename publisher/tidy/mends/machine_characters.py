"""Characters that only some machines show, by the table of rule L1-08. Proper nouns stay."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from publisher.rules.column_roles import is_address, is_name, is_person
from publisher.rules.hit import Hit
from publisher.rules.l1_08_machine_characters import RULE as MACHINE_CHARACTERS
from publisher.rules.l1_08_machine_characters import composed, full_width, is_unit
from publisher.tables.columns import Column, Kind
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_READING = re.compile("カナ|かな|よみ|読み|フリガナ|ふりがな|kana")
"""Columns that tell how a name is read: of a reading, width is no part."""
_NO_NAMES = re.compile(
    r"(?:区分|種別|分類|種類|設備|曜日?|休日|時間帯?|期間|単位|番号|等級|班|回|有無|可否)(?:[(_].*)?$"
    r"|^[種日]$|^no\.?$|№"
)
"""Columns of text that hold no proper nouns; in all others, sentences too, some may stand."""
_CLASS = re.compile(
    r"区分|種別|分類|種類|種$|設備|曜|日$|時間|期間|料金|単位|^no\.?$|№|等級|班|回$"
)
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\x01-\x08\x0e-\x1d\x7f-\x84\x86-\x9f]"
)
"""Characters that no text needs. A word processor's breaks and hyphens (\\x0b, \\x1e) it may."""
_BYTE_ORDER = "\ufeff"
_HALF_LETTER = re.compile("(?<![0-9０-９])\uff70|\uff70(?![0-9０-９])|[\uff66-\uff6f\uff71-\uff9f]")
"""Half-width katakana that are letters: ･ and ｢ are signs, and 12ｰ1 has a hyphen."""
_JOINERS = re.compile("[\u200c\u200d]")
"""They shape letters of other scripts and emoji: no table can leave them out."""
_ALPHANUMERIC = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_ROLE = re.compile(r"数|名$|率|番号|コ.ド|有無|可否|対応|利用|カナ|URL|年|月|日|面積|[a-z]")
"""What the name of a column is made of, where it names no person, place or firm."""
_ASKED = Text(
    "「{label}」の列に機種依存文字があります。ふつうの文字に書き換えますか（例：①→(1)、㈱→(株)）。",
    "'{label}' holds characters that only some machines show. Write plain ones ((1) for ①)?",
)
_NAME = Text(
    "項目名「{label}」に機種依存文字があります。ふつうの文字に書き換えますか。",
    "The header '{label}' holds characters that only some machines show. Write plain ones?",
)
_REPLACE = Choice("replace", Text("書き換える", "Write plain ones"))


class _Names(enum.Enum):
    """How much of a column may be names of persons, firms or places."""

    NONE = enum.auto()
    SOME = enum.auto()
    """Sentences, addresses and whatever else is text."""
    ALL = enum.auto()


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(CHARACTERS.id, draft, asked), Look(draft, asked)
    for index, hit in look.labels(MACHINE_CHARACTERS).items():
        _label(edits, index, hit)
    for column in range(len(draft.columns)):
        _without_marks(edits, column)
    columns = look.head.columns
    unsure: dict[int, dict[int, str]] = defaultdict(dict)
    counted: dict[int, bool] = {}
    for row, column, hit in look.each(MACHINE_CHARACTERS):
        text = draft.rows[row].cells[column]
        if column not in counted:
            counted[column] = _is_counted(draft, column)
        plain = _plain(
            text,
            hit.values,
            names=_names_in(columns[column]),
            is_counted=counted[column],
        )
        if plain is not None:
            edits.put(row, column, plain)
        elif (told := _as_told(text, hit)) is not None:
            unsure[column][row] = told
    for column, texts in unsure.items():
        answer = edits.choice(
            CHARACTERS.id, column, _ASKED, (_REPLACE,), rows=texts, shown=columns[column]
        )
        for row, text in texts.items() if answer == _REPLACE.value else ():
            edits.put(row, column, text)
    return edits.mended()


def _without_marks(edits: Edits, column: int) -> None:
    """Take the mark of the order of bytes out of cells: there nobody can have meant it."""
    texts = edits.draft.texts(column)
    for row in texts.rows(texts.shown(finds=_BYTE_ORDER)):
        edits.put(row, column, texts.cells[row].replace(_BYTE_ORDER, ""))


def _label(edits: Edits, index: int, hit: Hit) -> None:
    """Write a column's name plainly; columns may be named for places: of these we ask."""
    name = edits.draft.columns[index].name
    key = unicodedata.normalize("NFKC", name)
    is_known = str(hit.values.get("instead", "")).isascii() or _knows(key)
    plain = _plain(name, hit.values, names=_Names.NONE if is_known else _Names.ALL, is_counted=True)
    if plain is not None:
        edits.rename(index, plain)
    elif (told := _as_told(name, hit)) is not None:
        answer = edits.choice("machine-characters-in-name", index, _NAME, (_REPLACE,), count=1)
        if answer == _REPLACE.value:
            edits.rename(index, told)


def _knows(label: str) -> bool:
    return bool(_ROLE.search(label) or _CLASS.search(label))


def _names_in(column: Column) -> _Names:
    """Say whether a column may hold names of persons, firms or places: nearly every text may."""
    if _READING.search(column.key):
        return _Names.NONE
    if is_name(column) or is_person(column):
        return _Names.ALL
    is_free = is_address(column) or column.kind is Kind.TEXT
    return _Names.SOME if is_free and not _NO_NAMES.search(column.key) else _Names.NONE


def _is_counted(draft: Draft, column: int) -> bool:
    """Say whether every cell of a column is one number in a circle: then it is nothing else."""
    texts = {row.cells[column].strip() for row in draft.rows} - {""}
    return all(len(text) == 1 and _is_circled(text) for text in texts)


def _is_circled(sign: str) -> bool:
    return not unicodedata.normalize("NFKC", sign).strip("()0123456789") and not sign.isdecimal()


def _plain(text: str, said: Mapping[str, object], *, names: _Names, is_counted: bool) -> str | None:
    """Return a text as it can be proven to be meant; None where nobody can."""
    sign, instead = said.get("sign"), said.get("instead")
    if isinstance(sign, str) and isinstance(instead, str):
        if not instead or names is _Names.ALL:
            return None
        if names is _Names.SOME and not _measures(text, sign):
            return None
        if _is_circled(sign):
            # ①燃えるごみ is no 1燃えるごみ, and ① among 12 and 30 is no number of people.
            return instead if is_counted and text.strip() == sign else None
        return _without_sign(text, sign, instead)
    if instead is None:
        unseen = _UNSEEN.sub("", text)
        return unseen if unseen != text and not _JOINERS.search(text) else None
    if text != (whole := composed(text)):
        return whole
    # What the rule tells may be part of a long text: the whole is written here.
    is_proven = names is _Names.NONE or (names is _Names.SOME and not _HALF_LETTER.search(text))
    return full_width(text) if is_proven else None


def _measures(text: str, sign: str) -> bool:
    """Say whether a sign is a unit behind a number wherever it stands: 5㎡ is in no name."""
    return is_unit(sign) and not re.search(f"(?<![0-9０-９]){re.escape(sign)}", text)


def _without_sign(text: str, sign: str, instead: str) -> str | None:
    """Return a text with a sign written out; None where it would run into what stands beside it."""
    for found in re.finditer(re.escape(sign), text):
        beside = text[found.start() - 1 : found.start()] if found.start() else ""
        after = text[found.end() : found.end() + 1]
        if _meets(beside, instead[0]) or _meets(instead[-1], after):
            return None
    return text.replace(sign, instead)


def _meets(left: str, right: str) -> bool:
    """Say whether two characters side by side would be read as one word or number."""
    both = [character for character in (left, right) if _ALPHANUMERIC.match(character)]
    if len(both) < 2:
        return False
    return not (left.isdigit() and not right.isdigit())


def _as_told(text: str, hit: Hit) -> str | None:
    """Return what the rule itself proposes, for a person to decide; None where it cannot.

    A number in a circle is put in brackets: ②14:00 is (2)14:00, never 214:00.
    """
    sign, instead = hit.values.get("sign"), hit.values.get("instead")
    if not isinstance(instead, str) or not instead:
        return None
    if not isinstance(sign, str):
        return full_width(text)
    if instead.isdigit():
        return text.replace(sign, f"({instead})")
    runs_on = re.search(f"{re.escape(sign)}[0-9０-９]", text) and instead[-1].isdigit()
    return None if runs_on else text.replace(sign, instead)


CHARACTERS = Mend(
    id="machine-characters",
    rules=frozenset({"L1-08"}),
    title=Text("機種依存文字を書き換える", "Characters of some machines are written plainly"),
    proof=Text(
        "文字ごとに決まった書き換えの表によります（㈱→(株)、ｶﾅ→カナ）。"
        "固有名かもしれない列と、前後の字とまざる場合は変えずに質問します。",
        "Each is replaced by a fixed table (㈱ → (株), ｶﾅ → カナ). Where the column may hold proper "
        "nouns, or it would run into its neighbours, nothing is changed and we ask.",
    ),
    run=_run,
)
