"""A Table Schema for a table: every column typed so that the whole file passes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from publisher.desk import stray, verdicts
from publisher.desk.columns import Facts, day_format, proven_type
from publisher.desk.dictionary import Dictionary, Entry
from publisher.errors import UsageError
from publisher.files import DiskFile
from publisher.standards import OWN_PROPERTIES, Recognition, Standard, key, recognise
from publisher.standards.told import told
from publisher.tables.engine import Fault
from publisher.tables.text_table import TextTable
from publisher.tidy.legend import no_values
from publisher.words import Text, cut, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the officer said about the columns."""

    dictionary: Dictionary
    primary_key: tuple[str, ...] = ()
    missing_values: tuple[str, ...] = ()
    """Values that mean "no value", besides the blank."""
    legend: tuple[str, ...] = ()
    """What stood around the table: it may say what the marks in it mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """A schema, how it was found, and what the officer should know about it."""

    schema: dict[str, Any]
    recognition: Recognition | None
    """The standard dataset that the table follows; None where it is none's, or only like one."""
    notices: tuple[Text, ...]

    @property
    def standard(self) -> Standard | None:
        """The standard dataset this table is, None where it is none exactly."""
        found = self.recognition
        return found.standard if found is not None and found.is_exact else None


def infer(
    table: TextTable, header: Sequence[str], standards: Sequence[Standard], wishes: Wishes
) -> Inference:
    """Return the schema of a converted CSV; raises UsageError for wishes that cannot hold."""
    _known_columns(header, wishes)
    nearest = recognise(header, standards)
    recognition = nearest if nearest is not None and nearest.is_sure else None
    notices = list(_recognition_notices(nearest))
    fields, strays = _fields(table, header, recognition, wishes)
    notices += strays
    schema: dict[str, Any] = {
        "fields": fields,
        "missingValues": ["", *wishes.missing_values],
    }
    if wishes.primary_key:
        schema["primaryKey"] = list(wishes.primary_key)
    notices += fit(table, schema)
    undescribed = [field["name"] for field in schema["fields"] if not field.get("description")]
    if undescribed:
        notices.append(_undescribed(undescribed))
    return Inference(schema=schema, recognition=recognition, notices=tuple(notices))


def fit(table: TextTable, schema: dict[str, Any], *, is_declared: bool = False) -> list[Text]:
    """Loosen columns of `schema` until the whole table passes; return what was loosened, and where.

    A broken constraint goes first, then the type; `is_declared` tells them as the dataset's own, not
    as those of a standard. Raises UsageError where the primary key is
    not one. Faults of the table itself (ragged or blank rows) stay for the check to name.
    """
    notices: list[Text] = []
    while True:
        found = verdicts.verdict(table, schema)
        if found.key is not None:
            raise _not_a_key(schema, found.key.line)
        loosened = [
            _loosen(field, fault, is_declared=is_declared)
            for field in schema["fields"]
            if (fault := found.columns.get(field["name"])) is not None
        ]
        if not loosened:
            return notices
        # Each round takes a constraint or a type away, so the rounds come to an end.
        notices += loosened


def _loosen(field: dict[str, Any], fault: Fault, *, is_declared: bool) -> Text:
    name, line = quote(field["name"], 80), fault.line
    if rule := verdicts.constraint_of(fault):
        field["constraints"].pop(rule)
        if not field["constraints"]:
            del field["constraints"]
        whose = "この表" if is_declared else "標準"
        return Text(
            f"列「{name}」の{line}行目が{whose}の決まり（{_CONSTRAINTS.get(rule, rule)}）と違います。"
            "この列ではその決まりを外しました。",
            f"Column '{name}' breaks the rule '{rule}' at line {line}; "
            "the rule was dropped for this column.",
        )
    was = field["type"]
    field["type"] = "string"
    field.pop("format", None)
    field.pop("constraints", None)
    return Text(
        f"列「{name}」の{line}行目が {was} として読めません。この列は文字として扱います。",
        f"Column '{name}' does not read as {was} at line {line}; it is kept as text.",
    )


_CONSTRAINTS = {
    "required": "必須",
    "pattern": "書き方",
    "enum": "決まった語",
    "minimum": "下限",
    "maximum": "上限",
}


def _fields(
    table: TextTable, header: Sequence[str], recognition: Recognition | None, wishes: Wishes
) -> tuple[list[dict[str, Any]], list[Text]]:
    known = recognition.fields if recognition else (None,) * len(header)
    entries = [wishes.dictionary.get(key(label)) for label in header]
    fields = [
        _field(label, standard, entry)
        for label, standard, entry in zip(header, known, entries, strict=True)
    ]
    notices: list[Text] = []
    open_ = [field for field in fields if "type" not in field]
    if open_:
        types = _proven_types(table, header, wishes.missing_values)
        proven = {field["name"]: types[field["name"]] for field in open_}
        missing = frozenset({"", *wishes.missing_values})
        notices = stray.settle(table, header, proven, missing, no_values(wishes.legend))
        for field in open_:
            field.update(proven[field["name"]])
    return [ordered(field) for field in fields], notices


def _field(label: str, standard: Mapping[str, Any] | None, entry: Entry | None) -> dict[str, Any]:
    field = {name: value for name, value in (standard or {}).items() if name not in OWN_PROPERTIES}
    if "constraints" in field:
        field["constraints"] = dict(field["constraints"])
    if "description" in field:
        field["description"] = told(field["description"])
    field["name"] = label
    if entry is not None:
        describe(field, entry)
    return field


