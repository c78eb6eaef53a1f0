"""Requests to S3: signed, bounded in size and time, and tried again while that can help.

Small on purpose: a function in the cloud loads this at every cold start. What a store means by an
answer is not known here, nor what an object is. A request is only ever sent to the endpoint: no
redirect is followed, and without a lock it goes to this computer alone.
"""

import copy
import math
import os
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

import urllib3

from app.store.base import LARGEST_OBJECT
from app.store.errors import Unavailable
from app.store.s3_address import S3Folder
from app.store.s3_credentials import Credentials, find_credentials
from app.store.s3_signature import signed

_CHUNK: Final = 1 << 16
_CONNECTIONS: Final = 16
_FIRST_PAUSE: Final = 0.05  # seconds; doubled at each try, of which a random part is waited
_LONGEST_PAUSE: Final = 2.0
_LEAST: Final = 0.01  # seconds that a try gets, which has begun in time
_PASSING: Final = frozenset({408, 409, 429, 500, 502, 503, 504})
"""Statuses that pass: too much at once, or something broken; 409 is two puts at one moment."""
_ERRORS: Final = 300  # from here on, redirects among them
_SLOW: Final = frozenset({"RequestTimeout", "SlowDown"})
_CODE: Final = re.compile(rb"<Code>([A-Za-z0-9.]{1,64})</Code>")
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Patience:
    """How long a call may take, in seconds: to connect, between two bytes, and in all."""

    connect: float = 2.0
    read: float = 4.0
    total: float = 9.0  # a function in the cloud has 10 to 15 for everything
    tries: int = 8


PATIENT: Final = Patience(connect=10.0, read=15.0, total=120.0)
"""For staff, whose connection may take its time over the largest object."""


@dataclass(frozen=True)
class Answer:
    """What S3 answered in the end; `again` says that an earlier try may have done it already."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    again: bool

    @property
    def code(self) -> str:
        """Return the name of the error, or the bare status.

        What is no error holds an object, in which strangers may have written what they like.
        """
        found = _CODE.search(self.body[:_CHUNK]) if self.status >= _ERRORS else None
        return found[1].decode("ascii") if found else str(self.status)

    def refused(self, folder: S3Folder) -> Unavailable:
        """Return the error that says that this is no answer with which a store can go on."""
        return Unavailable(
            f"the store {folder} cannot be used ({self.code}): see to its address, the region,"
            " these credentials' permissions and the clock, then try again"
        )


class S3:
    """An endpoint, and who we are there; may be used from any thread."""

    def __init__(
        self,
        endpoint: str,
        region: str,
        credentials: Callable[[], Credentials],
        patience: Patience = Patience(),
        until: Callable[[], float] = lambda: math.inf,
    ) -> None:
        """Take until when, by the monotonic clock, every call has to have ended, whatever it is.

        Raises: Unavailable (the endpoint is no address, or would be used without a lock).
        """
        parts = urlsplit(endpoint)
        plain = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if not parts.hostname or not (parts.scheme == "https" or plain) or parts.username:
            raise Unavailable(
                "AWS_ENDPOINT_URL_S3 cannot be used: it must be an address such as"
                " https://s3.example.org, and without https only of this computer"
            )
        self._endpoint = endpoint.rstrip("/")
        self._region = region
        self._credentials = credentials
        self._patience = patience
        self._until = until
        self._pool = urllib3.PoolManager(maxsize=_CONNECTIONS, retries=False)

    def with_patience(self, patience: Patience) -> "S3":
        """Return the same endpoint over the same connections, with another patience."""
        other = copy.copy(self)
        other._patience = patience  # noqa: SLF001 (one of us)
        return other

    def send(  # noqa: PLR0913 (what a request is made of)
        self,
        method: str,
        folder: S3Folder,
        name: str = "",
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
    ) -> Answer:
        """Return the answer to a request about an object, or without a name about the bucket.

        The request is one that may be made twice. Raises: Unavailable.
        """
        path = f"/{folder.bucket}"
        if name:
            path += f"/{quote(folder.prefix + name)}"
        url = (
            self._endpoint
            + path
            + (f"?{urlencode(sorted(query.items()), quote_via=quote, safe='')}" if query else "")
        )
        end = min(time.monotonic() + self._patience.total, self._until())
        why = "it does not answer"
        for tried in range(self._patience.tries if time.monotonic() < end else 0):
            answer = self._try(method, url, dict(headers or {}), data, end, again=tried > 0)
            if answer is not None:
                if answer.status not in _PASSING and answer.code not in _SLOW:
                    return answer
                why = answer.code
            pause = random.uniform(0, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**tried))  # noqa: S311
            if time.monotonic() + pause >= end:
                break
            time.sleep(pause)
        raise Unavailable(f"the store {folder} cannot be used now ({why}): try again in a moment")

    def _try(  # noqa: PLR0913 (a request, and until when)
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        data: bytes | None,
        end: float,
        *,
        again: bool,
    ) -> Answer | None:
        """Return what one try was answered, or None if the connection failed or took too long."""
        # Signed anew at each try: a signature is of its second.
        who, where = self._credentials(), self._region
        sent = signed(method, url, headers, data or b"", credentials=who, region=where)
        left = max(end - time.monotonic(), _LEAST)
        try:
            response = self._pool.request(
                method,
                url,
                headers=sent,
                body=data,
                redirect=False,
                preload_content=False,
                decode_content=False,
                timeout=urllib3.Timeout(
                    total=left, connect=self._patience.connect, read=self._patience.read
                ),
            )
            body = _read(response, end)
        except (urllib3.exceptions.HTTPError, OSError):
            return None
        return Answer(response.status, response.headers, body, again)


def _read(response: urllib3.BaseHTTPResponse, end: float) -> bytes:
    """Return the body, but no more than shows that it is too large, and in time."""
    body = bytearray()
    try:
        while len(body) <= LARGEST_OBJECT and time.monotonic() <= end:
            chunk = response.read1(_CHUNK, decode_content=False)  # what has come, not all of it
            if not chunk:
                response.release_conn()
                return bytes(body)
            body += chunk
    finally:
        # Nothing, once the connection was given back; else what is left is not waited for.
        response.close()
    if len(body) <= LARGEST_OBJECT:
        raise TimeoutError
    return bytes(body)


def open_s3(
    environment: Mapping[str, str] = os.environ,
    patience: Patience = Patience(),
    until: Callable[[], float] = lambda: math.inf,
) -> S3:
    """Return the S3 that the environment names, as all tools of AWS read it. Raises: Unavailable.

    AWS_REGION, and for another provider AWS_ENDPOINT_URL_S3; the credentials: s3_credentials.
    `until` is as in `S3`.
    """
    region = environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION")
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if not endpoint and not region:
        raise Unavailable(
            "AWS_REGION is not set: set it to the region of the store's bucket, such as eu-north-1,"
            " or AWS_ENDPOINT_URL_S3 to the address of another provider"
        )
    region = region or "us-east-1"  # what other providers sign for if nobody says another
    return S3(
        endpoint or f"https://s3.{region}.amazonaws.com",
        region,
        find_credentials(environment),
        patience,
        until,
    )
