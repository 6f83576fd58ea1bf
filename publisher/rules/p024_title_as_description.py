"""P024: a dataset whose description repeats its title."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import DATASET_DOCUMENT, TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    if dataset.generated or dataset.withdrawal is not None:
        return
    said = "".join(dataset.description.ja.split())
    if said.strip("。.") == "".join(dataset.title.ja.split()):
        yield Hit()


RULE = Rule(
    id="P024",
    name="title-as-description",
    severity=Severity.INFO,
    title=Text("説明が題名と同じ", "A description that repeats the title"),
    why=Text(
        "探している人が、開いてみるまで中身を知れません。検索にも掛かりにくくなります。",
        "Readers must open it to learn what it is, and searches miss it.",
    ),
    fix=Text(
        "何の、いつの、どこのデータかを一文で書いてください。",
        "Say in one sentence what it is, of when and of where.",
    ),
    message=Text(
        "説明が題名と同じです。何の、いつの、どこのデータかを一文で書いてください。",
        "The description repeats the title. Say what it is, of when and of where.",
    ),
    bad=(TreeExample(descriptor={"description": f"{DATASET_DOCUMENT['title']}。"}),),
    good=(TreeExample(),),
    check=OfDataset(_check),
)
