"""What is asked of `opendata add`: files, what was said about them, and what does not go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from publisher.desk import ages, naming, questions
from publisher.desk.answers import Answer, Answers, Asker, Question, complete, texts
from publisher.desk.bench import Bench
from publisher.desk.dictionary import Dictionary
from publisher.desk.keys import RESOURCE
from publisher.desk.naming import Said
from publisher.desk.originals import Original
from publisher.desk.reading import Found
from publisher.errors import UsageError
from publisher.model import Dataset, Organization
from publisher.words import Text, cut

_OF_ONE = ("name", "slug", "title", "title_en", "description", "description_en", "resource_title")
"""What is said of one dataset only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for: files and what was said about them."""

    sources: tuple[Path, ...]
    answers: Answers
    dictionary: Dictionary = field(default_factory=dict)
    of_files: Mapping[str, Answers] = field(default_factory=dict)
    """What is said of one of several files, by its name."""
    to: str = ""
    """An existing dataset that gets more files; empty for a new dataset."""
    tables: tuple[str, ...] = ()
    """Which of several tables in a file, by number or sheet; `all` for all in one dataset."""
    mend_answers: Mapping[str, str] = field(default_factory=dict)
    """Answers to what cannot be proven in a table, by the question's id."""
    wishes: frozenset[str] = frozenset()
    is_as_proposed: bool = False
    """What the files propose is taken without asking."""
    is_anyway: bool = False
    """Doubts whether it is the right file are set aside."""
    is_dry: bool = False


def known_files(request: Request, paths: Sequence[Path]) -> None:
    """Raise UsageError where an answer speaks of a file that is not there."""
    names = {path.name for path in paths}
    for name in request.of_files:
        if name not in names:
            raise UsageError(
                Text(
                    f"答えのファイルにある「{cut(name)}」がありません。", f"No file '{cut(name)}'."
                ),
                where="--answers",
                next_step=Text(
                    f"ファイルの名前はこのどれかです: {cut('、'.join(sorted(names)), 300)}",
                    f"The files are: {cut(', '.join(sorted(names)), 300)}",
                ),
            )


def of_files(request: Request, originals: Sequence[Original]) -> Answers:
    """Return what is said of the files that a dataset is made of; the first one's word counts."""
    found: dict[str, Answer] = {}
    for original in reversed(originals):
        found.update(request.of_files.get(original.path.name, {}))
    return found


def column_names(request: Request, found: Sequence[Found]) -> dict[Path, tuple[Said, ...]]:
    """Return the names that are said for columns of each file; raises UsageError.

    What is said of one file outweighs what is said of all; a name must find a column that wants it.
    """
    of_all = naming.read(texts(request.answers, "column"))
    if of_all:
        naming.check(of_all, [draft for item in found for draft in item.drafts])
    names: dict[Path, tuple[Said, ...]] = {}
    for item in found:
        path = item.original.path
        own = naming.read(texts(request.of_files.get(path.name, {}), "column"), "--answers")
        if own:
            naming.check(own, item.drafts)
        names[path] = (*own, *of_all)
    return names


def of_several(request: Request) -> None:
    """Raise UsageError for what is said of one dataset where several are added."""
    for name in _OF_ONE:
        if name in request.answers:
            raise UsageError(
                Text(
                    f"{questions.KEYS[name].option} は、加えるデータセットが1つのときに使えます。",
                    "It is of one dataset, and several are added.",
                ),
                where=questions.KEYS[name].option,
                next_step=Text(
                    "ファイルを1つずつ加えるか、この指定を外してください。",
                    "Add the files one by one, or leave it out.",
                ),
            )


def file_answers(
    request: Request,
    bench: Bench,
    dataset: Dataset,
    organization: Organization,
    asker: Asker | None,
    *,
    title: str,
) -> tuple[dict[str, Answer], list[Text]]:
    """Return the answers about more files of a dataset, and what was taken from it unasked.

    `title` is what the files may be called. What speaks of the whole dataset is refused.
    """
    allowed = {key.name for key in RESOURCE} | {"slug", "primary_key", "missing_value", "column"}
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
    named = _file_name(request, dataset)
    asked = [
        Question(
            key=questions.KEYS["resource_title"],
            text=Text("このファイルの題名は何ですか", "What is this file called?"),
            proposed=title,
        ),
        questions.of_licence(bench),
        *named,
    ]
    proposed = {item.key.name: item.proposed for item in asked if item.proposed}
    terms, notices = _terms(dataset) if "licence" not in request.answers else ({}, [])
    given = {
        **questions.defaults({}, organization),
        **terms,
        **(proposed if request.is_as_proposed else {}),
        **request.answers,
    }
    return complete(given, asked, asker), notices


def _terms(dataset: Dataset) -> tuple[dict[str, Answer], list[Text]]:
    """Return the terms of use that all files of a dataset have, and that they are taken."""
    stated = {
        (of.name, of.stated_by) if (of := item.licence) else ("", "") for item in dataset.resources
    }
    name, by = stated.pop() if len(stated) == 1 else ("", "")
    if not name:
        return {}, []
    said, said_en = (f"（{cut(by, 40)}）", f" ({cut(by, 40)})") if by else ("", "")
    notice = Text(
        f"利用条件は、{dataset.name} のほかのファイルと同じ {name}{said}にします。"
        "違うときは --licence で書いてください。",
        f"The terms of use are those of the other files, {name}{said_en}; others: --licence.",
    )
    return {"licence": name, **({"licence_stated_by": by} if by else {})}, [notice]


def _file_name(request: Request, dataset: Dataset) -> list[Question]:
    """Return the question after the file's name in letters where its own has none."""
    stems = [path.stem for path in request.sources if not path.is_dir()]
    if len(stems) != 1 or questions.slug_of(stems[0]):
        return []
    base = dataset.name.partition("_")[2]
    year = "".join(filter(str.isdigit, ages.in_name(stems[0])[:4]))
    names = {item.name for item in dataset.resources}
    number = next(n for n in count(2) if f"{base}_{n}" not in names)
    of_year = f"{base}_{year}" if year else ""
    return [
        Question(
            key=questions.KEYS["slug"],
            text=Text(
                "このファイルの英字の短い名前は何ですか（ほかのファイルと別の名前）",
                "What is this file's short name in letters, unlike the others'?",
            ),
            proposed=of_year if of_year and of_year not in names else f"{base}_{number}",
        )
    ]
