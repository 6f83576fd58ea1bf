"""`opendata add`: a file becomes a new dataset, or one more file of a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher import contracts
from publisher.desk import descriptor, events, folder, questions, terms
from publisher.desk.answers import (
    MOST_QUESTIONS,
    Answer,
    Answers,
    Asker,
    Question,
    complete,
    text,
    texts,
)
from publisher.desk.bench import Bench, document
from publisher.desk.dictionary import Dictionary
from publisher.desk.infer import Inference, Wishes, infer
from publisher.desk.keys import (
    DATASET,
    RESOURCE,
)
from publisher.desk.table import Conversion, convert
from publisher.errors import UsageError
from publisher.model import DESCRIPTOR, EventKind
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for: a file and what was said about it."""

    source: Path
    answers: Answers
    dictionary: Dictionary
    to: str = ""
    """An existing dataset that gets one more file; empty for a new dataset."""
    is_dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was written (or would be)."""

    name: str
    folder: Path
    path: str
    document: Mapping[str, Any]
    conversion: Conversion
    inference: Inference


def add(request: Request, bench: Bench, asker: Asker | None) -> Added:
    """Carry out `request`; raises UsageError, DataRefused or SurroundingsError with nothing written."""
    with folder.staging(bench.instance.state) as aside:
        staged = aside / "dataset"
        staged.mkdir()
        table = staged / "table.csv"
        conversion = convert(request.source, table)
        wishes = Wishes(
            dictionary=request.dictionary,
            primary_key=texts(request.answers, "primary_key"),
            missing_values=texts(request.answers, "missing_value"),
        )
        inference = infer(conversion.table, conversion.shape.header, bench.standards, wishes)
        if request.to:
            return _one_more(request, bench, asker, conversion, inference, table)
        return _new(request, bench, asker, conversion, inference, table)


def _new(
    request: Request,
    bench: Bench,
    asker: Asker | None,
    conversion: Conversion,
    inference: Inference,
    table: Path,
) -> Added:
    given = _given(request, bench)
    answers = complete(given, questions.of_place(bench), asker)
    organization = bench.organization(text(answers, "organization"))
    proposed = questions.proposed_name(answers, organization, inference, request.source)
    answers = complete({**answers, **proposed}, questions.of_name(organization), asker)
    # Before the longer questions: an officer should not answer them for a name that is taken.
    said = questions.full_name(text(answers, "name"), organization)
    name = bench.free_name(said, organization)
    asked = len(answers.keys() - given.keys() - proposed.keys())
    answers = complete(
        answers,
        questions.of_dataset(bench, organization),
        asker,
        most=MOST_QUESTIONS - asked,
    )
    answers = terms.in_vocabulary(
        questions.with_defaults(answers, organization, inference), bench.vocabularies
    )

    slug = name.removeprefix(f"{organization.code}_")
    whole = descriptor.new(bench.instance.id, name)
    descriptor.apply(whole, answers, DATASET)
    entry = _entry(bench, name, slug, answers, inference)
    whole["resources"] = [entry]
    if inference.standard is not None:
        whole["standard"] = {
            "slug": inference.standard.slug,
            "edition": inference.standard.edition,
        }
    whole["history"] = events.history(answers, bench.today, conversion)
    events.check_first_day(whole, bench.today)
    _check(whole, bench)

    target = bench.instance.data / organization.name / name
    if not request.is_dry:
        table.rename(table.with_name(entry["path"]))
        (table.parent / DESCRIPTOR).write_bytes(descriptor.encoded(whole))
        folder.place(table.parent, target)
    return Added(
        name=name,
        folder=target,
        path=entry["path"],
        document=whole,
        conversion=conversion,
        inference=inference,
    )


def _one_more(
    request: Request,
    bench: Bench,
    asker: Asker | None,
    conversion: Conversion,
    inference: Inference,
    table: Path,
) -> Added:
    dataset = bench.dataset(request.to)
    if dataset.withdrawal is not None:
        raise UsageError(
            Text(f"{dataset.name} は公開を終えています。", f"{dataset.name} is withdrawn."),
            where="--to",
            next_step=Text(
                "`opendata set 名前 --restore --file ファイル` で公開に戻せます。",
                "Bring it back with `opendata set DATASET --restore --file FILE`.",
            ),
        )
    answers = _file_answers(request, bench, asker)
    slug = text(answers, "slug") or questions.slug_of(request.source.stem)
    _free_resource(
        slug, {item.name for item in dataset.resources} | {item.path for item in dataset.resources}
    )
    entry = _entry(bench, dataset.name, slug, answers, inference)
    whole = document(dataset)
    whole["resources"] = [*whole["resources"], entry]
    whole = descriptor.appended(
        whole,
        descriptor.event(
            EventKind.UPDATED,
            bench.today,
            reason=f"ファイルを追加: {entry['path']}",
            ref=events.original(conversion),
        ),
    )
    _check(whole, bench)
    target = bench.instance.root / dataset.folder
    if not request.is_dry:
        folder.replace(
            target, {entry["path"]: table}, descriptor.encoded(whole), table.parent.parent
        )
    return Added(
        name=dataset.name,
        folder=target,
        path=entry["path"],
        document=whole,
        conversion=conversion,
        inference=inference,
    )


def _file_answers(request: Request, bench: Bench, asker: Asker | None) -> dict[str, Answer]:
    """Return the answers about one more file; what speaks of the whole dataset is refused."""
    allowed = {key.name for key in RESOURCE} | {"slug", "primary_key", "missing_value"}
    for name in request.answers:
        if name not in allowed:
            raise UsageError(
                Text(
                    f"--to と {questions.KEYS[name].option} は一緒に使えません。",
                    "It does not go with --to.",
                ),
                where=questions.KEYS[name].option,
                next_step=Text(
                    "データセット全体の説明は `opendata set` で変えてください。",
                    "Change what is said of the whole dataset with `opendata set`.",
                ),
            )
    asked = [
        Question(
            key=questions.KEYS["resource_title"],
            text=Text("このファイルの題名は何ですか", "What is this file called?"),
        ),
        questions.of_licence(bench),
    ]
    return complete(request.answers, asked, asker)


def _given(request: Request, bench: Bench) -> dict[str, Answer]:
    """Return what was said, completed by what needs no question."""
    given = dict(request.answers)
    if len(bench.tree.organizations) == 1:
        given.setdefault("organization", bench.tree.organizations[0].name)
    return given


def _entry(
    bench: Bench, dataset: str, slug: str, answers: Answers, inference: Inference
) -> dict[str, Any]:
    entry = descriptor.resource(bench.instance.id, dataset, slug, inference.schema)
    entry["title"] = text(answers, "title")
    descriptor.apply(entry, answers, RESOURCE)
    licence = terms.licence(text(answers, "licence"), bench.vocabularies)
    entry["licenses"] = [terms.licence_entry(licence, text(answers, "licence_stated_by"))]
    return entry


def _free_resource(slug: str, taken: set[str]) -> None:
    if slug and slug not in taken and f"{slug}.csv" not in taken:
        return
    raise UsageError(
        Text(
            f"ファイルの名前「{slug}」はもうあるか、使えません。",
            f"The file name '{slug}' is taken or empty.",
        ),
        where="--slug",
        next_step=Text("別の名前を --slug で付けてください。", "Give another with --slug."),
    )


def _check(whole: Mapping[str, Any], bench: Bench) -> None:
    descriptor.check_origin(whole)
    descriptor.check_profile(whole, contracts.read("dataset.schema.json", bench.instance.root))
