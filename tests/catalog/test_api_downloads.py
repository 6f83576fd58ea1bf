"""Downloads: the committed bytes, whole, in parts, and to nobody who may not have them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.catalog.conftest import Desk

R1 = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
BYTES = bytes(range(256)) * 300


@pytest.fixture
def url(add: Callable[..., Any], publisher: Desk) -> str:
    add("toilets", "公衆トイレ", resources=[{"id": R1, "url": ""}])
    shown = publisher.revise({"name": "toilets"}, files={0: ("a.csv", BYTES)})
    address: str = shown["resources"][0]["url"]
    return address


def test_a_download_is_byte_for_byte(url: str, citizen: Desk) -> None:
    answer = citizen.get(url)

    assert BYTES == answer.content
    assert {
        "content-length": str(len(BYTES)),
        "content-type": "text/csv",
        "content-disposition": 'attachment; filename="a.csv"',
        "etag": f'"{hashlib.sha256(BYTES).hexdigest()}"',
        "accept-ranges": "bytes",
        "x-content-type-options": "nosniff",
    }.items() <= {key.lower(): value for key, value in answer.headers.items()}.items()


def test_head_says_the_same_without_the_bytes(url: str, citizen: Desk) -> None:
    head, whole = citizen.request("HEAD", url), citizen.get(url)

    assert b"" == head.content
    volatile = {"date"}
    assert {k: v for k, v in whole.headers.items() if k not in volatile} == {
        k: v for k, v in head.headers.items() if k not in volatile
    }


@pytest.mark.parametrize(
    ("wanted", "status", "expected"),
    [
        ("bytes=0-0", 206, BYTES[:1]),
        ("bytes=100-199", 206, BYTES[100:200]),
        ("bytes=-10", 206, BYTES[-10:]),
        ("bytes=76799-", 206, BYTES[76799:]),
        ("bytes=76800-", 416, b""),
    ],
)
def test_parts_can_be_asked_for(
    url: str, citizen: Desk, wanted: str, status: int, expected: bytes
) -> None:
    answer = citizen.get(url, headers={"Range": wanted})

    assert (status, expected) == (answer.status_code, answer.content)


def test_who_has_the_bytes_need_not_take_them_again(url: str, citizen: Desk) -> None:
    tag = citizen.request("HEAD", url).headers["etag"]
    answer = citizen.get(url, headers={"If-None-Match": tag})

    assert (304, b"") == (answer.status_code, answer.content)


def test_the_datasets_name_works_in_the_address(url: str, citizen: Desk) -> None:
    base = f"/dataset/toilets/resource/{R1}/download"

    for address in (f"{base}/a.csv", f"{base}/before-it-was-renamed.csv", base):
        assert BYTES == citizen.get(address).content


@pytest.mark.parametrize(
    "address",
    [
        "/dataset/other/resource/{id}/download/a.csv",
        "/dataset/toilets/resource/nothing/download/a.csv",
        "/dataset/toilets/resource/%2e%2e%2f%2e%2e/download/a.csv",
        "/dataset/toilets/resource/../../token/download/a.csv",
    ],
)
def test_other_addresses_are_not_found(url: str, citizen: Desk, address: str) -> None:
    assert 404 == citizen.get(address.format(id=R1)).status_code


@pytest.mark.parametrize("change", [{"private": True}, {"state": "deleted"}])
def test_what_is_not_public_is_the_publishers_only(
    url: str, citizen: Desk, publisher: Desk, change: dict[str, Any]
) -> None:
    publisher("package_patch", id="toilets", **change)

    assert 404 == citizen.get(url).status_code
    assert 404 == citizen.get(url, headers={"Authorization": "wrong"}).status_code
    theirs = publisher.get(url)
    assert (BYTES, "private, no-store") == (theirs.content, theirs.headers["cache-control"])


def test_a_stated_type_cannot_break_the_headers(url: str, publisher: Desk, citizen: Desk) -> None:
    publisher.revise({"name": "toilets"}, {"resources": [{"mimetype": "text/html\r\nX-Evil: 1"}]})
    answer = citizen.get(url)

    assert "application/octet-stream" == answer.headers["content-type"]
    assert "x-evil" not in answer.headers
    assert "sandbox" in answer.headers["content-security-policy"]
