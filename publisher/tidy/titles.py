"""What every kind of change is called, and why it is safe: for the diff, and for a dataset's note."""

from __future__ import annotations

from publisher.tidy import as_shown, file_form, hidden, joined_names, parted_numbers, series
from publisher.tidy.mends import MENDS
from publisher.words import Text

_KEPT = Text("言葉はすべて説明に残ります。", "Every word is kept in the description.")
_FOUND: dict[str, tuple[Text, Text]] = {
    hidden.ID: (hidden.TITLE, hidden.PROOF),
    as_shown.ID: (as_shown.TITLE, as_shown.PROOF),
    parted_numbers.ID: (parted_numbers.TITLE, parted_numbers.PROOF),
    joined_names.ID: (
        Text("1つのセルに入った2つの項目名を分ける", "Names that share a cell are parted"),
        Text(
            "分けると項目名とデータのセルの数が合い、どの列の値も項目名のとおりになります。",
            "Then there are as many names as cells, and every column holds what its name says.",
        ),
    ),
    "title-rows": (
        Text("表の上の題名などを説明に移す", "Titles above the table move into the description"),
        _KEPT,
    ),
    "note-rows": (
        Text("表の下や横の注記を説明に移す", "Notes below or beside move into the description"),
        _KEPT,
    ),
    "header-rows": (
        Text("2行の項目名を1行にまとめる", "Headers of two rows become one"),
        Text("上の行の語と下の行の語を、列ごとにつなぎます。", "The words of both are joined."),
    ),
    "column-names": (
        Text("名前のない列に、答えの名前を付ける", "Columns get the names that were given"),
        Text("名前は人が答えたもので、値は変わりません。", "A person gave them; no value changes."),
    ),
    "merged-cells": (
        Text("結合されたセルを分けて同じ値を書く", "Merged cells are parted and filled"),
        Text(
            "結合されたセルは、かかるすべての行と列に同じ1つの値です。",
            "A merged cell is one value for all rows and columns that it covers.",
        ),
    ),
    "blank-rows": (
        Text("空の行を消す", "Blank rows are deleted"),
        Text("値のない行なので、消えるデータはありません。", "They hold no value."),
    ),
    "repeated-headers": (
        Text("くり返された項目名の行を消す", "Repeated header rows are deleted"),
        Text(
            "すべてのセルが項目名と同じ行なので、消えるデータはありません。",
            "Every cell of the row equals the header, so no data is lost.",
        ),
    ),
}
"""What finding the tables in a sheet changes (blocks.py)."""
_TITLES: dict[str, Text] = {
    **file_form.TITLE_OF,
    **{kind: title for kind, (title, _) in _FOUND.items()},
    **{mend.id: mend.title for mend in MENDS},
    **{kind: title for kind, (title, _) in series.CHANGES.items()},
}
_PROOFS: dict[str, Text] = {
    **file_form.PROOF_OF,
    **{kind: proof for kind, (_, proof) in _FOUND.items()},
    **{mend.id: mend.proof for mend in MENDS},
    **{kind: proof for kind, (_, proof) in series.CHANGES.items()},
}
ORDER = tuple(_TITLES)
"""Kinds of changes in the order in which they are shown."""


def title_of(mend: str) -> Text:
    """Return what a kind of change does, as a heading."""
    return _TITLES[mend]


def proof_of(mend: str) -> Text:
    """Return why a kind of change is safe."""
    return _PROOFS[mend]
