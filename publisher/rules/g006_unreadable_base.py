"""G006: a dataset of the base branch that cannot be compared with."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Tree
from publisher.rules.examples import DESCRIPTOR_PATH, ChangeExample, TreeExample
from publisher.rules.rule import Context, Hit, OfChange, Rule
from publisher.words import Text


def _check(before: Tree, _context: Context) -> Iterator[Hit]:
    for item in before.unreadable:
        yield Hit(path=item.folder, values={"name": item.name})


RULE = Rule(
    id="G006",
    name="unreadable-base",
    severity=Severity.WARNING,
    title=Text("前の版を読めず、くらべられない", "A base version that cannot be read"),
    why=Text(
        "公開日や履歴が変わっていないかを、機械では確かめられません。",
        "Whether the first day and the history are untouched cannot be verified.",
    ),
    fix=Text(
        "前の版と見くらべて、公開日・履歴・識別番号が同じか確かめてください。",
        "Compare with the base by eye: first day, history and ids must be the same.",
    ),
    message=Text(
        "{name} の前の版は読めないので、くらべていません。"
        "公開日・履歴・識別番号が同じか、目で確かめてください。",
        "The base version of {name} cannot be read and was not compared. "
        "Check its first day, history and ids by eye.",
    ),
    bad=(ChangeExample(before=TreeExample(files={DESCRIPTOR_PATH: b"{"})),),
    good=(ChangeExample(),),
    check=OfChange(_check),
)
