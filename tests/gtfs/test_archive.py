"""A zip is listed and opened without trusting it; what is wrong with it is a fault."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from publisher.files import SmallFile
from publisher.gtfs import archive, feed
from publisher.gtfs.archive import Archive
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import FILES


def packed(files: Mapping[str, str | bytes], *, folder: str = "", deflated: bool = True) -> bytes:
    content = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(content, "w", kind) as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(f"{folder}{name}"), text, kind)
    return content.getvalue()


def look(content: bytes) -> Archive:
    return archive.look(SmallFile(content))


def kinds(found: Archive) -> list[FeedKind]:
    return [fault.kind for fault in found.faults]


def test_members_read_like_files() -> None:
    """Each member can be opened as often as one likes, with its size."""
    found = look(packed(FILES))

    assert (True, ()) == (found.is_feed, found.faults)
    assert set(FILES) == set(found.files)
    for name, text in FILES.items():
        assert len(text.encode()) == found.files[name].size
        for _ in range(2):
            with found.files[name].open() as stream:
                assert text.encode() == stream.read()


def test_a_folder_inside_is_said_and_looked_into() -> None:
    found = look(packed(FILES, folder="gtfs_2026/"))

    assert [FeedKind.SUBFOLDER] == kinds(found)
    assert "gtfs_2026" in found.faults[0].note.ja
    assert set(FILES) == set(found.files)


def test_another_zip_is_no_feed() -> None:
    found = look(packed({"a.csv": "1", "stops.txt": "memo"}))

    assert (False, ()) == (found.is_feed, found.faults)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", packed(FILES)[:-30], b"not a zip" * 100],
    ids=["empty", "head only", "cut", "text"],
)
def test_what_is_no_zip_is_a_fault(content: bytes) -> None:
    assert [FeedKind.ARCHIVE] == kinds(look(content))


def test_names_that_point_outside_are_never_used() -> None:
    names = {"../stops.txt": "a", "/etc/routes.txt": "a", "..\\trips.txt": "a"}
    found = look(packed({**FILES, **names}))

    assert [FeedKind.ARCHIVE] * 3 == [kind for kind in kinds(found) if kind is FeedKind.ARCHIVE]
    assert set(FILES) == set(found.files)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the entries say they unpack to is added up before anything is read."""
    monkeypatch.setattr(archive, "UNPACKED", 1 << 20)
    found = look(packed({**FILES, "shapes.txt": b"\0" * (2 << 20)}))

    assert ({}, [FeedKind.ARCHIVE]) == (found.files, kinds(found))


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    """An entry that claims ten bytes and unpacks to a million is damaged, not a million bytes."""
    content = bytearray(packed({**FILES, "shapes.txt": b"0" * 1_000_000}))
    honest = struct.pack("<I", 1_000_000)
    assert 2 == bytes(content).count(honest)
    lying = bytes(content).replace(honest, struct.pack("<I", 10))
    found = look(lying)

    assert "shapes.txt" not in found.files
    assert [(FeedKind.ARCHIVE, "shapes.txt")] == [(item.kind, item.file) for item in found.faults]


def test_too_many_entries_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 5)

    assert [FeedKind.ARCHIVE] == kinds(look(packed(FILES)))


def test_a_locked_zip_is_said() -> None:
    content = bytearray(packed(FILES))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1  # the flag of encryption in the directory

    found = look(bytes(content))

    assert [FeedKind.ARCHIVE] == kinds(found)
    assert "パスワード" in found.faults[0].note.ja


def test_a_name_twice_is_said() -> None:
    content = packed({**FILES, "stopz.txt": FILES["stops.txt"]}).replace(b"stopz", b"stops")

    assert [(FeedKind.ARCHIVE, "stops.txt")] == [
        (fault.kind, fault.file) for fault in look(content).faults
    ]


@given(
    at=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.integers(0, 200),
)
def test_no_damage_raises(at: list[tuple[int, int]], cut: int) -> None:
    """Whatever bytes are turned: values, no exception, and what is given can be read."""
    content = bytearray(packed(FILES))
    for place, byte in at:
        content[place % len(content)] = byte
    found = look(bytes(content[: len(content) - cut]))
    if found.is_feed:
        feed.look(found.files, found.faults)


def test_a_file_that_grows_abnormally_is_not_unpacked() -> None:
    """20 MB of one byte: nothing of a timetable packs a thousand to one."""
    found = look(packed({**FILES, "shapes.txt": b"0" * (20 << 20)}))

    assert (True, {}) == (found.is_feed, found.files)
    assert [FeedKind.ARCHIVE] == kinds(found)
    assert "shapes.txt" in found.faults[0].note.ja


