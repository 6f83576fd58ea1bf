"""A recording HTTP proxy on loopback that can do harm at the n-th write."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

READS = ("_show", "_search", "_list", "_list_for_user", "identity")
HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


@dataclass
class Proxy:
    """What passed, and what to do at which write."""

    upstream: str
    url: str = ""
    requests: list[str] = field(default_factory=list)
    before: Callable[[int], bool] = lambda _: False
    """Called with a write's number (from 1) before it is passed on; True drops it."""
    after: Callable[[int], bool] = lambda _: False
    """The same after it was carried out; True loses the answer."""
    pull: Callable[[], bool] = lambda: False
    """What a test wants done when the moment comes, such as killing the client."""

    is_closed_to_citizens: bool = False
    """Drop every request without a token."""

    @property
    def writes(self) -> list[str]:
        return [name for name in self.requests if not name.endswith(READS)]


@contextmanager
def proxying(upstream: str) -> Iterator[Proxy]:
    """Serve a proxy to `upstream` on a free port."""
    proxy = Proxy(upstream)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement

        def _pass(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            name = urlsplit(self.path).path.rsplit("/", 1)[-1]
            with lock:
                proxy.requests.append(name)
                number = len(proxy.writes)
            writes = not name.endswith(READS)
            if proxy.is_closed_to_citizens and "Authorization" not in self.headers:
                self.close_connection = True
                return
            if writes and proxy.before(number):
                self.close_connection = True
                return
            address = urlsplit(proxy.upstream)
            connection = http.client.HTTPConnection(str(address.netloc), timeout=60)
            headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            if writes and proxy.after(number):
                self.close_connection = True
                return
            self.send_response(answer.status)
            for key, value in answer.getheaders():
                if key.lower() not in HOP:
                    self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_HEAD = _pass  # noqa: N815 # http.server's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that was killed on purpose leaves broken pipes."""

    server = Server(("127.0.0.1", 0), Handler)
    proxy.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
