"""Why a workbook is not read: one note per cause, and what is raised with it."""

from __future__ import annotations

from publisher.tables.record import BrokenTable

PASSWORD = "the workbook is protected by a password"  # noqa: S105 - a note, no secret
CUT_OFF = "the workbook is cut off"
DAMAGED = "the workbook is damaged"
PART_MISSING = "the workbook lacks a part"
PART_TWICE = "the workbook holds a part twice"
ROWS_OUT_OF_ORDER = "the rows of the sheet are out of order"
NOT_A_WORKBOOK = "the file is not a workbook"
EMPTY_FILE = "the file is empty"
IS_HTML = "the file is a web page under the name of a workbook"
IS_TEXT = "the file is plain text under the name of a workbook"
IS_XML = "the file is an XML spreadsheet of 2003"
IS_XLSB = "the file is a binary workbook (.xlsb)"
MISNAMED = "the workbook has another format than its name says"
TOO_LARGE = "the workbook unpacks to more than it may"
TOO_MANY_CELLS = "the sheet holds more cells than can be read"
ENTITIES = "the workbook declares entities"
TOO_DEEP = "the workbook is nested too deeply"
NO_SHEET = "the workbook has no such sheet"
SHEET_TWICE = "the workbook has two sheets of one name"
NOT_CELLS = "the sheet holds a chart, not cells"

_SOURCE = frozenset({EMPTY_FILE, TOO_LARGE, TOO_MANY_CELLS})
"""What frictionless would call a source-error; the others are format-errors."""


def refused(note: str) -> BrokenTable:
    """Return the exception for a workbook that is not read; `note` is one of this module."""
    return BrokenTable("source-error" if note in _SOURCE else "format-error", note)
