"""JSON is read part by part, exactly as the whole would be, with the editor's lines."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.files import SmallFile
from publisher.geo import json_stream
from publisher.geo.json_stream import BrokenJson, Part, parts
from publisher.geo.json_words import words_of

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def read(text: str, **options: Any) -> list[Part]:
    return list(parts(SmallFile(text.encode()), "utf-8", **options))


def whole(found: list[Part]) -> Any:
    """Put the parts together again."""
    if found and found[0].key is None:
        first, *rest = found
        return [part.value for part in rest] if first.value == [] else first.value
    members: dict[str, Any] = {}
    for part in found:
        assert part.key is not None
        if part.index is None:
            members[part.key] = [] if part.value == [] else part.value
        else:
            members[part.key].append(part.value)
    return members


@given(value=VALUES, indent=st.sampled_from([None, 0, 2]))
def test_the_parts_are_the_whole(value: Any, indent: int | None) -> None:
    """Whatever json writes comes back, however it is laid out."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    if value == {}:
        assert [] == read(text)
    else:
        assert value == whole(read(text))


@given(value=st.lists(VALUES, min_size=1, max_size=5), size=st.integers(1, 40))
def test_the_size_of_a_read_does_not_matter(value: list[Any], size: int) -> None:
    """Text cut anywhere, inside numbers and escapes too, reads the same."""
    text = json.dumps({"features": value, "name": "a"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", size)
        small = read(text)

    assert read(text) == small


@given(text=st.text(st.sampled_from('{}[]",:01.e-truenulNI \n\\'), max_size=30))
def test_it_is_as_strict_as_json(text: str) -> None:
    """What json refuses is refused, what it reads is read."""
    try:
        json.loads(text, parse_constant=json_stream.refuse)
    except (ValueError, RecursionError):
        with pytest.raises(BrokenJson):
            read(text)
    else:
        read(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        (" \n", None),
        ("\n名称,緯度\n", 2),
        ("name,lat\n", 1),
        ("// a\n{}", 1),
        ('{"a": 1,}\n', 1),
        ('{\n"features": [\n{"a": 1},\n{"a": }\n]}', 4),
        ('{\r\n"features": [\r\n{"a": 1}\r\n{"a": 2}]}', 4),
        ('{\r"features": [\r1,\r2', 4),
        ("[1, 2]\n[3]", 2),
        ('{"a":\n NaN}', 2),
        ('[\n"NaN",\n-Infinity]', 3),
        ('{"a": "x', 1),
        ("{1: 2}", 1),
        ("[" * 100_000, 1),
        ("[" + "1" * 5000 + "]", 1),
        ("\ufeff{}", 1),
    ],
)
def test_broken_json_says_its_line(text: str, line: int | None) -> None:
    """The parser's word and the editor's line, never another exception; nothing has no line."""
    with pytest.raises(BrokenJson) as broken:
        read(text)

    assert line == broken.value.line
    assert broken.value.note


def test_lines_of_parts_are_the_editors() -> None:
    found = read('{"name": "a",\r\n"features": [\n\n{"x":\n1},\r\n{"y": 2}]}')

    assert [1, 2, 4, 6] == [part.line for part in found]


def test_one_endless_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by one part: beyond the limit it says so."""
    monkeypatch.setattr(json_stream, "CHUNK", 64)
    monkeypatch.setattr(json_stream, "LIMIT", 512)
    with pytest.raises(BrokenJson) as broken:
        read('["' + "x" * 10_000 + '"]')

    assert "larger" in broken.value.note
    assert 101 == len(read("[" + ",".join(["12345"] * 100) + "]"))


@pytest.mark.parametrize(
    "text",
    [
        *('{"a" 1}', '{"a": 1,}', "{a: 1}", "[1 2]", "[1, 2", '{"a": 1', '{"a": ', "[1] 2", '["a'),
        *('["a\nb"]', '["\\x"]', '["\\u12"]', "[NaN]", "-Infinity", "[" * 100_000, "1" * 5000),
        *("", "nul", "名称,緯度", "callback([1])", '{"a": {"b": 1,}}', '{"a": [1,]}'),
    ],
)
def test_every_break_has_words_in_both_languages(text: str) -> None:
    """No word of the parser's reaches an officer."""
    with pytest.raises(BrokenJson) as broken:
        list(parts(SmallFile(text.encode()), "utf-8"))
    words = words_of(broken.value.note)

    assert words.ja != words.en
    assert not re.search("[A-Z][a-z]|Error", words.ja.replace("Infinity", "").replace("NaN", ""))
