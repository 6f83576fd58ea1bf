"""P023: a file that is declared to be in another encoding than it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import CSV_CONTENT, CSV_PATH, TreeExample, resources
from publisher.rules.rule import Hit, OfTextFile, Rule, TextFile
from publisher.words import Text

_UTF8 = frozenset({"utf-8", "utf-8-sig"})
_ALIKE = (
    _UTF8,
    frozenset({"cp932", "shift_jis"}),
    frozenset({"utf-16", "utf-16-le", "utf-16-be"}),
    frozenset({"iso2022_jp", "iso2022_jp_ext"}),
)
_NO_SUCH = Text(
    "登録された「{declared}」という文字コードはありません。ファイルは{encoding}です。登録し直してください。",
    "There is no encoding '{declared}', which is registered. The file is {encoding}: register it again.",
)


def _check(file: TextFile) -> Iterator[Hit]:
    encoding = file.encoding
    if file.declared is None or encoding.codec is None or encoding.content is not None:
        return
    values = {"declared": file.declared, "encoding": encoding.name}
    try:
        declared = codecs.lookup(file.declared).name
    except LookupError:
        yield Hit(message=_NO_SUCH, values=values)
        return
    if declared in _UTF8 and encoding.bad_line is not None:
        return  # P001's: the file is to be made UTF-8
    found = codecs.lookup(encoding.codec).name
    is_alike = declared == found or any({declared, found} <= names for names in _ALIKE)
    if not is_alike and not (encoding.is_ascii and not declared.startswith("utf-16")):
        yield Hit(values=values)


RULE = Rule(
    id="P023",
    name="wrong-encoding",
    severity=Severity.ERROR,
    title=Text("登録した文字コードと違う", "Another encoding than is registered"),
    why=Text(
        "登録を信じて読んだ人には、文字化けして見えます。",
        "Whoever trusts what is registered sees garbled text.",
    ),
    fix=Text(
        "`opendata add` でファイルを登録し直してください。文字コードは自動で入ります。",
        "Register the file again with `opendata add`; the encoding is filled in.",
    ),
    message=Text(
        "文字コードは「{declared}」と登録されていますが、ファイルは{encoding}です。登録し直してください。",
        "The encoding is registered as '{declared}', but the file is {encoding}. Register it again.",
    ),
    bad=(
        TreeExample(descriptor={"resources": resources(encoding="cp932")}),
        TreeExample(descriptor={"resources": resources(encoding="utf-88")}),
    ),
    good=(
        TreeExample(),
        TreeExample(files={CSV_PATH: CSV_CONTENT.removeprefix(codecs.BOM_UTF8)}),
        TreeExample(descriptor={"resources": resources(encoding="UTF8")}),
    ),
    check=OfTextFile(_check),
)
