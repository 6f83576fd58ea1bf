"""How requests and answers travel: methods, bodies, envelopes, JSONP, limits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.catalog.conftest import TOKEN, Catalog, Desk

SHOW = "/api/3/action/package_show"


@pytest.fixture
def dataset(add: Callable[..., Any]) -> Any:
    return add("toilets", "公衆トイレ")


@pytest.mark.parametrize(
    "more",
    [
        {"method": "GET", "params": {"id": "toilets"}},
        {"method": "POST", "json": {"id": "toilets"}},
        {"method": "POST", "data": {"id": "toilets"}},
        {"method": "POST", "params": {"id": "toilets"}},
        {"method": "POST", "params": {"id": "toilets"}, "json": {}},
        {"method": "POST", "files": {"id": (None, "toilets")}},
        {
            "method": "POST",
            "data": '{"id": "toilets"}',
            "headers": {"Content-Type": "application/x-www-form-urlencoded"},
        },
        {"method": "POST", "data": b'{"id": "toilets"}'},
        {"method": "POST", "params": {"id": "other"}, "json": {"id": "toilets"}},
    ],
)
@pytest.mark.parametrize("base", ["/api/3/action/", "/api/action/"])
def test_parameters_come_every_way(
    dataset: Any, citizen: Desk, base: str, more: dict[str, Any]
) -> None:
    answer = citizen.request(address=f"{base}package_show", **more)

    assert 200 == answer.status_code
    assert "application/json;charset=utf-8" == answer.headers["content-type"]
    assert {
        "help": f"{citizen.url}/api/3/action/help_show?name=package_show",
        "success": True,
        "result": dataset,
    } == answer.json()


@pytest.mark.parametrize("address", ["/api/1", "/api/2", "/api/3"])
def test_versions(citizen: Desk, address: str) -> None:
    assert {"version": int(address[-1])} == citizen.get(address).json()


def test_an_unknown_version_or_address_is_not_found(citizen: Desk) -> None:
    for address in ("/api/4", "/api/2/action/package_list", "/api/nothing"):
        assert 404 == citizen.get(address).status_code


def test_an_unknown_action_is_a_bad_request(citizen: Desk) -> None:
    answer = citizen.get("/api/3/action/nope")

    assert (400, "Bad request: Action name not known: nope") == (
        answer.status_code,
        answer.json(),
    )


def test_a_write_cannot_be_a_get(publisher: Desk) -> None:
    answer = publisher.get("/api/3/action/package_create?name=x")

    assert 400 == answer.status_code
    assert answer.json() == (
        "Bad request: JSON Error: Invalid request. Please use POST method for your request"
    )


@pytest.mark.parametrize(
    "body", [b"[1]", b"{bad", b'"text"', b"[" * 100_000, b'{"id": "\\ud800"}', b"\xff\xfe{}"]
)
def test_a_body_that_is_no_object_is_a_bad_request(citizen: Desk, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = citizen.request("POST", SHOW, data=body, headers=headers)

    assert 400 == answer.status_code
    assert answer.json().startswith("Bad request: JSON Error: ")


def test_a_list_is_named_in_the_refusal(citizen: Desk) -> None:
    answer = citizen.request("POST", SHOW, json=[1])

    assert "JSON decoded to [1] but it needs to be a dictionary." in answer.json()


def test_jsonp_is_a_call_and_never_the_publishers(dataset: Any, publisher: Desk) -> None:
    publisher("package_patch", id="toilets", private=True)
    answer = publisher.get("/api/3/action/status_show?callback=my_cb")

    assert "application/javascript;charset=utf-8" == answer.headers["content-type"]
    assert json.loads(answer.text.removeprefix("my_cb(").removesuffix(");"))["success"]
    assert 403 == publisher.get(f"{SHOW}?id=toilets&callback=my_cb").status_code
    nasty = publisher.get("/api/3/action/status_show?callback=<script>").text
    assert nasty.startswith("&lt;script&gt;(")


def test_japanese_survives_in_errors(citizen: Desk) -> None:
    answer = citizen.request("POST", "/api/3/action/package_search", json={"令和": 1})

    assert "令和" in answer.json()["error"]["message"]


def test_scripts_of_other_sites_may_read(citizen: Desk) -> None:
    answer = citizen.get("/api/3/action/package_list", headers={"Origin": "https://example.org"})

    assert "*" == answer.headers["access-control-allow-origin"]
    assert "nosniff" == answer.headers["x-content-type-options"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_body_beyond_the_bound_is_refused(catalog: Catalog, token: str) -> None:
    answer = catalog.citizen.request(
        "POST",
        "/api/3/action/package_list",
        data=b" " * 20_000_001,
        headers={"Authorization": token},
    )

    assert 400 == answer.status_code
    assert "larger than 20000000 bytes" in answer.json()


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("multipart/form-data", b"x", "Missing boundary"),
        ("multipart/form-data; boundary=b", b"no parts", ""),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"',
            "early",
        ),
        ("multipart/form-data; boundary=b", b"--b\r\nX: y\r\n\r\nz\r\n--b--\r\n", "without a name"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\nhalf a file',
            "early",
        ),
    ],
)
def test_broken_multipart_is_a_bad_request_and_leaves_no_file(
    catalog: Catalog, content_type: str, body: bytes, reason: str
) -> None:
    answer = catalog.publisher.request(
        "POST",
        "/api/3/action/package_revise",
        data=body,
        headers={"Content-Type": content_type},
    )

    assert 400 == answer.status_code
    assert reason in answer.json()
    assert [] == list((catalog.settings.store / "incoming").iterdir())
    assert [] == list((catalog.settings.store / "files").rglob("*"))


def test_a_citizens_upload_never_reaches_the_disk(catalog: Catalog) -> None:
    answer = catalog.citizen.request(
        "POST", "/api/3/action/package_revise", files={"f": ("a.csv", b"x" * 100_000)}
    )

    assert 403 == answer.status_code
    assert [] == list((catalog.settings.store / "files").rglob("*"))


@pytest.mark.parametrize(
    "value", ["\x00", "a\x00b", "'; DROP TABLE package; --", '"', "NEAR(", "*"]
)
def test_no_value_breaks_the_database(dataset: Any, citizen: Desk, value: str) -> None:
    for action, name in [
        ("package_search", "q"), ("package_show", "id"), ("tag_show", "id"),
        ("package_autocomplete", "q"), ("tag_list", "query"), ("resource_show", "id"),
    ]:  # fmt: skip
        assert citizen.ask(action, **{name: value}).status_code in {200, 404}
    fielded = citizen.ask("package_search", q=f'title:"{value}"', fq=f"tags:{value}")
    assert fielded.status_code in {200, 409}
    assert 1 == citizen("package_search")["count"]


def test_identity_proves_the_token_without_telling_it(catalog: Catalog) -> None:
    import hashlib
    import hmac

    answer = catalog.citizen.get("/opendata/identity?challenge=00ff").json()

    proof = hmac.new(TOKEN.encode(), b"00ff", hashlib.sha256).hexdigest()
    assert {"instance": catalog.settings.site.instance, "proof": proof} == answer
    for bad in ("", "xyz", "0" * 257):
        assert 400 == catalog.citizen.get(f"/opendata/identity?challenge={bad}").status_code
