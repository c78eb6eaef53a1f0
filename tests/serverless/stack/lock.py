"""TLS in front of the emulated distribution: what a browser needs to believe that it is locked.

The emulator speaks without TLS and knows a distribution by its own name only; the site's name and
the lock are put before it here, as the true cloud does.
"""

import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from tests.certificate import certificate

_OF_ONE_HOP = frozenset({"connection", "date", "keep-alive", "server", "transfer-encoding"})


class _Between(BaseHTTPRequestHandler):
    """Hands each request on to the distribution, and its answer back."""

    protocol_version = "HTTP/1.1"
    cloud: ClassVar[str]
    host: ClassVar[str]

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        own = {"Host": self.host, "X-Forwarded-Proto": "https"}
        kept = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        connection = HTTPConnection(self.cloud, timeout=60)
        connection.request(self.command, self.path, body or None, {**kept, **own})
        with connection.getresponse() as answer:
            data = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {*_OF_ONE_HOP, "content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)
        connection.close()

    do_GET = do_HEAD = do_POST = do_OPTIONS = _hand_on  # noqa: N815 (its own names)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its own name)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A browser ends a connection as soon as it has seen the certificate: that is no fault."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a line that ended."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # its own


@contextmanager
def locked(cloud: str, host: str, site: str, folder: Path) -> Iterator[int]:
    """Serve the distribution `host` of the emulated `cloud` as https://`site`; give the port."""
    named = {"cloud": cloud.removeprefix("http://"), "host": host}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(folder, site, days=2))
    handler = type("_Distribution", (_Between,), named)
    with _Server(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield socket.socket.getsockname(server.socket)[1]
        finally:
            server.shutdown()
            thread.join()
