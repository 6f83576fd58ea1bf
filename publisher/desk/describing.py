"""What a new dataset says of itself: laid down, proposed by its files, and asked for. Pure but for who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.desk import cells, proposals, questions, terms, unsaid
from publisher.desk.answers import MOST_QUESTIONS, Answer, Answers, Asker, complete, text
from publisher.desk.bench import Bench
from publisher.desk.infer import Inference
from publisher.desk.intake import Table
from publisher.desk.unsaid import Unsaid
from publisher.model import Organization


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a new dataset before anybody is asked."""

    group: Sequence[Table]
    first: Inference
    """Of the first table."""
    organization: Organization
    bench: Bench


def room(place: Answers, organization: Organization, paths: Sequence[Path]) -> cells.Room:
    """Return how many of the questions may be on cells, beside those on the dataset itself.

    What blocks is asked before contact and frequency, which may be said at any time.
    """
    known = questions.defaults(place, organization)
    needed = [name for name in ("title", "licence") if name not in known]
    needed += ["name"] * (not questions.is_named(known, paths))
    needed += ["division"] * (bool(organization.divisions) and "division" not in known)
    later = ["frequency"] * ("frequency" not in known)
    later += ["contact_title"] * questions.lacks_contact(organization, known)
    most = MOST_QUESTIONS - len(needed)
    return cells.Room(most, most - len(later))


def described(
    answers: Answers, facts: Facts, asker: Asker | None, *, room: int, is_as_proposed: bool
) -> tuple[dict[str, Answer], Unsaid, frozenset[str]]:
    """Return all that is said of a new dataset, what nobody said, and what nobody was asked.

    `room` is how many questions may be asked. Raises MissingAnswers or UsageError.
    """
    said = proposed(answers, facts)
    if is_as_proposed:
        answers = {**said, **answers}
    wanted = questions.of_dataset(
        facts.bench,
        facts.organization,
        answers,
        said,
        untitled=proposals.untitled(facts.group) if asker is not None else "",
    )
    open_ = [item for item in wanted if item.key.name not in answers]
    first = [item for item in open_ if item.key.name == "title"]
    whole = complete(answers, first, asker, most=room)
    # What is proposed as its description names the title that it has by now.
    told = text(proposed(whole, facts), "description") if asker is not None else ""
    listed = [item for item in open_ if not told or item.key.name != "description"]
    asked = {item.key.name for item in listed[:room]} if asker is not None else set()
    whole = complete(whole, listed, asker, most=max(room - len(first), 0))
    if told:
        whole.setdefault("description", told)
    whole = questions.with_defaults(
        {**proposals.period(facts.group), **whole}, facts.organization, facts.first
    )
    unasked = frozenset(item.key.name for item in open_) - asked
    left = unsaid.of(open_, whole, unasked=unasked)
    return terms.in_vocabulary(whole, facts.bench.vocabularies), left, unasked


def proposed(answers: Answers, facts: Facts) -> dict[str, Answer]:
    """Return what the files say, by key; the description names the title of `answers`."""
    group = facts.group
    title = proposals.title(group, facts.first)
    said = text(answers, "title") or title
    description = proposals.description(said, group) if said and _is_told(group, title) else ""
    found = {"title": title, "description": description}
    return {
        **{key: value for key, value in found.items() if value},
        **proposals.metadata(group, facts.bench.vocabularies),
    }


def _is_told(group: Sequence[Table], title: str) -> bool:
    """Say whether the files say enough of themselves for a sentence about them."""
    return bool(title) or any(table.is_tidied for table in group)
