"""Serve a program in one process, with every limit stated.

Whatever comes is held in memory: waitress would write large bodies and answers to temporary files
unless its overflow limits lie above them. What it logs is stripped of everything that a sender
could have put there (paths, headers, addresses). It ends on SIGTERM or SIGINT after answering the
requests that it has begun to receive.
"""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import BaseWSGIServer, create_server
from waitress.utilities import Error, RequestEntityTooLarge

from app.frame.headers import API
from app.intake.limits import MIB, PLAIN_LIMIT

DISCARD_LIMIT: Final = 64 * MIB
"""Most bytes of a body too large that are received, and thrown away, before the answer: a browser
shows an answer only if it could send all that it wanted to."""

LIMITS: Final[dict[str, object]] = {
    # Most of the time they wait for the disk, which makes what waits together durable together.
    "threads": 16,
    "backlog": 1024,
    # A body in memory costs many times its size while it is parsed and given back: behind the open
    # network, a proxy that buffers requests and limits them has to stand in front.
    "connection_limit": 200,
    "channel_timeout": 60,
    "cleanup_interval": 10,
    "max_request_header_size": 16 * 1024,
    # waitress refuses from this size on, so the largest body that it lets through is PLAIN_LIMIT.
    "max_request_body_size": PLAIN_LIMIT + 1,
    "inbuf_overflow": 2 * PLAIN_LIMIT,
    # A form given back with every character escaped ("&#39;") is five times as long, plus its page.
    "outbuf_overflow": 8 * PLAIN_LIMIT,
    # Above any answer: a thread would wait for a reader who takes nothing, and there are few.
    "outbuf_high_watermark": 8 * PLAIN_LIMIT,
    "recv_bytes": 64 * 1024,
    "asyncore_use_poll": True,
    "ident": None,
    "log_socket_errors": False,
    "expose_tracebacks": False,
    "clear_untrusted_proxy_headers": True,
}

GRACE_SECONDS: Final = 8.0
"""How long requests that have begun may take once the process is told to stop."""

Sockets = dict[int, wasyncore.dispatcher]

_CONNECTIONS_FULL: Final = "total open connections reached the connection limit"


class AddressUnusable(Exception):
    """Nothing can listen there; the message says where, why and what to do."""


def serve(
    app: WSGIApplication,
    host: str,
    port: int,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; call it from the main thread.

    `ready` is called once with the port (that which the system chose, for 0) when connections are
    taken. Raises: AddressUnusable.
    """
    sockets: Sockets = {}
    with _listener(host, port) as listener, _wordless_logs(), _stop_signals() as stopping:
        server = create_server(app, sockets, sockets=[listener], **LIMITS)
        server.channel_class = _Channel
        stopping.wake = server.pull_trigger
        if ready is not None:
            ready(listener.getsockname()[1])
        while not stopping.asked:
            wasyncore.loop(timeout=1.0, use_poll=True, map=sockets, count=1)
        _finish(server, sockets)


def end() -> None:
    """Let `serve` end as on SIGTERM, whichever thread of its process calls this."""
    os.kill(os.getpid(), signal.SIGTERM)


class _Discarded(FixedStreamReceiver):
    """Receives a body without keeping any of it."""

    def __init__(self, length: int) -> None:
        super().__init__(length, OverflowableBuffer(1))

    def received(self, data: bytes) -> int:
        taken = min(self.remain, len(data))
        self.remain -= taken
        self.completed = self.remain == 0
        return taken


class _Unreadable(Error):
    """Answers what cannot be parsed: in one sentence, and under a policy as every answer is."""

    def __init__(self, error: Error) -> None:
        super().__init__("This request cannot be read.")
        self.code, self.reason = error.code, error.reason

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status, headers, body = super().to_response(ident)
        return status, [*headers, *API.headers().items()], body


class _Parser(HTTPRequestParser):
    """Lets the program answer for a body that is too large: it gets its length, and no byte of it.

    Whatever else cannot be parsed is answered without repeating it.
    """

    def received(self, data: bytes) -> int:
        consumed = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge):
            self._too_large()
        elif self.error is not None:
            self.error = _Unreadable(self.error)
        return consumed

    def _too_large(self) -> None:
        self.error = None
        self.headers["CONNECTION"] = "close"
        if self.chunked:
            self.headers["CONTENT_LENGTH"] = str(PLAIN_LIMIT + 1)
            return
        if not isinstance(self.body_rcv, _Discarded):
            self.body_rcv = _Discarded(self.content_length)
        self.completed = self.body_rcv.completed
        if self.content_length > DISCARD_LIMIT:
            self.expect_continue = False
            self.completed = True


class _Channel(HTTPChannel):
    parser_class = _Parser


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressUnusable(
            f"nothing can listen at {host}:{port} ({error.strerror}): end the program that does, "
            "or choose another address or port"
        ) from None


class _Stopping:
    """Whether the process was asked to stop, and how to wake the loop that looks at it."""

    def __init__(self) -> None:
        self.asked = False
        self.wake: Callable[[], None] = lambda: None

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        self.wake()


@contextmanager
def _stop_signals() -> Iterator[_Stopping]:
    stopping = _Stopping()
    before = {each: signal.signal(each, stopping) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _finish(server: BaseWSGIServer, sockets: Sockets) -> None:
    """Stop listening, answer what has begun to arrive, then close everything."""
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + GRACE_SECONDS
    while server.active_channels and time.monotonic() < deadline:
        for channel in list(server.active_channels.values()):
            if not (channel.requests or channel.request or channel.total_outbufs_len):
                channel.will_close = True
        wasyncore.loop(timeout=0.1, use_poll=True, map=sockets, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(sockets, ignore_all=True)


class _Wordless(logging.Filter):
    """Takes out of waitress's own messages whatever a sender may have put into them."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0] if record.exc_info else None
        if str(record.msg).startswith(_CONNECTIONS_FULL):
            record.msg = "the web server takes no more connections until some have ended"
        else:
            record.msg = f"the web server met {kind.__name__ if kind else 'trouble'}"
        record.args, record.exc_info, record.exc_text = (), None, None
        return True


@contextmanager
def _wordless_logs() -> Iterator[None]:
    """Strip waitress's messages, and drop its notes on its queue, while the service runs."""
    server, queue = logging.getLogger("waitress"), logging.getLogger("waitress.queue")
    wordless = _Wordless()
    server.addFilter(wordless)
    server.setLevel(logging.WARNING)
    queue.disabled = True
    try:
        yield
    finally:
        server.removeFilter(wordless)
        queue.disabled = False
