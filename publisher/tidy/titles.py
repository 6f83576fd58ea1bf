"""What every kind of change is called, and why it is safe: for the diff, and for a dataset's note."""

from __future__ import annotations

from publisher.tidy import (
    as_before,
    as_shown,
    authors,
    file_form,
    geo_grid,
    hidden,
    joined_names,
    parted_numbers,
    print_marks,
    series,
    subtotals,
    uneven_rows,
)
from publisher.tidy.mends import MENDS
from publisher.words import Text

DATASET_COLUMNS = "dataset-columns"
"""Kind of the changes by which a dataset's file and its description come to have the same columns."""
_KEPT = Text("言葉はすべて説明に残ります。", "Every word is kept in the description.")
_FOUND: dict[str, tuple[Text, Text]] = {
    geo_grid.PLANE: (geo_grid.PLANE_TITLE, geo_grid.PLANE_PROOF),
    hidden.ID: (hidden.TITLE, hidden.PROOF),
    as_shown.ID: (as_shown.TITLE, as_shown.PROOF),
    uneven_rows.ID: (uneven_rows.TITLE, uneven_rows.PROOF),
    authors.ID: (authors.TITLE, authors.PROOF),
    subtotals.ID: (subtotals.TITLE, subtotals.PROOF),
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
        Text("2行以上の項目名を1行にまとめる", "Headers of several rows become one"),
        Text("上の行の語と下の行の語を、列ごとにつなぎます。", "The words of all are joined."),
    ),
    DATASET_COLUMNS: (
        Text("列とデータの説明を合わせる", "Columns and description come to agree"),
        Text(
            "列の並びには意味がありません。名前は、同じ意味と決まっているときだけ戻します。"
            "なくなった列と増えた列は、答えのとおりです。",
            "The order of columns has no meaning, a name is put back where both are known to mean "
            "the same, and what came or went was answered.",
        ),
    ),
    "column-names": (
        Text("名前のない列に、名前を付ける", "Columns without a name of their own get one"),
        Text(
            "人が書いたか認めた名前で、値は変わりません。",
            "A person gave or took them; no value changes.",
        ),
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
    print_marks.ID: (
        Text("印刷用の行（ページ番号、以下余白など）を消す", "Rows for printing are deleted"),
        Text(
            "ページ番号、「次ページへ続く」「以下余白」、横線だけの行で、値はありません。",
            "They hold a page number, 'continued', or a ruled line, and no value.",
        ),
    ),
}
"""What finding the tables in a sheet changes (blocks.py)."""
_TITLES: dict[str, Text] = {
    **file_form.TITLE_OF,
    **{kind: title for kind, (title, _) in _FOUND.items()},
    **{mend.id: mend.title for mend in MENDS},
    **{kind: title for kind, (title, _) in series.CHANGES.items()},
    **{kind: title for kind, (title, _) in as_before.TITLES.items()},
}
_PROOFS: dict[str, Text] = {
    **file_form.PROOF_OF,
    **{kind: proof for kind, (_, proof) in _FOUND.items()},
    **{mend.id: mend.proof for mend in MENDS},
    **{kind: proof for kind, (_, proof) in series.CHANGES.items()},
    **{kind: proof for kind, (_, proof) in as_before.TITLES.items()},
}
ORDER = tuple(_TITLES)
"""Kinds of changes in the order in which they are shown."""


def title_of(mend: str) -> Text:
    """Return what a kind of change does, as a heading."""
    return _TITLES[mend]


def proof_of(mend: str) -> Text:
    """Return why a kind of change is safe."""
    return _PROOFS[mend]
