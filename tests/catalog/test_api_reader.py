"""The port of the pages: anonymous reads, files, and the stored descriptor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.actions.caller import Caller
from catalog.actions.context import Surroundings
from catalog.descriptor import descriptor
from catalog.errors import ActionError, NotAuthorized, NotFound
from catalog.model.licence import licences
from catalog.reader import Reader
from catalog.store.store import Store
from tests.catalog.conftest import START, Catalog, Desk

R1 = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
R2 = "6ba7b811-9dad-41d1-80b4-00c04fd430c8"


@pytest.fixture
def reader(catalog: Catalog) -> Iterator[Reader]:
    store = Store(catalog.settings.store, START)
    surroundings = Surroundings(
        site=catalog.settings.site,
        store=store,
        licences=licences({"licences": []}),
        clock=catalog.clock,
    )
    yield Caller(surroundings, is_publisher=False)
    store.close()


@pytest.fixture
def publish(add: Callable[..., Any], publisher: Desk) -> Callable[[bytes], Any]:
    add("toilets", "公衆トイレ", resources=[{"id": R1, "name": "表"}, {"id": R2, "name": "記述"}])

    def publish(content: bytes) -> Any:
        files = {0: ("a.csv", b"a\r\n"), 1: ("datapackage.json", content)}
        return publisher.revise({"name": "toilets"}, files=files)

    return publish


def test_the_reader_is_a_citizen(
    reader: Reader, publish: Callable[[bytes], Any], publisher: Desk
) -> None:
    dataset = publish(b"{}")
    path = reader.path(R1)

    assert dataset["title"] == reader.call("package_show", {"id": "toilets"})["title"]
    assert path is not None
    assert b"a\r\n" == path.read_bytes()
    publisher("package_patch", id="toilets", private=True)
    with pytest.raises(NotAuthorized):
        reader.call("package_show", {"id": "toilets"})
    assert reader.path(R1) is None


def test_the_reader_neither_writes_nor_invents(reader: Reader) -> None:
    for action in ("package_create", "package_delete", "nothing"):
        with pytest.raises(NotFound):
            reader.call(action, {"id": "toilets"})
    assert reader.path("nothing") is None


def test_an_error_holds_ckans_status_and_words(reader: Reader) -> None:
    with pytest.raises(ActionError) as caught:
        reader.call("package_show", {"id": "nothing"})

    assert 404 == caught.value.status
    assert {"__type": "Not Found Error", "message": "Not found"} == caught.value.error


def test_the_descriptor_comes_back_as_committed(
    reader: Reader, publish: Callable[[bytes], Any]
) -> None:
    dataset = publish('{"title": "公衆トイレ"}'.encode())

    assert {"title": "公衆トイレ"} == descriptor(reader, dataset)


@pytest.mark.parametrize("content", [b"", b"{bad", b"[]", b"\xff", b"[" * 100_000])
def test_a_broken_descriptor_is_none(
    reader: Reader, publish: Callable[[bytes], Any], content: bytes
) -> None:
    assert descriptor(reader, publish(content)) is None


def test_a_dataset_without_descriptor_has_none(reader: Reader, tmp_path: Path) -> None:
    link = {"id": R1, "url": "https://example.org/datapackage.json"}

    assert descriptor(reader, {}) is None
    assert descriptor(reader, {"resources": [{"id": R1, "url": None}, link]}) is None
