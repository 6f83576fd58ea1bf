"""P006: datasets in the folder of a body that nobody described."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import ORGANIZATION_PATH, TreeExample
from publisher.rules.rule import Context, Hit, OfTree, Rule
from publisher.words import Text

_OTHER = "datasets/292010_nara"


def _check(context: Context) -> Iterator[Hit]:
    tree = context.tree
    broken = {item.place.path for item in tree.findings if item.rule == "P007"}
    names = {item.organization for item in context.folders}
    for name in sorted(names):
        folder = f"datasets/{name}"
        if not context.has_organization(name) and f"{folder}/organization.json" not in broken:
            yield Hit(path=folder, values={"folder": name})


RULE = Rule(
    id="P006",
    name="unknown-organization",
    severity=Severity.ERROR,
    title=Text("団体の説明がないフォルダ", "A folder of an unknown organization"),
    why=Text("だれが公開したデータか示せません。", "Nobody can be named as the publisher."),
    fix=Text(
        "ほかの団体の organization.json を写し、コード・名前・よみを書きかえて置いてください。",
        "Copy another body's organization.json and write this body's code, name and kana.",
    ),
    message=Text(
        "フォルダ {folder} に団体の説明（organization.json）がありません。"
        "このフォルダのデータは公開されません。",
        "The folder {folder} has no organization.json. Its datasets are not published.",
    ),
    bad=(TreeExample(files={ORGANIZATION_PATH: None}),),
    good=(
        TreeExample(),
        TreeExample(files={f"{_OTHER}/README.md": b"# no dataset yet\n"}),
    ),
    check=OfTree(_check),
)
