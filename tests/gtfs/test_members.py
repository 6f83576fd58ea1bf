"""Personal data inside of a zip is found wherever it stands, and named by its file, never shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from publisher.files import SmallFile
from publisher.findings import Finding
from publisher.rules.feed_hits import FILES

MAIL = "taro.yamada@gmail.com"


def said(changes: Mapping[str, str | bytes], files: Mapping[str, str] = FILES) -> list[Finding]:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in {**files, **changes}.items():
            made.writestr(name, text)
    bare = BareFile("feed.zip", SmallFile(content.getvalue()))
    report = check_files([bare], engine=CompiledEngine())
    return [item for item in report.findings if item.rule.startswith(("S", "X"))]


@pytest.mark.parametrize(
    ("changes", "rule", "line", "column", "start"),
    [
        ({"stops.txt": FILES["stops.txt"] + f"3,{MAIL},34.7,135.7,0\n"}, "S002", 4, "stop_name", "stops.txt"),
        ({"stops.txt": "stop_id,stop_desc\n1,番号 1234-5678-9018\n"}, "S001", 2, "stop_desc", "stops.txt"),
        ({"routes.txt": "route_id,090-1234-5678\n1,2\n"}, "S003", 1, None, "routes.txt"),
        ({"memo.txt": f"連絡は {MAIL} へ\n"}, "S002", 1, None, "memo.txt"),
        ({"office_jp.txt": f"office_id,office_name\n1,{MAIL}\n".encode("cp932")}, "S002", 2, "office_name", "office_jp.txt"),
        ({f"{MAIL}.pdf": b""}, "S002", None, None, "Inside of the zip"),
        ({"old/1234-5678-9018.txt": "a"}, "S001", None, None, "Inside of the zip"),
    ],
)  # fmt: skip
def test_personal_data_in_a_feed(
    changes: dict[str, str | bytes], rule: str, line: int | None, column: str | None, start: str
) -> None:
    """In cells, in headers, in files that GTFS does not know, in any encoding, in names."""
    found = said(changes)
    assert {item.rule for item in found} == {rule}
    (one,) = found
    assert one.message.en.startswith(start)
    assert (one.place.path, one.place.line) == ("feed.zip", line)
    assert (one.place.column is None) == (column is None)
    for secret in (MAIL, "1234-5678-9018"):
        assert secret not in repr(one.as_json())


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("一覧.csv", f"名称,連絡先\n市役所,{MAIL}\n".encode("cp932"), 2),
        ("資料/LIST.CSV", f"名称,連絡先\n市役所,{MAIL}\n".encode(), 2),
        ("説明.txt", f"問い合わせ\n{MAIL}\n".encode(), 2),
    ],
)
@pytest.mark.parametrize("files", [{}, FILES], ids=["no feed", "beside a feed"])
def test_tables_in_any_zip_are_searched(
    name: str, content: bytes, line: int, files: Mapping[str, str]
) -> None:
    """A zip is published as it is, with all that is in it."""
    (found,) = said({name: content}, files)
    assert (found.rule, found.place.line) == ("S002", line)
    assert name in found.message.ja
    assert MAIL not in repr(found.as_json())
    assert not said({name: content.replace(MAIL.encode(), b"soumu@city.ikoma.lg.jp")}, files)


def test_a_picture_in_a_zip_is_no_table() -> None:
    """Bytes that are no text are left alone, whatever their name ends in."""
    assert not said({"a.csv": b"\x89PNG\r\n\x1a\n\x00" * 9, "__MACOSX/._b.txt": b"\0\1"}, {})


def test_names_in_any_zip() -> None:
    """They are published, too."""
    (found,) = said({f"{MAIL}.csv": "a"}, {})
    assert found.rule == "S002"


def test_a_sound_feed_holds_none() -> None:
    """Ids of twelve and thirteen digits, telephone numbers of offices."""
    assert not said(
        {"stops.txt": FILES["stops.txt"] + "123456789012,窓口 0743-74-1111,34.7,135.7,0\n"}
    )


def test_a_large_member_is_read_in_stretches() -> None:
    """Of two million bytes and more, like any large table."""
    many = "".join(f"{row},名前{row},34.7,135.7,0\n" for row in range(60_000))
    (found,) = said({"stops.txt": FILES["stops.txt"] + many + f"x,{MAIL},34.7,135.7,0\n"})
    assert (found.rule, found.place.line) == ("S002", 60_004)
