"""Terms of use in plain words, and the credit line ready to copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.pages.files import File
from catalog.pages.language import Language
from catalog.pages.untrusted import text, web_address
from catalog.pages.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one may do with the data."""

    plain: str
    name: str
    url: str
    stated_by: str
    credit: str


def terms_of(
    dataset: Mapping[str, Any], file: File | None, vocabulary: Vocabulary, language: Language
) -> Terms:
    """Return the terms of the file most people want; the dataset's own where the file has none.

    Where nobody stated a licence the answer is the vocabulary's `unstated`, never a guess.
    """
    stated = file.licence if file else {}
    identifier = text(stated.get("name")) or text(dataset.get("license_id")) or "unstated"
    known = vocabulary.licence(identifier)
    title = text(stated.get("title")) or text(dataset.get("license_title"))
    address = web_address(stated.get("path")) or web_address(dataset.get("license_url"))
    if known:
        return Terms(
            plain=known.plain[language],
            name=known.title[language],
            url=address or known.url,
            stated_by=text(stated.get("statedBy")),
            credit=file.credit if file else "",
        )
    return Terms(
        plain=language.say("利用条件は次のとおりです", "These terms apply"),
        name=title or identifier,
        url=address,
        stated_by=text(stated.get("statedBy")),
        credit=file.credit if file else "",
    )


def credit_line(terms: Terms, *, body: str, title: str, address: str, language: Language) -> str:
    """Return the publisher's own credit line, or one made of body, title, terms and address."""
    if terms.credit:
        return terms.credit
    return language.say(
        f"{body}「{title}」（{terms.name}）{address}",
        f"{body}, “{title}” ({terms.name}), {address}",
    )
