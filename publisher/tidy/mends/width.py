"""Full-width letters in names of columns such as Ｎｏ and ＵＲＬ, and full-width running numbers."""

from __future__ import annotations

import re
import unicodedata

from publisher.rules.l1_03_split_table import number_column
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

_ROLE = re.compile(
    r"#?(?:no|tel|fax|url|id|cd|code|e-?mail|mail|hp|web|lat|lon|lng|x|y|wi-?fi|aed|poi|pdf|qr|sns)"
    r"[.．]?"
)
"""Names that say what a column holds; others in Latin letters may be those of firms."""
_WIDE = "[０-９]"


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(WIDTH.id, draft, asked)
    for index, column in enumerate(draft.columns):
        plain = "".join(unicodedata.normalize("NFKC", column.name).split())
        if not column.name.isascii() and plain.isascii() and _ROLE.fullmatch(plain.casefold()):
            edits.rename(index, plain)
    position = number_column([column.name for column in draft.columns])
    if position and _are_digits(draft, position - 1):
        texts = draft.texts(position - 1)
        for row in texts.rows(texts.shown(finds=_WIDE)):
            edits.put(row, position - 1, unicodedata.normalize("NFKC", texts.cells[row]).strip())
    return edits.mended()


def _are_digits(draft: Draft, column: int) -> bool:
    """Say whether nothing but digits stands in a column: 第１号 may be a name."""
    texts = draft.texts(column).shown(unless="[0-9０-９]+")
    return not any(text.strip() for text in texts)


WIDTH = Mend(
    id="width",
    rules=frozenset(),
    title=Text(
        "全角の英字の項目名と番号を半角にする", "Full-width names and running numbers become plain"
    ),
    proof=Text(
        "Ｎｏ や ＴＥＬ など決まった項目名と、数字だけの番号の列です。全角と半角で意味は同じです。",
        "They are names such as Ｎｏ or ＴＥＬ, and columns of running numbers with digits only. "
        "Width has no meaning there.",
    ),
    run=_run,
)
