"""The columns of a dataset's file that was saved over, beside those its description knows. Pure but for one look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from publisher.desk import remembering
from publisher.desk.matching import Matched, Versions, match
from publisher.errors import DataRefused
from publisher.standards import key
from publisher.tidy import write
from publisher.tidy.change import Change, Choice, Question
from publisher.tidy.draft import Draft, DraftColumn
from publisher.tidy.mend import Asked
from publisher.tidy.outcome import Outcome
from publisher.tidy.titles import DATASET_COLUMNS as ID
from publisher.words import Text, cut

KEEP = Choice("keep", Text("このまま残す（書かない）", "Leave it (nothing is written)"))
_CHANGE = Choice(
    "change",
    Text(
        "列が変わったので、説明も変える（なくなった列の説明は消える）",
        "They changed: change the description too; that of columns that are gone goes",
    ),
)
_SAME = "same"


def settled(found: Outcome, entry: Mapping[str, Any], asked: Asked) -> Outcome:
    """Return what fixing a dataset's file does with its columns shown, or the question about them.

    Columns stand in the description's order; where some came or went, only a person knows whether
    that is right: its fields, their words and the key would go with them.
    """
    schema = entry.get("schema", {})
    names = [item["name"] for item in schema.get("fields", [])]
    if not names or len(found.outputs) != 1 or found.outputs[0].path != found.path:
        return found
    draft = found.outputs[0].draft
    header = _header(draft, names)
    if len(set(map(key, header.values()))) < len(header):
        return found
    said = remembering.of(entry).columns
    labels = list(header.values())
    matched = match(names, labels, Versions(), asked.standards, said)
    answer = ""
    if matched.lost or matched.new:
        question = _question(matched, matched.guesses(names, labels, Versions()), asked.answers)
        answer = question.answer
        result = found.result
        found = replace(
            found,
            result=replace(result, answered=(*result.answered, question))
            if answer
            else replace(result, questions=(*result.questions, question)),
        )
        if answer not in {_CHANGE.value, _SAME}:
            return found
    at = list(header)
    places = {name: at[place] for name, place in matched.places.items()}
    for given, name in matched.guesses(names, labels, Versions()) if answer == _SAME else ():
        places[name] = at[labels.index(given)]
    # Where a mend has renamed a column, its field takes the new name: nothing is to be put back.
    renamed = {
        index: name
        for name, index in places.items()
        if name not in {draft.columns[index].name, draft.columns[index].source}
    }
    changes = [*_renamed(draft, renamed), *_come_and_gone(matched, schema, answer)]
    order = _order(draft, names, places)
    if order != list(range(len(draft.columns))):
        before, after = (
            "、".join(draft.columns[at].original for at in places_)
            for places_ in (range(len(order)), order)
        )
        changes.append(Change(mend=ID, before=before, after=after))
    return _laid(found, draft, order, renamed, changes) if changes else found


def refuse_open(found: Outcome) -> None:
    """Raise DataRefused where nobody has said what became of a file's columns."""
    for question in found.result.questions:
        if question.mend == ID:
            raise DataRefused(
                question.text,
                where=found.path,
                next_step=Text(
                    "正しければ、同じ命令に --answer "
                    f"{ID}={question.choices[0].value} を付けます。新しい版として入れるなら、ファイルを別の"
                    "フォルダに移し、前の表に戻してから `opendata update` を使ってください。",
                    f"If that is right, add --answer {ID}={question.choices[0].value}. To put it in "
                    "as a new version, move the file elsewhere, put the former table back, and "
                    "use `opendata update`.",
                ),
            )


def _header(draft: Draft, names: Sequence[str]) -> dict[int, str]:
    """Return the names of the columns that came with the file, by index: as the description has them."""
    known = set(map(key, names))
    return {
        index: column.original if key(column.original) in known else column.name
        for index, column in enumerate(draft.columns)
        if column.position is not None
    }


def _question(
    matched: Matched, guesses: Sequence[tuple[str, str]], answers: Mapping[str, str]
) -> Question:
    lost, new = cut("、".join(matched.lost), 200), cut("、".join(matched.new), 200)
    choices = [_CHANGE]
    if len(guesses) == len(matched.lost) == len(matched.new):
        pairs = cut("、".join(f"{given}＝{name}" for given, name in guesses), 200)
        text = Text(
            f"名前が変わっただけなので、今の名前に戻す（{pairs}）",
            f"Only names changed: call them as before ({pairs})",
        )
        choices.insert(0, Choice(_SAME, text))
    said = answers.get(f"{ID}::") or answers.get(ID, "")
    return Question(
        id=f"{ID}::",
        mend=ID,
        text=Text(
            f"表の列が、このデータの説明と違います（なくなった列：{lost or 'なし'}。"
            f"増えた列：{new or 'なし'}）。列が変わったのは正しいですか。",
            f"The table has other columns than its description (gone: {lost or 'none'}; new: "
            f"{new or 'none'}). Is that right?",
        ),
        choices=(*choices, KEEP),
        count=len(matched.lost) + len(matched.new),
        answer=said if said in {item.value for item in (*choices, KEEP)} else "",
    )


def _renamed(draft: Draft, names: Mapping[int, str]) -> list[Change]:
    return [
        Change(
            mend=ID,
            position=draft.columns[at].position or 0,
            column=draft.columns[at].original,
            before=draft.columns[at].name,
            after=name,
        )
        for at, name in names.items()
    ]


def _come_and_gone(matched: Matched, schema: Mapping[str, Any], answer: str) -> list[Change]:
    if answer != _CHANGE.value:
        return []
    found = [Change(mend=ID, column=name, before=name) for name in matched.lost]
    found += [Change(mend=ID, column=name, after=name) for name in matched.new]
    primary = schema.get("primaryKey", [])
    listed = [primary] if isinstance(primary, str) else list(primary)
    if set(listed) & set(matched.lost):
        found.append(Change(mend=ID, before=f"行を見分ける列：{'、'.join(listed)}"))
    return found


def _order(draft: Draft, names: Sequence[str], places: Mapping[str, int]) -> list[int]:
    """Return the columns' order: the description's, what it has not to the end; as it is for torn rows."""
    as_it_is = list(range(len(draft.columns)))
    known = [places[name] for name in names if name in places]
    if known == sorted(known) or any(row.is_torn for row in draft.rows):
        return as_it_is
    return [*known, *(at for at in as_it_is if at not in known)]


def _laid(
    found: Outcome,
    draft: Draft,
    order: Sequence[int],
    names: Mapping[int, str],
    changes: Sequence[Change],
) -> Outcome:
    """Return what is to be written with its columns so."""
    columns = [_called(column, names.get(at)) for at, column in enumerate(draft.columns)]
    made = replace(draft, columns=tuple(columns[at] for at in order))
    if list(order) != sorted(order):
        rows = (replace(row, cells=tuple(row.cells[at] for at in order)) for row in draft.rows)
        made = replace(made, rows=tuple(rows))
    content = write.content(made)
    output = replace(
        found.outputs[0],
        draft=made,
        content=content,
        is_new=content != Path(found.path).read_bytes() or found.outputs[0].is_new,
    )
    return replace(found, outputs=(output,), moved=(*found.moved, *changes))


def _called(column: DraftColumn, name: str | None) -> DraftColumn:
    # Its own field is that of the name: nothing of the description is to follow the file's name.
    return column if name is None else replace(column, name=name, source="")
