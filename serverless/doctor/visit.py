"""The site as a visitor from outside meets it: one request, one answer, nothing remembered.

Names and certificates are checked as a browser does. It follows no redirect, keeps no cookie, and
reads no more of an answer than any of ours has.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry, Timeout
from urllib3.exceptions import HTTPError

from serverless.doctor.errors import AddressUnusable, Unreachable

_AGENT: Final = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""A browser's: nobody shall be able to answer the doctor otherwise than people."""

_TIMEOUT: Final = Timeout(connect=10, read=30)
_LARGEST: Final = 8 << 20
_AT_ONCE: Final = 8
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a site is: `host` without, `netloc` with the port where it is not the usual one."""

    scheme: str
    host: str
    port: int
    netloc: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the address in a text such as https://example.org. Raises: AddressUnusable."""
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
        if parts.scheme not in _PORTS or not parts.hostname or not bare:
            raise AddressUnusable("give the site's address alone, such as https://example.org")
        return cls(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], parts.netloc.lower())

    def __str__(self) -> str:
        """Return the address as an origin."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def is_local(self) -> bool:
        """Tell whether it is this computer itself, to which nobody listens."""
        return self.host in _LOCAL


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: names of headers in lower case, the body unpacked as a browser unpacks it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """Return the body as text, whatever is in it."""
        return self.body.decode("utf-8", "replace")


class Visit:
    """The way to one site; safe to share between threads.

    `at` is another address at which it is asked for by its name: before a name leads there, or
    past what stands in front. `origin` is what its pages say they are. `authority` is a file of
    certificates to trust beside the usual ones; `told` are headers that go along each time.
    """

    def __init__(
        self,
        site: Address,
        at: Address | None = None,
        authority: Path | None = None,
        told: Mapping[str, str] | None = None,
        origin: str = "",
    ) -> None:
        self.site = site
        self.origin = origin or str(site)
        self.at = at or site
        self.cookies: set[str] = set()
        self._told = dict(told or {})
        self._context = ssl.create_default_context()
        if authority is not None:
            self._context.load_verify_locations(authority)
        self._pool = self._opened(self.at)

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return what is answered. Raises: Unreachable."""
        told = {
            "Accept-Encoding": "gzip",
            "User-Agent": _AGENT,
            **self._told,
            **(headers or {}),
            "Host": self.site.netloc,
        }
        retries = Retry(total=2, redirect=False, status=0, backoff_factor=0.2)
        try:
            response = self._pool.request(
                method,
                path,
                body=body,
                headers=told,
                retries=retries,
                redirect=False,
                preload_content=False,
            )
            data = response.read(_LARGEST)
            response.release_conn()
        except HTTPError as error:
            raise Unreachable(
                f"{self.at} did not answer {method} {path} ({type(error).__name__})"
            ) from None
        if "set-cookie" in response.headers:
            self.cookies.add(path)
        told_back = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, told_back, data)

    def own(self) -> dict[str, str]:
        """Return the headers that a page of the site itself posts with."""
        return {"Origin": self.origin, "Sec-Fetch-Site": "same-origin"}

    def context(self) -> ssl.SSLContext:
        """Return how certificates are checked here."""
        return self._context

    def _opened(self, at: Address) -> HTTPConnectionPool:
        if at.scheme == "http":
            return HTTPConnectionPool(at.host, at.port, timeout=_TIMEOUT, maxsize=_AT_ONCE)
        return HTTPSConnectionPool(
            at.host,
            at.port,
            timeout=_TIMEOUT,
            maxsize=_AT_ONCE,
            ssl_context=self._context,
            server_hostname=self.site.host,
            assert_hostname=self.site.host,
        )
