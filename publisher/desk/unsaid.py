"""What nobody has said of a new dataset: told when it is added, with the words that say it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from publisher.desk.answers import Answers, Question, text
from publisher.desk.keys import Key
from publisher.words import Text, cut

_FORMS = {"frequency": "ANNUAL", "contact_title": "部署名"}
"""How a value is written, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """What stays unknown, and what was written without asking."""

    unknown: tuple[Key, ...] = ()
    taken: tuple[tuple[Key, str], ...] = ()
    """With the value that stands there now."""

    def told(self, name: str, *, is_dry: bool) -> list[Text]:
        """Return one sentence that says all of it; none where everything was said.

        `is_dry`: the dataset is not written yet, so options say it and not `opendata set`.
        """
        keys = [*self.unknown, *(key for key, _ in self.taken)]
        if not keys:
            return []
        ja = [key.words for key in self.unknown]
        en = [key.name for key in self.unknown]
        forms = [(key, _FORMS.get(key.name, "…")) for key in keys]
        verb = Text("書けます", "To state it") if self.unknown else Text("直せます", "To change it")
        if is_dry:
            command = " ".join(f"{key.option}={form}" for key, form in forms)
        else:
            said = " ".join(f"{key.name}={form}" for key, form in forms)
            command = f"opendata set {name} {said}"
        how = Text(f"`{command}` で{verb.ja}。", f"{verb.en}: `{command}`.")
        found = [Text(f"分からないまま：{'、'.join(ja)}。", f"Unknown: {', '.join(en)}.")] * bool(
            ja
        )
        found += [_as_taken(key, value) for key, value in self.taken]
        return [
            Text(
                "".join(item.ja for item in (*found, how)),
                " ".join(item.en for item in (*found, how)),
            )
        ]


def of(questions: Sequence[Question], answers: Answers, *, unasked: Collection[str]) -> Unsaid:
    """Return what `answers` leave unknown of what may be, and what was proposed and not asked."""
    return Unsaid(
        unknown=tuple(
            item.key
            for item in questions
            if not item.is_needed and text(answers, item.key.name) in {"", item.if_unknown}
        ),
        taken=tuple(
            (item.key, text(answers, item.key.name))
            for item in questions
            if item.is_needed and (item.key.name in unasked or _is_made(item, answers))
        ),
    )


def _is_made(question: Question, answers: Answers) -> bool:
    """Say whether nobody knew a title, and it has one that was made of its columns."""
    is_title = question.key.name == "title"
    return is_title and text(answers, "title") == question.if_unknown


def _as_taken(key: Key, value: str) -> Text:
    return Text(
        f"{key.words}は「{cut(value, 60)}」としました。",
        f"{key.name} was set to '{cut(value, 60)}'.",
    )
