"""The embedded catalog as a process of its own: is it ours, start it, and let it go with us."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

import requests

from publisher.ckan.transport import not_a_catalog
from publisher.errors import CatalogError, SurroundingsError
from publisher.instance import Instance
from publisher.words import Text, cut

READY_SECONDS = 60


@contextmanager
def serving(instance: Instance) -> Iterator[str]:
    """Yield the token of the embedded catalog, started for this run where none serves.

    Raises CatalogError where something else answers at its address, and SurroundingsError where
    it does not start. A started process ends with this one, however this one ends: it reads its
    standard input, which the kernel closes for a killed parent.
    """
    if _serves_already(instance):
        yield _token(instance)
        return
    process = _start(instance)
    try:
        if not _serves_already(instance):
            raise _start_failed(instance, "it does not answer")
        yield _token(instance)
    finally:
        _stop(process)


def become(instance: Instance) -> NoReturn:
    """Replace this process by the embedded catalog: whoever stops us stops it."""
    os.execv(sys.executable, _command(instance))  # noqa: S606 # our own interpreter and module


def _command(instance: Instance, *options: str) -> list[str]:
    return [sys.executable, "-m", "catalog", "--instance", str(instance.root), *options]


def _serves_already(instance: Instance) -> bool:
    """Tell whether our catalog serves; raises CatalogError where a stranger does.

    It must prove that it holds our token, without our sending it: anything on this machine could
    answer like a CKAN at that port.
    """
    challenge = secrets.token_hex(16)
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(
                f"{instance.catalog_url}/opendata/identity",
                params={"challenge": challenge},
                timeout=10,
                allow_redirects=False,
            )
    except requests.ConnectionError:
        return False
    except requests.RequestException as error:
        raise _stranger(instance, str(error)) from error
    try:
        identity = json.loads(answer.text)
        proof, claimed = str(identity["proof"]), str(identity["instance"])
    except (ValueError, KeyError, TypeError) as error:
        raise _stranger(instance, not_a_catalog(instance.catalog_url, answer).where) from error
    if claimed != instance.id:
        raise _stranger(instance, f"it is the catalog of instance {cut(claimed)}")
    expected = hmac.new(_token(instance).encode(), challenge.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(proof, expected):
        raise _stranger(instance, "it cannot prove that it holds this instance's token")
    return True


def _token(instance: Instance) -> str:
    path = instance.state / "token"
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SurroundingsError(
            Text("目録の鍵を読めません", "The catalog's token cannot be read"),
            where=f"{path} ({error.strerror})",
            next_step=Text(
                "ファイルの権限を確かめるか、動いている目録を止めてから、もう一度実行してください。",
                "Check the file's permissions, or stop the running catalog, then run this again.",
            ),
        ) from error


def _stranger(instance: Instance, detail: str) -> CatalogError:
    return CatalogError(
        Text(
            "目録の番地に、別のものが答えています",
            "Something else answers at the embedded catalog's address",
        ),
        where=f"{instance.catalog_url} ({cut(detail, 200)})",
        next_step=Text(
            "それを止めるか、opendata.toml の [catalog] url を空いている番号に変えてください。",
            "Stop it, or set [catalog] url in opendata.toml to a free port.",
        ),
    )


def _start(instance: Instance) -> subprocess.Popen[bytes]:
    log = instance.state / "catalog.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as errors:
        process = subprocess.Popen(  # noqa: S603 # our own interpreter and module
            _command(instance, "--stop-with-stdin"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    if process.stdout is None or not _ready(process.stdout):
        _stop(process)
        raise _start_failed(instance, _last_line(log))
    return process


def _ready(stream: IO[bytes]) -> bool:
    """Wait for the line `ready …`; False where it does not come in time."""
    lines: list[bytes] = []
    reader = threading.Thread(target=lambda: lines.append(stream.readline()), daemon=True)
    reader.start()
    reader.join(READY_SECONDS)
    return bool(lines) and lines[0].startswith(b"ready")


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return cut(lines[-1], 300) if lines else "it ended without a word"


def _start_failed(instance: Instance, detail: str) -> SurroundingsError:
    return SurroundingsError(
        Text("組み込みの目録を始められません", "The embedded catalog does not start"),
        where=f"{instance.catalog_url}: {detail}",
        next_step=Text(
            f"{instance.state / 'catalog.log'} を見るか、opendata.toml の [catalog] url を"
            "空いている番号に変えてください。",
            f"See {instance.state / 'catalog.log'}, or set [catalog] url in opendata.toml to a "
            "free port.",
        ),
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
