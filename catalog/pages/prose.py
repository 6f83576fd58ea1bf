"""Descriptions that people wrote: Markdown to safe HTML, and Markdown to one plain sentence."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# No images: they would load from elsewhere (the pages' CSP forbids it) and say nothing in print.
# Headings become paragraphs with weight, so that a page keeps its one h1 and its outline.
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "a",
    "code",
    "pre",
    "blockquote",
    "hr",
    "table",
}
_TAGS |= {"thead", "tbody", "tr", "th", "td"}
_HEADING = re.compile(r"<(/?)h[1-6]>")
_LONGEST = 50_000
_SENTENCE_END = re.compile(r"(?<=。)|(?<=[.!?])\s+(?=[A-Z“\"])|\n")
_EMPHASIS = re.compile(r"[*`]+|__")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[#>|]+|<[^>]*>|^\s*[-+]\s+", re.MULTILINE)


def html(markdown: str) -> Markup:
    """Return the Markdown as HTML that holds nothing but text, lists, tables and plain links."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    rendered = parser.render(markdown[:_LONGEST])
    rendered = _HEADING.sub(lambda match: "</strong></p>" if match[1] else "<p><strong>", rendered)
    clean = nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    # nh3 is the sanitiser: what it returns is the one place where markup from data is trusted.
    return Markup(clean)  # noqa: S704


def plain(markdown: str) -> str:
    """Return the text without its Markdown signs, in one line."""
    letters = _EMPHASIS.sub("", markdown[:_LONGEST])
    return " ".join(_MARKUP.sub(lambda match: match[1] or " ", letters).split())


def first_sentence(markdown: str) -> str:
    """Return the first sentence as plain text: what fits under a title."""
    for part in _SENTENCE_END.split(markdown[:_LONGEST].strip()):
        sentence = plain(part)
        if sentence:
            return cut(sentence, 200)
    return ""


def cut(value: str, length: int) -> str:
    """Return the text, at most `length` characters long, with … where something was cut.

    Words that spaces divide stay whole where that costs little.
    """
    if len(value) <= length:
        return value
    head = value[: length - 1]
    space = head.rfind(" ")
    return f"{(head[:space] if space > length * 0.8 else head).rstrip()}…"
