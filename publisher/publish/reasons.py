"""Why a change is made, in words that an operator reads."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.publish.actual import Held
from publisher.publish.desired import DesiredDataset
from publisher.words import Text

DIGEST = "extras.source_digest"


class Reasons:
    """The fixed reasons; those that name a field come from `words_of`."""

    NEW = Text("リポジトリに新しく加わりました", "new in the tree")
    NEVER_HERE = Text("公開前に取り下げられています", "withdrawn before it was published here")
    GONE = Text("取り下げ済みで、目録からも消えています", "withdrawn, and deleted on the catalog")
    FOREIGN = Text("他で管理されています（触りません）", "managed elsewhere (never touched)")
    ORPHAN = Text(
        "リポジトリから消えています。取り下げるなら `opendata withdraw`、"
        "誤りなら戻してください（目録には残します）",
        "gone from the tree without a withdrawal; kept. "
        "Withdraw it with `opendata withdraw`, or put it back",
    )
    ALREADY_PUBLIC = Text(
        "公開日が未来ですが、すでに公開されています（そのまま残します）",
        "its first day lies in the future, but it is public already (kept)",
    )
    NAME_TAKEN = Text(
        "同じ名前のデータセットを他が管理しています。名前を変えるか、"
        "目録でそのデータセットの名前を変えてもらってください",
        "another manager holds this name; choose another name, or have that dataset renamed",
    )
    NAME_HIDDEN = Text(
        "同じ名前の、見る権限のないデータセットがあります。目録の管理者に確かめてください",
        "a dataset of this name exists that the token may not see; ask the catalog's admin",
    )
    NO_ORGANIZATION = Text(
        "団体が目録にまだありません（作るには管理者の権限が要ります）",
        "its organization does not exist yet (needs admin)",
    )
    NEEDS_EDITOR = Text(
        "この団体に書き込む権限がトークンにありません。団体の編集者にしてもらってください",
        "the token may not write in this organization; ask to become its editor",
    )
    NEW_ORGANIZATION = Text("新しい団体です", "new organization")
    ORGANIZATION_CHANGED = Text("団体の情報が変わりました", "its record changed")
    FOREIGN_ORGANIZATION = Text(
        "他で管理されている団体です（触りません）", "managed elsewhere (never touched)"
    )
    NEEDS_ADMIN = Text("管理者の権限が要ります", "needs admin")


_FIELDS = {
    "name": Text("名前", "name"),
    "title": Text("題名", "title"),
    "notes": Text("説明", "description"),
    "license_id": Text("ライセンス", "licence"),
    "tags": Text("キーワード", "tags"),
    "organization": Text("団体", "organization"),
    "private": Text("公開の状態", "visibility"),
    "state": Text("削除の状態", "state"),
    "url": Text("出所のURL", "source URL"),
    "maintainer": Text("担当", "maintainer"),
    "version": Text("版", "version"),
}


def words_of(
    found: Iterable[str], want: DesiredDataset, held: Held, action: str
) -> tuple[Text, ...]:
    """Return the reasons of a change to an existing dataset."""
    found = tuple(found)
    reasons: list[Text] = []
    if action == "withdraw":
        reasons.append(Text("取り下げられました", "withdrawn in the tree"))
    elif action == "restore":
        reasons.append(Text("公開に戻りました", "published again"))
    elif held.private:
        reasons.append(
            Text("前回の実行が途中で終わっています", "left unfinished by an interrupted run")
        )
    elif held.digest == want.digest:
        reasons.append(Text("目録で手直しされています", "edited by hand on the catalog"))
    names = {resource.id: resource.upload_name for resource in want.resources}
    changed = _names(found, names)
    if changed:
        reasons.append(
            Text(
                f"変わったもの：{'、'.join(text.ja for text in changed)}",
                f"changed: {', '.join(text.en for text in changed)}",
            )
        )
    return tuple(reasons) or (Text("内容が変わりました", "the source changed"),)


def _names(found: Iterable[str], names: dict[str, str]) -> tuple[Text, ...]:
    """Return each difference in words, once and in order."""
    words: dict[Text, None] = {}
    for key in found:
        head, _, rest = key.partition(".")
        if head == "resources":
            number = rest.lstrip("+-").split(".")[0]
            words[Text(*(names.get(number, "ファイル"), names.get(number, "files")))] = None
        elif head == "extras":
            if key != DIGEST:
                words[Text(rest, rest)] = None
        else:
            words[_FIELDS.get(head, Text(head, head))] = None
    return tuple(words)
