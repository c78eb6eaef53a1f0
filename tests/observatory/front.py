"""What stands before Turva on the open network: TLS, and a redirect to it from plain http.

The certificate is made for one test, by an authority of its own.
"""

import contextlib
import gzip
import http.client
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

BETWEEN_TWO = {"connection", "transfer-encoding", "keep-alive"}


@dataclass(frozen=True)
class Front:
    """Its two ports on localhost, and the file of the authority to trust."""

    http: int
    https: int
    authority: Path


@contextlib.contextmanager
def standing_before(
    port: int, folder: Path, instead: Mapping[str, str | None] | None = None
) -> Iterator[Front]:
    """Serve what answers at `port`, with headers replaced as `passing_on` says."""
    authority, certificate = certify(folder)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with listening(passing_on(port, instead)) as secure:
        secure.socket = tls.wrap_socket(secure.socket, server_side=True)
        with listening(redirecting(secure.server_port)) as plain:
            yield Front(plain.server_port, secure.server_port, authority)


@contextlib.contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[ThreadingHTTPServer]:
    """Answer on a free port from the moment that the block is left to run."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()


class Silent(BaseHTTPRequestHandler):
    """Answers each method in one way, and logs nothing."""

    def answer(self) -> None:
        raise NotImplementedError

    def do_GET(self) -> None:
        self.answer()

    def do_OPTIONS(self) -> None:
        self.answer()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


def redirecting(secure: int) -> type[BaseHTTPRequestHandler]:
    """Return a handler that sends everybody to the same path under https."""

    class Redirecting(Silent):
        def answer(self) -> None:
            self.send_response_only(301)
            self.send_header("Location", f"https://localhost:{secure}{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Redirecting


def passing_on(
    port: int, instead: Mapping[str, str | None] | None = None
) -> type[BaseHTTPRequestHandler]:
    """Return a handler that passes requests on, and their answers back by gzip, as CloudFront does.

    `instead` replaces headers, None drops one.
    """

    class PassingOn(Silent):
        def answer(self) -> None:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            with contextlib.closing(line):
                line.request(self.command, self.path)
                told = line.getresponse()
                body = gzip.compress(told.read(), 9)
            headers = {name.lower(): value for name, value in told.getheaders()}
            headers |= {"content-encoding": "gzip", "content-length": str(len(body))}
            self.send_response_only(told.status)
            for name, value in {**headers, **(instead or {})}.items():
                if value is not None and name not in BETWEEN_TWO:
                    self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # a browser may go before it has all
                self.wfile.write(body)

    return PassingOn


def certify(folder: Path) -> tuple[Path, Path]:
    """Make an authority and a certificate for localhost; return the file of each."""
    issuer = ec.generate_private_key(ec.SECP256R1())
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    authority = signed("An authority for one test", issuer, issuer, ca=True)
    own = signed("localhost", key, issuer, ca=False, names=names)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    of_authority, of_own = folder / "authority.pem", folder / "localhost.pem"
    of_authority.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    of_own.write_bytes(own.public_bytes(serialization.Encoding.PEM) + private)
    return of_authority, of_own


def signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    names: x509.SubjectAlternativeName | None = None,
) -> x509.Certificate:
    """Return a certificate for a day."""
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority for one test")])
        )
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if names:
        made = made.add_extension(names, critical=False)
    return made.sign(issuer, hashes.SHA256())
