"""Encodings are decided from every byte, and what cannot be decided is said with its line."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.files import SmallFile
from publisher.tables import encoding as encodings
from publisher.tables.declared import Declaration, judge
from publisher.tables.encoding import CHUNK, Encoding, Trouble
from publisher.tables.line_ends import LARGE, LineEnds, LineEndScan

TABLE = "名称,住所,備考\r\n生駒市役所,東新町8-38,ひらがなとカタカナ\r\n"
SAMPLES = st.text(
    st.sampled_from("名称市役所県町村ひらがなカタカナー一二三、。「」aZ09,-\n"),
    min_size=1,
    max_size=60,
)


def decide(content: bytes) -> Encoding:
    return encodings.decide(SmallFile(content))


# --- one encoding -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp932", "cp932"),
        ("euc_jp", "euc_jp"),
        ("iso2022_jp", "iso2022_jp_ext"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_each_encoding_of_japan_is_known(codec: str, expected: str) -> None:
    """The codec that is named reads the text back, and the reason is said in both languages."""
    found = decide(TABLE.encode(codec))

    assert expected == found.codec
    assert found.is_readable
    assert found.reason.ja != found.reason.en
    assert TABLE == TABLE.encode(codec).decode(found.codec or "")
    assert ("utf-8" in expected) == (found.bad_line is None)


@given(text=SAMPLES, codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_with_a_mark_or_in_utf8_comes_back(text: str, codec: str) -> None:
    """Whatever is written as UTF-8, or with a byte-order mark, is read as it was."""
    content = text.encode(codec)
    found = decide(content)

    assert text == content.decode(found.codec or "")


@given(text=SAMPLES.filter(lambda text: re.search("[ひらがなカタ]", text) is not None))
def test_japanese_with_kana_is_never_garbled(text: str) -> None:
    """CP932 and EUC-JP with a single kana or more come back as they were."""
    for codec in ("cp932", "euc_jp"):
        content = text.encode(codec)

        assert text == content.decode(decide(content).codec or "")


@pytest.mark.parametrize(
    "text",
    ["ｱｲｳｴ\n", "ｶﾞｽ\nﾃﾞﾝｷ\n", "名称\nｺｳｼｭｳﾄｲﾚ\n", "①㈱髙﨑\n", "氏名,ﾌﾘｶﾞﾅ\n山田,ﾔﾏﾀﾞ\n"],
)
def test_half_width_kana_stay_cp932(text: str) -> None:
    """What EUC-JP would read too, by accident, stays what it nearly always is."""
    assert "cp932" == decide(text.encode("cp932")).codec


@pytest.mark.parametrize(
    "text", ["名称,備考\n北館\n", "名称\n北館,松\n第一,備考\n", "区分\n住所,幼児\n"]
)
def test_few_common_kanji_are_euc_jp_where_cp932_has_no_words(text: str) -> None:
    """Characters of one's own and kana that no word has speak against CP932, and for certain."""
    found = decide(text.encode("euc_jp"))

    assert ("euc_jp", True) == (found.codec, found.is_certain)


@pytest.mark.parametrize("content", ["名称\n北館\n".encode("euc_jp"), "ｱｲｳｴ\n".encode("cp932")])
def test_what_both_read_as_words_is_not_certain(content: bytes) -> None:
    """CP932, which is more frequent, but nothing may be written by that reading alone."""
    found = decide(content)

    assert ("cp932", False, True) == (found.codec, found.is_certain, found.is_readable)


def test_half_width_kana_that_euc_jp_reads_as_rare_kanji_are_certain() -> None:
    """No doubt is raised where the other reading is none that anyone would write."""
    found = decide("ﾐﾄﾞﾘ\n".encode("cp932"))

    assert ("cp932", True) == (found.codec, found.is_certain)


@pytest.mark.parametrize("declared", ["cp932", "euc_jp"])
def test_a_declared_encoding_decides_where_both_read_the_file(declared: str) -> None:
    found = encodings.decide(SmallFile("名称\n北館\n".encode("euc_jp")), declared)

    assert (declared, True) == (found.codec, found.is_certain)


@pytest.mark.parametrize("text", [TABLE, "氏名,ﾌﾘｶﾞﾅ\n山田,ﾔﾏﾀﾞ\n", "\ue000田,ｱﾞ\n"])
def test_a_declared_encoding_that_cannot_read_the_file_is_not_heeded(text: str) -> None:
    found = encodings.decide(SmallFile(text.encode("cp932")), "euc_jp")

    assert ("cp932", True) == (found.codec, found.is_certain)


def test_many_words_of_kanji_alone_are_euc_jp() -> None:
    """Without kana, six different words that all fit decide."""
    words = "\n".join(["名称", "住所", "公園", "学校", "病院", "図書", "建物", "地区"])
    found = decide(words.encode("euc_jp"))

    assert "euc_jp" == found.codec


def test_ascii_fits_every_declaration() -> None:
    found = decide(b"name,count\nhall,1\n")

    assert (True, "utf-8") == (found.is_ascii, found.codec)


