"""Numbers that are written otherwise: full-width digits, thousands separators, ▲ for minus."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from publisher.rules.l2_01_text_in_numbers import RULE as TEXT_IN_NUMBERS
from publisher.rules.l2_01_text_in_numbers import digits_meant
from publisher.rules.number_faults import SIGNS, Fault, fault_of
from publisher.rules.number_words import LETTERS
from publisher.tables.columns import Kind
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends import letters
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_WIDTH = re.compile(r"[\u0020-\u007e\uff01-\uff5e\u3000\u2212]+")
"""Characters whose other width is the same character: 10² and ① are not among them."""
_MONEY = r"[¥￥$＄\\]"
_SIGN = re.compile(rf"^\s*({_MONEY}?)\s*([{SIGNS}－])\s*")
_ALIKE = re.compile(rf"^\s*{_MONEY}?\s*([▲△▼]|[-−－–‐](?=[\s0-9０-９¥￥$＄\\]))")
"""What is a minus where it is the only such sign of a column; all kinds of hyphens are one."""
_DOUBTFUL = re.compile(rf"^\s*{_MONEY}?\s*[ー―—─]")
"""A hyphen's key was missed, or a dash stands before a number: nobody can know."""
_NIL = re.compile(r"[±]\s*(?=[0.]+(?![0-9.]))")
"""Stands before a zero of whatever unit and adds nothing to it."""
_AROUND = re.compile(
    rf"^(?:約|およそ|ほぼ)|^\(|\)$|\s*[-{SIGNS}]$|(?:以上|以下|未満|程度|前後|余り?|強|弱|超)$"
)
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_BESIDE = ("備考", *(f"備考{count}" for count in range(2, 100)))
"""Names of a column beside, in the order in which they are tried."""
_CERTAIN = frozenset({Fault.SPACES, Fault.COMMAS, Fault.WIDE})
_NUMBER = Choice("number", Text("数字だけにする", "Keep the number only"))
_BLANK = Choice("blank", Text("空のセルにする", "Leave the cell empty"))
_MINUS = Choice("minus", Text("マイナスにする", "Write a minus"))
_APART = Choice(
    "apart",
    Text(
        "数字だけにし、もとの書き方は隣の列に残す", "Numbers only, and as it was in a column beside"
    ),
)
_WORDS: dict[Fault, tuple[Text, Choice, *tuple[Choice, ...]]] = {
    Fault.TRIANGLE: (
        Text(
            "「{label}」の列の数字に、2種類以上の負の印（▲・△・-など）か、"
            "マイナスと決められない線（ー・―）が付いています。どれもマイナスですか。",
            "Numbers of '{label}' have several signs (▲, △, -) or dashes that may be none. Do all "
            "of them mean minus?",
        ),
        _MINUS,
    ),
    Fault.ACCOUNT: (
        Text(
            "「{label}」の列に「(200)」や「1,000-」のような数字があります。マイナスですか。",
            "'{label}' holds numbers such as (200) or 1,000-. Do they mean minus?",
        ),
        _MINUS,
        _NUMBER,
    ),
    Fault.ROUGH: (
        Text(
            "「{label}」の列に「約」「以上」などの付いた数字があります。"
            "数字だけにすると、その言葉は消えます。",
            "'{label}' holds numbers with words such as 約. With the number only the word is lost.",
        ),
        _NUMBER,
        _APART,
    ),
    Fault.FOOTNOTE: (
        Text(
            "「{label}」の列に注の印の付いた数字があります。数字だけにすると、印は消えます。",
            "'{label}' holds numbers with footnote marks. With the number only the mark is lost.",
        ),
        _NUMBER,
        _APART,
    ),
    Fault.REMARK: (
        Text(
            "「{label}」の列に「19（休床中）」のように言葉の付いた数字があります。"
            "数字だけにすると、その言葉は消えます。",
            "'{label}' holds numbers with words in brackets. With the number only they are lost.",
        ),
        _NUMBER,
        _APART,
    ),
    Fault.ERROR: (
        Text(
            "「{label}」の列に計算式のエラーが残っています。空のセルにしますか。",
            "'{label}' holds errors of formulas. Shall the cells be empty?",
        ),
        _BLANK,
    ),
}


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(NUMBERS.id, draft, asked), Look(draft, asked)
    open_: dict[tuple[int, Fault], dict[int, str]] = defaultdict(dict)
    one_sign: dict[int, bool] = {}
    meant: dict[int, dict[int, str]] = defaultdict(dict)
    for row, column, hit in look.each(TEXT_IN_NUMBERS):
        text = draft.rows[row].cells[column]
        fault, number, unit = fault_of(text)
        if fault is Fault.TRIANGLE and number:
            if column not in one_sign:
                one_sign[column] = _has_one_sign(set(draft.texts(column).cells))
            # A unit stays for now: whether it is that of the whole column is another question.
            right = _with_minus(text) if unit else number
            is_proven = one_sign[column] and not _DOUBTFUL.match(text)
            if is_proven and (unit or _is_width_only(text)):
                edits.put(row, column, right)
            else:
                open_[column, fault][row] = right
        elif fault in _CERTAIN and number and _is_width_only(text):
            edits.put(row, column, number)
        elif fault is Fault.WORDS and hit.message is LETTERS:
            meant[column][row] = digits_meant(text)
        elif fault in _WORDS:
            open_[column, fault][row] = number or _without_words(text)
    for column, cells in meant.items():
        letters.ask(edits, look.head.columns[column], cells)
    _nils(edits, look)
    _ask(edits, look, open_)
    return edits.mended()


