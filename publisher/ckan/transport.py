"""ckanapi's transport: timeouts, streamed uploads, and answers told apart by what they mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import requests
from ckanapi import RemoteCKAN
from requests_toolbelt.multipart.encoder import MultipartEncoder

from publisher.errors import CatalogError, CatalogUnreachable, NotACatalog
from publisher.words import Text, cut

CONNECT_SECONDS = 10
READ_SECONDS = 120
UPLOAD_SECONDS = 900
"""CKAN answers an upload only after it has stored and indexed everything."""


class TemporaryFailureError(Exception):
    """A timeout, a broken connection, 429 or 5xx: the same call may succeed later."""


class Transport(RemoteCKAN):  # type: ignore[misc]  # ckanapi ships no types
    """A RemoteCKAN that never hangs, streams files and knows a CKAN answer when it sees one."""

    def __init__(self, address: str, token: str | None, *, user_agent: str) -> None:
        super().__init__(address, apikey=token, user_agent=user_agent, session=requests.Session())
        # A proxy from the environment must not stand between us and a catalog on loopback,
        # nor a .netrc replace the token.
        self.session.trust_env = not _is_loopback(address)

    def _request_fn(
        self,
        url: str,
        data: Any,
        headers: dict[str, str],
        files: Mapping[str, Any] | None,
        requests_kwargs: dict[str, Any],
    ) -> tuple[int, str]:
        timeout = (CONNECT_SECONDS, READ_SECONDS)
        if files:
            # requests would hold a multipart body in memory: 300 MiB became 630 (CKAN.md §2.0).
            fields = {key.decode(): value.decode() for key, value in data.items()}
            data = MultipartEncoder({**fields, **files})
            headers = {**headers, "Content-Type": data.content_type}
            timeout = (CONNECT_SECONDS, UPLOAD_SECONDS)
        try:
            answer = self.session.post(
                url,
                data=data,
                headers=headers,
                allow_redirects=False,
                **{**requests_kwargs, "timeout": timeout},
            )
        except (requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            raise TemporaryFailureError(cut(error, 200)) from error
        except requests.ConnectionError as error:
            if _never_connected(error):
                raise unreachable(self.address, error) from error
            raise TemporaryFailureError(cut(error, 200)) from error
        except requests.RequestException as error:
            raise unreachable(self.address, error) from error
        return answer.status_code, self._judged(answer)

    def _judged(self, answer: requests.Response) -> str:
        """Return the body of a CKAN answer; raises for everything that is not one."""
        if answer.status_code == 429 or answer.status_code >= 500:
            raise TemporaryFailureError(f"HTTP {answer.status_code}: {cut(answer.text, 200)}")
        try:
            body = json.loads(answer.text)
        except ValueError as error:
            raise not_a_catalog(self.address, answer) from error
        wanted = {"success", "result"} if answer.ok else {"success"}
        if not isinstance(body, dict) or not wanted <= body.keys():
            raise not_a_catalog(self.address, answer)
        return answer.text


def unreachable(address: str, error: Exception) -> CatalogError:
    """Return the error for a catalog at which nobody answers."""
    return CatalogUnreachable(
        Text("目録につながりません", "The catalog cannot be reached"),
        where=f"{address} ({cut(_root(error), 160)})",
        next_step=Text(
            "アドレス（CKAN_URL）と、目録が動いているかを確かめて、もう一度実行してください。",
            "Check the address (CKAN_URL) and that the catalog runs, then run this again.",
        ),
    )


def not_a_catalog(address: str, answer: requests.Response) -> CatalogError:
    """Return the error for an address that answers, but not as CKAN."""
    kind = answer.headers.get("Content-Type", "no content type")
    return NotACatalog(
        Text("CKAN の目録ではない答えが返りました", "The answer is not that of a CKAN"),
        where=f"{address} (HTTP {answer.status_code}, {cut(kind)}: {cut(answer.text)})",
        next_step=Text(
            "CKAN_URL が目録の一番上のアドレスか（例 https://catalog.example.jp）、"
            "途中にログイン画面や転送がないか確かめてください。",
            "Check that CKAN_URL is the catalog's own root (https://catalog.example.jp) and that "
            "no login page or redirect stands in between.",
        ),
    )


def _is_loopback(address: str) -> bool:
    return address.rpartition("//")[2].startswith(("127.", "localhost", "[::1]"))


def _never_connected(error: requests.ConnectionError) -> bool:
    """Tell whether not even a connection was made, so that nothing can have been written."""
    if isinstance(error, (requests.exceptions.ProxyError, requests.exceptions.SSLError)):
        return True
    return "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error)


def _root(error: BaseException) -> BaseException:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return reason if isinstance(reason, BaseException) else error
