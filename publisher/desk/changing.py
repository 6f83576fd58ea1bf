"""`opendata set`: what a dataset says of itself changes, or its files are replaced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher import contracts, files
from publisher.checks.dataset import originals
from publisher.desk import (
    ages,
    descriptor,
    folder,
    licensing,
    plausible,
    questions,
    remembering,
    terms,
)
from publisher.desk import bench as benches
from publisher.desk.adopting import Columns
from publisher.desk.answers import Answers, text, texts
from publisher.desk.bench import Bench
from publisher.desk.dictionary import Dictionary
from publisher.desk.differences import Statement, events, shape
from publisher.desk.events import check_first_day
from publisher.desk.infer import describe, fit, ordered
from publisher.desk.keys import DATASET, RESOURCE
from publisher.desk.renewing import New, Said, renewed, taker
from publisher.desk.replacing import How, Replacement, entry_of, replace
from publisher.desk.retelling import described_anew, stale
from publisher.desk.table import Conversion, written
from publisher.errors import DataRefused, UsageError
from publisher.model import Dataset
from publisher.standards import key
from publisher.words import Text, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to change."""

    dataset: str
    answers: Answers
    resource: str = ""
    dictionary: Dictionary = field(default_factory=dict)
    statement: Statement | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    """Resource name (empty: the only one) → the file with its new content."""
    may_change_columns: bool = False
    may_rename_columns: bool = False
    same: Mapping[str, str] = field(default_factory=dict)
    """What a new file calls a column → the dataset's column that it is."""
    is_appending: bool = False
    """The new rows are of another time: those of today stay."""
    said: Said = field(default_factory=Said)
    """What was said of the new tables beside the files themselves."""
    is_restoring: bool = False
    may_loosen: bool = False
    """What new values break is declared no more."""
    reason: str = ""
    """Why the files are replaced."""

    def how(self, bench: Bench, dataset: Dataset) -> How:
        """How new files of a dataset are taken."""
        return How(
            columns=Columns(
                may_change=self.may_change_columns,
                may_rename=self.may_rename_columns,
                same=self.same,
                standards=bench.standards,
                is_of_one_file=len(self.files) == 1,
            ),
            is_appending=self.is_appending,
            may_loosen=self.may_loosen,
            take=taker(bench, dataset, self.said),
            is_silent=self.said == Said() and not self.same and not self.may_rename_columns,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was written; equal documents mean that there was nothing to change."""

    name: str
    folder: Path
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    conversions: tuple[Conversion, ...]
    notices: tuple[Text, ...]

    @property
    def is_changed(self) -> bool:
        """True where anything was written."""
        return bool(self.conversions) or dict(self.before) != dict(self.after)


def change(request: Request, bench: Bench) -> Changed:
    """Carry out `request`; raises UsageError, DataRefused or SurroundingsError, nothing written."""
    dataset = bench.dataset(request.dataset)
    before, after = benches.document(dataset), benches.document(dataset)
    _guard(request, dataset, bench.today)
    answers = terms.in_vocabulary(request.answers, bench.vocabularies)
    descriptor.apply(after, answers, DATASET)
    plausible.check(after, answers, bench)
    with folder.staging(bench.instance.state) as aside:
        replacements, notices = replace(
            request.files,
            dataset,
            after,
            aside,
            request.how(bench, dataset),
        )
        _whole(replacements)
        staged = {item.path: item.staged for item in replacements}
        notices += [*_retell(after, replacements, request), *_unlisted(answers, dataset, bench)]
        beside = renewed(
            after,
            [New(resource=i.resource, table=i.table, source=i.source) for i in replacements],
            bench,
            aside,
            is_appending=request.is_appending,
        )
        notices += beside.notices
        notices += _files_said(request, answers, bench, dataset, after, staged)
        gained = events(
            before,
            after,
            replacements,
            request.statement,
            today=bench.today,
            is_restoring=request.is_restoring,
            reason=request.reason,
        )
        _tell(after, gained, replacements)
        check_first_day(after, bench.today, is_new=False)
        _date_of_change(answers, bench.today, after, is_replacing=bool(replacements))
        descriptor.check_origin(after)
        descriptor.check_profile(after, contracts.read("dataset.schema.json", bench.instance.root))
        changed = Changed(
            name=dataset.name,
            folder=bench.instance.root / dataset.folder,
            before=before,
            after=after,
            conversions=tuple(item.conversion for item in replacements),
            notices=tuple(notices),
        )
        if changed.is_changed:
            folder.replace(
                changed.folder,
                {**beside.staged, **staged},
                descriptor.encoded(after),
                aside,
                removed=beside.removed,
            )
    return changed


LOOSEN = Text(
    "値を直すか、このまま入れて列の決まりをゆるめるときは --loosen を付けます。",
    "Mend the values; to take them as they are and declare less of their columns, add --loosen.",
)
"""What to do with values that break what is declared."""


def _whole(replacements: Sequence[Replacement]) -> None:
    """Raise DataRefused where values break what is declared of their columns."""
    for item in replacements:
        for what in item.broken:
            raise DataRefused(what, where=str(item.source), next_step=LOOSEN)


def _retell(
    after: dict[str, Any], replacements: Sequence[Replacement], request: Request
) -> list[Text]:
    notices: list[Text] = []
    for item in replacements:
        entry = entry_of(after, item.resource)
        remembering.put(entry, answers=request.said.answers, sheet=_sheet(request, item))
        ages.remember(entry, item.table, item.present, is_appending=request.is_appending)
        notices += described_anew(after, item, is_appended=request.is_appending)
        notices += [] if request.is_appending else stale(entry, item.table)
    return notices


def _unlisted(answers: Answers, dataset: Dataset, bench: Bench) -> list[Text]:
    bodies = (item for item in bench.tree.organizations if item.name == dataset.organization)
    return [text for body in bodies for text in questions.unlisted(answers, body)]


def _sheet(request: Request, item: Replacement) -> str:
    """Return the sheet that was chosen among several tables; empty where none was."""
    draft = item.table.draft
    return draft.sheet or "" if request.said.table and draft is not None else ""


def _tell(
    after: dict[str, Any], gained: list[dict[str, str]], replacements: Sequence[Replacement]
) -> None:
    """Append to the history, unless a run that was killed has told of the new files already.

    It has remembered what was left open, too: by what it has declared other things may be asked.
    """
    told = after["history"]
    if replacements and told[-len(gained) :] == gained:
        return
    after["history"] = [*told, *gained]
    for item in replacements:
        remembering.put(entry_of(after, item.resource), left=item.table.questions)


def _guard(request: Request, dataset: Dataset, today: dt.date) -> None:
    """Raise UsageError for what `set` never does."""
    issued = dataset.descriptor.get("issued", "")
    has_come = bool(issued) and issued <= today.isoformat()
    if has_come and text(request.answers, "issued") != issued and "issued" in request.answers:
        raise UsageError(
            Text(
                f"公開日（{issued}）は、その日が来たので変えられません（累計が後から変わるため）。",
                f"The first day ({issued}) has come and is never changed: counts rest on it.",
            ),
            where="issued",
            next_step=Text(
                "公開元での正しい日は --event published --date 日付 --ref 典拠 で履歴に残せます。"
                "登録そのものが誤りのときだけ --event voided です（数から外れ、元に戻せません）。",
                "The right day elsewhere goes into the history: --event published --date DAY --ref "
                "EVIDENCE. Only where the registration was an error: --event voided, for good.",
            ),
        )
    _guard_files(request, dataset)


def _guard_files(request: Request, dataset: Dataset) -> None:
    is_withdrawn = dataset.withdrawal is not None
    if request.is_restoring and not is_withdrawn:
        raise UsageError(
            Text(f"{dataset.name} は公開中です。", f"{dataset.name} is not withdrawn."),
            where="--restore",
            next_step=Text("--restore なしで実行してください。", "Run it without --restore."),
        )
    if is_withdrawn and request.files and not request.is_restoring:
        raise UsageError(
            Text(f"{dataset.name} は公開を終えています。", f"{dataset.name} is withdrawn."),
            where="--file",
            next_step=Text(
                "公開に戻すときは --restore を付けてください。", "Add --restore to bring it back."
            ),
        )
    if request.is_restoring:
        given = {benches.resource(dataset, name).name for name in request.files}
        made_from = originals(dataset)
        missing = [
            item.name
            for item in dataset.resources
            if item.name not in given and item.path not in made_from
        ]
        if missing:
            raise UsageError(
                Text(
                    f"公開に戻すには、ファイルがすべて要ります（足りないもの: {', '.join(missing)}）。",
                    f"To restore it all its files are needed (missing: {', '.join(missing)}).",
                ),
                where="--file",
                next_step=Text(
                    f"--file {missing[0]}=ファイル を付けてください。",
                    f"Give --file {missing[0]}=PATH.",
                ),
            )


def _files_said(
    request: Request,
    answers: Answers,
    bench: Bench,
    dataset: Dataset,
    after: dict[str, Any],
    staged: Mapping[str, Path],
) -> list[Text]:
    """Put what was said of one file into its entry; return what its rows made impossible."""
    of_file = {item.name for item in RESOURCE} | {"primary_key", "missing_value"}
    if not request.dictionary and not any(name in answers for name in of_file):
        return []
    notices = licensing.put(after, answers, request.resource, dataset, bench)
    if not request.dictionary and not (of_file - licensing.KEYS) & set(answers):
        return notices
    item = benches.resource(dataset, request.resource)
    entry = entry_of(after, item.name)
    descriptor.apply(entry, answers, RESOURCE)
    schema = entry.get("schema", {})
    was = shape(entry)
    for column in schema.get("fields", []):
        if (said := request.dictionary.get(key(column["name"]))) is not None:
            describe(column, said)
    schema["fields"] = [ordered(column) for column in schema.get("fields", [])]
    if "primary_key" in answers:
        schema["primaryKey"] = list(texts(answers, "primary_key"))
    if "missing_value" in answers:
        schema["missingValues"] = ["", *texts(answers, "missing_value")]
    if shape(entry) == was:
        return notices
    _known_key(schema, item.path)
    table = staged.get(item.path, bench.instance.root / dataset.folder / item.path)
    return [*notices, *(fit(written(files.look(table)), schema) if table.exists() else [])]


def _known_key(schema: Mapping[str, Any], path: str) -> None:
    names = [item["name"] for item in schema["fields"]]
    for name in schema.get("primaryKey", []):
        if name not in names:
            raise UsageError(
                Text(f"列「{cut(name)}」はありません。", f"There is no column '{cut(name)}'."),
                where=f"primary_key ({path})",
                next_step=Text(
                    f"列の名前はこのどれかです: {cut('、'.join(names), 300)}",
                    f"The columns are: {cut(', '.join(names), 300)}",
                ),
            )


def _date_of_change(
    answers: Answers, today: dt.date, after: dict[str, Any], *, is_replacing: bool
) -> None:
    """Keep `modified` true after new files: today where the body itself changed its original."""
    if not is_replacing or "modified" in answers:
        return
    if after["origin"]["kind"] == "original":
        after["modified"] = today.isoformat()
    else:
        # Whoever processed it may know when the source changed; we do not.
        after.pop("modified", None)
