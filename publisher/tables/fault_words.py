"""What each of frictionless's error types means to an officer, in both languages.

One entry per type used in practice; an unknown type falls back to a sentence with its note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from publisher.tables.cell_words import constraint_message, type_message
from publisher.tables.engine import Fault
from publisher.tables.list_words import LISTS, NO_TEXT
from publisher.words import Text, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultWords:
    """Title, reason and message of one error type."""

    title: Text
    why: Text
    message: Text
    """Placeholders: cell, label, expected, field, row (of the note), note."""
    fix: Text
    """What to do, without the place."""


_NOTE_ROW = re.compile(r"the same as in the row at position (\d+)")
_NOTE_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"\Z', re.DOTALL)
_NOTE_TYPE = re.compile(r'type is "(\w+)/(.*)"\Z', re.DOTALL)
EMPTY = "the source is empty"

_LOST = Text("値が別の項目の値として読まれます。", "Values are read as those of another column.")
_DEFINED = Text(
    "項目の定義と合わないデータは、説明どおりに使えません。",
    "Data that differ from their definition cannot be used as described.",
)
_UNUSABLE = Text("表として読めないので、だれも使えません。", "It does not read as a table.")
_WRONG_VALUE = Text("並べ替えや集計、地図表示ができなくなります。", "Sorting, sums and maps fail.")
_KEY = Text("1行を1つに決められなくなります。", "A row can no longer be told from another.")
_SCHEMA = FaultWords(
    title=Text("項目の定義の誤り", "A broken definition of columns"),
    why=Text(
        "定義が使えないので、表を確かめられません。", "The table cannot be checked against it."
    ),
    message=Text(
        "項目の定義（schema）に誤りがあります。前の版に戻すか、直してください（英語の説明：{note}）。",
        "The definition of the columns is wrong ({note}). Go back to its last version, or mend it.",
    ),
    fix=Text(
        "項目の定義（datapackage.json の schema）を前の版に戻すか、直してください。",
        "Go back to the last version of the definition (schema in datapackage.json), or mend it.",
    ),
)

WORDS: dict[str, FaultWords] = {
    "type-error": FaultWords(
        title=Text("値の種類が違う", "A value of the wrong type"),
        why=_WRONG_VALUE,
        message=Text(
            "「{cell}」は、この項目の値として読めません。", "'{cell}' does not fit the column."
        ),
        fix=Text(
            "項目の種類に合う書き方にしてください。数字の列は数字だけ、日付は「2026-04-01」です。",
            "Write the value as its column asks: digits only for numbers, 2026-04-01 for dates.",
        ),
    ),
    "constraint-error": FaultWords(
        title=Text("決められた範囲や形に合わない値", "A value outside of its limits"),
        why=_DEFINED,
        message=Text(
            "「{cell}」は、この項目の決まりに合いません（{note}）。値を確かめてください。",
            "'{cell}' breaks a limit of the column ({note}). Check the value.",
        ),
        fix=Text(
            "値を確かめてください。値が正しければ、項目の決まりを直します。",
            "Check the value; where it is right, mend the limit of the column.",
        ),
    ),
    "unique-error": FaultWords(
        title=Text("重なってはいけない値の重なり", "A repeated value in a unique column"),
        why=_KEY,
        message=Text(
            "「{cell}」は、表の{row}番目の行にもあります。"
            "重なってはいけない項目なので、どちらかを直してください。",
            "'{cell}' is also in record {row}. The column must not repeat; mend one of them.",
        ),
        fix=Text(
            "重なってはいけない値です。どちらかの行の値を直してください。",
            "The column must not repeat: mend the value of one of the rows.",
        ),
    ),
    "primary-key": FaultWords(
        title=Text("行を見分ける項目（主キー）の重なりや空白", "A repeated or blank primary key"),
        why=_KEY,
        message=Text(
            "行を見分ける項目の値が、表の{row}番目の行と同じです。どちらかを直してください。",
            "The key of this row is that of record {row}. Mend one of them.",
        ),
        fix=Text(
            "行を見分ける番号を、行ごとに違う値にしてください。空のままにはできません。",
            "Give each row a key of its own; none may be blank.",
        ),
    ),
    "foreign-key": FaultWords(
        title=Text("参照先にない値", "A value that its reference lacks"),
        why=Text("別の表と結び付けられません。", "The tables cannot be joined."),
        message=Text(
            "参照先の表にない値です（{note}）。値か参照先の表を直してください。",
            "The table referred to lacks this value ({note}). Mend the value or that table.",
        ),
        fix=Text(
            "値を直すか、参照先の表にその値を加えてください。",
            "Mend the value, or add it to the table that is referred to.",
        ),
    ),
    "duplicate-row": FaultWords(
        title=Text("同じ行の重なり", "A repeated row"),
        why=Text("集計で二重に数えられます。", "Sums count it twice."),
        message=Text(
            "同じ行がほかにもあります。片方を消してください。",
            "The row repeats another. Delete one.",
        ),
        fix=Text(
            "同じ行のうち、1つを残して消してください。",
            "Keep one of the equal rows and delete the others.",
        ),
    ),
    "blank-row": FaultWords(
        title=Text("空の行", "A blank row"),
        why=Text("表がそこで終わると読む道具があります。", "Some tools end the table there."),
        message=Text("空の行です。消してください。", "The row is blank. Delete it."),
        fix=Text(
            "空の行を、行ごと消してください。",
            "Delete blank rows.",
        ),
    ),
    "missing-cell": FaultWords(
        title=Text("セルが足りない行", "A row that is too short"),
        why=_LOST,
        message=Text(
            "この行はセルが足りません（「{label}」がない）。"
            "値がなくても「,」で区切り、項目名と同じ数にしてください。",
            "The row is too short ('{label}' is missing). "
            "Keep the commas even where a value is blank.",
        ),
        fix=Text(
            "足りないセルを足してください。値がなくても「,」は要ります。",
            "Add the cells that are missing; blank values need their commas too.",
        ),
    ),
    "extra-cell": FaultWords(
        title=Text("セルが多すぎる行", "A row that is too long"),
        why=_LOST,
        message=Text(
            "この行はセルが項目名より多くあります（「{cell}」）。"
            '「,」を含む値は引用符（"）で囲むか、いらないセルを消してください。',
            "The row has more cells than the header ('{cell}'). "
            'Quote (") values that hold a comma, or delete the extra cell.',
        ),
        fix=Text(
            '「,」を含む値を引用符（"）で囲むか、右にはみ出したセルを消してください。',
            'Quote (") values that hold a comma, or delete the cells that stick out.',
        ),
    ),
    "blank-header": FaultWords(
        title=Text("項目名の行が空", "A blank header"),
        why=_UNUSABLE,
        message=Text(
            "項目名の行が空です。項目名を書いてください。", "The header is blank. Write it."
        ),
        fix=Text(
            "1行目に項目名を書いてください。",
            "Write the headers into the first row.",
        ),
    ),
    "blank-label": FaultWords(
        title=Text("空の項目名", "A blank label"),
        why=_DEFINED,
        message=Text(
            "{field}列目の項目名が空です。書いてください。",
            "Column {field} has no header. Write one.",
        ),
        fix=Text(
            "空の項目名を書いてください。使っていない列は消してください。",
            "Write the header that is missing, or delete the column if it is not used.",
        ),
    ),
    "duplicate-label": FaultWords(
        title=Text("項目名の重なり", "A repeated label"),
        why=_DEFINED,
        message=Text(
            "項目名「{label}」が2回あります。違う名前にしてください。",
            "The header '{label}' repeats. Give each its own name.",
        ),
        fix=Text(
            "同じ項目名を、違いの分かる名前にしてください。",
            "Give each column a name of its own.",
        ),
    ),
    "extra-label": FaultWords(
        title=Text("定義にない項目", "A column that is not defined"),
        why=_DEFINED,
        message=Text(
            "項目「{label}」は定義にありません。定義に足すか、列を消してください。",
            "The column '{label}' is not defined. Define it or delete the column.",
        ),
        fix=Text(
            "その列を項目の定義に足すか、表から消してください。",
            "Define the column, or delete it from the table.",
        ),
    ),
    "missing-label": FaultWords(
        title=Text("定義にある項目がない", "A defined column is missing"),
        why=_DEFINED,
        message=Text(
            "定義にある項目「{label}」の列がありません。列を足すか、定義から消してください。",
            "The defined column '{label}' is missing. Add it or take it out of the definition.",
        ),
        fix=Text(
            "その列を表に足すか、項目の定義から消してください。",
            "Add the column to the table, or take it out of the definition.",
        ),
    ),
    "incorrect-label": FaultWords(
        title=Text("項目名が定義と違う", "A header that differs from its definition"),
        why=_DEFINED,
        message=Text(
            "項目名は「{label}」ですが、定義では「{expected}」です。項目名と並び順を、定義に合わせてください。",
            "The header says '{label}', the definition '{expected}'. Make names and order those of the definition.",
        ),
        fix=Text(
            "項目名とその並び順を、定義と同じにしてください。",
            "Make names and order of the columns those of the definition.",
        ),
    ),
    "unmatched-header": FaultWords(
        title=Text("定義と合う項目が1つもない", "No column matches the definition"),
        why=_DEFINED,
        message=Text(
            "定義と合う項目名が1つもありません。別のファイルでないか確かめてください。",
            "No header matches the definition. Is this the right file?",
        ),
        fix=Text(
            "別の表を渡していないか確かめてください。",
            "See whether this is the right file.",
        ),
    ),
    "source-error": FaultWords(
        title=Text("表として読めない", "It does not read as a table"),
        why=_UNUSABLE,
        message=Text(
            "ここから先を表として読めません（{note}）。元の表から書き出し直してください。",
            "Nothing from here on reads as a table ({note}). Export it again from its source.",
        ),
        fix=Text(
            "元の表から、CSV か xlsx で書き出し直してください。",
            "Export the table again from its source, as CSV or xlsx.",
        ),
    ),
    "format-error": FaultWords(
        title=Text("ファイルを開けない", "The file cannot be opened"),
        why=_UNUSABLE,
        message=Text(
            "ファイルを開けません（{note}）。表計算ソフトで開いて保存し直してください。",
            "The file cannot be opened ({note}). Open and save it again in a spreadsheet.",
        ),
        fix=Text(
            "表計算ソフトで開き、CSV か xlsx で保存し直してください。",
            "Open it in a spreadsheet and save it again as CSV or xlsx.",
        ),
    ),
    "encoding-error": FaultWords(
        title=Text("文字コードの誤り", "Broken encoding"),
        why=_UNUSABLE,
        message=Text(
            "文字コードの誤りで読めません（{note}）。「CSV UTF-8」で保存し直してください。",
            "It cannot be decoded ({note}). Save it again as 'CSV UTF-8'.",
        ),
        fix=Text(
            "Excelで「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。",
            "In Excel, save it again as 'CSV UTF-8 (comma delimited)'.",
        ),
    ),
    "dialect-error": FaultWords(
        title=Text("区切りなどの書き方の定義の誤り", "A broken dialect"),
        why=_SCHEMA.why,
        message=Text(
            "区切りや引用符の定義（dialect）の {note} が使えません。直すか消してください。",
            "The dialect's {note} cannot be used. Mend or delete it.",
        ),
        fix=Text(
            "区切りや引用符の定義を直すか、消してください。",
            "Mend the definition of separators and quotes, or delete it.",
        ),
    ),
    "schema-error": _SCHEMA,
    "field-error": _SCHEMA,
    "resource-error": _SCHEMA,
    "metadata-error": _SCHEMA,
    "package-error": _SCHEMA,
}
"""By frictionless's error type."""

