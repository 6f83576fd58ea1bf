"""What every command at the desk works on, and how it finds bodies and datasets by what is said."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from typing import Any

from publisher.checks.dataset import originals
from publisher.errors import DataRefused, UsageError
from publisher.identity import NAME, RESERVED_NAMES
from publisher.instance import Instance
from publisher.model import Dataset, Organization, Resource, Tree
from publisher.standards import Standard
from publisher.vocabularies import Vocabularies
from publisher.words import Text, cut

_UPDATE = Text(
    "今あるものを新しい表にするときは `opendata update`、説明を変えるときは `opendata set` です。",
    " What exists gets a new table with `opendata update`, other words with `opendata set`.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An instance, its tree and what is read once per command."""

    instance: Instance
    tree: Tree
    vocabularies: Vocabularies
    standards: tuple[Standard, ...]
    today: dt.date

    def organization(self, said: str) -> Organization:
        """Return the body with this folder name, code or title; raises UsageError."""
        for item in self.tree.organizations:
            if said in {item.name, item.code, item.title.ja, item.title.en}:
                return item
        names = [item.name for item in self.tree.organizations]
        raise UsageError(
            Text(f"団体「{cut(said)}」がありません。", f"No such organization: {cut(said)}."),
            where="--organization",
            next_step=Text(
                f"このどれかを選んでください: {cut(', '.join(names), 2000)}",
                "Choose one of these, or add its folder with an organization.json.",
            ),
        )

    def dataset(self, said: str) -> Dataset:
        """Return the dataset of this name (or folder); raises UsageError or DataRefused."""
        name = said.rstrip("/").rsplit("/", 1)[-1]
        found = [item for item in self.tree.datasets if item.name == name]
        if len(found) == 1:
            return found[0]
        if any(item.name == name for item in self.tree.unreadable):
            raise DataRefused(
                Text(
                    f"{name} の説明（datapackage.json）を読めません。",
                    f"The descriptor of {name} cannot be read.",
                ),
                where=name,
                next_step=Text(
                    "`opendata check` で場所を見て直すか、前の版に戻してください。",
                    "See `opendata check` for the place, or go back to its last version.",
                ),
            )
        for item in self.tree.datasets if not found else ():
            if name in item.descriptor.get("previousNames", []):
                raise _renamed(said, item.name)
        raise UsageError(
            Text(f"データセット「{cut(said)}」がありません。", f"No such dataset: {cut(said)}.")
            if not found
            else Text(f"{name} という名前が2つあります。", f"Two datasets are named {name}."),
            where=cut(said),
            next_step=Text(
                "フォルダの名前を確かめてください（datasets/団体/名前）。",
                "Give the name of its folder (datasets/ORGANIZATION/NAME).",
            ),
        )

    def free_name(
        self,
        name: str,
        organization: Organization,
        *,
        said_in: str = "--name",
        of: Dataset | None = None,
    ) -> str:
        """Return `name` if a new dataset of this body may have it; raises UsageError.

        `said_in` is where the officer writes it; `of` is a dataset that may have its own former
        name again.
        """
        taken = {item.name: item.folder for item in self.tree.unreadable}
        for item in self.tree.datasets:
            former = () if item is of else item.descriptor.get("previousNames", [])
            taken.update(dict.fromkeys((item.name, *former), item.folder))
        if name in RESERVED_NAMES:
            problem = Text(
                f"名前「{cut(name)}」は目録が自分で使うので、付けられません。",
                f"The name '{cut(name)}' is one that catalogs keep for themselves.",
            )
        elif not NAME.match(name):
            problem = Text(
                f"名前「{cut(name)}」は使えません（小文字の英数字と _ - で2〜100字）。",
                f"The name '{cut(name)}' cannot be used (a-z, 0-9, _ and -, 2 to 100 of them).",
            )
        elif not name.startswith(f"{organization.code}_"):
            problem = Text(
                f"名前は団体コードで始めます: {organization.code}_…",
                f"The name begins with the body's code: {organization.code}_…",
            )
        elif not any(map(str.isalnum, name.removeprefix(f"{organization.code}_"))):
            problem = Text(
                f"名前「{cut(name)}」の後半がありません。",
                f"The name '{cut(name)}' has nothing after the body's code.",
            )
        elif name in taken:
            problem = Text(
                f"{name} はもうあります（{taken[name]}）。",
                f"{name} exists already ({taken[name]}).",
            )
        else:
            return name
        raise UsageError(
            problem,
            where=said_in,
            next_step=Text(
                f"{said_in} に別の名前を書いてください。" + (_UPDATE.ja if name in taken else ""),
                f"Give another name in {said_in}." + (_UPDATE.en if name in taken else ""),
            ),
        )


def _renamed(said: str, now: str) -> UsageError:
    return UsageError(
        Text(f"{cut(said)} は {now} に名前が変わっています。", f"{cut(said)} is called {now} now."),
        where=cut(said),
        next_step=Text(f"{now} と書いてください。", f"Write {now}."),
    )


def document(dataset: Dataset) -> dict[str, Any]:
    """Return a copy of the dataset's descriptor that may be changed."""
    return copy.deepcopy(dict(dataset.descriptor))


def resource(dataset: Dataset, said: str) -> Resource:
    """Return the resource meant: the one of this name, or the only one; raises UsageError.

    Originals that lie beside the table made from them are never meant: they go with it.
    """
    made_from = originals(dataset)
    tables = [item for item in dataset.resources if item.path not in made_from]
    names = [item.name for item in tables]
    if not said and len(tables) == 1:
        return tables[0]
    if said in names:
        return tables[names.index(said)]
    problem = (
        Text(f"ファイル「{cut(said)}」はありません。", f"No such resource: {cut(said)}.")
        if said
        else Text("どのファイルのことか分かりません。", "It is not said which file is meant.")
    )
    raise UsageError(
        problem,
        where="--resource",
        next_step=Text(
            f"--resource でこのどれかを選んでください: {', '.join(names) or '（なし）'}",
            f"Choose one with --resource: {', '.join(names) or '(none)'}",
        ),
    )
