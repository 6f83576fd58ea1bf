"""`opendata update`: what a new version of a dataset's file would change, seen before it is written."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher import files, municipalities
from publisher.checks.dataset import originals
from publisher.desk import (
    ages,
    cell_answers,
    cells,
    fields,
    folder,
    measures,
    new_sums,
    remembering,
    rewritten,
    strangers,
)
from publisher.desk import bench as benches
from publisher.desk.bench import Bench
from publisher.desk.changing import Request
from publisher.desk.doubts import found as wrong
from publisher.desk.originals import look
from publisher.desk.renewing import Take
from publisher.desk.replacing import How, Replacement, entry_of, replace
from publisher.desk.retelling import described_anew
from publisher.desk.table import version
from publisher.desk.undecided import Undecided
from publisher.errors import DataRefused, UsageError
from publisher.model import Dataset, Resource
from publisher.standards import key as folded
from publisher.tidy import subtotals
from publisher.tidy.change import Question
from publisher.tidy.difference import RowDifference, Version, compare
from publisher.words import Text, cut, mask_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be written of one file."""

    dataset: str
    path: str
    difference: RowDifference
    doubts: tuple[Text, ...]
    """Why this may be the wrong file; none of them is proof."""
    is_new: bool = True
    """The file differs from what the dataset holds, if only in its form."""
    questions: tuple[Question, ...] = ()
    """What only a person can decide; nothing of it was changed."""
    left: tuple[Question, ...] = ()
    """What was left open before, of the same cells: it is not asked again."""
    broken: tuple[Text, ...] = ()
    """Where its values break what is declared of their columns."""
    notes: tuple[Text, ...] = ()
    """What is to be known of the rows beside: cells only written otherwise, sums that come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What would be written of all files, and what the officer should know."""

    previews: tuple[Preview, ...]
    notices: tuple[Text, ...]

    @property
    def doubts(self) -> tuple[Text, ...]:
        """Why any of the files may be the wrong one."""
        return tuple(doubt for item in self.previews for doubt in item.doubts)

    @property
    def broken(self) -> tuple[Text, ...]:
        """Where values break what is declared of their columns."""
        return tuple(text for item in self.previews for text in item.broken)


def preview(request: Request, bench: Bench) -> Seen:
    """Compare files, by resource name, with those they would replace; nothing is written.

    Raises UsageError, DataRefused (another dataset's columns, no table) or SurroundingsError.
    """
    dataset = bench.dataset(request.dataset)
    if dataset.withdrawal is not None:
        raise _withdrawn(dataset)
    if request.said.answers:
        cell_answers.check(request.said.answers, lambda given: _asked(request, bench, given))
    return _compared(request, bench)


def _compared(request: Request, bench: Bench) -> Seen:
    dataset = bench.dataset(request.dataset)
    how = request.how(bench, dataset)
    with folder.staging(bench.instance.state) as aside:
        document = benches.document(dataset)
        replacements, notices = replace(
            request.files,
            dataset,
            document,
            aside,
            how,
        )
        for item in replacements:
            notices += described_anew(document, item, is_appended=request.is_appending)
        seen = [_seen(dataset, item, bench, how) for item in replacements]
    changed = {item.resource for item in replacements}
    notices += _left([question for item in seen for question in item.left], dataset.name)
    items = [benches.resource(dataset, said) for said in request.files]
    same = [_same(dataset, item, bench) for item in items if item.name not in changed]
    return Seen(previews=(*seen, *same), notices=tuple(notices))


def _left(questions: Sequence[Question], name: str) -> Iterator[Text]:
    """Say what was left open before, in one line for each kind."""
    for kind, item in cells.by_kind(questions):
        choices = ", ".join(choice.value for choice in item.choices)
        yield Text(
            f"前に答えなかった質問が残っています：{item.text.ja}（{item.count:,}か所）。答えるときは "
            f"`opendata update {name} ファイル --answer {kind}=…`（{choices}）です。",
            f"Still open since before: {item.text.en} ({item.count:,}). To answer: "
            f"`opendata update {name} FILE --answer {kind}=…` ({choices}).",
        )


def _asked(request: Request, bench: Bench, given: Mapping[str, str]) -> list[Question]:
    """Return what is asked of the files once some answers are given.

    Raises Undecided where nothing at all is known before a question that nobody answered.
    """
    said = dataclasses.replace(request.said, answers=given)
    try:
        previews = _compared(dataclasses.replace(request, said=said), bench).previews
    except Undecided as error:
        names = {error.question.id, cell_answers.kind_of(error.question)}
        if names & given.keys() or not names & request.said.answers.keys():
            raise
        return [error.question]
    return [question for item in previews for question in (*item.questions, *item.left)]


def by_resource(sources: Sequence[Path], said: str, dataset: Dataset) -> dict[str, Path]:
    """Return which file is for which resource: the one said, the only one, or that of its name.

    Raises UsageError where that cannot be told.
    """
    if said:
        if len(sources) > 1:
            raise _unclear(sources[1], dataset)
        return {said: sources[0]}
    made_from = originals(dataset)
    tables = [item for item in dataset.resources if item.path not in made_from]
    if len(sources) == 1 and len(tables) == 1:
        return {tables[0].name: sources[0]}
    found: dict[str, Path] = {}
    for source in sources:
        names = [item.name for item in tables if _is_of(source, item)]
        if len(names) != 1 or names[0] in found:
            raise _unclear(source, dataset)
        found[names[0]] = source
    return found


