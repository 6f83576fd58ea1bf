"""`opendata update`: what a new version of a dataset's file would change, seen before it is written."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher import municipalities
from publisher.checks.dataset import originals
from publisher.desk import bench as benches
from publisher.desk import descriptor, fields, folder, proposals
from publisher.desk.bench import Bench
from publisher.desk.changing import Request
from publisher.desk.doubts import found as wrong
from publisher.desk.intake import Table
from publisher.desk.originals import look
from publisher.desk.renewing import taker
from publisher.desk.replacing import Replacement, entry_of, replace
from publisher.desk.table import written
from publisher.desk.together import TIMES
from publisher.errors import UsageError
from publisher.files import DiskFile
from publisher.model import Dataset, Resource
from publisher.standards import key as folded
from publisher.tidy.change import Question
from publisher.tidy.difference import RowDifference, Version, compare
from publisher.words import Text, cut, mask_name

MOST = 0.5
"""Share of rows that may go without being asked for twice."""
_ENOUGH = 5
"""Rows from which a column that never changes says whose file it is."""
_OWNER = frozenset(
    map(
        folded,
        (
            "全国地方公共団体コード",
            "都道府県コード又は市区町村コード",
            "市区町村コード",
            "団体コード",
            "地方公共団体名",
            "市区町村名",
            "団体名",
        ),
    )
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What would be written of all files, and what the officer should know."""

    previews: tuple[Preview, ...]
    notices: tuple[Text, ...]

    @property
    def doubts(self) -> tuple[Text, ...]:
        """Why any of the files may be the wrong one."""
        return tuple(doubt for item in self.previews for doubt in item.doubts)


def preview(request: Request, bench: Bench) -> Seen:
    """Compare files, by resource name, with those they would replace; nothing is written.

    Raises UsageError, DataRefused (another dataset's columns, no table) or SurroundingsError.
    """
    dataset = bench.dataset(request.dataset)
    if dataset.withdrawal is not None:
        raise _withdrawn(dataset)
    if answers := request.said.answers:
        unsaid = dataclasses.replace(request.said, answers={})
        asked = preview(dataclasses.replace(request, said=unsaid), bench)
        _known(answers, [question for item in asked.previews for question in item.questions])
    with folder.staging(bench.instance.state) as aside:
        replacements, notices = replace(
            request.files,
            dataset,
            benches.document(dataset),
            aside,
            columns=request.columns(bench),
            is_appending=request.is_appending,
            take=taker(bench, dataset, request.said),
        )
        seen = [
            _seen(dataset, item, bench, is_appended=request.is_appending) for item in replacements
        ]
    changed = {item.resource for item in replacements}
    items = [benches.resource(dataset, said) for said in request.files]
    same = [_same(dataset, item, bench) for item in items if item.name not in changed]
    return Seen(previews=(*seen, *same), notices=tuple(notices))


def _known(answers: Mapping[str, str], questions: Sequence[Question]) -> None:
    """Raise UsageError for an answer that no question of these files has."""
    for name, value in answers.items():
        asked = [item for item in questions if name in {item.id, item.id.partition(":")[0]}]
        if any(value in {choice.value for choice in item.choices} for item in asked):
            continue
        fitting = [choice.value for item in asked for choice in item.choices]
        listed = ", ".join(dict.fromkeys(fitting or [item.id for item in questions]))
        raise UsageError(
            Text("その質問か答えはありません。", "There is no such question or answer."),
            where=f"--answer {cut(name)}={cut(value)}",
            next_step=Text(
                f"このどれかです: {cut(listed, 500) or '（質問はありません）'}",
                f"One of these: {cut(listed, 500) or '(nothing is asked)'}",
            ),
        )


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
    names = "、".join(item.name for item in dataset.resources)
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


