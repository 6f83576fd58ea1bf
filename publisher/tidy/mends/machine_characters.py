"""Characters that only some machines show, by the table of rule L1-08. Proper nouns stay."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from publisher.rules.column_roles import is_address, is_name, is_prose
from publisher.rules.hit import Hit
from publisher.rules.l1_08_machine_characters import RULE as MACHINE_CHARACTERS
from publisher.rules.l1_08_machine_characters import composed
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
    r"区分|種別|分類|種類|種$|設備|曜|日$|時間|期間|料金|単位|番号|^no\.?$|№|等級|班|回$|有無"
)
"""Columns beside those of sentences that hold no proper nouns."""
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
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


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(CHARACTERS.id, draft, asked), Look(draft, asked)
    for index, hit in look.labels(MACHINE_CHARACTERS).items():
        _label(edits, index, hit)
    found = look.cells(MACHINE_CHARACTERS)
    columns = look.head.columns if found else ()
    unsure: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), hit in found.items():
        text = draft.rows[row].cells[column]
        plain = _plain(text, hit.values, is_proper=_is_proper(columns[column]))
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


def _label(edits: Edits, index: int, hit: Hit) -> None:
    """Write a column's name plainly; columns may be named for places: of these we ask."""
    name = edits.draft.columns[index].name
    key = unicodedata.normalize("NFKC", name)
    is_proper = not (str(hit.values.get("instead", "")).isascii() or _knows(key))
    plain = _plain(name, hit.values, is_proper=is_proper)
    if plain is not None:
        edits.rename(index, plain)
    elif (told := _as_told(name, hit)) is not None:
        answer = edits.choice("machine-characters-in-name", index, _NAME, (_REPLACE,), count=1)
        if answer == _REPLACE.value:
            edits.rename(index, told)


def _knows(label: str) -> bool:
    return bool(_ROLE.search(label) or _NO_NAMES.search(label))


def _is_proper(column: Column) -> bool:
    """Say whether a column may hold proper nouns: every one whose name does not deny it."""
    if _READING.search(column.key):
        return False
    if is_name(column) or is_address(column):
        return True
    return column.kind is Kind.TEXT and not (is_prose(column) or _NO_NAMES.search(column.key))


def _plain(text: str, said: Mapping[str, object], *, is_proper: bool) -> str | None:
    """Return a text as it can be proven to be meant; None where nobody can."""
    sign, instead = said.get("sign"), said.get("instead")
    if isinstance(sign, str) and isinstance(instead, str):
        return None if is_proper or not instead else _without_sign(text, sign, instead)
    if instead is None:
        unseen = _UNSEEN.sub("", text)
        return unseen if unseen != text and not _JOINERS.search(text) else None
    if text != (whole := composed(text)):
        return whole
    return None if is_proper else str(instead)


def _without_sign(text: str, sign: str, instead: str) -> str | None:
    """Return a text with a sign written out; None where it would run into what stands beside it.

    A number in a circle is a number only where it is the whole value: ①燃えるごみ is no 1燃えるごみ.
    """
    if instead.isdigit() or not instead.strip("()0123456789"):
        return instead if text.strip() == sign else None
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
        return instead
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
