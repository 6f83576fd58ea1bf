"""`opendata init`: the files of a new instance, data only, with one body."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.codes import is_local_government_code, local_government_check_digit
from publisher.desk.folder import writing
from publisher.desk.template import README, settings
from publisher.errors import UsageError
from publisher.instance import FILE
from publisher.words import Text, cut

_KINDS = ("prefecture", "city", "town", "village", "ward")
_SLUG = re.compile(r"[a-z0-9_]{2,80}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The one body a new instance begins with."""

    code: str
    title: Text
    kana: str
    slug: str

    @property
    def name(self) -> str:
        """The folder's and CKAN's name."""
        return f"{self.code}_{self.slug}"


def body(*, code: str, name: str, kana: str, name_en: str, slug: str = "") -> Body:
    """Return the body that was described; raises UsageError for a wrong code or slug."""
    if not is_local_government_code(code):
        digits = code[:5] if re.match(r"[0-9]{5}", code) else ""
        hint = f"{digits}{local_government_check_digit(digits)}" if digits else "292095"
        raise UsageError(
            Text(
                f"団体コード「{cut(code)}」は正しくありません（6桁・検査数字つき）。",
                f"'{cut(code)}' is not a local government code (6 digits, the last a check digit).",
            ),
            where="--code",
            next_step=Text(
                f"全国地方公共団体コードを確かめてください（例: {hint}）。",
                f"Check the code (for example {hint}).",
            ),
        )
    chosen = slug or slug_of(name_en)
    if not _SLUG.match(chosen):
        raise UsageError(
            Text(f"「{cut(chosen)}」は名前に使えません。", f"'{cut(chosen)}' cannot be a name."),
            where="--slug",
            next_step=Text(
                "小文字の英数字と _ で --slug を付けてください（例: ikoma）。",
                "Give --slug in a-z, 0-9 and _ (for example ikoma).",
            ),
        )
    return Body(code=code, title=Text(name, name_en), kana=kana, slug=chosen)


def slug_of(name_en: str) -> str:
    """Return the slug of an English name: `Ikoma City` → `ikoma`, `Shimane Prefecture` → `shimane_pref`."""
    plain = unicodedata.normalize("NFKD", name_en).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if len(words) > 1 and words[-1] in _KINDS:
        kind = words.pop()
        words += ["pref"] if kind == "prefecture" else []
    return "_".join(words)


def contents(instance_id: str, first: Body, title: Text) -> dict[str, str]:
    """Return the files of a new instance by path. Pure; opendata.toml comes last on purpose."""
    record = {"code": first.code, "title": first.title.as_json(), "kana": first.kana}
    return {
        ".gitattributes": "datasets/** -text\n",
        ".gitignore": ".opendata/\n",
        f"datasets/{first.name}/organization.json": (
            json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        ),
        "datasets/README.md": README,
        FILE: settings(instance_id, first.name, first.title, title),
    }


def create(folder: Path, files: Mapping[str, str]) -> None:
    """Write a new instance into `folder`, whole or not at all.

    Raises UsageError where one of its files stands there already, SurroundingsError for the disk.
    """
    for relative in files:
        top = folder / relative.split("/", 1)[0]
        if top.exists():
            raise UsageError(
                Text(f"{top.name} がもうあります。", f"{top.name} exists already."),
                where=str(folder),
                next_step=Text(
                    "空のフォルダか、新しいフォルダの名前を指定してください。",
                    "Name an empty folder or a new one.",
                ),
            )
    with writing(folder):
        parent = folder.parent
        parent.mkdir(parents=True, exist_ok=True)
        is_new = not folder.exists()
        staged = Path(tempfile.mkdtemp(dir=parent if is_new else folder, prefix=".opendata-init-"))
        try:
            for relative, content in files.items():
                path = staged / relative
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8", newline="\n")
            staged.chmod(0o755)
            if is_new:
                staged.rename(folder)
            else:
                _move(staged, folder)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _move(staged: Path, folder: Path) -> None:
    """Move what was staged up into its folder; opendata.toml, which makes it one, last."""
    moved: list[Path] = []
    try:
        for path in sorted(staged.iterdir(), key=lambda path: path.name == FILE):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
    except BaseException:
        for path in moved:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        raise
