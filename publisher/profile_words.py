"""How a document breaks our profile, in the officer's words: which key, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.contracts import Violation
from publisher.words import Text, cut, quote

UNKNOWN_KEY = "additionalProperties"
_LACKING = re.compile(r"'(.*)' is a required property", re.DOTALL)
_KINDS = {
    "string": Text('「"」で囲んだ文字', "text in quotes"),
    "object": Text("{ … } の形", "{ … }"),
    "array": Text("[ … ] の形", "[ … ]"),
    "integer": Text('「"」で囲まない整数', "a whole number without quotes"),
    "number": Text('「"」で囲まない数', "a number without quotes"),
    "boolean": Text("true か false", "true or false"),
}
_EMPTY = frozenset({"minLength", "minItems"})
_FORMED = frozenset({"pattern", "format"})
_FORMS = {
    "date": Text("2026-04-01 の形で書いてください。", "Write it like 2026-04-01."),
    "uuid": Text("前の版の値に戻してください。", "Put back the value of the last version."),
    "email": Text("soumu@example.jp の形で書いてください。", "Write it like post@example.jp."),
    **dict.fromkeys(
        ("uri", "^https?://[^ ]+$"),
        Text("https:// から書いてください。", "Write the whole address, from https://."),
    ),
    "^[0-9]{6}$": Text(
        "6けたの団体コードで書いてください（例：292095）。", "Write a 6-digit code, like 292095."
    ),
}
"""How a value is written, by the format or pattern that its contract gives."""
_MOST = 5


def of(broken: Violation) -> Text:
    """Return what a finding says of one violation; values are masked and cut."""
    where = _place(broken.path)
    if broken.keyword == UNKNOWN_KEY:
        names = "、".join(f"「{quote(name)}」" for name in broken.unknown[:_MOST])
        english = ", ".join(f"'{quote(name)}'" for name in broken.unknown[:_MOST])
        return Text(
            f"{where.ja}{names}という項目は決まりにありません。"
            "つづりを確かめるか、消してください。",
            f"{where.en}the profile has no key {english}. Check the spelling, or take it away.",
        )
    lacking = _LACKING.match(broken.message) if broken.keyword == "required" else None
    if lacking:
        name = quote(lacking[1])
        return Text(
            f"{where.ja}項目「{name}」がありません。書き足してください。",
            f"{where.en}the key '{name}' is missing. Add it.",
        )
    found = said(broken)
    return Text(f"{where.ja}{found.ja}", f"{where.en}{found.en}")


def said(broken: Violation) -> Text:
    """Return what is wrong with a value and how it is written, without its place."""
    value = quote(broken.value)
    if broken.keyword == "type" and broken.expected in _KINDS:
        kind = _KINDS[broken.expected]
        return Text(f"{kind.ja}で書いてください。", f"write {kind.en}.")
    if broken.keyword in _EMPTY:
        return Text("空にはできません。値を書いてください。", "it cannot be empty. Give a value.")
    if broken.keyword == "enum" and isinstance(broken.expected, list):
        listed = ", ".join(map(str, broken.expected[: 2 * _MOST]))
        return Text(
            f"「{value}」は使えません。{listed} のどれかにしてください。",
            f"'{value}' is none of {listed}. Take one of these.",
        )
    if broken.keyword == "uniqueItems":
        return Text("同じものが2度あります。1つにしてください。", "one stands twice. Keep one.")
    if broken.keyword in _FORMED:
        form = _FORMS.get(
            str(broken.expected), Text("ほかの例にならってください。", "Follow other examples.")
        )
        return Text(
            f"「{value}」は、書き方が決まりと違います。{form.ja}",
            f"'{value}' is not written as it should be. {form.en}",
        )
    return Text(
        f"書き方が決まりと違います（{cut(quote(broken.message, 80))}）。ほかの例にならってください。",
        f"it breaks the profile ({cut(quote(broken.message, 80))}). Follow other examples.",
    )


def _place(path: Iterable[str | int]) -> Text:
    """Return where it stands: nothing at the top, else the keys that lead there."""
    ja, en = [], []
    for step in path:
        if isinstance(step, int):
            ja.append(f"{step + 1}番目")
            en.append(f"number {step + 1}")
        else:
            ja.append(quote(step))
            en.append(quote(step))
    if not ja:
        return Text("", "")
    return Text(f"{'の'.join(ja)}：", f"{' '.join(en)}: ")
