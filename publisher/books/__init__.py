"""Workbooks (XLSX, XLS, ODS): their sheets as tables, and the facts that only a workbook has."""