def test_a_timetable_that_packs_well_is_read() -> None:
    """18 MB of ordinary stop times."""
    rows = "".join(
        f"{trip},{8 + trip % 12:02d}:{stop:02d}:00,{8 + trip % 12:02d}:{stop:02d}:30,{stop}_1,{stop}\n"
        for trip in range(11_000)
        for stop in range(60)
    )
    head = FILES["stop_times.txt"].partition("\n")[0]
    found = look(packed({**FILES, "stop_times.txt": f"{head}\n{rows}"}))

    assert found.files["stop_times.txt"].size > archive.RATIO_FREE


def in_cp932(files: Mapping[str, str]) -> bytes:
    """Return a zip as Windows in Japan packs it: names in CP932, without the flag of UTF-8."""

    class Entry(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  zipfile's own
            return self.filename.encode("cp437"), self.flag_bits & ~0x800

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(Entry(name.encode("cp932").decode("cp437")), text)
    return content.getvalue()


def test_names_in_the_encoding_of_windows_are_read() -> None:
    """表 ends in the byte of a backslash: it is neither a folder nor a place outside."""
    names = {f"時刻表/{name}": text for name, text in FILES.items()}
    found = look(in_cp932({**names, "時刻表/説明表.txt": "a"}))

    assert [FeedKind.SUBFOLDER] == kinds(found)
    assert "時刻表" in found.faults[0].note.ja
    assert {*FILES, "説明表.txt"} == set(found.files)
    with found.files["stops.txt"].open() as stream:
        assert FILES["stops.txt"].encode() == stream.read()


@pytest.mark.parametrize("name", ["STOPS.TXT", "Stops.txt"])
@pytest.mark.parametrize("folder", ["", "GTFS/"])
def test_names_in_capitals_are_told_and_read(name: str, folder: str) -> None:
    """GTFS has them in lower case (File Requirements); what is in them is judged all the same."""
    files = {**FILES, name: FILES["stops.txt"]}
    del files["stops.txt"]
    found = look(packed(files, folder=folder))

    assert [FeedKind.SUBFOLDER] * bool(folder) + [FeedKind.ARCHIVE] == kinds(found)
    assert f"「{name}」" in found.faults[-1].note.ja
    assert (True, set(FILES)) == (found.is_feed, set(found.files))


def test_a_feed_all_in_capitals_is_one() -> None:
    found = look(packed({name.upper(): text for name, text in FILES.items()}))

    assert (True, set(FILES)) == (found.is_feed, set(found.files))
    assert [FeedKind.ARCHIVE] == kinds(found)
    assert f"{len(FILES)}個" in found.faults[0].note.ja


def test_other_files_may_have_capitals() -> None:
    assert () == look(packed({**FILES, "README.TXT": "a", "Memo.txt": "b"})).faults


def test_backslashes_are_folders() -> None:
    found = look(packed({f"gtfs\\{name}": text for name, text in FILES.items()}))

    assert ([FeedKind.SUBFOLDER], set(FILES)) == (kinds(found), set(found.files))


def test_two_feeds_in_one_zip_are_told() -> None:
    """Neither is looked at, and none of their files is said to be missing."""
    found = look(packed({f"{top}/{name}": text for top in "ab" for name, text in FILES.items()}))

    assert ([FeedKind.ARCHIVE], {}, False) == (kinds(found), found.files, found.is_read)
    assert "a・b" in found.faults[0].note.ja


@pytest.mark.parametrize("other", ["old/stops.txt", "__MACOSX/._stops.txt", "説明/stops.txt"])
def test_what_lies_beside_a_feed_is_no_second_one(other: str) -> None:
    found = look(packed({**FILES, other: "a"}))

    assert ([], set(FILES)) == (kinds(found), set(found.files))


def test_a_file_at_the_top_does_not_hide_the_folder() -> None:
    found = look(packed({"stops.txt": "a", **{f"gtfs/{name}": "b" for name in FILES}}))

    assert FeedKind.SUBFOLDER in kinds(found)
    assert "trips.txt" in found.files


def test_one_name_of_a_feed_makes_none() -> None:
    """Nor is its folder anything to be said of."""
    found = look(packed({"説明/stops.txt": "a", "説明/ROUTES.TXT": "b", "a.shp": ""}))

    assert (False, (), {}) == (found.is_feed, found.faults, found.files)


def test_another_zip_with_folders_is_no_feed() -> None:
    found = look(packed({"a/b.shp": "1", "a/b.dbf": "1", "c/d.txt": ""}))

    assert (False, ()) == (found.is_feed, found.faults)


@pytest.mark.parametrize(
    "content",
    [
        packed({**FILES, "shapes.txt": b"0" * (20 << 20)}),
        packed({f"{top}/{name}": text for top in "ab" for name, text in FILES.items()}),
        packed(FILES)[:-30],
    ],
    ids=["bomb", "two", "cut"],
)
def test_what_was_not_looked_at_is_not_missing(content: bytes) -> None:
    """One finding, of the zip: its files may all be there."""
    bare = BareFile("feed.zip", SmallFile(content))
    report = check_files([bare], engine=CompiledEngine())

    assert ["D040"] == [item.rule for item in report.findings]