IN_SHEETS: dict[str, FaultWords] = {
    "missing-cell": replace(
        WORDS["missing-cell"],
        message=Text(
            "この行には「{label}」の値がありません。項目名のある列まで、値を入れてください。",
            "The row ends before '{label}'. Fill it in as far as there are headers.",
        ),
        fix=Text(
            "足りないセルに値を入れてください。",
            "Fill in the cells that are missing.",
        ),
    ),
    "extra-cell": replace(
        WORDS["extra-cell"],
        message=Text(
            "項目名のない列に「{cell}」があります。項目名を書くか、いらないセルを消してください。",
            "'{cell}' stands in a column without a header. Write the header, or delete the cell.",
        ),
        fix=Text(
            "列の上に項目名を書くか、項目名の右にはみ出したセルを消してください。",
            "Write a header over the column, or delete the cells that stick out.",
        ),
    ),
}
"""Instead of these in a workbook, which has no commas."""


IN_LISTS = {kind: replace(WORDS[kind], **texts) for kind, texts in LISTS.items()}
"""Instead of these in JSON, whose rows are { } or [ ]."""


def of(kind: str, sheet: str | None, path: str = "") -> FaultWords | None:
    """Return the words of an error type, in a text file or on a sheet; None where it has none.

    `path` is the file's: JSON has neither commas nor lines of cells.
    """
    if sheet is not None and kind in IN_SHEETS:
        return IN_SHEETS[kind]
    if is_json(path) and kind in IN_LISTS:
        return IN_LISTS[kind]
    return WORDS.get(kind)


