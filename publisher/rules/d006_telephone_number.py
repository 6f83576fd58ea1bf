"""D006: telephone numbers that cannot be dialled as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.personal import has_private_mail
from publisher.rules.examples import book, csv
from publisher.rules.named_columns import NamedColumns
from publisher.rules.rule import Cell, Certainty, Hit, OfTable, Rule
from publisher.rules.s011_private_homes import HOME
from publisher.words import Text

_PARTS = (
    ("0[1-9]", "[0-9]{4}", "[0-9]{4}"),
    ("0[1-9][1-9]", "[0-9]{3}", "[0-9]{4}"),
    ("0[1-9][1-9][0-9]", "[0-9]{2}", "[0-9]{4}"),
    ("0[1-9][1-9][0-9]", "[0-9]{3}", "[0-9]{3}"),
    ("0[1-9][1-9][0-9]{2}", "[0-9]", "[0-9]{4}"),
    ("0[5-9]0", "[0-9]{4}", "[0-9]{4}"),
    ("0800", "[0-9]{3}", "[0-9]{4}"),
)
"""Ten digits, whatever the area code's length; eleven only where no area code begins (050, 0800)."""
_PARTED = "|".join("-".join(parts) for parts in _PARTS)
_WHOLE = "0[1-9][1-9][0-9]{7}|0[5-9]0[0-9]{8}"
_FINE = "|".join(
    (
        _PARTED,
        _WHOLE,
        *(rf"\({area}\){office}-{line}" for area, office, line in _PARTS),
        *(rf"{area}\({office}\){line}" for area, office, line in _PARTS),
        r"\+81[-0-9]{9,13}|#[0-9]{3,4}|1[0-9]{2}",
    )
)
_NUMBER = re.compile(rf"(?<![0-9])(?:{_PARTED})(?![0-9])")
_GROUPS = re.compile(r"\(?([0-9]+)(?:[-() ]+([0-9]+))?(?:[-() ]+([0-9]+))?")
"""At most three, the last without brackets: what stands behind is a branch, no part of the number."""
_WHO = r"[(（](?:大?代表?|直通|内線[0-9]{1,5})[)）]"
"""What every reader understands behind a number."""
_SEVERAL = re.compile(r"[0-9]\s*[、,/・;]\s*[0-9]{3,}")
_MOBILE = re.compile(r"0[789]0[-() ]*[0-9]{4}[-() ]*[0-9]{4}")
_LIKE = re.compile(r"[0-9(+#][-0-9() ]{5,}.*")
_LOCAL = re.compile(r"[1-9][0-9]{0,3}-[0-9]{4}")
_COUNTED = re.compile(r"\(?0[1-9][0-9]*\)?(?:[-() ]+[0-9]+\)?)*")
_LANDLINE = 10
_TORN = (1, 2, 3, 5)
"""Digits of a last part that is neither whole nor joined to the one before."""
_SHORT = re.compile(r"[1-9][0-9]{0,3}-?[0-9]{1,4}-?[0-9]{4}")
_ZERO = Text(
    "「{value}」は、先頭の0が消えているようです。「{proposal}」に直してください"
    "（その列を文字列にすると消えません）。",
    "'{value}' seems to have lost its leading zero: write '{proposal}' (a column of text keeps "
    "it).",
)
_AREA = Text(
    "「{value}」に市外局番がないか、郵便番号です。電話番号を「0743-74-1111」のように入れてください。",
    "'{value}' lacks its area code or is a postal code. Write the whole number, like 0743-74-1111.",
)
_REMARK = Text(
    "電話番号のほかに言葉が入っています（「{value}」）。「{proposal}」だけにし、ほかは備考の列に書いてください。",
    "There is more than a number in '{value}'. Keep '{proposal}' and move the rest to the remarks.",
)
_MAIL = Text(
    "電話番号の列にメールアドレスが入っています。メールの列を作って移してください。",
    "A column of telephone numbers holds an e-mail address. Move it to a column of its own.",
)
_COUNT = Text(
    "「{value}」は、けた数か区切りの位置が合いません。電話番号は市外局番から10けた"
    "（050・070・080・090・0800で始まる番号は11けた）です。元の資料で確かめて直してください。",
    "'{value}' has too few or too many digits, or hyphens in the wrong place. Numbers have ten "
    "digits with the area code (eleven from 050, 070, 080, 090, 0800): look it up and correct it.",
)
_OTHER = Text(
    "「{value}」は電話番号ではありません（市外局番から10けたか11けた）。番号がなければ空にしてください。",
    "'{value}' is no telephone number (ten or eleven digits with the area code). "
    "Leave the cell empty where there is none.",
)


_WRONG = ((_LOCAL, _AREA), (_COUNTED, _COUNT))
"""What else is wrong, by form; the first that fits."""


