"""Letters go to the service itself, over TLS; whatever else answers is not believed."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.refer.errors import AddressRefused, PostRefused, Unreachable
from app.refer.service import Address, Service

PROBLEM = "application/problem+json"


@dataclass
class Said:
    """What a server answers to everything, and what it was asked."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def service(self) -> Service:
        return Service(Address.parse(f"http://127.0.0.1:{self.port}"))


@pytest.fixture
def said() -> Iterator[Said]:
    said = Said()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            said.asked.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        do_GET = do_POST = answer  # noqa: N815 (names of the library's)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        said.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield said
        server.shutdown()


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org",
        "http://10.0.0.1:8000/",
        "http://127.0.0.1.example.org",
        "ftp://example.org",
        "example.org",
        "https://",
        "https://user@example.org",
        "https://example.org/fi/",
        "https://example.org/?a",
        "https://example.org:99999",
        "https://[::1",
        "",
    ],
)
def test_an_address_that_is_not_the_services_is_refused(text: str) -> None:
    with pytest.raises(AddressRefused):
        Address.parse(text)


@pytest.mark.parametrize(
    ("text", "host", "secure"),
    [
        ("https://Example.org/", "example.org", True),
        ("https://example.org:8443", "example.org", True),
        ("http://localhost:8000/", "localhost", False),
        ("http://127.0.0.1:8000", "127.0.0.1", False),
        ("http://[::1]:8000", "::1", False),
    ],
)
def test_an_address_is_read(text: str, host: str, *, secure: bool) -> None:
    address = Address.parse(text)

    assert (host, secure) == (address.host, address.secure)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(said: Said, status: int) -> None:
    said.status = status
    said.headers = {"Location": f"http://127.0.0.1:{said.port}/elsewhere"}

    with pytest.raises(Unreachable, match="something else than the service"):
        said.service().keyring_text()
    with pytest.raises(Unreachable, match="something else than the service"):
        said.service().post(b"x", 1)
    assert ["GET /keyring.txt", "POST /api/envelopes"] == said.asked


def test_the_id_that_the_service_gives_is_returned(said: Said) -> None:
    said.status, said.body = 201, b'{"id":"abc"}'

    assert "abc" == said.service().post(b"x", 1)


@pytest.mark.parametrize(
    ("status", "code", "after", "expected"),
    [
        (409, "stale-serial", None, None),
        (503, "closed", "120", 120),
        (503, "closed", "soon", None),
        (422, "wrong-size", None, None),
    ],
)
def test_a_refusal_in_the_services_own_words_is_told(
    said: Said, status: int, code: str, after: str | None, expected: int | None
) -> None:
    said.status, said.body = status, f'{{"type":"urn:turva:problem:{code}"}}'.encode()
    said.headers = {"Content-Type": PROBLEM, **({"Retry-After": after} if after else {})}

    with pytest.raises(PostRefused) as caught:
        said.service().post(b"x", 1)
    assert (code, expected) == (caught.value.code, caught.value.retry_after)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b'{"id":"abc"}', "application/json"),
        (201, b"", "application/json"),
        (201, b'{"id":1}', "application/json"),
        (201, b"[" * 60_000, "application/json"),
        (503, b"<html>", "text/html"),
        (409, b'{"type":"urn:turva:problem:stale-serial"}', "application/json"),
        (503, b'{"type":"urn:turva:problem:stale-serial"}', PROBLEM),
    ],
)
def test_what_something_in_between_answers_counts_for_nothing(
    said: Said, status: int, body: bytes, kind: str
) -> None:
    said.status, said.body, said.headers = status, body, {"Content-Type": kind}

    with pytest.raises(Unreachable):
        said.service().post(b"x", 1)


@pytest.mark.parametrize("body", [b"x" * 16_385, b"\xff"], ids=["too long", "no text"])
def test_a_keyring_that_is_none_is_not_returned(said: Said, body: bytes) -> None:
    said.body = body

    with pytest.raises(Unreachable):
        said.service().keyring_text()


def test_where_nobody_listens_nothing_is_reached() -> None:
    service = Service(Address.parse("http://127.0.0.1:9"))

    with pytest.raises(Unreachable, match="no answer"):
        service.post(b"x", 1)


def test_a_service_without_a_valid_certificate_is_not_believed(said: Said) -> None:
    service = Service(Address.parse(f"https://127.0.0.1:{said.port}"))

    with pytest.raises(Unreachable, match="certificate"):
        service.keyring_text()