def _is_of(source: Path, item: Resource) -> bool:
    """Say whether a file is named like a resource or like the file it was made from."""
    stem = unicodedata.normalize("NFC", mask_name(source.stem)).casefold()
    titles = [str(of.get("title", "")) for of in item.properties.get("sources", [])]
    known = {item.name, Path(item.path).stem, *(Path(title).stem for title in titles)}
    return stem in {unicodedata.normalize("NFC", name).casefold() for name in known}


def _unclear(source: Path, dataset: Dataset) -> UsageError:
    made_from = originals(dataset)
    names = "、".join(item.name for item in dataset.resources if item.path not in made_from)
    return UsageError(
        Text("どの表の新しい版か分かりません。", "It is not said which table it is a version of."),
        where=str(source),
        next_step=Text(
            f"--resource で表を選び、1つずつ実行してください（{cut(names, 300)}）。"
            f"新しい年の表を加えるときは `opendata add {source.name} --to {dataset.name}` です。",
            f"Choose the table with --resource, one by one ({cut(names, 300)}); a new year is "
            f"added with `opendata add {source.name} --to {dataset.name}`.",
        ),
    )


def _withdrawn(dataset: Dataset) -> UsageError:
    return UsageError(
        Text(f"{dataset.name} は公開を終えています。", f"{dataset.name} is withdrawn."),
        where=dataset.name,
        next_step=Text(
            f"公開に戻すときは `opendata set {dataset.name} --restore --file ファイル` です。",
            f"To bring it back: `opendata set {dataset.name} --restore --file FILE`.",
        ),
    )


def _seen(dataset: Dataset, item: Replacement, bench: Bench, how: How) -> Preview:
    document = benches.document(dataset)
    entry = entry_of(document, item.resource)
    new = version(files.look(item.staged))
    present = bench.instance.root / dataset.folder / item.path
    old = _called(_present(present, entry), item)
    schema = fields.renamed(entry.get("schema", {}), item.called)
    difference = compare(old, new, schema)
    notes = [] if _asks_of_sums(item) else list(new_sums.told(old, new))
    # Where nothing of the file was mended all changes are hers; rows of other times stay as they were.
    is_mended = bool(item.table.changes) and not how.is_appending
    if is_mended and not difference.is_same and how.take is not None:
        mended = _mended(present, item, entry, how.take)
        today = rewritten.as_today(old, _called(mended, item), new) if mended else old
        if today is not old:
            difference = compare(today, new, schema)
            notes += rewritten.told(old, today, new, difference)
            old = today
    known = municipalities.load(bench.instance.root)
    table = dataclasses.replace(item.table, originals=(look(item.source),))
    doubts = [
        *filter(None, [ages.of_another_time(entry, table, old, new)]),
        *(() if how.is_appending else ages.found(document, entry, table, old, new)),
        *strangers.found(
            old,
            new,
            difference,
            schema,
            _others(dataset, item, new, bench),
            is_appended=how.is_appending,
        ),
        *measures.changed(difference, schema),
        *filter(None, [strangers.outside(old, new, known.near(dataset.name[:6]))]),
        *wrong(table, known, dataset.name[:6]),
    ]
    if not doubts and not how.is_appending:
        notes += measures.anew(difference, schema, document)
    known_of = remembering.of(entry)
    asked: list[Question] = []
    left: list[Question] = []
    for question in item.table.questions:
        (left if known_of.has_left(question) else asked).append(question)
    return Preview(
        dataset=dataset.name,
        path=item.path,
        difference=difference,
        doubts=tuple(doubts),
        questions=tuple(asked),
        left=tuple(left),
        broken=item.broken,
        notes=tuple(notes),
    )


def _asks_of_sums(item: Replacement) -> bool:
    return any(question.mend == subtotals.ID for question in item.table.questions)


def _called(version: Version, item: Replacement) -> Version:
    """Return a version of before with its columns called as from now on."""
    return dataclasses.replace(version, header=tuple(item.called.get(n, n) for n in version.header))


def _mended(
    present: Path, item: Replacement, entry: Mapping[str, Any], take: Take
) -> Version | None:
    """Return the present table as today's mends write it; None where they cannot read it."""
    if item.present is None:
        return None
    try:
        table = take(present, item.staged.with_name(f"{item.staged.name}.present"), entry)
    except (DataRefused, UsageError):
        return None
    return version(table.conversion.table.file)


def _others(
    dataset: Dataset, item: Replacement, new: Version, bench: Bench
) -> Iterator[strangers.Other]:
    """Yield the other tables of the catalog that have the same columns."""
    names = set(map(folded, new.header))
    for other in bench.tree.datasets:
        for resource in other.resources:
            if other.name == dataset.name and resource.path == item.path:
                continue
            columns = resource.properties.get("schema", {}).get("fields", ())
            if resource.file is None or {folded(column["name"]) for column in columns} != names:
                continue
            is_own = other.name == dataset.name
            name = resource.name if is_own else other.name
            yield strangers.Other(name=name, version=version(resource.file))


def _same(dataset: Dataset, item: Resource, bench: Bench) -> Preview:
    entry = entry_of(dataset.descriptor, item.name)
    old = _present(bench.instance.root / dataset.folder / item.path, entry)
    return Preview(
        dataset=dataset.name,
        path=item.path,
        difference=compare(old, old, {}),
        doubts=(),
        is_new=False,
    )


def _present(path: Path, entry: Mapping[str, Any]) -> Version:
    """Return a committed table; one that is missing had its columns and no rows."""
    if path.is_file():
        return version(files.look(path))
    names = (str(item["name"]) for item in entry.get("schema", {}).get("fields", ()))
    return Version(tuple(names), ())
