"""Tables as entries of a descriptor: the tidy file first, the originals that may go out after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from publisher import contracts
from publisher.desk import (
    ages,
    descriptor,
    events,
    mended,
    originals,
    plausible,
    proposals,
    questions,
    remembering,
    row_keys,
    terms,
)
from publisher.desk.answers import Answers, text, texts
from publisher.desk.bench import Bench, document
from publisher.desk.dictionary import Dictionary
from publisher.desk.infer import Inference, Wishes, infer
from publisher.desk.intake import Table
from publisher.desk.keys import DATASET, RESOURCE
from publisher.desk.originals import Kept, Original
from publisher.errors import UsageError
from publisher.model import DESCRIPTOR, Dataset, EventKind, Organization
from publisher.municipalities import Municipalities
from publisher.standards import key
from publisher.tidy import as_shown
from publisher.tidy.change import Changes
from publisher.words import Text, mask_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Tables with the schema of each."""

    tables: tuple[Table, ...]
    inferences: tuple[Inference, ...]

    def sorted_out(self, known: Municipalities, *, body: str) -> Kept:
        """Return which originals of tidied tables may be published beside them."""
        tidied = [table for table in self.tables if table.is_tidied]
        found = dict.fromkeys(file for table in tidied for file in table.originals)
        hiding = {
            file
            for table in tidied
            if as_shown.is_hiding(table.changes)
            for file in table.originals
        }
        return originals.sorted_out(tuple(found), known, body=body, hiding=hiding)


def entries(
    tables: Sequence[Table], bench: Bench, dictionary: Dictionary, answers: Answers
) -> Entries:
    """Return the schemas of tables; raises UsageError for wishes that cannot hold."""
    inferences = []
    for table in tables:
        header = table.conversion.shape.header
        is_alone = len(tables) == 1
        wishes = Wishes(
            dictionary=dictionary if is_alone else _of(dictionary, header),
            primary_key=_keys(texts(answers, "primary_key"), header, is_alone=is_alone),
            missing_values=texts(answers, "missing_value"),
            legend=proposals.texts_around(table.draft),
        )
        found = infer(table.conversion.table, header, bench.standards, wishes)
        if table.draft is not None:
            proposals.dictionary(found.schema, table.draft, table.changes)
        inferences.append(_with_key(found, table))
    return Entries(tables=tuple(tables), inferences=tuple(inferences))


def _with_key(found: Inference, table: Table) -> Inference:
    """Return a schema with the key that every row proves, where none was said."""
    header = table.conversion.shape.header
    if "primaryKey" in found.schema or table.conversion.shape.ragged:
        return found
    proven = row_keys.proven(table.conversion.table, header, found.schema)
    if proven is None:
        return found
    found.schema["primaryKey"] = list(proven[0])
    return replace(found, notices=(*found.notices, proven[1]))


def _of(dictionary: Dictionary, header: Sequence[str]) -> Dictionary:
    keys = {key(label) for label in header}
    return {name: entry for name, entry in dictionary.items() if name in keys}


def _keys(said: tuple[str, ...], header: Sequence[str], *, is_alone: bool) -> tuple[str, ...]:
    return said if is_alone or set(said) <= set(header) else ()


def whole_of(
    name: str,
    answers: Answers,
    made: Entries,
    kept: Kept,
    bench: Bench,
    organization: Organization,
    staged: Path,
) -> tuple[dict[str, Any], dict[str, Path]]:
    """Return the descriptor of a new dataset and its files, staged; raises UsageError."""
    slug = name.removeprefix(f"{organization.code}_")
    whole = descriptor.new(bench.instance.id, name)
    descriptor.apply(whole, answers, DATASET)
    plausible.check(whole, answers, bench)
    whole["resources"], files = _resources(
        made, kept, slug, answers, bench, name, staged, titled=text(answers, "title")
    )
    inference = made.inferences[0]
    if inference.standard is not None:
        whole["standard"] = {
            "slug": inference.standard.slug,
            "edition": inference.standard.edition,
        }
    whole["origin"] = mended.noted(whole["origin"], _changes(made))
    whole["history"] = events.history(answers, bench.today, _ref(made, kept))
    events.check_first_day(whole, bench.today)
    _check(whole, bench)
    (staged / DESCRIPTOR).write_bytes(descriptor.encoded(whole))
    return whole, files


