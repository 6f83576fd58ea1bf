"""Workbooks of examples as bytes, written by openpyxl."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from publisher.rules.examples import BookExample, SheetExample


def written(example: BookExample) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for described in example.sheets:
        _fill(workbook.create_sheet(described.name), described)
    workbook.properties.creator = example.creator or None
    stream = io.BytesIO()
    workbook.save(stream)
    if example.parts:
        with zipfile.ZipFile(stream, "a") as package:
            for name, content in example.parts.items():
                package.writestr(name, content)
    return stream.getvalue()


def _fill(sheet: Any, described: SheetExample) -> None:
    for row in described.rows:
        sheet.append(row)
    sheet.sheet_state = described.state
    for area in described.merges:
        sheet.merge_cells(area)
    for number in described.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for number in described.grouped_rows:
        sheet.row_dimensions[number].outlineLevel = 1
    for letter in described.hidden_columns:
        sheet.column_dimensions[letter].hidden = True
    for cell, text in described.notes.items():
        sheet[cell].comment = Comment(text, "")
    _dress(sheet, described)
    if described.chart:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=len(described.rows)))
        sheet.add_chart(chart, described.chart)


def _dress(sheet: Any, described: SheetExample) -> None:
    for cell, colour in described.fills.items():
        sheet[cell].fill = PatternFill("solid", start_color=colour)
    for cell, colour in described.colours.items():
        sheet[cell].font = Font(color=colour)
    for cell in described.bold:
        sheet[cell].font = Font(bold=True)
    for cell in described.struck:
        sheet[cell].font = Font(strike=True)
    for cell, code in described.formats.items():
        sheet[cell].number_format = code
