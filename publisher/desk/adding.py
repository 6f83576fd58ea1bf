"""`opendata add`: files become new datasets, or more files of a dataset. All of them or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publisher import municipalities
from publisher.desk import (
    describing,
    doubts,
    folder,
    handin,
    plausible,
    proposals,
    questions,
    reading,
    titles,
)
from publisher.desk.answers import (
    MOST_QUESTIONS,
    Answer,
    Answers,
    Asker,
    Question,
    complete,
    require,
    text,
)
from publisher.desk.bench import Bench
from publisher.desk.building import Entries, appended, entries, whole_of
from publisher.desk.intake import Table
from publisher.desk.originals import Original
from publisher.desk.request import (
    Request,
    file_answers,
    known_files,
    of_files,
    of_several,
)
from publisher.desk.unsaid import Unsaid
from publisher.errors import DataRefused, OpendataError, UsageError
from publisher.model import DESCRIPTOR, Dataset, Organization
from publisher.municipalities import Municipalities
from publisher.tidy.change import Question as TableQuestion
from publisher.tidy.mend import Asked
from publisher.words import Text

_SHARED = frozenset(
    {
        *("division", "licence", "licence_stated_by", "credit", "frequency"),
        *("contact_title", "contact_phone", "contact_email", "contact_url"),
    }
)
"""What is alike for the files of one hand-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A dataset as it was written (or would be)."""

    name: str
    folder: Path
    document: Mapping[str, Any]
    tables: tuple[Table, ...]
    paths: tuple[str, ...]
    """Of the tables, in the dataset's folder."""
    notices: tuple[Text, ...]
    staged: Path
    files: Mapping[str, Path]
    """What goes into the folder, by its path there."""
    shared: Answers = field(default_factory=dict)
    """What was said of a new dataset that holds for the others of its hand-in."""
    unsaid: Unsaid = field(default_factory=Unsaid)
    """What nobody said of it."""
    replaces: bool = False
    """The dataset is there already and gets more files."""

    @property
    def questions(self) -> tuple[TableQuestion, ...]:
        """What only a person can decide about cells."""
        return tuple(item for table in self.tables for item in table.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of all files."""

    added: tuple[Added, ...]
    refused: tuple[OpendataError, ...]
    """Why nothing was taken of some of several files."""
    present: tuple[str, ...] = ()
    """Datasets that hold some of several files already: an earlier run was ended half-way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What adding works with."""

    request: Request
    bench: Bench
    asker: Asker | None
    municipalities: Municipalities
    aside: Path
    is_alone: bool
    """Only one table is added: it may be given a name and a title."""
    questions: int
    """How many may still be asked."""
    proposed: set[str] = field(default_factory=set)
    """Names that were proposed for others of the hand-in."""


def add(request: Request, bench: Bench, asker: Asker | None) -> Result:
    """Carry out `request`; a lone file's refusal raises, with nothing written.

    Raises UsageError, DataRefused or SurroundingsError.
    """
    paths = list(reading.listed(request.sources))
    known_files(request, paths)
    plausible.contacts(request.answers)
    failures: list[OpendataError] = []
    with folder.staging(bench.instance.state) as aside:
        found = []
        for number, path in enumerate(paths):
            with reading.collecting(failures, is_alone=len(paths) == 1):
                staged = aside / f"text-{number}.csv"
                found.append(reading.find(path, staged, request.mend_answers))
        if not found:
            return Result(added=(), refused=tuple(failures))
        dataset = _existing(request, bench)
        place = {} if dataset else _place(request, bench, asker)
        organization = bench.organization(
            dataset.organization if dataset else text(place, "organization")
        )
        known = municipalities.load(bench.instance.root)
        wanted = Asked(
            standards=bench.standards,
            municipalities=known,
            body=organization.code,
            answers=request.mend_answers,
            wishes=request.wishes,
        )
        asked = _asked(place, request, bench)
        room = describing.room(place, organization, paths).without(asked)
        taken, more = handin.taken(found, wanted, request, asker, aside, room=room)
        del found  # of a large file its rows take as much memory as checking it does
        if len(paths) == 1 and taken.refused:
            raise taken.refused[0]
        failures += taken.refused
        desk = _Desk(
            request=request,
            bench=bench,
            asker=asker,
            municipalities=known,
            aside=aside,
            is_alone=len(taken.groups) == 1,
            questions=MOST_QUESTIONS - asked - more,
        )
        present: list[str] = []
        if dataset is not None:
            tables = [table for group in taken.groups for table in group]
            added = [_more(desk, tables, dataset, organization)] if tables else []
        else:
            groups, present = handin.parted(taken.groups, bench, organization)
            added = _all_new(desk, groups, organization, place, failures)
        if not request.is_dry:
            _write(added, aside)
    return Result(added=tuple(added), refused=tuple(failures), present=tuple(present))


def _existing(request: Request, bench: Bench) -> Dataset | None:
    if not request.to:
        return None
    dataset = bench.dataset(request.to)
    if dataset.withdrawal is None:
        return dataset
    raise UsageError(
        Text(f"{dataset.name} は公開を終えています。", f"{dataset.name} is withdrawn."),
        where="--to",
        next_step=Text(
            "`opendata set 名前 --restore --file ファイル` で公開に戻せます。",
            "Bring it back with `opendata set DATASET --restore --file FILE`.",
        ),
    )


def _place(request: Request, bench: Bench, asker: Asker | None) -> dict[str, Answer]:
    """Return what was said, with the body, which must be known before anything else is asked."""
    given = dict(request.answers)
    if len(bench.tree.organizations) == 1:
        given.setdefault("organization", bench.tree.organizations[0].name)
    place = questions.of_place(bench)
    if asker is None and "organization" not in given:
        require(given, [*place, *questions.of_every_body(bench)])
    return complete(given, place, asker)


def _asked(place: Answers, request: Request, bench: Bench) -> int:
    """Return how many questions the place of a new dataset took."""
    is_known = "organization" in request.answers or len(bench.tree.organizations) == 1
    return 0 if is_known or not place else 1


def _all_new(
    desk: _Desk,
    groups: Sequence[Sequence[Table]],
    organization: Organization,
    place: Answers,
    failures: list[OpendataError],
) -> list[Added]:
    if not desk.is_alone:
        of_several(desk.request)
    added: list[Added] = []
    for group in groups:
        with reading.collecting(failures, is_alone=desk.is_alone and not failures):
            taken = {item.name for item in added}
            added.append(_new(desk, group, organization, place, taken))
            # What holds for all files of one hand-in is asked once.
            place = {**place, **added[-1].shared}
    return added


def _new(
    desk: _Desk,
    group: Sequence[Table],
    organization: Organization,
    place: Answers,
    taken: set[str],
) -> Added:
    request, bench, asker = desk.request, desk.bench, desk.asker
    if not request.is_anyway:
        doubts.refuse(group, desk.municipalities, body=organization.code)
    given = {**place, **of_files(request, _originals(group))}
    is_division_asked = bool(organization.divisions) and "division" not in given
    made = entries(group, bench, request.dictionary, given)
    first = made.inferences[0]
    given = complete(given, questions.of_division(organization), asker)
    given = questions.defaults(given, organization)
    source = _named_by(group, is_alone=desk.is_alone)
    if asker is None and not (request.is_anyway or {"name", "slug"} & given.keys()):
        _refuse_what_is_there(group, bench, organization)
    proposed = questions.proposed_name(given, organization, first, source)
    of_name = _of_name(desk, organization, source, taken)
    if request.is_as_proposed and of_name[0].proposed and not proposed:
        proposed = {"name": of_name[0].proposed}
    if asker is None:
        facts = describing.Facts(group=group, first=first, organization=organization, bench=bench)
        said = describing.proposed({**given, **proposed}, facts)
        open_ = [*of_name, *questions.of_dataset(bench, organization, given, said)]
        taken_for_granted = said if request.is_as_proposed else {}
        require({**taken_for_granted, **given, **proposed}, open_, str(group[0].originals[0].path))
    answers = complete({**given, **proposed}, of_name, asker)
    # Before the longer questions: an officer should not answer them for a name that is taken.
    name = bench.free_name(questions.full_name(text(answers, "name"), organization), organization)
    if name in taken:
        raise _taken(name, source)
    answers, left, unasked = describing.described(
        answers,
        describing.Facts(group=group, first=first, organization=organization, bench=bench),
        asker,
        room=max(desk.questions - int(is_division_asked) - int(not proposed), 0),
        is_as_proposed=request.is_as_proposed,
    )
    if is_division_asked and not text(answers, "division"):
        left = replace(left, unknown=(*left.unknown, questions.KEYS["division"]))
    beside = [*handin.alike(group, bench, organization), *questions.unlisted(answers, organization)]
    staged = desk.aside / f"dataset-{len(taken)}"
    staged.mkdir()
    kept = made.sorted_out(desk.municipalities, body=organization.code)
    document, files = whole_of(name, answers, made, kept, bench, organization, staged)
    return Added(
        name=name,
        folder=bench.instance.data / organization.name / name,
        document=document,
        tables=tuple(group),
        paths=tuple(item["path"] for item in document["resources"][: len(group)]),
        shared={key: answers[key] for key in _SHARED & answers.keys() - unasked},
        unsaid=left,
        notices=(*_notices(group, made, kept.notices), *beside),
        staged=staged,
        files=files,
    )


def _of_name(
    desk: _Desk, organization: Organization, source: Path, taken: set[str]
) -> list[Question]:
    """Return the question after a dataset's name, whose proposal no other of the hand-in has."""
    found = questions.of_name(
        desk.bench,
        organization,
        source,
        taken=taken | desk.proposed,
        is_asked=desk.asker is not None,
    )
    desk.proposed.add(questions.full_name(found[0].proposed, organization))
    return found


def _more(
    desk: _Desk, group: Sequence[Table], dataset: Dataset, organization: Organization
) -> Added:
    request, bench = desk.request, desk.bench
    if not request.is_anyway:
        doubts.refuse(group, desk.municipalities, body=organization.code)
    made = entries(group, bench, request.dictionary, request.answers)
    title = titles.titled_on(dataset.title.ja, proposals.title(group, made.inferences[0]), group[0])
    answers, taken = file_answers(request, bench, dataset, organization, desk.asker, title=title)
    staged = desk.aside / "dataset"
    staged.mkdir()
    kept = made.sorted_out(desk.municipalities, body=organization.code)
    document, files = appended(dataset, answers, made, kept, bench, staged)
    new = document["resources"][len(dataset.resources) :]
    return Added(
        name=dataset.name,
        folder=bench.instance.root / dataset.folder,
        document=document,
        tables=tuple(group),
        paths=tuple(item["path"] for item in new[: len(group)]),
        notices=(*_notices(group, made, kept.notices), *taken),
        staged=staged,
        files=files,
        replaces=True,
    )


def _notices(group: Sequence[Table], made: Entries, kept: Sequence[Text]) -> tuple[Text, ...]:
    found: list[Text] = []
    for table, inference in zip(group, made.inferences, strict=True):
        found.append(table.conversion.words)
        found += [*table.notices, *inference.notices]
    return tuple(dict.fromkeys((*found, *kept)))


def _originals(group: Sequence[Table]) -> list[Original]:
    return [file for table in group for file in table.originals]


def _named_by(group: Sequence[Table], *, is_alone: bool) -> Path:
    """Return the file that names a dataset; of several called data.xlsx their folders do."""
    path = group[0].originals[0].path
    slug = questions.slug_of(path.stem)
    is_empty = bool(slug) and slug in questions.EMPTY_NAMES
    return path.parent if is_empty and not is_alone else path


def _refuse_what_is_there(group: Sequence[Table], bench: Bench, organization: Organization) -> None:
    """Raise where nobody names a dataset and its very rows are one: a command that ran twice."""
    if name := handin.holder(group, bench, organization):
        raise DataRefused(
            Text(
                f"同じ中身の表が、もう {name} にあります。",
                f"{name} holds the very same table already.",
            ),
            where=str(group[0].originals[0].path),
            next_step=Text(
                f"新しい版は `opendata update {name} ファイル` で入れてください。"
                "別のデータセットとして加えるなら --slug で名前を付けてください。",
                f"A new version goes in with `opendata update {name} FILE`. To add it as another "
                "dataset, name that with --slug.",
            ),
        )


def _taken(name: str, source: Path) -> UsageError:
    return UsageError(
        Text(f"{name} という名前になる表が2つあります。", f"Two tables would be named {name}."),
        where=str(source),
        next_step=Text(
            "このファイルだけを、--name を付けて加えてください。",
            "Add this file by itself with a --name.",
        ),
    )


def _write(added: Sequence[Added], aside: Path) -> None:
    """Put all datasets in place; where one fails, those that were new are taken away again."""
    placed: list[Path] = []
    try:
        for item in added:
            if item.replaces:
                descriptor = (item.staged / DESCRIPTOR).read_bytes()
                folder.replace(item.folder, item.files, descriptor, aside)
            else:
                folder.place(item.staged, item.folder)
                placed.append(item.folder)
    except BaseException:
        for target in placed:
            shutil.rmtree(target, ignore_errors=True)
        raise
