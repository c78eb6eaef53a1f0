"""A whole site on this computer, and what stands in front of it and spoils its answers."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from app.config import from_environment
from app.programs import create_public_site
from app.release import sign_build, write_manifest
from app.root_key import read_root
from app.site.freeze import freeze
from app.wire.manifest import RELEASE_NAME
from app.wire.note import SigningKey
from serverless.doctor.examined import Examined
from serverless.doctor.visit import Address, Visit

RELEASE = SigningKey(RELEASE_NAME, bytes(range(32)))


@dataclass
class Said:
    """An answer on its way out, to be spoiled."""

    path: str
    method: str
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


Spoil = Callable[[Said], None]


class Front(ThreadingHTTPServer):
    """Passes everything on to the site, but the manifest, and lets a test spoil what comes back."""

    daemon_threads = True

    def __init__(self, behind: int, manifest: bytes, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.behind, self.manifest = behind, manifest
        self.spoil: Spoil | None = None

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of visitors who went away, or would not have the certificate."""


class _Handler(BaseHTTPRequestHandler):
    server: Front
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) if length else None
        said = self._asked(body)
        if self.server.spoil is not None:
            self.server.spoil(said)
        self.send_response_only(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said.body)

    def _asked(self, body: bytes | None) -> Said:
        if self.path == "/manifest.txt":
            return Said(self.path, self.command, 200, {}, self.server.manifest)
        line = HTTPConnection("127.0.0.1", self.server.behind, timeout=30)
        line.request(self.command, self.path, body, dict(self.headers))
        with line.getresponse() as answer:
            headers = {n: v for n, v in answer.getheaders() if n.lower() not in _OWN}
            said = Said(self.path, self.command, answer.status, headers, answer.read())
        line.close()
        return said

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 (names of http.server)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


_OWN = frozenset({"content-length", "connection", "transfer-encoding", "server"})


def manifest(home: Path, environment: dict[str, str]) -> bytes:
    """Return the signed manifest of the site with these settings."""
    out = home / "site"
    freeze(create_public_site(from_environment(environment)), out)
    write_manifest(out)
    sign_build(out, RELEASE)
    return (out / "manifest.txt").read_bytes()


@contextmanager
def standing(front: Front) -> Iterator[Front]:
    """Let the front answer until the test is over."""
    thread = threading.Thread(target=front.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield front
    finally:
        front.shutdown()
        front.server_close()
        thread.join()


def examined(
    front: Front,
    environment: dict[str, str],
    *,
    host: str = "127.0.0.1",
    scheme: str = "http",
    authority: Path | None = None,
) -> Examined:
    """Return the site as the doctor meets it through the front."""
    port = front.server_address[1]
    site = Address.parse(f"{scheme}://{host}:{port}")
    at = Address.parse(f"{scheme}://127.0.0.1:{port}")
    settings = from_environment(environment)
    return Examined(
        visit=Visit(site, at, authority),
        name=settings.site,
        root=read_root(settings),
        minimum_serial=settings.minimum_serial,
        release=RELEASE.verifier,
        today=datetime.now(UTC).date(),
    )


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port