def _seen(dataset: Dataset, item: Replacement, bench: Bench, *, is_appended: bool) -> Preview:
    document = benches.document(dataset)
    old = _version(bench.instance.root / dataset.folder / item.path)
    old = dataclasses.replace(old, header=tuple(item.called.get(n, n) for n in old.header))
    new = _version(item.staged)
    entry = entry_of(document, item.resource)
    schema = fields.renamed(entry.get("schema", {}), item.called)
    difference = compare(old, new, schema)
    known = municipalities.load(bench.instance.root)
    table = dataclasses.replace(item.table, originals=(look(item.source),))
    doubts = [
        _older(document, item.conversion.source_sha256),
        None if is_appended else _earlier(document, item.table),
        _other_owner(old, new),
        _times_gone(old, new) or _gone(difference),
        *wrong(table, known, dataset.name[:6]),
    ]
    return Preview(
        dataset=dataset.name,
        path=item.path,
        difference=difference,
        doubts=tuple(text for text in doubts if text is not None),
        questions=item.table.questions,
    )


def _same(dataset: Dataset, item: Resource, bench: Bench) -> Preview:
    old = _version(bench.instance.root / dataset.folder / item.path)
    return Preview(
        dataset=dataset.name,
        path=item.path,
        difference=compare(old, old, {}),
        doubts=(),
        is_new=False,
    )


def _version(path: Path) -> Version:
    """Return a committed table; one that is missing had no rows."""
    if not path.is_file():
        return Version((), ())
    records = written(DiskFile(path, path.stat().st_size, "")).records()
    header = next(records, None)
    return Version(
        tuple(map(str, header.cells)) if header else (),
        tuple(tuple(map(str, record.cells)) for record in records),
    )


def _older(document: Mapping[str, Any], digest: str) -> Text | None:
    """Last year's file as this year's: its bytes are those of a version the history names."""
    for event in document["history"][:-1] if digest else ():
        # Of a dataset made of several files, all digests stand in one line.
        if descriptor.sha256_ref(digest) in event.get("ref", "").split():
            day = event["date"]
            return Text(
                f"{day} の版と同じファイルです。古いファイルではありませんか。",
                f"It is the file of {day}. Is it an old one?",
            )
    return None


def _earlier(document: Mapping[str, Any], table: Table) -> Text | None:
    """Last year's file as this year's: what stands above its table tells an earlier day."""
    found = proposals.period([table])
    period = document.get("temporal")
    known = str(period.get("end", "")) if isinstance(period, Mapping) else ""
    day = str(found.get("temporal_end", ""))
    if not day or not known or day >= known:
        return None
    return Text(
        f"{day} までの表で、今の表（{known} まで）より古いものです。",
        f"It tells of days up to {day}; the present table goes up to {known}.",
    )


def _other_owner(old: Version, new: Version) -> Text | None:
    for label in old.header:
        if folded(label) not in _OWNER:
            continue
        before, after = (
            {row[0] for row in version.among([label]) if row[0]} for version in (old, new)
        )
        if len(before) == 1 and after and not before & after and len(old.rows) >= _ENOUGH:
            was, now = before.pop(), min(after)
            return Text(
                f"「{cut(label, 30)}」が{cut(was, 30)}ではなく{cut(now, 30)}です。"
                "別の市町村のファイルではありませんか。",
                f"'{cut(label, 30)}' is {cut(now, 30)}, not {cut(was, 30)}. "
                "Is it another municipality's file?",
            )
    return None


def _times_gone(old: Version, new: Version) -> Text | None:
    """Say which months or years have no row any more: perhaps the new ones were to be added."""
    for label in old.header:
        if label not in TIMES or label not in new.header:
            continue
        before, after = ({row[0] for row in item.among([label])} for item in (old, new))
        if lost := sorted(before - after - {""}):
            listed = cut("、".join(lost), 60)
            return Text(
                f"「{label}」が {listed} の行がすべてなくなります。"
                "今ある行を残して足すときは --append を付けます。",
                f"All rows of {listed} ({label}) would go. To keep them and add the new ones, "
                "use --append.",
            )
    return None


def _gone(difference: RowDifference) -> Text | None:
    if difference.before and len(difference.removed) > MOST * difference.before:
        return Text(
            f"{difference.before}行のうち{len(difference.removed)}行がなくなります。"
            "別のファイルか、一部だけのファイルではありませんか。",
            f"{len(difference.removed)} of {difference.before} rows would go. "
            "Is it another file, or only a part of it?",
        )
    return None
