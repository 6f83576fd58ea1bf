"""What `add` asks for, and what it proposes or takes for granted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from publisher.desk import descriptor, plausible, short_names, terms
from publisher.desk.answers import Answer, Answers, Question, text, texts
from publisher.desk.bench import Bench
from publisher.desk.infer import Inference
from publisher.desk.keys import ADD, FREQUENCY_UNKNOWN, LICENCE_UNKNOWN, Key
from publisher.errors import UsageError
from publisher.model import Organization
from publisher.words import Text, cut, mask_name

KEYS: Mapping[str, Key] = {key.name: key for key in ADD}
EMPTY_NAMES = frozenset({"", "data", "file", "table", "list", "sheet", "book1", "sheet1"})
"""Names of files that say nothing."""
_CONTACT = tuple(name for name in KEYS if name.startswith("contact_"))
_EMPTY_FOLDERS = EMPTY_NAMES | {"desktop", "documents", "downloads", "tmp", "temp", "home", "root"}


def of_place(bench: Bench) -> list[Question]:
    """Return what must be known before anything else can be asked."""
    return [
        Question(
            key=KEYS["organization"],
            text=Text("どの団体のデータですか", "Which body does the data belong to?"),
            choices=tuple(item.name for item in bench.tree.organizations),
            labels={item.name: item.title for item in bench.tree.organizations},
        )
    ]


def of_division(organization: Organization) -> list[Question]:
    """Return the question whose answer brings the most others: which division it is."""
    if not organization.divisions:
        return []
    return [
        Question(
            key=KEYS["division"],
            text=Text("どの課のデータですか", "Which division does the data belong to?"),
            choices=tuple(organization.divisions),
            if_unknown="",
            is_needed=False,
        )
    ]


def unlisted(answers: Answers, organization: Organization) -> list[Text]:
    """Return what to say of a division that the body does not list: a new one, or misspelt."""
    said, listed = text(answers, "division"), tuple(organization.divisions)
    if not said or not listed or said in listed:
        return []
    names = cut("、".join(listed), 200)
    return [
        Text(
            f"担当課「{cut(said, 40)}」は、organization.json の課（{names}）にありません。"
            "そのまま書きました。",
            f"Division '{cut(said, 40)}' is none of those in organization.json ({names}). "
            "It was taken as it is.",
        )
    ]


def defaults(answers: Answers, organization: Organization) -> dict[str, Answer]:
    """Return the answers with what body and division have laid down for all their datasets."""
    of_division = organization.divisions.get(text(answers, "division"), {})
    return {**organization.defaults, **of_division, **answers}


def of_name(
    bench: Bench,
    organization: Organization,
    source: Path,
    *,
    taken: Iterable[str] = (),
    is_asked: bool = False,
) -> list[Question]:
    """Return the question after a name that neither a standard nor the file's name gives.

    `taken` are names of the same hand-in. A person who is asked is always proposed one.
    """
    folder = slug_of(source.resolve().parent.name)
    # A name in Japanese says something, only not in letters: the folder's is no better.
    is_empty = slug_of(source.stem) in EMPTY_NAMES - {""}
    prefix = f"{organization.code}_"
    known = {*_taken(bench), *taken}
    of_file = short_names.proposed(source.stem, known, prefix)
    if is_asked and not of_file:
        of_file = short_names.unknown(known, prefix)

    def valid(said: str) -> None:
        bench.free_name(full_name(said, organization), organization)

    def near(said: str) -> str:
        letters = short_names.near(said)
        is_free = bool(letters) and f"{prefix}{letters}" not in known
        return letters if is_free else short_names.proposed(letters or said, known, prefix)

    return [
        Question(
            key=KEYS["name"],
            text=Text(
                f"英字の短い名前は何ですか（{organization.code}_… の後半）",
                f"What is its short name in letters (what follows {organization.code}_)?",
            ),
            proposed=folder if is_empty and folder not in _EMPTY_FOLDERS else of_file,
            valid=valid,
            near=near,
        )
    ]


def _taken(bench: Bench) -> Iterator[str]:
    """Yield the names that no new dataset may have."""
    yield from (item.name for item in bench.tree.unreadable)
    for item in bench.tree.datasets:
        yield item.name
        yield from item.descriptor.get("previousNames", [])


def of_dataset(
    bench: Bench,
    organization: Organization,
    given: Answers,
    proposed: Answers,
    *,
    untitled: str = "",
) -> list[Question]:
    """Return what only a person knows of a new dataset, in the order in which a person is asked.

    `given` is what was said or laid down, `proposed` what the file itself says, by key;
    `untitled` is its title where a person who is asked knows none.
    """
    questions = [
        Question(
            key=KEYS["title"],
            text=Text("データの題名は何ですか", "What is the data called?"),
            proposed=text(proposed, "title"),
            if_unknown=untitled or None,
        ),
        of_licence(bench, proposed=text(proposed, "licence")),
    ]
    if lacks_contact(organization, given):
        questions.append(
            Question(
                key=KEYS["contact_title"],
                text=Text("問い合わせ先の部署はどこですか", "Which post answers questions?"),
                if_unknown="",
                is_needed=False,
                valid=plausible.contact,
            )
        )
    return [
        *questions,
        Question(
            key=KEYS["frequency"],
            text=Text("どのくらいの頻度で更新しますか", "How often is it updated?"),
            choices=bench.vocabularies.frequencies,
            labels=bench.vocabularies.frequency_words,
            if_unknown=FREQUENCY_UNKNOWN,
            is_needed=False,
        ),
        Question(
            key=KEYS["description"],
            text=Text("何のデータか、1文で書いてください", "What does it hold, in one sentence?"),
            proposed=text(proposed, "description"),
            if_unknown="",
        ),
    ]


def lacks_contact(organization: Organization, given: Answers) -> bool:
    """Say whether nobody said whom to ask, for the body or for the dataset."""
    return not organization.contact and not any(text(given, name) for name in _CONTACT)


def is_named(answers: Answers, paths: Sequence[Path]) -> bool:
    """Say whether a name was said, or every file's says one in letters."""
    if text(answers, "name") or text(answers, "slug"):
        return True
    return all(slug_of(path.stem) not in EMPTY_NAMES for path in paths)


