"""Dates, sizes, freshness and plain text as people read them; bounded reading of tables."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from catalog.pages import prose, tables, untrusted, vocabulary
from catalog.pages.dates import (
    day_words,
    fiscal_end,
    fiscal_start,
    fiscal_words,
    fiscal_year,
    local_moment,
    moment_words,
    parse_day,
)
from catalog.pages.events import events_of
from catalog.pages.figures import plural, size_words
from catalog.pages.freshness import Changed, freshness
from catalog.pages.language import Language, Text, choose, split_path

LISTS = vocabulary.load()


@pytest.mark.parametrize(
    ("iso", "japanese", "english"),
    [
        ("2026-11-21", "2026年11月21日 (令和8年)", "21 November 2026"),
        ("2019-05-01", "2019年5月1日 (令和元年)", "1 May 2019"),
        ("2019-04-30", "2019年4月30日 (平成31年)", "30 April 2019"),
        ("1989-01-07", "1989年1月7日 (昭和64年)", "7 January 1989"),
        ("2026-11-21T03:04:05", "2026年11月21日 (令和8年)", "21 November 2026"),
        ("2019-02", "2019年2月", "February 2019"),
        ("2019", "2019年", "2019"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),
        ("来年", "来年", "来年"),
    ],
)
def test_dates_in_both_languages(iso: str, japanese: str, english: str) -> None:
    assert day_words(iso, Language.JA) == japanese
    assert day_words(iso, Language.EN) == english


def test_the_fiscal_year_runs_from_april_to_march() -> None:
    assert fiscal_year(date(2026, 3, 31)) == 2025
    assert fiscal_year(date(2026, 4, 1)) == 2026
    assert (fiscal_start(2025), fiscal_end(2025)) == (date(2025, 4, 1), date(2026, 3, 31))
    assert fiscal_words(2019, Language.JA) == "令和元年度"
    assert fiscal_words(2023, Language.EN) == "fiscal year 2023"


def test_ckans_times_are_utc_and_shown_in_the_instances_zone() -> None:
    moment = local_moment("2026-11-20T17:10:00.123456", ZoneInfo("Asia/Tokyo"))

    assert moment
    assert moment_words(moment, Language.JA) == "2026年11月21日 2:10"
    assert local_moment("no time", UTC) is None
    assert parse_day("2026-11") is None


def test_sizes_stay_with_their_unit() -> None:
    assert [size_words(size) for size in (0, 5794, 2**20, 3 * 2**30)] == [
        "1\N{NO-BREAK SPACE}KB",
        "6\N{NO-BREAK SPACE}KB",
        "1.0\N{NO-BREAK SPACE}MB",
        "3.0\N{NO-BREAK SPACE}GB",
    ]
    assert [plural(1, "row", "rows"), plural(2000, "row", "rows")] == ["1 row", "2,000 rows"]


@pytest.mark.parametrize(
    ("today", "word", "following"),
    [
        (date(2027, 4, 10), "最新", "次の予定：2027年4月"),
        (date(2027, 5, 1), "更新予定", "予定は2027年4月でした"),
        (date(2027, 9, 1), "更新遅れ", "予定は2027年4月でした"),
    ],
)
def test_freshness_is_judged_by_the_promise(today: date, word: str, following: str) -> None:
    changed = Changed("2026-04-10", is_stated=True)

    fresh = freshness(changed, "ANNUAL", today, LISTS, Language.JA)

    assert (fresh.word, fresh.next_words) == (word, following)
    assert fresh.promise == "毎年更新"


@pytest.mark.parametrize("frequency", ["AS_NEEDED", "IRREG", "NEVER", "UNKNOWN", "", "NONSENSE"])
def test_without_a_dated_promise_nothing_is_late(frequency: str) -> None:
    changed = Changed("1990-01-01", is_stated=True)

    assert freshness(changed, frequency, date(2026, 1, 1), LISTS, Language.JA).word == ""


def test_every_frequency_licence_and_theme_has_both_languages() -> None:
    assert LISTS.licence("cc-by-40-intl") is LISTS.licence("CC-BY-4.0")
    licence = LISTS.licence("cc-by")
    assert licence
    assert licence.id == "CC-BY"
    for words in LISTS.frequencies.values():
        assert words["ja"]
        assert words["en"]
    assert LISTS.theme("人口・世帯", Language.EN) == Text("Population and households", Language.EN)
    assert LISTS.theme("独自", Language.EN) == Text("独自", Language.JA)


@pytest.mark.parametrize(
    "identifier",
    [
        "public_toilet",
        "public_toilet/2026-08",
        "https://example.jp/standards/2026-08/public_toilet.json",
        "https://example.jp/standards/public_toilet/2026-08-01/",
    ],
)
def test_a_standard_is_known_by_slug_edition_or_address(identifier: str) -> None:
    assert LISTS.standard(identifier, Language.EN).value == "Public toilets"


def test_an_unknown_standard_is_shown_by_its_slug() -> None:
    assert LISTS.standard("own_list/2026-08", Language.EN) == Text("own_list", Language.JA)


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("一文目です。二文目です。", "一文目です。"),
        ("**強い** [リンク](https://x.jp)。次", "強い リンク。"),
        ("# 見出し\n\n本文", "見出し"),
        ("First one. Second one.", "First one."),
        ("Version 1.5 of it. More", "Version 1.5 of it."),
        ("", ""),
    ],
)
def test_the_first_sentence_is_plain(markdown: str, sentence: str) -> None:
    assert prose.first_sentence(markdown) == sentence


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](https://evil.example/a.png)",
        "<a href='javascript:x' onclick='x'>a</a>",
        "[a](data:text/html;base64,xx)",
        "# <img src=x onerror=y>",
    ],
)
def test_markdown_gives_no_scripts_images_or_handlers(markdown: str) -> None:
    html = str(prose.html(markdown))

    for sign in ("<script", "<img", 'href="javascript', 'href="data', "<h1"):
        assert sign not in html


def test_cutting_keeps_words_whole() -> None:
    assert prose.cut("short", 10) == "short"
    assert prose.cut("あ" * 20, 10) == "あ" * 9 + "…"
    assert prose.cut("one two three four five six", 20) == "one two three four…"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 3), ("4", 4), (-1, None), (True, None), ("x", None), (float("nan"), None), (None, None)],
)
def test_numbers_from_elsewhere(value: object, expected: int | None) -> None:
    assert untrusted.number(value) == expected


def test_only_web_and_mail_addresses_become_links() -> None:
    assert untrusted.web_address("HTTPS://x.jp") == "HTTPS://x.jp"
    assert untrusted.web_address("javascript:alert(1)") == ""
    assert untrusted.mail_address("a@b.jp") == "a@b.jp"
    assert untrusted.mail_address("a@b.jp?cc=c@d.jp") == ""
    assert untrusted.json_texts('["a", 1, null]') == ("a", "1")
    assert untrusted.json_texts("[") == ()


def test_a_text_is_in_the_language_asked_for_or_in_the_other() -> None:
    assert choose(Language.EN, "甲", "A") == Text("A", Language.EN)
    assert choose(Language.EN, "甲", "") == Text("甲", Language.JA)
    assert choose(Language.JA, "", "A") == Text("A", Language.EN)
    assert split_path("/en") == (Language.EN, "/")
    assert split_path("/english") == (Language.JA, "/english")


def test_a_table_counts_rows_not_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\r\n"1\n2",\r\n\r\n3\r\n4,5,6\r\n', encoding="utf-8-sig")

    table = tables.Tables().table(path)

    assert table
    assert table.header == ("a", "b")
    assert table.rows == (("1\n2", ""), ("3", ""), ("4", "5"))
    assert (table.row_count, table.blanks) == (3, (0, 2))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'a\n"' + b"x" * 200_000])
def test_what_is_no_readable_table_is_none(tmp_path: Path, content: bytes) -> None:
    csv.field_size_limit(131_072)  # as in the catalog's own process; other tests raise it
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    assert tables.Tables().table(path) is None


def test_an_endless_line_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n" + "x" * 3_000_000)

    table = tables.Tables().table(path)

    assert table
    assert table.rows == (("1", "2"),)
    assert (table.row_count, table.blanks) == (None, None)


def test_a_replaced_file_is_read_anew(tmp_path: Path) -> None:
    path, reader = tmp_path / "a.csv", tables.Tables()
    path.write_text("a\n1\n")
    first = reader.table(path)
    path.write_text("a\n1\n2\n")
    second = reader.table(path)
    path.unlink()

    assert first
    assert second
    assert (first.row_count, second.row_count) == (1, 2)
    assert reader.table(path) is None
    assert reader.facts(path) is None


def test_now_is_needed_with_a_zone_only_where_times_are_shown() -> None:
    assert local_moment("2026-01-01T00:00:00Z", UTC) == datetime(2026, 1, 1, tzinfo=UTC)


def test_every_event_of_a_history_has_words_in_both_languages() -> None:
    """Whatever the descriptor's schema allows, a citizen reads no key of it."""
    schema = json.loads((Path(__file__).parents[2] / "schemas/dataset.schema.json").read_bytes())
    kinds = schema["properties"]["history"]["items"]["properties"]["event"]["enum"]
    history = {"history": [{"date": "2026-11-21", "event": kind} for kind in kinds]}

    for language in Language:
        words = [event.word for event in events_of(history, language)]
        assert len(set(words)) == len(kinds)
        assert not set(words) & set(kinds)