class _Watch(NamedColumns):
    label = re.compile(
        r"(?:電話|tel)(?:番号)?(?:[_(].*)?$|(?:^|[^a-z])phone(?:_?number)?$|telephone_?number$"
        r"|(?:fax|ファックス|ファクス|ファクシミリ)(?:番号)?(?:[_(].*)?$"
    )
    fine = rf"(?:{_FINE})(?:{_WHO})?"

    def is_like(self, text: str) -> bool:
        return _LIKE.match(text) is not None

    def judge(self, cell: Cell, plain: str) -> Iterator[Hit]:
        even = re.sub(r"\s*-\s*", "-", re.sub("<[^<>]*>", "", plain).strip())  # tags are D013's
        bare = _bare(re.sub(rf"{_WHO}$", "", even))
        numbers = _NUMBER.findall(even)
        if len(numbers) > 1 or _SEVERAL.search(even) or _MOBILE.search(even):
            return  # L1-07's; S003's, which does not show the number
        if HOME.search(even) or has_private_mail(even):
            return  # S011's and S002's, which do not show it either
        if re.search(r"[\r\n]", cell.text) and re.fullmatch(_FINE, "".join(cell.text.split())):
            return  # L1-14's and L1-06's
        if not re.search("[1-9]", even) and "0" in even:
            return  # 000-000-0000 shows where a number would stand
        likely = Certainty.LIKELY
        if "@" in even:
            yield Hit(cell=cell, message=_MAIL, certainty=likely)
        elif re.fullmatch(_FINE, bare):
            yield Hit(cell=cell, values={"value": cell.text.strip(), "proposal": bare})
        elif numbers:
            values = {"value": cell.text.strip(), "proposal": numbers[0]}
            yield Hit(cell=cell, message=_REMARK, certainty=likely, values=values)
        elif _SHORT.fullmatch(even) and re.fullmatch(_FINE, zero := _bare(f"0{even}")):
            values = {"value": even, "proposal": zero}
            yield Hit(cell=cell, message=_ZERO, certainty=likely, values=values)
        else:
            message = next((words for form, words in _WRONG if form.fullmatch(even)), _OTHER)
            values = {"value": cell.text.strip()}
            yield Hit(cell=cell, message=message, certainty=likely, values=values)


def _bare(even: str) -> str:
    """Return a number without brackets around it, its parts joined where a hyphen is missing.

    Where the parts do not add up to a number, its hyphens show where the wrong digit is: they stay.
    """
    inside = even[1:-1].strip() if re.fullmatch(r"\([-0-9]+\)", even) else even
    parts = _GROUPS.fullmatch(inside)
    if re.fullmatch(_FINE, inside) or parts is None:
        return inside
    found = [part for part in parts.groups() if part]
    digits = "".join(found)
    if not re.fullmatch(_WHOLE, digits) or len(found[-1]) in _TORN:
        return inside
    return _joined(digits)


def _joined(digits: str) -> str:
    """Return a whole number; where eleven digits are parted is known, and shows what they are."""
    if len(digits) == _LANDLINE:
        return digits
    first = 4 if digits.startswith("0800") else 3
    return f"{digits[:first]}-{digits[first:7]}-{digits[7:]}"


RULE = Rule(
    id="D006",
    name="telephone-number",
    severity=Severity.WARNING,
    title=Text("そのままではかけられない電話番号", "Telephone numbers that cannot be dialled"),
    why=Text(
        "スマートフォンでそのまま電話をかけられず、番号での検索もできません。",
        "A telephone cannot dial it, and a search for the number fails.",
    ),
    fix=Text(
        "半角の数字とハイフンで、市外局番から1つだけ入れてください（0743-74-1111）。",
        "Write one number per cell with its area code, half-width (0743-74-1111).",
    ),
    message=Text(
        "「{value}」を「{proposal}」に直してください。電話番号は、半角の数字とハイフンで書きます。",
        "Write '{proposal}' instead of '{value}': half-width digits and hyphens.",
    ),
    decides=Text(
        "電話番号の列で、直し方が決まるものは確実、けた数の合わないものや言葉は疑いとします。"
        "「-」などの印は問題としません。",
        "In columns of telephone numbers: certain where the right form is known, likely where "
        "digits "
        "are missing or words stand there. Marks such as '-' are fine.",
    ),
    bad=(
        csv("名称,電話番号\n市役所,078‐411‐0556\n駅,078-411-0557\n"),
        csv("名称,電話番号\n市役所,０７４３－７４－１１１１\n"),
        csv("名称,電話番号\n市役所,(0743-74-1111)\n駅,0743-74-1112\n"),
        csv("名称,電話番号\n市役所,074374-1111\n駅,0743-74-1112\n"),
        csv("名称,電話番号\n市役所,0743-74-1111（管理事務所）\n駅,0743-74-1112\n"),
        csv("名称,電話番号\n市役所,74-1111\n駅,0743-74-1112\n園,0743-74-1113\n"),
        csv("名称,FAX番号\n市役所,なし\n駅,0743-74-1112\n園,0743-74-1113\n"),
        csv("名称,電話番号\n市役所,0743-74-111\n駅,0743-74-1112\n園,0743-74-1113\n"),
        csv("名称,電話番号\n市役所,630-0288\n駅,0743-74-1112\n園,0743-74-1113\n"),
        csv("名称,電話番号\n市役所,0743-74-11111\n駅,03-12345-6789\n園,0743-74-1113\n"),
        csv("名称,電話番号\n市役所,0743-74-1111-2\n駅,050-1234-567\n園,0743-74-1113\n"),
        csv("名称,電話番号\n窓口,０５０　３０００　１２３４\n駅,0743-74-1112\n"),
        csv("名称,電話番号\n案内所,info@example.or.jp\n駅,0743-74-1112\n"),
        book(("名称", "電話番号"), ("市役所", 743741111), ("駅", 743741112)),
    ),
    good=(
        csv(
            "名称,電話番号\n市役所,0743-74-1111\n駅,(0743)74-1112\n園,0743741113\n店,-\n支所,0743-74-1115（代表）\n例,000-000-0000\n"
        ),
        csv("名称,電話番号\n警察,110\n相談,#7119\n大使館,+81-3-1234-5678\n市役所,0120-12-1234\n"),
        csv(
            "名称,電話番号\n都,03-5253-5111\n国,0570-000-123\n町,05769-2-2311\n局,050-3000-1234\n局,(050)3000-1234\n窓口,0800-123-4567\n社,03(5253)5111\n"
        ),
        csv("名称,公衆電話\n駅,あり\n園,なし\n"),
        csv("名称,電話番号の有無\n駅,有\n園,無\n"),
    ),
    check=OfTable(_Watch),
)