def appended(
    dataset: Dataset, answers: Answers, made: Entries, kept: Kept, bench: Bench, staged: Path
) -> tuple[dict[str, Any], dict[str, Path]]:
    """Return a dataset's descriptor with more files; raises UsageError for a name that is taken."""
    first = made.tables[0].originals[0].path
    slug = text(answers, "slug") or questions.slug_of(first.stem)
    taken = {item.name for item in dataset.resources} | {item.path for item in dataset.resources}
    for name in _slugs(slug, made.tables):
        _free(name, taken)
    new, files = _resources(
        made,
        kept,
        slug,
        answers,
        bench,
        dataset.name,
        staged,
        titled=text(answers, "resource_title"),
    )
    for item in new:
        _free(item["name"], taken)
        _free(item["path"], taken)
    whole = document(dataset)
    whole["resources"] = [*whole["resources"], *new]
    paths = "、".join(item["path"] for item in new[: len(made.tables)])
    event = descriptor.event(
        EventKind.UPDATED, bench.today, reason=f"ファイルを追加: {paths}", ref=_ref(made, kept)
    )
    whole = descriptor.appended(whole, event)
    whole["origin"] = mended.noted_too(whole["origin"], _changes(made), paths)
    _check(whole, bench)
    (staged / DESCRIPTOR).write_bytes(descriptor.encoded(whole))
    return whole, files


def _resources(
    made: Entries,
    kept: Kept,
    slug: str,
    answers: Answers,
    bench: Bench,
    name: str,
    staged: Path,
    *,
    titled: str,
) -> tuple[list[dict[str, Any]], dict[str, Path]]:
    """Return the entries of tables, then those of the originals beside them, and their files."""
    terms_ = terms.licence(text(answers, "licence"), bench.vocabularies)
    licence = terms.licence_entry(terms_, text(answers, "licence_stated_by"))
    copied = originals.copy(kept.published, slug, staged)
    files = {path: staged / path for _, path in copied}
    found: list[dict[str, Any]] = []
    slugs, apart = _slugs(slug, made.tables), _told(made.tables)
    for table, inference, own, which in zip(
        made.tables, made.inferences, slugs, apart, strict=True
    ):
        entry = descriptor.resource(bench.instance.id, name, own, inference.schema)
        entry["title"] = f"{titled}（{which}）" if which else titled
        descriptor.apply(entry, answers, RESOURCE)
        if which:
            entry["title"] = f"{titled}（{which}）"
        entry["licenses"] = [dict(licence)]
        if table.draft is not None:
            words = proposals.words_around(table.draft)
            remembering.put(entry, told=filter(None, words.split("\n")))
            said = str(entry.get("description", ""))
            if words and words not in said:
                entry["description"] = f"{said}\n{words}".strip()
        if sources := [_source(file, path) for file, path in copied if file in table.originals]:
            entry["sources"] = sources
        remembering.put(
            entry,
            sheet=table.memory.sheet,
            answers=table.memory.answers,
            keeps_eras=table.memory.keeps_eras,
            time=ages.time_of(table),
            left=table.questions,
        )
        target = staged / entry["path"]
        table.path.rename(target)
        files[entry["path"]] = target
        found.append(entry)
    found += [
        originals.entry(file, path, bench.instance.id, name, licence) for file, path in copied
    ]
    return found, files


def _changes(made: Entries) -> Changes:
    tidied = [table.changes for table in made.tables if table.is_tidied]
    if len(tidied) == 1:
        return Changes.of(tidied[0])
    found = Changes()
    for changes in tidied:
        found.extend(changes)
    return found


def _source(original: Original, path: str) -> dict[str, str]:
    return {"title": mask_name(normalize("NFC", original.path.name)), "path": path}


def _told(tables: Sequence[Table]) -> list[str]:
    """Return what tells each table from the others of its dataset; nothing where it is alone."""
    if len(tables) == 1:
        return [""]
    words = [_words(table) for table in tables]
    found: list[str] = []
    for index, own in enumerate(words):
        others = {text for at, texts in enumerate(words) if at != index for text in texts}
        alone = next((text for text in own if text not in others), "")
        found.append(alone or f"{own[0]}、{index + 1}")
    return [mask_name(text) for text in found]


def _words(table: Table) -> list[str]:
    """Return what a table may be called: its titles, its sheet, its file, the folder, its columns.

    人口.xlsx of the folders R5 and R6 are told apart by these alone.
    """
    path, draft = table.originals[0].path, table.draft
    of_draft = (*draft.titles, draft.sheet or "") if draft is not None else ()
    columns = "・".join(name for name in table.conversion.shape.header[:2])
    return [
        normalize("NFC", text) for text in (*of_draft, path.stem, path.parent.name, columns) if text
    ]


def _slugs(slug: str, tables: Sequence[Table]) -> list[str]:
    """Return the name of each table's file: the dataset's, with what tells it from the others."""
    if len(tables) == 1:
        return [slug]
    own = [questions.slug_of(table.originals[0].path.stem) for table in tables]
    if all(own) and len(set(own)) == len(own):
        return own
    return [f"{slug}_{number}" for number in range(1, len(tables) + 1)]


def _ref(made: Entries, kept: Kept) -> str:
    """Return the digests of the originals that are not published, in the form of events."""
    plain = [
        table.conversion.source_sha256
        for table in made.tables
        if not table.is_tidied and table.conversion.is_changed
    ]
    withheld = [original.file.sha256 for original in kept.withheld]
    return " ".join(descriptor.sha256_ref(digest) for digest in (*plain, *withheld))


def _free(slug: str, taken: set[str]) -> None:
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
