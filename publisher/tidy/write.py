"""A draft as files: UTF-8 with byte-order mark and CRLF, as spreadsheets and editors open them."""

from __future__ import annotations

import codecs
import csv
import io

from publisher.tidy.draft import Draft


def content(draft: Draft) -> bytes:
    """Return the bytes of the table: one header row, then the rows."""
    found = io.BytesIO()
    found.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(found, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in draft.columns])
    writer.writerows(row.written for row in draft.rows)
    text.flush()
    return found.getvalue()


def description(draft: Draft) -> bytes:
    """Return the bytes of the titles and notes that stood around the table; empty without any."""
    texts = [" ".join(text.split()) for text in (*draft.titles, *draft.notes)]
    if not texts:
        return b""
    return codecs.BOM_UTF8 + "".join(f"{text}\r\n" for text in texts).encode()