def test_escapes_that_lead_nowhere_are_no_text() -> None:
    """An escape of ISO-2022-JP with impossible characters behind it is not called UTF-8."""
    found = decide(b"a\nb\x1b$B\x21\x20\x1b(B\n")

    assert (None, Trouble.UNKNOWN, 2) == (found.codec, found.trouble, found.bad_line)


# --- several, or none ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "utf8", "other"),
    [
        ([("名称,住所", "utf-8"), ("市役所,東新町", "utf-8"), ("公民館,北新町", "cp932")], 1, 3),
        ([("名称,住所", "cp932"), ("市役所,東新町", "cp932"), ("公民館,北新町", "utf-8")], 3, 1),
        ([("a,b", "ascii"), ("図書館のとなり", "cp932"), ("ひらがな", "utf-8")], 3, 2),
        ([("名称", "utf-8"), ("まちの図書館", "euc_jp")], 1, 2),
    ],
)
def test_two_encodings_in_one_file(lines: list[tuple[str, str]], utf8: int, other: int) -> None:
    """Never silently one of them: the first line of each is named."""
    content = b"".join(text.encode(codec) + b"\r\n" for text, codec in lines)
    found = decide(content)

    assert (None, Trouble.MIXED) == (found.codec, found.trouble)
    assert (utf8, other) == (found.utf8_line, found.bad_line)
    assert found.other in {"cp932", "euc_jp"}


@given(rows=st.lists(SAMPLES, min_size=1, max_size=20), at=st.integers(0, 20))
def test_a_line_of_utf8_in_cp932_is_found_wherever_it_stands(rows: list[str], at: int) -> None:
    """Strict CP932 reads UTF-8 as rare kanji: the line gives it away all the same."""
    others = [row.replace("\n", "") + "です" for row in rows]
    at = min(at, len(others))
    lines = [row.encode("cp932") for row in others]
    lines.insert(at, "生駒市の公共施設".encode())

    found = decide(b"\n".join(lines))

    assert (Trouble.MIXED, at + 1) == (found.trouble, found.utf8_line)


def test_a_large_mixed_file_is_mixed() -> None:
    """Lines are found across portions of the file."""
    row = "生駒市役所,東新町8-38\r\n"
    content = row.encode() * 60_000 + "公民館\r\n".encode("cp932") + row.encode()
    found = decide(content)

    assert (Trouble.MIXED, 1, 60_001) == (found.trouble, found.utf8_line, found.bad_line)


def test_rare_kanji_and_half_width_kana_are_no_mixture() -> None:
    """CP932 with kanji of the second level is CP932 alone."""
    text = "縺れ,繧繝縁,蜷\n葛城市ｶﾂﾗｷﾞ,曾爾村,鷗\n".replace("鷗", "鴎")

    assert "cp932" == decide(text.encode("cp932")).codec


def test_utf8_that_ends_in_half_a_character() -> None:
    found = decide(TABLE.encode() + "名".encode()[:2])

    assert (Trouble.CUT, 3) == (found.trouble, found.bad_line)


def test_surrogates_are_no_utf8() -> None:
    """Halves of a pair, as some databases write emoji (CESU-8)."""
    pair = "\ud83d\ude00".encode("utf-8", "surrogatepass")
    found = decide("名称\n市役所".encode() + pair + b"\n")

    assert (None, Trouble.SURROGATES, 2) == (found.codec, found.trouble, found.bad_line)


def test_bytes_of_no_encoding() -> None:
    broken = decide("名称\n市役所".encode() + b"\xff\xfe\x80\n")
    unknown = decide(b"a\n\xff\xfe\x80\n")

    assert (Trouble.BROKEN, 2) == (broken.trouble, broken.bad_line)
    assert (Trouble.UNKNOWN, 2) == (unknown.trouble, unknown.bad_line)


# --- NUL, UTF-16 --------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"name\nhall,\x00\x001\n", b"ab\x00c", b"a,b\n1,\x002\n34"])
def test_a_nul_in_text_is_no_utf16(content: bytes) -> None:
    """Stray NULs are found with their line."""
    found = decide(content)

    assert content[: content.index(0)].count(b"\n") + 1 == found.nul_line
    assert not found.is_readable


def test_a_nul_in_utf16_is_found_too() -> None:
    found = decide("名称\n市\0役所\n".encode("utf-16"))

    assert ("utf-16", 2, False) == (found.codec, found.nul_line, found.is_readable)


@pytest.mark.parametrize("character", ["\v", "\x1b", "\ufffe", "\x7f"])
def test_a_control_character_in_utf16_with_its_mark_is_no_nul(character: str) -> None:
    """As in UTF-8, the file is read and the rules tell of the character."""
    found = decide(f"名称\n市{character}役所\n".encode("utf-16"))

    assert ("utf-16", None, True) == (found.codec, found.nul_line, found.is_readable)


def test_a_control_character_speaks_against_utf16_without_its_mark() -> None:
    """Two NULs beside a count are no proof of UTF-16 where the text makes no sense by it."""
    assert not decide("a,b\n1,\v2\n".encode("utf-16-le")).is_readable


