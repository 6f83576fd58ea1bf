"""G001: a first day of publication that changes after it has come."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Tree
from publisher.rules.examples import DATASET_DOCUMENT, ChangeExample, TreeExample
from publisher.rules.rule import Context, Hit, OfChange, Rule
from publisher.rules.succession import is_published, pairs
from publisher.words import Text

_REMOVED = Text(
    "公開日（{before}）が消えています。元に戻してください。",
    "The first day of publication ({before}) is gone. Write it again.",
)


def _check(before: Tree, context: Context) -> Iterator[Hit]:
    for pair in pairs(before, context.tree):
        old = pair.before
        if old is None or old.issued is None or old.issued == pair.after.issued:
            continue
        if not is_published(old, context.today):
            continue  # a day still to come may be moved
        new = pair.after.issued
        yield Hit(
            path=f"{pair.after.folder}/datapackage.json",
            message=_REMOVED if new is None else None,
            values={"before": old.issued.isoformat(), "after": new.isoformat() if new else ""},
        )


RULE = Rule(
    id="G001",
    name="changed-issue",
    severity=Severity.ERROR,
    title=Text("公開日を書きかえている", "A changed first day of publication"),
    why=Text(
        "公開数の累計が、あとから変わってしまいます。",
        "The cumulative count would change in hindsight.",
    ),
    fix=Text(
        "公開日を元に戻してください。"
        "誤って登録したものだけ、`opendata set 名前 --event voided --reason 理由` で数から外せます。",
        "Write the old day again. Only a registration by error leaves the count, with "
        "`opendata set NAME --event voided --reason WHY`.",
    ),
    message=Text(
        "公開日が {before} から {after} に変わっています。元に戻してください。",
        "The first day of publication changed from {before} to {after}. Write the old one again.",
    ),
    bad=(
        ChangeExample(after=TreeExample(descriptor={"issued": "2026-09-01"})),
        ChangeExample(after=TreeExample(descriptor={"issued": None})),
    ),
    good=(
        ChangeExample(),
        ChangeExample(
            before=TreeExample(
                descriptor={"issued": "2027-04-01", "history": DATASET_DOCUMENT["history"][:1]}
            ),
            after=TreeExample(
                descriptor={"issued": "2026-11-21", "history": DATASET_DOCUMENT["history"][:1]}
            ),
        ),
    ),
    check=OfChange(_check),
)
