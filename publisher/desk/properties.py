"""What a dataset says of itself, by the words that officers and citizens know it by. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publisher.words import Text

_WORDS: Mapping[str, Text] = {
    "name": Text("名前", "name"),
    "previousNames": Text("前の名前", "former names"),
    "title": Text("題名", "title"),
    "description": Text("説明", "description"),
    "translations": Text("英語の題名や説明", "words in English"),
    "keywords": Text("キーワード", "keywords"),
    "themes": Text("分類", "themes"),
    "standard": Text("標準データセットの種類", "standard dataset"),
    "spatial": Text("対象地域", "area"),
    "temporal": Text("対象期間", "period"),
    "accrualPeriodicity": Text("更新頻度", "frequency"),
    "issued": Text("公開日", "first day"),
    "modified": Text("更新日", "day of the last change"),
    "division": Text("担当課", "division"),
    "contactPoint": Text("連絡先", "contact"),
    "homepage": Text("データのページ", "page about the data"),
    "version": Text("版", "version"),
    "origin": Text("出どころ", "origin"),
    "accepted": Text("確認したこと", "what was accepted"),
    "history": Text("履歴", "history"),
    "licenses": Text("利用条件", "licence"),
    "credit": Text("出典の書き方", "credit line"),
    "schema": Text("列の説明や決まり", "columns"),
}
_FILES = Text("ファイル", "files")
_OF_FILES: Mapping[str, Text] = {
    "title": Text("ファイルの題名", "title of a file"),
    "description": Text("ファイルの説明", "description of a file"),
    "translations": Text("ファイルの英語の題名や説明", "a file's words in English"),
}
_RESOURCES = "resources"


def words(names: Iterable[str]) -> Text:
    """Return what properties are called, one after the other."""
    return _listed(_WORDS.get(name, _FILES) for name in names)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Text:
    """Return what differs between two descriptors of one dataset, but for the history.

    Of its files what differs of any of them is named. Only where nothing else differs is it the
    history.
    """
    names = _different(before, after)
    found = [_WORDS.get(name, _FILES) for name in names if name not in {"history", _RESOURCES}]
    if _RESOURCES in names:
        found += _of_files(before, after)
    return _listed(found or [_WORDS["history"]])


def _different(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _of_files(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Text]:
    olds = {item["id"]: item for item in before[_RESOURCES]}
    if olds.keys() != {item["id"] for item in after[_RESOURCES]}:
        yield _FILES
    for item in after[_RESOURCES]:
        for name in _different(olds.get(item["id"], item), item):
            yield _OF_FILES.get(name) or _WORDS.get(name, _FILES)


def _listed(found: Iterable[Text]) -> Text:
    once = list({text.ja: text for text in found}.values())
    return Text("、".join(text.ja for text in once), ", ".join(text.en for text in once))
