"""What fixing files does, for machines: schemas/fix.schema.json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.tables.record import column_letter
from publisher.tidy.change import Change, Question
from publisher.tidy.outcome import Outcome, Output, Passed
from publisher.tidy.titles import title_of
from publisher.words import mask, mask_name


def document(found: Sequence[Outcome], passed: Sequence[Passed] = ()) -> dict[str, Any]:
    """Return every change and open question; values whole, but personal numbers masked.

    `passed` are files of a folder that nothing was done with.
    """
    return {
        "files": [_file(outcome) for outcome in found],
        "passed": [{"path": mask_name(item.path), "why": item.why.as_json()} for item in passed],
    }


def _file(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": mask_name(outcome.path),
        "sha256": outcome.sha256,
        "changed": outcome.is_changed,
        "written": outcome.is_written,
        "changes": [_change(change) for change in outcome.changes],
        "questions": [_question(question) for question in outcome.result.questions],
        "answered": [_question(question) for question in outcome.result.answered],
        "failed": sorted(outcome.result.failed),
        "notices": [notice.as_json() for notice in outcome.notices],
        "others": [
            {"sheet": mask(sheet) if sheet else sheet, "why": why.as_json()}
            for sheet, why in outcome.others
        ],
        "outputs": [_output(output) for output in outcome.outputs],
    }


def _change(change: Change) -> dict[str, Any]:
    is_cell = change.number > 0 and change.position > 0
    return {
        "mend": change.mend,
        "title": title_of(change.mend).as_json(),
        "sheet": mask(change.sheet) if change.sheet else change.sheet,
        "row": change.number or None,
        "line": change.line or None if change.sheet is None else None,
        "position": change.position or None,
        "column": mask(change.column) or None,
        "cell": f"{column_letter(change.position)}{change.number}"
        if is_cell and change.sheet is not None
        else None,
        "before": mask(change.before),
        "after": mask(change.after),
        "moved": change.moved or None,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "mend": question.mend,
        "text": question.text.as_json(),
        "choices": [
            {"value": choice.value, "label": choice.label.as_json()} for choice in question.choices
        ],
        "sheet": mask(question.sheet) if question.sheet else question.sheet,
        "row": question.number or None,
        "column": mask(question.column) or None,
        "count": question.count,
        "examples": [mask(example) for example in question.examples],
        "answer": question.answer or None,
    }


def _output(output: Output) -> dict[str, Any]:
    return {
        "path": mask_name(output.path),
        "new": output.is_new,
        "rows": len(output.draft.rows),
        "columns": [mask(column.name) for column in output.draft.columns],
        "titles": [mask(text) for text in output.draft.titles],
        "notes": [mask(text) for text in output.draft.notes],
        "standard": output.draft.standard,
    }