def of_every_body(bench: Bench) -> list[Question]:
    """Return what is asked of a new dataset whichever body it belongs to."""
    laid_down = [
        {*item.defaults, *(name for said in item.divisions.values() for name in said)}
        for item in bench.tree.organizations
    ]
    open_ = of_dataset(bench, bench.tree.organizations[0], {}, {})
    return [item for item in open_ if not any(item.key.name in names for names in laid_down)]


def of_licence(bench: Bench, *, proposed: str = "") -> Question:
    """Return the question after the terms of use; `proposed` is what the file itself says."""

    def valid(said: str) -> None:
        try:
            terms.licence(said, bench.vocabularies)
        except UsageError as error:
            what = Text(
                f"「{cut(said, 30)}」という利用条件はありません。番号で選んでください（分からないときは Enter）。",
                f"There is no such licence: {cut(said, 30)}. Choose by number (Enter if unknown).",
            )
            raise UsageError(what, where=error.where, next_step=error.next_step) from error

    return Question(
        key=KEYS["licence"],
        text=Text("利用条件（ライセンス）は何ですか", "Under which licence is it?"),
        choices=tuple(item.id for item in bench.vocabularies.licences),
        labels={item.id: item.plain for item in bench.vocabularies.licences},
        if_unknown=LICENCE_UNKNOWN,
        proposed=proposed,
        valid=valid,
    )


def proposed_name(
    answers: Answers, organization: Organization, inference: Inference, source: Path
) -> dict[str, Answer]:
    """Return the name that was said or follows from the standard or the file; nothing if none."""
    said = text(answers, "name")
    if said:
        return {"name": said}
    found = inference.recognition
    of_file = slug_of(source.stem).removeprefix(f"{organization.code}_")
    slug = (
        text(answers, "slug")
        or (found.standard.slug if found is not None else "")
        or (of_file if of_file not in EMPTY_NAMES else "")
    )
    return {"name": f"{organization.code}_{slug}"} if slug else {}


def slug_of(stem: str) -> str:
    """Return a file's name in the letters names may have; empty where Japanese leaves none.

    A person's number in it becomes no name: names are published.
    """
    if not stem.isascii():
        return ""
    return re.sub(r"[^a-z0-9]+", "_", mask_name(stem).lower()).strip("_")


def full_name(said: str, organization: Organization) -> str:
    """Return the whole name where only the part after the body's code was said."""
    return said if re.match(r"[0-9]{6}_", said) else f"{organization.code}_{said}"


def with_defaults(
    answers: Answers, organization: Organization, inference: Inference
) -> dict[str, Answer]:
    """Return the answers with what follows from the body, the standard or the lack of an answer."""
    whole = dict(answers)
    whole["description"] = text(whole, "description") or text(whole, "title")
    whole.setdefault("spatial", organization.code)
    whole.setdefault("frequency", FREQUENCY_UNKNOWN)
    whole["origin"] = descriptor.origin_kind(whole)
    tags = inference.standard.tags if inference.standard is not None else ()
    whole["keyword"] = tuple(dict.fromkeys((*tags, *texts(whole, "keyword"))))
    if published := text(whole, "published"):
        whole.setdefault("issued", published)
    return whole
