"""The service that letters are sent to, over the network: its keyring, and the post (WIRE §8, §10).

It speaks TLS, but to this machine itself; it follows no redirect, and believes nothing that it did
not verify. It sees sealed bytes only.
"""

import json
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from typing import Final, Self
from urllib.parse import urlsplit

from app.refer.errors import AddressRefused, PostRefused, Unreachable
from app.wire.constants import (
    ENVELOPE_MEDIA_TYPE,
    ENVELOPES_PATH,
    KEYRING_PATH,
    NOTE_LIMIT,
    PROBLEM_MEDIA_TYPE,
    PROBLEM_TYPE,
    PROBLEMS,
    SERIAL_HEADER,
)

_PATIENCE: Final = 30
"""Seconds that the service gets for each answer."""

_OK, _CREATED = 200, 201
_ANSWER_LIMIT: Final = 65_536
_CLOSED: Final = "closed"


@dataclass(frozen=True)
class Address:
    """Where the service is; `text` is its origin, such as https://example.org."""

    text: str
    secure: bool
    host: str
    port: int | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the address that somebody wrote. Raises: AddressRefused."""
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            raise AddressRefused("the site's address cannot be read: give https://…") from None
        host = (parts.hostname or "").lower()
        plain = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
        if parts.scheme not in ("https", "http") or not host or not plain:
            raise AddressRefused("give the site's address alone, such as https://example.org")
        if parts.scheme == "http" and not _is_loopback(host):
            raise AddressRefused("letters go over https: plain http is for this machine itself")
        return cls(f"{parts.scheme}://{parts.netloc.lower()}", parts.scheme == "https", host, port)


class Service:
    """One service at one address."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def keyring_text(self) -> str:
        """Return what the service gives as its keyring, unverified. Raises: Unreachable."""
        with self._answer("GET", KEYRING_PATH) as answer:
            data = answer.read(NOTE_LIMIT + 1)
            if answer.status != _OK or len(data) > NOTE_LIMIT:
                raise _strange(answer)
        try:
            return data.decode()
        except UnicodeDecodeError:
            raise _strange(answer) from None

    def post(self, envelope: bytes, serial: int) -> str:
        """Post an envelope and return the id under which the service keeps it.

        Raises: PostRefused (by its own word it kept nothing), Unreachable (it may have kept it).
        """
        headers = {"Content-Type": ENVELOPE_MEDIA_TYPE, SERIAL_HEADER: str(serial)}
        with self._answer("POST", ENVELOPES_PATH, envelope, headers) as answer:
            said = _json(answer.read(_ANSWER_LIMIT))
            if answer.status == _CREATED and isinstance(said.get("id"), str):
                return str(said["id"])
            code = str(said.get("type", "")).removeprefix(PROBLEM_TYPE)
            ours = answer.headers.get_content_type() == PROBLEM_MEDIA_TYPE
            if ours and PROBLEMS.get(code) == answer.status:
                raise PostRefused(code, _seconds(answer) if code == _CLOSED else None)
            raise _strange(answer)

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Iterator[HTTPResponse]:
        line = self._line()
        try:
            line.request(method, path, body, {"User-Agent": "turva", **(headers or {})})
            yield line.getresponse()
        except (OSError, HTTPException) as error:
            why = "its certificate is not valid" if isinstance(error, ssl.SSLError) else "no answer"
            raise Unreachable(f"{self._address.text} cannot be reached: {why}") from None
        finally:
            line.close()

    def _line(self) -> HTTPConnection:
        host, port = self._address.host, self._address.port
        if not self._address.secure:
            return HTTPConnection(host, port, timeout=_PATIENCE)
        context = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=_PATIENCE, context=context)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _strange(answer: HTTPResponse) -> Unreachable:
    """Return the error for an answer that is none of the service's own; a redirect is one."""
    return Unreachable(f"something else than the service answered (status {answer.status})")


def _json(data: bytes) -> dict[str, object]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, dict) else {}


def _seconds(answer: HTTPResponse) -> int | None:
    text = answer.headers.get("Retry-After", "")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
