"""Formulas that only say a text, as ="001": so people keep the zeros of a CSV in a spreadsheet."""

from __future__ import annotations

import re

from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

# What would be a formula again without the quotes stays.
_SAID = re.compile(r'\s*=\s*"(?P<text>(?:[^"=+\-@]|"")(?:[^"]|"")*)"\s*')
_SHOWS = r'^\s*=\s*"'


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(TEXT_FORMULAS.id, draft, asked)
    for index, column in enumerate(draft.columns if draft.sheet is None else ()):
        if name := _said(column.name):
            edits.rename(index, name)
        texts = draft.texts(index)
        found = {text: said for text in texts.shown(finds=_SHOWS) if (said := _said(text))}
        for row in texts.rows(found):
            edits.put(row, index, found[texts.cells[row]])
    return edits.mended()


def _said(text: str) -> str:
    """Return the text that a cell says as a formula; empty where it is none."""
    found = _SAID.fullmatch(text)
    return found["text"].replace('""', '"').strip() if found else ""


TEXT_FORMULAS = Mend(
    id="text-formulas",
    rules=frozenset(),
    title=Text(
        '="001" のような、文字を表す式を文字にする', 'Formulas that say a text (="001") become it'
    ),
    proof=Text(
        "Excelで開くと引用符の中の文字だけが見えます。その文字をそのまま書きました。",
        "A spreadsheet shows what stands between the quotes, and that is what was written.",
    ),
    run=_run,
)