def test_half_a_character_at_the_end_of_utf16() -> None:
    found = decide(TABLE.encode("utf-16")[:-1])

    assert (None, 1, False) == (found.codec, found.bad_line, found.is_readable)


# --- other formats ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old workbook",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"\x1f\x8b\x08",
        b"\xef\xbb\xbf\r\n <!DOCTYPE HTML>",
        b'<?xml version="1.0"?><Workbook>',
        b'<?xml version="1.0"?><html>',
        b"{\\rtf1",
        b"SQLite format 3\x00",
    ],
)
def test_what_is_no_text_is_named(content: bytes) -> None:
    found = decide(content)

    assert found.content is not None
    assert not found.is_readable


@pytest.mark.parametrize("content", [b"PK,1\n", b"%PDF,2\n", b"<,>\n1,2\n", b"GIF,PNG\n", b""])
def test_text_that_looks_like_a_format_is_text(content: bytes) -> None:
    assert decide(content).is_readable


# --- line ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\r\nb\r\n", LineEnds(crlf=2)),
        (b"a\nb\nc", LineEnds(lf=2)),
        (b"a\rb\r", LineEnds(cr=2)),
        (b"a\r\nb\nc\n", LineEnds(crlf=1, lf=2, odd=2, odd_line=2)),
        (b"a\nb\r\nc\rd\n", LineEnds(crlf=1, lf=2, cr=1, odd=2, odd_line=2)),
        (b'a\r\n"b\nc"\r\n', LineEnds(crlf=2, lf=1)),
        (b'a\n"b""\r\nc"\n', LineEnds(crlf=1, lf=2)),
        (b'a\r\n"b\nc"\r\nd\n', LineEnds(crlf=2, lf=2, odd=1, odd_line=4)),
        (b"", LineEnds()),
    ],
)
def test_line_ends_are_counted(content: bytes, expected: LineEnds) -> None:
    """Those inside quoted cells are nothing odd: spreadsheets write them so."""
    assert expected == decide(content).line_ends


@given(
    parts=st.lists(st.sampled_from([b"a", b'"', b"\r", b"\n", b"\r\n", b","]), max_size=60),
    seed=st.integers(0, 1000),
)
def test_line_ends_do_not_depend_on_portions_or_size(parts: list[bytes], seed: int) -> None:
    """However a file is cut, and whether it is large or small, the count is the same."""
    content = b"".join(parts)
    whole = LineEndScan(0)
    whole.feed(content)
    whole.finish()
    chance = random.Random(seed)  # noqa: S311  a test's cuts
    for size in (0, LARGE):
        scan, start = LineEndScan(size), 0
        while start < len(content):
            end = start + chance.randint(1, 9)
            scan.feed(content[start:end])
            start = end
        scan.finish()

        assert whole.result == scan.result
    assert len(re.findall(rb"\r\n|\r|\n", content)) == whole.result.total


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize("shift", range(4))
def test_lines_are_counted_across_portions(end: bytes, shift: int) -> None:
    """The line of a bad byte is the editor's, also where a break lies at a portion's border."""
    start = b"x" * (CHUNK - 2 - shift) + end + end
    found = decide(start + "名".encode() + b"\xff\xfe")

    assert 3 == found.bad_line


# --- declared -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "codec", "expected"),
    [
        ("utf-8", "utf-8-sig", Declaration.RIGHT),
        ("UTF8", "utf-8", Declaration.RIGHT),
        ("Shift_JIS", "cp932", Declaration.RIGHT),
        ("Windows-31J", "cp932", Declaration.RIGHT),
        ("ms932", "cp932", Declaration.RIGHT),
        ("EUC-JP", "euc_jp", Declaration.RIGHT),
        ("ISO-2022-JP", "iso2022_jp", Declaration.RIGHT),
        ("utf-16", "utf-16-le", Declaration.RIGHT),
        ("cp932", "utf-8", Declaration.WRONG),
        ("utf-8", "cp932", Declaration.WRONG),
        ("latin-1", "utf-8", Declaration.WRONG),
        ("martian", "utf-8", Declaration.UNKNOWN),
        ("rot13", "utf-8", Declaration.UNKNOWN),
        ("", "utf-8", Declaration.UNKNOWN),
        ("a\0b", "utf-8", Declaration.UNKNOWN),
        ("文字", "utf-8", Declaration.UNKNOWN),
        (8, "utf-8", Declaration.UNKNOWN),
        (None, "utf-8", Declaration.UNKNOWN),
    ],
)
def test_a_declared_encoding_is_judged(declared: object, codec: str, expected: Declaration) -> None:
    assert expected is judge(declared, decide(TABLE.encode(codec)))


def test_a_declaration_of_ascii_or_unreadable_bytes_is_not_blamed() -> None:
    """ASCII is right in every superset of it; bytes of no encoding are the file's own fault."""
    assert Declaration.RIGHT is judge("cp932", decide(b"a,b\n"))
    assert Declaration.WRONG is judge("utf-16", decide(b"a,b\n"))
    assert Declaration.RIGHT is judge("cp932", decide(b"a\n\xff\xfe\x80\n"))
