"""P004: a file in a dataset's folder that the descriptor does not name."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import FOLDER, TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    if dataset.withdrawal is not None:
        return  # P005 says so
    for path in context.tree.stray.get(dataset.folder, ()):
        yield Hit(path=f"{dataset.folder}/{path}", values={"file": path})


RULE = Rule(
    id="P004",
    name="unnamed-file",
    severity=Severity.WARNING,
    title=Text("どこにも書かれていないファイルがある", "A file that nothing names"),
    why=Text(
        "このままでは公開されません。入れ忘れか、消し忘れです。",
        "It will not be published: forgotten to add, or forgotten to delete.",
    ),
    fix=Text(
        "公開するなら `opendata add` で加え、そうでなければ消してください。",
        "Add it with `opendata add`, or delete it.",
    ),
    message=Text(
        "{file} はデータセットに登録されていないので、公開されません。"
        "`opendata add` で加えるか、消してください。",
        "{file} is not registered in the dataset and will not be published. "
        "Add it with `opendata add` or delete it.",
    ),
    bad=(
        TreeExample(files={f"{FOLDER}/public_toilet_old.csv": b"a\n1\n"}),
        TreeExample(files={f"{FOLDER}/memo/todo.txt": b"todo\n"}),
    ),
    good=(
        TreeExample(),
        TreeExample(files={f"{FOLDER}/.gitkeep": b""}),
    ),
    check=OfDataset(_check),
)
