"""Telephone and postal numbers in full width or brackets, or without their leading zero."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from publisher.rules.d006_telephone_number import RULE as TELEPHONE_NUMBER
from publisher.rules.d007_postal_code import RULE as POSTAL_CODE
from publisher.rules.rule import Certainty
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

FEWEST = 3
"""Numbers of a column that must all have lost their zero to show that a spreadsheet did it."""
_WRITING = re.compile(r"[-‐‑‒–—―−ーｰ─()\s〒]")
"""What a number is written with beside its digits."""
_ASKED = Text(
    "「{label}」の列の番号は、先頭の0が消えているようです。0を補いますか。",
    "The numbers of '{label}' seem to have lost their leading zero. Put it back?",
)
_NONE = re.compile(
    "な ?し|無し?|ナシ|(?:番号|電話)(?:な ?し|無し)|該当(?:なし|無し)|未設置|ありません"
)
_NONE_ASKED = Text(
    "「{label}」の列に「なし」などと書かれたセルがあります。番号がなければ、空のセルにしますか。",
    "Some cells of '{label}' say that there is no number (なし). Shall they be empty?",
)
_BLANK = Choice("blank", Text("番号がない（空のセルにする）", "No number: leave the cell empty"))
_ZERO = Choice("zero", Text("先頭に0を補う", "Put the zero back"))


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(CONTACTS.id, draft, asked), Look(draft, asked)
    for rule in (TELEPHONE_NUMBER, POSTAL_CODE):
        lost: dict[int, dict[int, str]] = {}
        none: dict[int, list[int]] = {}
        for row, column, hit in look.each(rule):
            text, proposal = draft.rows[row].cells[column], str(hit.values.get("proposal", ""))
            is_sure = (hit.certainty or rule.certainty) is Certainty.CERTAIN
            digits, proposed = _digits(text), _digits(proposal)
            if is_sure and digits == proposed:
                edits.put(row, column, proposal)
            if f"0{digits}" == proposed:
                lost.setdefault(column, {})[row] = proposal
            if _NONE.fullmatch(unicodedata.normalize("NFKC", text).strip()):
                none.setdefault(column, []).append(row)
        _zeros(edits, lost)
        _blanks(edits, look, none)
    return edits.mended()


def _blanks(edits: Edits, look: Look, none: Mapping[int, Sequence[int]]) -> None:
    """Leave cells empty that say that there is no number, where she says so."""
    columns = look.head.columns if none else ()
    for column, rows in none.items():
        answer = edits.choice(
            "no-number", column, _NONE_ASKED, (_BLANK,), rows=rows, shown=columns[column]
        )
        for row in rows if answer == _BLANK.value else ():
            edits.put(row, column, "")


def _digits(text: str) -> str:
    """Return the digits of a number; with whatever else it holds, so that words are never lost."""
    return _WRITING.sub("", unicodedata.normalize("NFKC", text))


def _zeros(edits: Edits, lost: Mapping[int, Mapping[int, str]]) -> None:
    """Put leading zeros back where the whole column has lost them; ask where some have.

    `lost` has the numbers with their zero, by column and row.
    """
    for column, numbers in sorted(lost.items()):
        filled = sum(1 for row in edits.draft.rows if row.cells[column].strip())
        is_whole = len(numbers) == filled >= FEWEST
        if not is_whole:
            answer = edits.choice("lost-zeros", column, _ASKED, (_ZERO,), rows=numbers)
            is_whole = answer == _ZERO.value
        for row, proposal in numbers.items() if is_whole else ():
            edits.put(row, column, proposal)


CONTACTS = Mend(
    id="contact-numbers",
    rules=frozenset({"D006", "D007"}),
    title=Text("電話番号と郵便番号を半角の番号にする", "Telephone and postal numbers become plain"),
    proof=Text(
        "数字の並びは変えません。先頭の0は、列のすべての番号で消えているときだけ補います。「なし」は、答えがあれば空にします。",
        "The digits stay the same. A leading zero is put back only where the whole column lost it; なし becomes blank by an answer.",
    ),
    run=_run,
)