def _nils(edits: Edits, look: Look) -> None:
    """Write ±0 as 0 in columns of numbers; of few numbers no rule takes it for one."""
    for column in look.head.columns:
        texts = edits.draft.texts(column.position - 1)
        signed = texts.shown(r"^\s*±") if column.kind is Kind.NUMBER else set()
        nils = {text: nil for text in signed if (nil := _without_sign(text))}
        others = {fault_of(text)[2] for text in set(texts.cells) - signed} if nils else set()
        # A unit is taken for one where another number has it too.
        nils = {text: nil for text, nil in nils.items() if fault_of(nil)[2] in others | {""}}
        for row in texts.rows(nils):
            edits.put(row, column.position - 1, nils[texts.cells[row]])


def _ask(edits: Edits, look: Look, open_: Mapping[tuple[int, Fault], Mapping[int, str]]) -> None:
    """Ask what numbers mean that have more to them, a question for each column and kind."""
    columns = look.head.columns if open_ else ()
    apart: dict[int, dict[int, str]] = defaultdict(dict)
    for (column, fault), cells in open_.items():
        words, *choices = _WORDS[fault]
        has_number = fault is not Fault.ERROR
        rows = [row for row, number in cells.items() if number or not has_number]
        if not rows:
            continue
        answer = edits.choice(
            f"{NUMBERS.id}-{fault}", column, words, tuple(choices), rows=rows, shown=columns[column]
        )
        for row in rows if answer in {choice.value for choice in choices} else ():
            if answer == _APART.value:
                apart[column][row] = _words(edits.draft.rows[row].cells[column], cells[row])
            is_below = fault is Fault.ACCOUNT and answer == _MINUS.value
            edits.put(row, column, "-" * is_below + cells[row] if has_number else "")
    for column, texts in apart.items():
        label = edits.draft.columns[column].name
        taken = {other.name for other in edits.draft.columns}
        name = next(
            found for found in (f"{label}_{word}" for word in _BESIDE) if found not in taken
        )
        edits.add_beside(column, name, (texts.get(row, "") for row in range(len(edits.draft.rows))))


def _words(text: str, number: str) -> str:
    """Return what stands around a number: 約 of 約50, 休床中 of 19（休床中）, ※1 of 100※1."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub("[^0-9.]", "", number)
    unit = re.sub("^[-+0-9., ]+", "", number)
    for found in _DIGITS.finditer(plain):
        if found[0].replace(",", "") == digits:
            before = plain[: found.start()].strip()
            after = plain[found.end() :].strip().removeprefix(unit).strip()
            inside = re.fullmatch(r"\((.+)\)", after)
            return "…".join(filter(None, (before, inside[1] if inside else after)))
    return plain


def _without_words(text: str) -> str:
    """Return 50人 of 約50人以上, and 200 of (200) and 200-; nothing where more than one number is left."""
    plain = _AROUND.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    fault, number, unit = fault_of(plain)
    if fault is Fault.SPACES or (unit and fault is Fault.UNIT):
        return plain
    return number if fault is Fault.COMMAS else ""


def _with_minus(text: str) -> str:
    """Return a number with a unit with its minus as a hyphen: △0.5% as -0.5%, ¥▲300 as -¥300."""
    return _SIGN.sub(r"-\1", text)


def _without_sign(text: str) -> str:
    """Return ±0 as 0 and ±0.0% as 0.0%; empty for all else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    right = _NIL.sub("", plain, count=1) if _NIL.match(plain) else ""
    fault, number, _ = fault_of(right)
    return right if number and fault in {Fault.SPACES, Fault.UNIT} else ""


def _is_width_only(text: str) -> bool:
    return bool(_WIDTH.fullmatch(_SIGN.sub("", text).strip()))


def _has_one_sign(texts: Iterable[str]) -> bool:
    """Say whether one sign of a column means minus: with two, one of them may mean plus."""
    signs: set[str] = set()
    for text in texts:
        if found := _ALIKE.match(text):
            signs.add(found[1] if found[1] in "▲△▼" else "-")
    return len(signs) <= 1


NUMBERS = Mend(
    id="numbers",
    rules=frozenset({"L2-01"}),
    title=Text("数字を半角の数字だけにする", "Numbers become plain numbers"),
    proof=Text(
        "全角と半角、3けたごとのコンマ、前後の空白は、数の大きさを変えません。"
        "±0は0です。"
        "▲や△、短い線（‐・–）は、その列に負の印が1種類だけのとき、マイナスにします。",
        "Width, commas between thousands and spaces do not change a number, and ±0 is 0. ▲, △ or a hyphen such "
        "as ‐ becomes a minus where the column has one such sign only.",
    ),
    run=_run,
)