def is_json(path: str) -> bool:
    """Say whether a file is JSON by its name."""
    return path.lower().endswith((".json", ".jsonl", ".ndjson"))


_FALLBACK = Text(
    "表に問題があります（{type}：{note}）。値と項目の定義を見くらべてください。",
    "Something is wrong with the table ({type}: {note}). Compare it with its definition.",
)
_BLANK_KEY = Text(
    "行を見分ける項目が空です。値を入れてください。", "The key of this row is blank. Fill it in."
)
_EMPTY_FILE = Text(
    "ファイルが空です。中身のあるファイルに置きかえてください。",
    "The file is empty. Put the one with the data in its place.",
)


def message(fault: Fault, sheet: str | None = None, path: str = "") -> Text:
    """Return what a finding of `fault` says; values of the data are masked and cut."""
    if found := _NOTE_TYPE.fullmatch(fault.note):
        if found[1] == "string" and found[2] == "default" and is_json(path):
            return NO_TEXT.fill({"cell": quote(fault.cell)})
        return type_message(found[1], found[2], fault.cell)
    if found := _NOTE_CONSTRAINT.fullmatch(fault.note):
        return constraint_message(found[1], found[2], fault.cell)
    row = _NOTE_ROW.search(fault.note)
    words = of(fault.type, sheet, path)
    text = words.message if words else _FALLBACK
    if fault.type == "primary-key" and row is None:
        text = _BLANK_KEY
    if fault.type == "source-error" and fault.note == EMPTY:
        text = _EMPTY_FILE
    return text.fill(
        {
            "type": fault.type,
            "note": quote(fault.note, 100),
            "cell": quote(fault.cell),
            "label": quote(fault.label),
            "expected": quote(fault.expected),
            "field": fault.field or 0,
            "row": row[1] if row else "?",
        }
    )
