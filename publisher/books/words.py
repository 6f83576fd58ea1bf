"""What an officer is told of a workbook that cannot be read: what it is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.books import refusal
from publisher.words import Text

WORDS: Mapping[str, Text] = {
    refusal.PASSWORD: Text(
        "パスワードがかかっています。パスワードを外して保存し直してください。",
        "It is protected by a password. Remove the password and save it again.",
    ),
    refusal.CUT_OFF: Text(
        "ファイルが途中で切れています。もとのファイルをもう一度コピーしてください。",
        "The file is cut off. Copy the original once more.",
    ),
    refusal.DAMAGED: Text(
        "ファイルの中身が壊れています。Excelで開き、別の名前で保存し直してください。",
        "The file is damaged. Open it in Excel and save it under another name.",
    ),
    refusal.PART_MISSING: Text(
        "ファイルの中身が一部欠けています。Excelで開き、別の名前で保存し直してください。",
        "A part of the file is missing. Open it in Excel and save it under another name.",
    ),
    refusal.PART_TWICE: Text(
        "同じ中身が2つ入っていて、どちらが正しいか決められません。Excelで保存し直してください。",
        "A part is in the file twice, and either may be right. Save it again with Excel.",
    ),
    refusal.ROWS_OUT_OF_ORDER: Text(
        "行の並びが壊れています。Excelで開き、別の名前で保存し直してください。",
        "The rows are out of order. Open it in Excel and save it under another name.",
    ),
    refusal.NOT_A_WORKBOOK: Text(
        "表計算ソフトのファイルではありません。正しいファイルに入れ替えてください。",
        "It is not a file of a spreadsheet. Replace it with the right one.",
    ),
    refusal.EMPTY_FILE: Text(
        "中身が空のファイルです。正しいファイルに入れ替えてください。",
        "The file is empty. Replace it with the right one.",
    ),
    refusal.IS_HTML: Text(
        "名前は表計算ファイルですが、中身はウェブページです。"
        "Excelで開き、「Excelブック（.xlsx）」として保存し直してください。",
        "It is named as a workbook but is a web page. Open it in Excel and save it as .xlsx.",
    ),
    refusal.IS_TEXT: Text(
        "名前は表計算ファイルですが、中身は文字だけのファイルです。"
        "名前の終わりを「.csv」に直すか、Excelで開いて保存し直してください。",
        "It is named as a workbook but is plain text. Rename it to .csv, or save it with Excel.",
    ),
    refusal.IS_XML: Text(
        "古い「XMLスプレッドシート2003」の形です。"
        "Excelで開き、「Excelブック（.xlsx）」として保存し直してください。",
        "It is an XML spreadsheet of 2003. Open it in Excel and save it as .xlsx.",
    ),
    refusal.IS_XLSB: Text(
        "「Excelバイナリブック（.xlsb）」です。"
        "Excelで開き、「Excelブック（.xlsx）」として保存し直してください。",
        "It is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx.",
    ),
    refusal.MISNAMED: Text(
        "名前の終わり（.xlsxや.xls）と中身の形が違います。Excelで開き、保存し直してください。",
        "The ending of its name does not fit its format. Open it in Excel and save it again.",
    ),
    refusal.TOO_LARGE: Text(
        "開くと大きくなりすぎるので、読むのを止めました。表だけを新しいファイルに移してください。",
        "It grows too large when opened, so reading stopped. Move the table to a new file.",
    ),
    refusal.TOO_MANY_CELLS: Text(
        "表が広すぎて読めません。表の外の右はしや下のほうに残った値を消してください。",
        "The sheet is too wide to be read. Delete values far to the right of the table.",
    ),
    refusal.ENTITIES: Text(
        "安全でない書き方が入っているので、読むのを止めました。Excelで保存し直してください。",
        "It holds what is not safe to read, so reading stopped. Save it again with Excel.",
    ),
    refusal.TOO_DEEP: Text(
        "中身の入れ子が深すぎるので、読むのを止めました。表だけを新しいファイルに移してください。",
        "It is nested too deeply, so reading stopped. Move the table to a new file.",
    ),
    refusal.NO_SHEET: Text(
        "指定されたシートがありません。シートの名前を確かめてください。",
        "The named sheet is not there. Check the name of the sheet.",
    ),
    refusal.SHEET_TWICE: Text(
        "同じ名前のシートが2つあります。片方の名前を変えてください。",
        "Two sheets have one name. Rename one of them.",
    ),
    refusal.NOT_CELLS: Text(
        "このシートはグラフだけで、表がありません。表のあるシートを指定してください。",
        "The sheet is a chart without cells. Name the sheet that holds the table.",
    ),
}
"""By note of `publisher.books.refusal`; every note has its words."""
