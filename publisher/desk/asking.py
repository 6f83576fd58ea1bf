"""What `opendata update` asks of whoever sits at the terminal: columns first, then cells."""

from __future__ import annotations

from dataclasses import replace

from publisher.desk import cells, renewing, updating
from publisher.desk.adopting import OtherColumns
from publisher.desk.answers import Asker, Question
from publisher.desk.bench import Bench
from publisher.desk.changing import Request
from publisher.desk.keys import Key, Part
from publisher.desk.undecided import SeveralTables, Undecided
from publisher.desk.updating import Seen
from publisher.words import Text, cut

_ANSWER = Key(name="answer", part=Part.CALL, help="")
_SAME, _OTHER = "same", "other"
_YES, _NO = "yes", "no"
MOST = 4
"""Questions after columns: where more are unclear, the file is hardly a new version."""


def preview(request: Request, bench: Bench, asker: Asker | None) -> tuple[Request, Seen]:
    """Return what would be written, and the request with what was answered for it.

    Raises what `updating.preview` does; without an asker nothing is asked.
    """
    request, seen = _with_columns(request, bench, asker)
    if asker is None:
        return request, seen
    for what in seen.broken:
        if asker.ask(_may_loosen(what)) != _YES:
            return request, seen
    if seen.broken:
        request = replace(request, may_loosen=True)
        seen = updating.preview(request, bench)
    questions = [item for found in seen.previews for item in found.questions]
    answers = cells.asked(questions, asker, cells.Room())
    given = {kind: answer for kind, answer in answers.items() if answer}
    if not given:
        return request, seen
    said = replace(request.said, answers={**given, **request.said.answers})
    request = replace(request, said=said)
    return request, updating.preview(request, bench)


def _may_loosen(what: Text) -> Question:
    return _yes_or_no(
        Text(
            f"{what.ja}。このまま入れて、この列の決まりをゆるめますか",
            f"{what.en}. Take them as they are and declare less of this column?",
        ),
        yes=Text("はい（次の版が合えば、決まりはもどります）", "yes, until a version keeps it"),
        no=Text("いいえ（値を直してからやり直す）", "no: the values are to be mended"),
    )


def _yes_or_no(text: Text, *, yes: Text, no: Text) -> Question:
    """Return a question whose answer, where nobody knows it, is no."""
    return Question(
        key=_ANSWER,
        text=text,
        choices=(_YES, _NO),
        labels={_YES: yes, _NO: no},
        if_unknown=_NO,
    )


def _with_columns(request: Request, bench: Bench, asker: Asker | None) -> tuple[Request, Seen]:
    try:
        return _seen(request, bench, asker)
    except OtherColumns as other:
        if asker is None or other.is_foreign:
            raise
        asked = _asked(request, other, asker)
        if asked is None:
            raise
    return _seen(asked, bench, asker)


def _seen(request: Request, bench: Bench, asker: Asker | None) -> tuple[Request, Seen]:
    """Return what would be written, after asking what there is no table without."""
    while True:
        try:
            return request, updating.preview(request, bench)
        except (Undecided, SeveralTables) as error:
            said = _decided(error, request, asker) if asker is not None else None
            if said is None:
                raise
            request = replace(request, said=said)


def _decided(
    error: Undecided | SeveralTables, request: Request, asker: Asker
) -> renewing.Said | None:
    """Return what was said with the answer to it; None where nobody knew one."""
    said = request.said
    if isinstance(error, Undecided):
        answers = cells.asked([error.question], asker, cells.Room())
        given = {kind: answer for kind, answer in answers.items() if answer}
        is_new = not given.keys() & said.answers.keys()
        return replace(said, answers={**said.answers, **given}) if given and is_new else None
    if said.table or len(request.files) > 1:
        return None
    # A version is one table: all of them are none.
    question = replace(error.question, choices=error.question.choices[:-1])
    answer = asker.ask(question)
    return replace(said, table=answer) if answer else None


def _asked(request: Request, other: OtherColumns, asker: Asker) -> Request | None:
    """Return the request with what was answered of its columns; None where nothing was allowed."""
    guesses = other.guesses[:MOST]
    said = {new: name for new, name in guesses if asker.ask(_is_same(new, name)) == _SAME}
    same = {**request.same, **said}
    lost = [name for name in other.matched.lost if name not in same.values()]
    new = [label for label in other.matched.new if label not in same]
    if (lost or new) and asker.ask(_may_change(lost, new)) != _YES:
        return None
    return replace(request, same=same, may_change_columns=bool(lost or new))


def _is_same(given: str, name: str) -> Question:
    given, name = cut(given, 30), cut(name, 30)
    return Question(
        key=_ANSWER,
        text=Text(
            f"「{given}」の列は、今の「{name}」の列ですか",
            f"Is column '{given}' what is called '{name}' now?",
        ),
        choices=(_SAME, _OTHER),
        labels={
            _SAME: Text("同じ列（名前が変わっただけ）", "the same; only its name changed"),
            _OTHER: Text("別の列", "another column"),
        },
        if_unknown=_OTHER,
    )


def _may_change(lost: list[str], new: list[str]) -> Question:
    ja = [f"増える列：{cut('、'.join(new))}"] * bool(new)
    ja += [f"なくなる列：{cut('、'.join(lost))}"] * bool(lost)
    en = [f"new: {cut(', '.join(new))}"] * bool(new) + [f"gone: {cut(', '.join(lost))}"] * bool(
        lost
    )
    return _yes_or_no(
        Text(
            f"列が変わります（{'、'.join(ja)}）。これで正しいですか",
            f"Columns change ({'; '.join(en)}). Is that right?",
        ),
        yes=Text("はい", "yes"),
        no=Text("いいえ（書き込まない）", "no, write nothing"),
    )
