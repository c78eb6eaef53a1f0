"""The server in front: its limits, what it answers and says itself, and how it ends."""

import http.client
import logging
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import serve as serving
from app.intake.limits import MIB, PLAIN_LIMIT
from app.serve import AddressUnusable, serve
from tests.intake.process import Served, served, served_intake

FORM = "/ar/write/plain/"
URLENCODED = "Content-Type: application/x-www-form-urlencoded\r\n"

SLOW = """
import sys, time
from app import serve

serve.GRACE_SECONDS = 3600  # whoever waits for an idle line waits for ever

def app(environ, start_response):
    body = environ["wsgi.input"].read()
    sys.stderr.write("begun\\n")
    sys.stderr.flush()
    time.sleep(float(environ["QUERY_STRING"] or 0))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"%d whole" % len(body)]

def ready(port):
    print(port, flush=True)

serve.serve(app, "127.0.0.1", 0, ready)
"""


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    return script


def head(method: str, address: str, *lines: str) -> bytes:
    return "\r\n".join([f"{method} {address} HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]).encode()


def wait_for(said: Path, word: str) -> None:
    deadline = time.monotonic() + 10
    while word not in said.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def answer(line: socket.socket) -> http.client.HTTPResponse:
    response = http.client.HTTPResponse(line)
    response.begin()
    return response


def test_a_request_in_hand_is_answered_before_the_end(slow: Path, tmp_path: Path) -> None:
    with (
        served(slow, folder=tmp_path) as server,
        ThreadPoolExecutor() as pool,
        server.line() as line,
    ):
        line.sendall(head("GET", "/?1.5"))
        wait_for(server.said, "begun")
        ended = pool.submit(server.end)
        assert b"0 whole" == answer(line).read()
        assert 0 == ended.result()


def test_a_body_half_received_is_taken_whole_before_the_end(slow: Path, tmp_path: Path) -> None:
    with (
        served(slow, folder=tmp_path) as server,
        ThreadPoolExecutor() as pool,
        server.line() as line,
    ):
        line.sendall(head("POST", "/", "Content-Length: 10") + b"half.")
        with server.line() as other:
            other.sendall(head("GET", "/"))
            answer(other).read()
        ended = pool.submit(server.end)
        time.sleep(0.3)
        assert not ended.done()
        line.sendall(b"whole")
        assert b"10 whole" == answer(line).read()
        assert 0 == ended.result()


def test_idle_lines_do_not_delay_the_end_and_nobody_is_let_in(slow: Path, tmp_path: Path) -> None:
    with served(slow, folder=tmp_path) as server, server.line() as idle, server.client() as kept:
        kept.request("GET", "/")
        kept.getresponse().read()
        assert 0 == server.end()
        assert b"" == idle.recv(1)
        with pytest.raises(ConnectionError):
            server.line()


def test_ctrl_c_ends_it_like_a_request_to_end(slow: Path, tmp_path: Path) -> None:
    with served(slow, folder=tmp_path) as server:
        server.process.send_signal(signal.SIGINT)
        assert 0 == server.process.wait(10)
        assert "Traceback" not in server.said.read_text()


def test_an_address_in_use_is_told_in_one_sentence(slow: Path, tmp_path: Path) -> None:
    told = "127.0.0.1:[0-9]+ .*choose another"
    with served(slow, folder=tmp_path) as server, pytest.raises(AddressUnusable, match=told):
        serve(lambda *_: [], "127.0.0.1", server.port)


def test_a_host_that_is_none_is_told_in_one_sentence() -> None:
    with pytest.raises(AddressUnusable, match="another address"):
        serve(lambda *_: [], "192.0.2.1", 0)


def page(response: bytes) -> tuple[int, str]:
    top, _, body = response.partition(b"\r\n\r\n")
    return int(top.split()[1]), body.decode()


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_intake(tmp_path_factory.mktemp("intake")) as server:
        yield server


@pytest.mark.parametrize("size", [PLAIN_LIMIT + 1, 16 * MIB])
def test_a_body_over_the_limit_gets_the_programs_own_page(intake: Served, size: int) -> None:
    request = head("POST", FORM, f"Content-Length: {size}", URLENCODED.strip())
    status, body = page(intake.exchange(request + b"x" * size))
    assert 413 == status
    assert '<html lang="ar"' in body
    assert "tel:+358295463177" in body


def test_a_body_of_absurd_length_is_answered_without_being_received(intake: Served) -> None:
    request = head("POST", FORM, f"Content-Length: {10**15}", "Expect: 100-continue")
    status, body = page(intake.exchange(request + b"x" * 1000))
    assert 413 == status
    assert '<html lang="ar"' in body


def test_a_client_that_waits_to_be_told_to_go_on_gets_the_page_too(intake: Served) -> None:
    size = PLAIN_LIMIT + 1
    with intake.line() as line:
        line.sendall(head("POST", FORM, f"Content-Length: {size}", "Expect: 100-continue"))
        assert line.recv(100).startswith(b"HTTP/1.1 100 Continue")
        line.sendall(b"x" * size)
        assert 413 == answer(line).status


def test_a_body_in_chunks_over_the_limit_is_refused_too(intake: Served) -> None:
    chunk = b"100000\r\n" + b"x" * MIB + b"\r\n"
    request = head("POST", FORM, "Transfer-Encoding: chunked", URLENCODED.strip())
    # No more than shows that it is too much: what the server leaves unread would reset the line.
    over = PLAIN_LIMIT // MIB * chunk + b"2\r\nxx\r\n"
    with intake.line() as line:
        line.sendall(request + over)
        assert 413 == answer(line).status


def test_after_a_body_over_the_limit_the_line_is_closed(intake: Served) -> None:
    size = PLAIN_LIMIT + 1
    both = head("POST", FORM, f"Content-Length: {size}") + b"x" * size + head("GET", FORM)
    assert 1 == intake.exchange(both).count(b"HTTP/1.1 ")


def test_a_body_at_the_limit_reaches_the_program(intake: Served) -> None:
    body = b"message=" + b"x" * (PLAIN_LIMIT - 8)
    request = head(
        "POST", FORM, f"Content-Length: {len(body)}", "Connection: close", URLENCODED.strip()
    )
    status, text = page(intake.exchange(request + body))
    assert 422 == status
    assert "x" * 1000 in text


@pytest.mark.parametrize(
    "lines",
    [
        ["X-Broken: markedheader\rx"],
        ["X-Long: " + "markedheader" * 2_000],
        ["markedheader x: 1"],
        ["Transfer-Encoding: markedheader"],
    ],
)
def test_what_cannot_be_parsed_is_answered_without_repeating_it(
    intake: Served, lines: list[str]
) -> None:
    response = intake.exchange(head("GET", FORM, *lines))
    assert response.split()[1] in {b"400", b"431", b"501"}
    assert b"markedheader" not in response
    assert b"\nContent-Security-Policy: default-src 'none';" in response
    assert b"\nCache-Control: no-store" in response


def test_the_server_does_not_say_what_it_is(intake: Served) -> None:
    response = intake.exchange(head("GET", FORM, "Connection: close"))
    assert b"\nServer:" not in response
    assert b"waitress" not in response.lower()


def test_waitress_may_only_tell_what_kind_of_trouble_it_met(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving._wordless_logs():
        log = logging.getLogger("waitress")
        log.error("uncaptured python exception, closing channel 203.0.113.7")
        log.warning('Malformed proxy header "%s" from "%s"', "marked", "203.0.113.7")
        error = OSError("203.0.113.7")
        log.error("Exception while serving /marked", exc_info=error)
        log.warning("total open connections reached the connection limit, no longer accepting")
        logging.getLogger("waitress.queue").warning("Task queue depth is 1")
    assert [
        "the web server met trouble",
        "the web server met trouble",
        "the web server met OSError",
        "the web server takes no more connections until some have ended",
    ] == caplog.messages
    assert "203.0.113.7" not in caplog.text
