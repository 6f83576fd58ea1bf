"""The catalog as a process: its port, its ready line, its end."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from pathlib import Path

import uvicorn

from catalog.app import create_app
from catalog.settings import Settings, SettingsError, load
from catalog.store.schema import StoreError

BROKEN_SURROUNDINGS = 5
"""Exit code where the settings, the port or the store cannot be used."""
_GRACE = 5
"""Seconds that running requests get when the process is told to end."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"ready {self._ready}\n")
            sys.stdout.flush()


def serve(root: Path, *, is_stopped_with_stdin: bool) -> int:
    """Serve the instance in `root` until a signal or, if asked, the end of stdin; return the exit code."""
    try:
        settings = load(root)
        listener = _listener(settings)
        with listener:
            application = create_app(settings)
            config = uvicorn.Config(
                application,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=_GRACE,
                server_header=False,
            )
            server = _Server(config, _address(settings))
            if is_stopped_with_stdin:
                threading.Thread(target=_stop_at_end_of_stdin, args=(server,), daemon=True).start()
            server.run(sockets=[listener])
    except KeyboardInterrupt:
        return 0
    except (SettingsError, StoreError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return BROKEN_SURROUNDINGS
    return 0


def _listener(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # asyncio sets this on its own sockets only; without it every answer waits 40 ms for the
    # client's delayed acknowledgement of the head before the body is sent.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((settings.host, settings.port))
        # Listening already refuses a second process; requests wait until the store is open.
        listener.listen(256)
    except OSError as error:
        listener.close()
        address = _address(settings)
        if error.errno == errno.EADDRINUSE:
            message = (
                f"{address} is in use already, perhaps by this very catalog. Next: stop what serves there, or change [catalog] url "
                "in opendata.toml"
            )
            raise OSError(message) from error
        message = (
            f"cannot listen at {address} ({error}). Next: change [catalog] url in opendata.toml"
        )
        raise OSError(message) from error
    return listener


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _stop_at_end_of_stdin(server: uvicorn.Server) -> None:
    while os.read(0, 4096):
        pass
    server.should_exit = True