def describe(field: dict[str, Any], entry: Entry) -> None:
    """Put what a dictionary says into a field; what it leaves blank stays as it is."""
    for name in ("title", "description"):
        if value := getattr(entry, name):
            field[name] = value
    english = {"title": entry.title_en, "description": entry.description_en}
    said = {name: value for name, value in english.items() if value}
    if said:
        translations = field.get("translations", {})
        field["translations"] = {**translations, "en": {**translations.get("en", {}), **said}}
    if entry.type and entry.type != field.get("type"):
        # Constraints belong to a type: a standard's minimum is no rule of a text column.
        field.pop("constraints", None)
        field.pop("format", None)
        field["type"] = entry.type
    if entry.format:
        field["format"] = entry.format


def ordered(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return a field with its keys in the order people read them."""
    order = ("name", "title", "type", "format", "description", "translations", "constraints")
    known = {name: field[name] for name in order if name in field}
    return {**known, **{name: value for name, value in field.items() if name not in known}}


def _proven_types(
    table: TextTable, header: Sequence[str], missing_values: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Return type, and format of days, by label."""
    missing = frozenset({"", *missing_values})
    facts = [Facts() for _ in header]
    for record in islice(table.records(), 1, None):
        # Ragged rows are named by the check; their cells still count where they stand.
        for column, value in zip(facts, record.cells, strict=False):
            column.see(value, missing)
    guesses = verdicts.guess_types(_on_disk(table), tuple(sorted(missing)))
    return {
        label: _proven(label, column, guesses.get(label, "string"))
        for label, column in zip(header, facts, strict=True)
    }


def _proven(label: str, facts: Facts, guess: str) -> dict[str, Any]:
    if form := day_format(label, facts):
        return {"type": "date", "format": form}
    return {"type": proven_type(label, facts, guess)}


def _on_disk(table: TextTable) -> DiskFile:
    """Return the table's file; the desk only works on files it has written itself."""
    if not isinstance(table.file, DiskFile):
        raise TypeError(table.file)
    return table.file


def _known_columns(header: Sequence[str], wishes: Wishes) -> None:
    for name in wishes.primary_key:
        if name not in header:
            raise UsageError(
                Text(f"列「{cut(name)}」はありません。", f"There is no column '{cut(name)}'."),
                where="--primary-key",
                next_step=Text(
                    f"列の名前はこのどれかです: {cut('、'.join(header), 300)}",
                    f"The columns are: {cut(', '.join(header), 300)}",
                ),
            )
    keys = {key(label) for label in header}
    unknown = [entry.name for name, entry in wishes.dictionary.items() if name not in keys]
    if unknown:
        raise UsageError(
            Text(
                f"説明書の列「{cut(unknown[0])}」が表にありません。",
                f"The dictionary's column '{cut(unknown[0])}' is not in the table.",
            ),
            where="--dictionary",
            next_step=Text(
                f"列の名前はこのどれかです: {cut('、'.join(header), 300)}",
                f"The columns are: {cut(', '.join(header), 300)}",
            ),
        )


def _not_a_key(schema: Mapping[str, Any], line: int | None) -> UsageError:
    columns = ", ".join(schema["primaryKey"])
    return UsageError(
        Text(
            f"{line}行目で「{columns}」が前の行と同じか空なので、行を見分ける列にできません。",
            f"At line {line} '{columns}' repeats or is blank, so it cannot tell rows apart.",
        ),
        where="--primary-key",
        next_step=Text(
            "ほかの列（複数でもよい）を選ぶか、指定しないでください。",
            "Choose other columns (several are fine), or leave the option out.",
        ),
    )


def _recognition_notices(found: Recognition | None) -> list[Text]:
    if found is None:
        return []
    title = found.standard.title
    if found.is_exact:
        return [
            Text(
                f"標準データセット「{title.ja}」（{found.standard.edition}）の並びどおりです。",
                f"Recognised as the standard dataset '{title.en}' ({found.standard.edition}).",
            )
        ]
    # Of a standard whose columns are not all known, none can be called missing or foreign.
    is_settled = found.standard.is_settled
    renamed = tuple(f"{column.seen}→{column.name}" for column in found.renamed)
    differences = [
        (Text("足りない列", "missing"), found.missing if is_settled else ()),
        (Text("標準にない列", "extra"), found.extra if is_settled else ()),
        (Text("名前の違う列", "renamed"), renamed),
    ]
    said = [(words, columns) for words, columns in differences if columns]
    ja = "、".join(f"{words.ja}: {cut('・'.join(columns), 200)}" for words, columns in said)
    en = "; ".join(f"{words.en}: {cut(', '.join(columns), 200)}" for words, columns in said)
    return [
        Text(
            f"標準データセット「{title.ja}」（{found.standard.edition}）に近い表です"
            f"（{ja or '列の順が違います'}）。",
            f"Near the standard dataset '{title.en}' ({found.standard.edition}; "
            f"{en or 'columns in another order'}).",
        )
    ]


def _undescribed(names: Sequence[str]) -> Text:
    listed = cut("、".join(map(quote, names)), 200)
    return Text(
        f"説明のない列が{len(names)}列あります（{listed}）。--dictionary で付けられます。",
        f"{len(names)} columns have no description ({listed}); --dictionary gives them one.",
    )
