"""S002: e-mail addresses of private providers, where a post's address would stand."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Cell, Certainty, Hit, Interest, OfTable, Rule, Watch
from publisher.words import Text

_PROVIDERS = (
    r"gmail\.com|googlemail\.com|yahoo\.(?:co\.jp|com)|ymail\.ne\.jp|hotmail\.(?:co\.jp|com)"
    r"|outlook\.(?:jp|com)|live\.(?:jp|com)|msn\.com|icloud\.com|me\.com|mac\.com|aol\.com"
    r"|proton(?:mail)?\.(?:me|com)|docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.(?:ne\.)?jp"
    r"|i\.softbank\.jp|[a-z]\.vodafone\.ne\.jp|disney\.ne\.jp|willcom\.com|ymobile\.ne\.jp"
    r"|rakumail\.jp|rakuten\.jp|uqmobile\.jp"
)
PRIVATE = rf"[@＠](?i:{_PROVIDERS})\b"
"""Expression of such an address from its @ on."""


class _Watch(Watch):
    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=PRIVATE)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        yield Hit(cell=cell)


RULE = Rule(
    id="S002",
    name="private-mail",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("個人のものらしいメールアドレス", "What looks like a private e-mail address"),
    why=Text(
        "個人の連絡先が公開されると、取り返しがつきません。担当が替わると届かなくもなります。",
        "A private address cannot be taken back, and fails once the person moves on.",
    ),
    fix=Text(
        "課や施設のアドレスに替えるか、消してください。団体が公表しているものなら、理由を記録してください。",
        "Give the address of a post or place, or delete it; where the body publishes it itself, "
        "record why.",
    ),
    message=Text(
        "個人向けサービスのメールアドレスがあります（値は表示しません）。課や施設のものに替えてください。",
        "There is an address of a private mail service (not shown). Give a post's address instead.",
    ),
    decides=Text(
        "無料メールや携帯電話会社のアドレスを見ます。",
        "Looks for addresses of free and mobile providers.",
    ),
    bad=(
        csv("名称,メール\n公民館,taro.yamada@gmail.com\n"),
        csv("名称,備考\n公民館,連絡先は hanako@docomo.ne.jp まで\n"),
    ),
    good=(
        csv("名称,メール\n市役所,soumu@city.example.lg.jp\n"),
        csv("名称,備考\n公民館,gmail.com のアドレスは使えません\n"),
        csv("名称,メール\n公民館,info@example.or.jp\n"),
    ),
    check=OfTable(_Watch),
)
