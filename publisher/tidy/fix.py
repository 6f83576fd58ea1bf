"""All mends of a table, again and again until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.rules.fence import Crash, fenced
from publisher.rules.standard_columns import followed
from publisher.tidy.change import Changes, Question
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends import MENDS
from publisher.tidy.mends.look import Look

ROUNDS = 50
"""Each round changes a cell for good, so the rounds come to an end; this bounds a mend of ours
that would go to and fro."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Tables as they came out."""

    drafts: tuple[Draft, ...]
    changes: Changes
    """In the order in which they were made; of one cell there may be several."""
    questions: tuple[Question, ...]
    """Open ones: without an answer nothing of theirs was changed."""
    answered: tuple[Question, ...] = ()
    failed: frozenset[str] = frozenset()
    """Ids of the mends that failed, which is our fault: they changed nothing."""


def tidy(drafts: Sequence[Draft], asked: Asked, mends: Sequence[Mend] = MENDS) -> Result:
    """Return `drafts` with all that can be proven mended, and what is left to ask."""
    done = [_tidy(draft, asked, mends) for draft in drafts]
    changes = done[0].changes if len(done) == 1 else Changes()
    for item in done if len(done) > 1 else ():
        changes.extend(item.changes)
    return Result(
        drafts=tuple(item.drafts[0] for item in done),
        changes=changes,
        questions=_joined(question for item in done for question in item.questions),
        answered=_joined(question for item in done for question in item.answered),
        failed=frozenset().union(*(item.failed for item in done)),
    )


def _tidy(draft: Draft, asked: Asked, mends: Sequence[Mend]) -> Result:
    changes = Changes()
    failed: set[str] = set()
    answered: dict[str, Question] = {}
    open_: list[Question] = []
    idle: dict[str, Mended] = {}
    for _ in range(ROUNDS):
        open_ = []
        count = len(changes)
        for mend in mends:
            mended = idle.get(mend.id) if mend.id not in failed else None
            if mended is None or mended.draft is not draft:
                mended = _run(mend, draft, asked) if mend.id not in failed else None
            if mended is None:
                failed.add(mend.id)
                continue
            if mended.draft is draft:
                idle[mend.id] = mended  # it would find the same again
            else:
                draft.known.clear()  # it is past, though its caller may keep it
            draft = mended.draft
            changes.extend(mended.changes)
            open_ += [item for item in mended.questions if not item.answer]
            # Once carried out, the cells of an answer are no more found: the first time counts.
            for item in mended.questions:
                if item.answer:
                    answered.setdefault(item.id, item)
        if len(changes) == count:
            break
    found = followed(Look(draft, asked).head)
    draft.known.clear()
    if found is not None:
        draft = replace(draft, standard=f"{found.standard.edition}/{found.standard.slug}")
    return Result(
        drafts=(draft,),
        changes=changes.chained(),
        questions=tuple(open_),
        answered=tuple(answered.values()),
        failed=frozenset(failed),
    )


def _run(mend: Mend, draft: Draft, asked: Asked) -> Mended | None:
    """Return what a mend does, None where it fails."""
    (done,) = fenced(mend.id, lambda: [mend.run(draft, asked)])
    return None if isinstance(done, Crash) else done


def _joined(questions: Iterator[Question]) -> tuple[Question, ...]:
    """Return each question once: like columns of several tables are asked about together."""
    found: dict[str, Question] = {}
    for question in questions:
        known = found.get(question.id)
        found[question.id] = (
            question if known is None else replace(known, count=known.count + question.count)
        )
    return tuple(found.values())
