"""Something between a client and a store that fails, on purpose and by chance, in every way.

It breaks connections before and after the store has done what was asked: only the second way can
double what was sent, or lose what the client takes for refused.
"""

import http.client
import random
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Final
from urllib.parse import urlsplit

BEFORE: Final = ("refuse", "cut-request", "500-before", "slow-down")
"""Faults of which the store sees nothing."""

AFTER: Final = ("cut-before-answer", "cut-in-answer", "500-after", "delay")
"""Faults that happen once the store has done it."""

FAULTS: Final = BEFORE + AFTER
_ERROR: Final = "<?xml version='1.0'?><Error><Code>{}</Code><Message>no</Message></Error>"
_GIVEN: Final = {"content-type", "etag", "x-amz-checksum-sha256", "x-amz-delete-marker"}


@dataclass
class Faults:
    """What happens to requests: `script` first, one fault each (or ""), then by chance.

    `kept` counts how often the store itself has kept something under an address. What asks for an
    address with `silent` in it is never answered; `met` says that something did.
    """

    share: float = 0.0
    script: list[str] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    chance: random.Random = field(default_factory=lambda: random.Random(6))  # noqa: S311
    delay: float = 0.5
    silent: str = ""
    met: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def next(self) -> str:
        """Return what happens to the next request: the name of a fault, or ""."""
        with self._lock:
            if self.script:
                fault = self.script.pop(0)
            else:
                fault = self.chance.choice(FAULTS) if self.chance.random() < self.share else ""
            self.happened[fault] += 1
            return fault

    def count(self, path: str) -> None:
        """Count that the store has kept something there."""
        with self._lock:
            self.kept[path] += 1


@contextmanager
def faulty_proxy(endpoint: str, faults: Faults) -> Iterator[str]:
    """Run the proxy in front of a store; give its own address."""
    with _Proxy(("127.0.0.1", 0), _Request) as proxy:
        proxy.behind, proxy.faults = urlsplit(endpoint).netloc, faults
        thread = threading.Thread(target=proxy.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_address[1]}"
        finally:
            faults.over.set()
            proxy.shutdown()
            thread.join()


class _Proxy(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
    behind: str
    faults: Faults

    def handle_error(self, _request: object, _client_address: object) -> None:
        """Say nothing: clients that go away are what is tested."""


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Proxy

    def _pass(self) -> None:
        if self.server.faults.silent and self.server.faults.silent in self.path:
            self.server.faults.met.set()
            self.server.faults.over.wait()
            self._reset()
            return
        fault = self.server.faults.next()
        if fault == "refuse":
            self._reset()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if fault in BEFORE:
            self._fail(fault)
            return
        status, headers, answer = self._ask(body)
        if fault == "delay":
            time.sleep(self.server.faults.delay)
        if fault in ("cut-before-answer", "500-after"):
            self._fail(fault)
        else:
            self._answer(status, headers, answer, cut=fault == "cut-in-answer")

    def _fail(self, fault: str) -> None:
        if fault.startswith("cut"):
            self._reset()
        elif fault == "slow-down":
            self._answer(503, {}, _ERROR.format("SlowDown").encode())
        else:
            self._answer(500, {}, _ERROR.format("InternalError").encode())

    do_GET = do_PUT = do_DELETE = _pass  # noqa: N815 (as the base class asks for)

    def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Return what the store answers; `Host` goes through as it came, for it is signed."""
        behind = http.client.HTTPConnection(self.server.behind, timeout=30)
        try:
            behind.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                behind.putheader(name, value)
            behind.endheaders(body or None)
            answer = behind.getresponse()
            data = answer.read()
            if self.command == "PUT" and answer.status == http.HTTPStatus.OK:
                self.server.faults.count(self.path)
            given = {name: value for name, value in answer.getheaders() if name.lower() in _GIVEN}
            return answer.status, given, data
        finally:
            behind.close()

    def _answer(
        self, status: int, headers: dict[str, str], body: bytes, *, cut: bool = False
    ) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != http.HTTPStatus.NO_CONTENT:
            # A cut answer has said how long it would be, so also an empty one comes short.
            self.send_header("Content-Length", str(len(body) + cut))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.wfile.flush()
        if cut:
            self._reset()

    def _reset(self) -> None:
        """Break the connection so that the client sees it broken, not ended."""
        self.close_connection = True
        with suppress(OSError):
            linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
