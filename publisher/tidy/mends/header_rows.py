"""Rows that may be names of columns and no data: the first one, and those much like the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.rules.blocks import ALIKE, is_header_like, likeness
from publisher.tables.header_rows import is_value
from publisher.tables.record import Record
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.header_below import is_name
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

JOINT = "_"
_FEWEST = 2
"""Rows below, and columns over numbers, from which on a row of words may be names."""
_SHARE = 0.6
_FIRST = Text(
    "項目名のすぐ下の{row}行目も、項目名のように見えます。何の行ですか。",
    "Row {row} right below the header reads like a header too. What is it?",
)
_JOIN = Choice("join", Text("項目名の続き。上の語とつなぐ", "It goes on: join the words of both"))
_NAMES = Choice(
    "names",
    Text(
        "この行が項目名。上の行の語は説明に移す",
        "This is the header: the words above move into the description",
    ),
)
_LIKE = Text(
    "項目名によく似た行があります（{row}行目など）。項目名のくり返しなら消しますか。",
    "Some rows are much like the header (row {row} is one). Delete them if they repeat it?",
)
_DROP = Choice("drop", Text("くり返し。消す", "They repeat it: delete them"))


def _first(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(FIRST_NAMES.id, draft, asked)
    if not _may_name(draft):
        return edits.mended()
    ways = {"join": _joined(draft), "names": _own(draft)}
    choices = tuple(
        choice for choice in (_JOIN, _NAMES) if len(set(ways[choice.value])) == len(draft.columns)
    )
    if not choices:
        return edits.mended()
    said = edits.choice(FIRST_NAMES.id, None, _FIRST, choices, rows=[0])
    if said not in {choice.value for choice in choices}:
        return edits.mended()
    for column, name in enumerate(ways[said]):
        edits.rename(column, name)
    edits.drop_row(0)
    done = edits.mended()
    # From here on these are the names that the officer knows.
    columns = tuple(replace(column, source="") for column in done.draft.columns)
    done = replace(done, draft=replace(done.draft, columns=columns))
    if said == _JOIN.value:
        return done
    words = [column.name.strip() for column in draft.columns]
    own = draft.rows[0].cells
    moved = tuple(word for word, text in zip(words, own, strict=True) if word and text.strip())
    return replace(done, draft=replace(done.draft, titles=(*draft.titles, *moved)))


def _may_name(draft: Draft) -> bool:
    """Say whether the first row may be a header: short words, all different, never below again.

    They stand over numbers, or name columns without a name where the first one stays open or has
    none either, or are Japanese below names that are not.
    """
    if len(draft.rows) <= _FEWEST or draft.rows[0].is_torn:
        return False
    texts = {at: text for at, cell in enumerate(draft.rows[0].cells) if (text := cell.strip())}
    if len(texts) < _FEWEST or not all(map(is_name, texts.values())):
        return False
    if any(texts[at] in set(map(str.strip, _below(draft, at))) for at in texts):
        return False
    names = [column.name.strip() for column in draft.columns]
    is_corner = names.count("") > 1 and not names[0] and len(texts) == len(names)
    if is_corner or len(set(texts.values())) < len(texts):
        return is_corner
    over = sum(1 for at in texts if _are_values(_below(draft, at)))
    if over >= _FEWEST and len(texts) >= _SHARE * len(names):
        return True
    is_open = 0 not in texts and all(map(str.strip, _below(draft, 0)))
    if is_open and any(not name and at in texts for at, name in enumerate(names)):
        return True
    latin = sum(text.isascii() for text in texts.values())
    return len(texts) == len(names) and all(names) and "".join(names).isascii() and not latin


def _below(draft: Draft, column: int) -> Sequence[str]:
    return draft.texts(column).cells[1:]


def _are_values(cells: Sequence[str]) -> bool:
    filled = [text for cell in cells if (text := cell.strip())]
    return len(filled) >= _FEWEST and sum(map(is_value, filled)) >= 0.8 * len(filled)


def _joined(draft: Draft) -> list[str]:
    """Return the names with those of the first row; one without upper name has that to its left."""
    found: list[str] = []
    group = ""
    for column, cell in zip(draft.columns, draft.rows[0].cells, strict=True):
        name, text = column.name, cell.strip()
        group = name.strip() or group
        found.append(f"{group}{JOINT}{text}" if text and group else text or name)
    return found


def _own(draft: Draft) -> list[str]:
    pairs = zip(draft.columns, draft.rows[0].cells, strict=True)
    return [cell.strip() or column.name for column, cell in pairs]


def _again(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(LIKE_HEADER.id, draft, asked)
    rows = _like(draft)
    if rows and edits.choice(LIKE_HEADER.id, None, _LIKE, (_DROP,), rows=rows) == _DROP.value:
        for index in rows:
            edits.drop_row(index)
    return edits.mended()


def _like(draft: Draft) -> list[int]:
    """Return the rows that are the header once more but for a name or two."""
    names = [_plain(column.name) for column in draft.columns]
    key = next((at for at, name in enumerate(names) if name), None)
    if key is None or len(names) < 2:
        return []
    cells = draft.texts(key).cells
    same = {text for text in set(cells) if _plain(text) == names[key]}
    found: list[int] = []
    for index, text in enumerate(cells if same else ()):
        if text in same:
            plain = Record(1, 1, [_plain(cell) for cell in draft.rows[index].cells])
            if is_header_like(plain) and likeness(plain, names) >= ALIKE:
                found.append(index)
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


FIRST_NAMES = Mend(
    id="first-names",
    rules=frozenset({"L1-05"}),
    title=Text("2行目の項目名を項目名にする", "Names in the second row become names of columns"),
    proof=Text(
        "項目名だと人が答えた行だけで、上の行の語も項目名か説明に残ります。",
        "A person has answered that this row names the columns; the words above it are kept.",
    ),
    run=_first,
)
LIKE_HEADER = Mend(
    id="like-header",
    rules=frozenset({"L1-03"}),
    title=Text("項目名に似た行を消す", "Rows much like the header are deleted"),
    proof=Text(
        "項目名のくり返しだと人が答えた行だけです。",
        "A person has answered that these rows repeat the header.",
    ),
    run=_again,
)
