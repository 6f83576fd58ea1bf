"""What an officer reads where a number is not written as one. {number} stands where it is proven."""

from __future__ import annotations

from publisher.rules.number_faults import Fault
from publisher.words import Text

AS_TEXT = Text(
    "「{value}」が文字として入っていて、合計に入りません。"
    "セルの表示形式を「標準」にし、入れ直してください。",
    "'{value}' is stored as text, so sums leave it out. Set the cell's format to General and "
    "enter it again.",
)
ALL_AS_TEXT = Text(
    "列の数字がすべて文字として入っていて（「{value}」など）、合計に入りません。"
    "列を選び、「!」の印から「数値に変換する」を選んでください。",
    "All numbers of the column are stored as text ('{value}' …), so sums leave them out. Select the "
    "column and convert it to numbers.",
)
AS_DATE = Text(
    "数字の列に、日付「{value}」が入っています。元の資料を見て、数字に直してください。",
    "A column of numbers holds the date '{value}'. Look up the number and enter it.",
)
UNIT_TWICE = Text(
    "数字に「{unit}」が付いています。単位は項目名にあるので、「{value}」は「{number}」だけにしてください。",
    "The header states the unit already: write '{number}' instead of '{value}'.",
)
_PLAIN = Text(
    "「{value}」は「{number}」と書いてください。", "Write '{number}' instead of '{value}'."
)


def _with(ja: str, en: str) -> Text:
    return Text(ja + _PLAIN.ja, en + " " + _PLAIN.en)


_NONE = Text(
    "「{value}」は数ではありません（計算の失敗か、大きすぎる値です）。正しい数字にするか、空にしてください。",
    "'{value}' is no number: a failed calculation, or too large. Write the number, or leave it empty.",
)
_UNPROVEN = {
    Fault.COMMAS: Text(
        "「{value}」のコンマの位置が、3けたごとの区切りになっていません。数字を確かめてください。",
        "The commas in '{value}' do not part thousands. Look the number up.",
    ),
    Fault.WORDS: Text(
        "数字の列に「{value}」と書かれています。数字にするか、空のままにしてください。"
        "事情は備考の列に書けます。",
        "A column of numbers holds '{value}'. Write a number or leave it empty; "
        "a column of remarks can say why.",
    ),
    Fault.ERROR: Text(
        "計算式のエラー「{value}」が残っています。正しい数字を入れてください。",
        "'{value}' is a formula's error. Write the right number.",
    ),
    Fault.NONE: _NONE,
    Fault.ROUGH: Text(
        "「{value}」には数字のほかに言葉が付いています。数字だけにし、"
        "「約」や「以上」は備考の列に書いてください。",
        "'{value}' is a number with words. Keep the number; 'about' or 'at least' belongs into a "
        "column of remarks.",
    ),
}
_OTHERWISE = Text(
    "「{value}」は数字として読めません。半角の数字だけで書いてください。",
    "'{value}' cannot be read as a number. Write half-width digits only.",
)
_PROVEN = {
    Fault.WIDE: _with("全角の数字です。", "Full-width digits."),
    Fault.COMMAS: _with("けた区切りのコンマが入っています。", "Thousands are parted by commas."),
    Fault.SPACES: Text(
        "「{number}」の前か後ろに空白があります。数字だけにしてください。",
        "A blank stands before or behind '{number}'. Keep the number alone.",
    ),
    Fault.TRIANGLE: _with("マイナスが記号で書かれています。", "The minus is a symbol."),
    Fault.CURRENCY: _with(
        "通貨の記号が付いています。単位は項目名に書けます。",
        "A currency sign belongs into the header.",
    ),
    Fault.FOOTNOTE: _with(
        "注の印が付いています。注は備考の列に書けます。",
        "A footnote mark belongs into a column of remarks.",
    ),
    Fault.REMARK: _with(
        "数字に言葉が付いています。事情は備考の列に書けます。",
        "Words stand behind the number; they belong into a column of remarks.",
    ),
    Fault.UNIT: Text(
        "数字に「{unit}」が付いています。「{value}」は「{number}」とし、"
        "単位は項目名に「{label}（{unit}）」のように書いてください。",
        "The unit '{unit}' stands in the cell. Write '{number}' instead of '{value}', and the unit "
        "into the header: '{label} ({unit})'.",
    ),
}
LETTERS = Text(
    "「{value}」に、数字に似た英字（OやlやI）が混ざっています。元の資料で確かめ、「{number}」のように数字で入れ直してください。",
    "'{value}' holds letters that look like digits (O, l, I). Check the source and enter digits: "
    "'{number}'.",
)
WORDS: dict[tuple[Fault, bool], Text] = {
    (fault, is_proven): (_PROVEN if is_proven else _UNPROVEN).get(
        fault, _UNPROVEN.get(fault, _OTHERWISE)
    )
    for fault in Fault
    for is_proven in (True, False)
}
"""By fault, and by whether the plain number is known."""
