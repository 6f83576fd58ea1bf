"""Files as officers hand them in: whether they may be published beside the tidy table, and how."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from publisher import files
from publisher.checks.judging import UNREAD, judged
from publisher.checks.source import Looking, Source
from publisher.engine.engine import CompiledEngine
from publisher.errors import DataRefused
from publisher.files import DiskFile
from publisher.findings import Finding
from publisher.identity import derived_id
from publisher.municipalities import Municipalities
from publisher.profile import MEDIATYPES
from publisher.rules import RULES, known
from publisher.rules.rule import Rule
from publisher.words import Text, cut, mask_name

SAFETY: tuple[Rule, ...] = (
    *(rule for rule in RULES if rule.id.startswith("S")),
    # What nobody sees on the screen goes out with the file all the same.
    known("L1-13"),
)
"""A file with a finding of one of these stays with the officer."""
_UNSEEN = Text("表示形式で見えなくした値があります", "its formats hide values")
_NAMED = Text(
    "表を作った人などの名前が、セルに書かれています", "its cells name persons, such as who made it"
)
_DIGEST = Text(
    "同じものだと後で確かめられるように、指紋だけを履歴に残します。",
    "Its digest stands in the history.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One file as it was handed in; it is never changed."""

    path: Path
    file: DiskFile
    names_person: bool = False
    """Beside a table, or anywhere else in its cells, it says who made it."""

    @property
    def form(self) -> str:
        """The ending of its name, in lower case."""
        return self.path.suffix.lower().lstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What of the originals goes beside the tidy table, and what stays."""

    published: tuple[Original, ...] = ()
    withheld: tuple[Original, ...] = ()
    notices: tuple[Text, ...] = ()


def look(path: Path) -> Original:
    """Return a reference to a file; raises DataRefused for what is empty, OSError for the disk."""
    file = files.look(path)
    if file.size:
        return Original(path=path, file=file)
    raise DataRefused(
        Text("ファイルが空です。", "The file is empty."),
        where=str(path),
        next_step=Text("正しいファイルを指してください。", "Name the right file."),
    )


def sorted_out(
    originals: Sequence[Original],
    municipalities: Municipalities,
    *,
    body: str,
    hiding: Container[Original] = (),
) -> Kept:
    """Return which originals are free of every safety finding, questions included.

    `hiding` are those with values that nobody sees and that were left out of the tables.
    """
    published: list[Original] = []
    withheld: list[Original] = []
    notices: list[Text] = []
    for original in originals:
        found = unsafe(original, municipalities, body=body)
        if found or original.names_person or original in hiding:
            withheld.append(original)
            notices.append(_withheld(original, found))
        else:
            published.append(original)
            notices.append(_published(original))
    return Kept(published=tuple(published), withheld=tuple(withheld), notices=tuple(notices))


def unsafe(original: Original, municipalities: Municipalities, *, body: str) -> tuple[Finding, ...]:
    """Return the safety findings of an original, or why nobody could look into it."""
    looking = Looking(rules=SAFETY, engine=CompiledEngine(), municipalities=municipalities)
    form = "csv" if original.form == "txt" else original.form
    source = Source(file=original.file, form=form, path=original.path.name, body=body)
    ids = {rule.id for rule in SAFETY} | {"X000"} | UNREAD
    return tuple(item for item in judged(source, looking).findings if item.rule in ids)


def copy(originals: Sequence[Original], slug: str, folder: Path) -> list[tuple[Original, str]]:
    """Copy originals into a staged dataset; return each with its path there."""
    copied: list[tuple[Original, str]] = []
    for number, original in enumerate(originals, start=1):
        suffix = f"_{number}" if len(originals) > 1 else ""
        path = _path(slug, original.form, suffix)
        shutil.copyfile(original.path, folder / path)
        copied.append((original, path))
    return copied


def _path(slug: str, form: str, suffix: str) -> str:
    # A text beside the tidy CSV would have its very name.
    middle = "_original" if form == "csv" else ""
    return f"{slug}{middle}{suffix}.{form}"


def free_path(slug: str, form: str, taken: Container[str]) -> str:
    """Return the path of one more original beside a table, the first that is not taken."""
    suffixes = itertools.chain([""], (f"_{number}" for number in itertools.count(2)))
    paths = (_path(slug, form, suffix) for suffix in suffixes)
    return next(path for path in paths if path not in taken)


def point(whole: dict[str, Any], original: Original, path: str) -> None:
    """Let the entry of an original tell of a newer one; its id and name stay."""
    whole["title"] = title(original)
    whole["path"], whole["format"] = path, original.form
    whole.pop("mediatype", None)
    if mediatype := MEDIATYPES.get(original.form):
        whole["mediatype"] = mediatype


def entry(
    original: Original, path: str, instance: str, dataset: str, licence: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the entry of an original in the descriptor, with its derived id."""
    name = f"{path.rpartition('.')[0].removesuffix('_original')}_original"
    whole = {
        "id": derived_id(instance, dataset, name),
        "name": name,
        "title": title(original),
        "description": "表に整える前のファイルです。",
        "path": path,
        "format": original.form,
        "licenses": [dict(licence)],
    }
    if mediatype := MEDIATYPES.get(original.form):
        whole["mediatype"] = mediatype
    return whole


def _published(original: Original) -> Text:
    name = cut(original.path.name)
    return Text(
        f"もとのファイル（{name}）も、表のとなりに載せます（名前や隠れた部分は見つかりません）。",
        f"The original ({name}) goes out beside the table; nothing unsafe was found in it.",
    )


def title(original: Original) -> str:
    """Return what an original is called on the dataset's page."""
    return f"もとのファイル（{cut(mask_name(normalize('NFC', original.path.name)))}）"


def _withheld(original: Original, found: Sequence[Finding]) -> Text:
    name = cut(original.path.name)
    if unread := next((item.message for item in found if item.rule in UNREAD), None):
        return Text(
            f"もとのファイル（{name}）は載せません：{unread.ja}{_DIGEST.ja}",
            f"The original ({name}) is not published: {unread.en} {_DIGEST.en}",
        )
    names = list(dict.fromkeys(item.rule for item in found))
    titles = [known(rule).title for rule in names]
    if not names:
        why = _NAMED if original.names_person else _UNSEEN
        return Text(
            f"もとのファイル（{name}）は載せません：{why.ja}。{_DIGEST.ja}",
            f"The original ({name}) is not published: {why.en}. {_DIGEST.en}",
        )
    return Text(
        f"もとのファイル（{name}）は載せません：{'、'.join(item.ja for item in titles)}"
        f"（{', '.join(names)}）。{_DIGEST.ja}",
        f"The original ({name}) is not published: {'; '.join(item.en for item in titles)} "
        f"({', '.join(names)}). {_DIGEST.en}",
    )
