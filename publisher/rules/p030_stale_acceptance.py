"""P030: an acceptance that matches no finding any more. Found where acceptances are applied."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P030",
    name="stale-acceptance",
    severity=Severity.WARNING,
    title=Text(
        "もう当てはまらない「確認済み」がある", "An acceptance that matches nothing any more"
    ),
    why=Text(
        "直ったか、場所が変わっています。残しておくと、次の見落としのもとになります。",
        "It was mended or has moved; left behind, it hides the next mistake.",
    ),
    fix=Text(
        "`opendata accept データセット名 番号 --remove` で消してください。",
        "Take it away with `opendata accept DATASET RULE --remove`.",
    ),
    message=Text(
        "「確認済み」とした {rule}（{place}）は、もう見つかりません。この記録を消してください。",
        "{rule} ({place}) was accepted, but is not found any more. Take the record away.",
    ),
    bad=(
        TreeExample(
            descriptor={
                "accepted": [
                    {
                        "rule": "L1-07",
                        "column": "名称",
                        "reason": "施設の正式な名前です",
                        "date": "2026-10-01",
                    }
                ]
            }
        ),
    ),
    good=(TreeExample(), TreeExample(descriptor={"accepted": []})),
    check=None,
)
