"""Folding: one spelling for all variants, and where a query stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.text.eras import variants
from catalog.text.folding import fold, marks
from catalog.text.grams import phrase, runs, tokens

# Letters of the languages here, voiced marks in every form, long vowels, signs, old kanji.
ALPHABET = st.sampled_from("あアｱかがガｶﾞﾟ゛゙ーｰヶケ髙高邉ｗWｗi-ｉﬁ㍻½①é́ßİ水　 ・、𠮷한ᄒ\U000e0100")
TEXTS = st.one_of(st.text(ALPHABET), st.text())


@given(TEXTS)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = fold(text)

    assert once == fold(once)


@given(st.text(alphabet=ALPHABET), st.text(alphabet=ALPHABET))
def test_texts_fold_word_by_word(left: str, right: str) -> None:
    assert f"{fold(left)} {fold(right)}" == fold(f"{left} {right}") or right[:1] in "゙゚゛゜ﾞﾟ́\U000e0100"


@pytest.mark.parametrize(
    "spellings",
    [
        ("トイレ", "ﾄｲﾚ", "といれ"),
        ("ガス", "ｶﾞｽ", "がす", "カ\u3099ス", "カ゛ス"),
        ("高橋", "髙橋"),
        ("山崎", "山﨑", "山嵜"),
        ("渡辺", "渡邊", "渡邉"),
        ("コンピュータ", "コンピューター", "コンピユータ"),
        ("Wi-Fi", "WIFI", "ｗｉ－ｆｉ", "Wi‐Fi"),
        ("関ヶ原", "関ケ原", "関が原", "關ヶ原"),
        ("ＡＥＤ", "AED", "aed"),
        ("令和６年", "令和6年"),
        ("葛城", "葛\U000e0100城"),
        ("①", "1"),
    ],
)
def test_spellings_of_one_word_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("left", "right"), [("はし", "ばし"), ("か", "き"), ("市", "町"), ("6", "9")]
)
def test_different_words_stay_different(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(TEXTS)
def test_index_tokens_hold_one_or_two_letters(text: str) -> None:
    assert all(1 <= len(token) <= 2 for token in tokens(fold(text)).split(" ") if token)


@given(TEXTS)
def test_nothing_a_person_types_is_syntax_of_the_index(text: str) -> None:
    expression = phrase(fold(text)) or '""'
    inner = expression.removesuffix(" *")[1:-1]

    assert all(character.isalnum() or character == " " for character in inner)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("令和6年", "2024年"),
        ("令和6年度予算", "2024年度予算"),
        ("2024年", "令和6年"),
        ("2019年", "令和元年"),
        ("2019年", "平成31年"),
        ("令和元年", "2019年"),
        ("令和六年", "2024年"),
        ("平成三十一年", "2019年"),
        ("r6年", "2024年"),
        ("2024", "令和6年"),
        ("昭和64年", "1989年"),
    ],
)
def test_a_year_is_offered_in_the_other_calendar(word: str, other: str) -> None:
    assert other in variants(word)


@given(st.text())
def test_a_word_is_its_own_first_variant(text: str) -> None:
    assert variants(text)[0] == text


@pytest.mark.parametrize("word", ["20240401", "第2024号", "令和", "年", "r6", "12024年"])
def test_what_is_no_year_has_no_variant(word: str) -> None:
    assert variants(word) == (word,)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("公衆ﾄｲﾚ一覧", "といれ", ["ﾄｲﾚ"]),
        ("公衆トイレ一覧（令和６年度）", "2024年", ["令和６年"]),
        ("人口と人口密度", "人口", ["人口", "人口"]),
        ("公衆トイレ", "公衆 トイレ", ["公衆トイレ"]),
        ("公衆トイレ", "-公衆 トイレ", ["トイレ"]),
        ("公衆トイレ", "organization:x トイレ", ["トイレ"]),
        ("公衆トイレ", '"公衆', ["公衆"]),
        ("公衆トイレ", "name:(", []),
        ("髙橋ｶﾞｽ", "ガス", ["ｶﾞｽ"]),
        ("公衆トイレ", "", []),
    ],
)
def test_marks_are_the_words_as_they_stand_in_the_text(
    text: str, query: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in marks(text, query)] == found


@given(TEXTS, TEXTS)
def test_marks_are_in_order_apart_and_inside(text: str, query: str) -> None:
    edges = [edge for span in marks(text, query) for edge in span]

    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)


@given(st.text(alphabet="あいアガｶﾞ水道12aB", min_size=1), st.data())
def test_every_part_of_a_text_is_marked_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = text[start:end]
    is_whole = not part.startswith("ﾞ") and text[end : end + 1] != "ﾞ"
    if runs(fold(part)) and is_whole:
        assert marks(text, f'"{part}"')
