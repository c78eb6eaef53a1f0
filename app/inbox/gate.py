"""The gate of the inbox's web pages: only the browser that opened the printed link passes.

The pages live under a random name below `.localhost`, so that a page of another site cannot name
them, and a rebound host name is not theirs. The link works once and is exchanged for a session that
lives in this process's memory alone. Nothing here trusts an address: every program on the machine
has the same one.
"""

import hmac
import secrets
import threading
from dataclasses import dataclass, field

SESSION_COOKIE = "inbox"
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass
class Gate:
    """The name, the one-time token and the session of one running inbox."""

    name: str = field(default_factory=lambda: f"{secrets.token_hex(8)}.localhost")
    locked: bool = False
    _token: str | None = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    _session: str | None = field(default=None, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def link(self, port: int) -> str:
        """Return the link to print. It leads nowhere once it was opened, or after `lock`."""
        return f"http://{self.name}:{port}/open/{self._token}"

    def admit(self, token: str) -> str | None:
        """Return a new session's secret for the right token, which is then spent; else None."""
        with self._turn:
            if self._token is None or not _equal(token, self._token):
                return None
            self._token, self._session = None, secrets.token_hex(16)
            return self._session

    def knows(self, session: str | None) -> bool:
        """Tell whether this is the secret of the session that was let in."""
        return self._session is not None and session is not None and _equal(session, self._session)

    def lock(self) -> None:
        """End the session for good: no link opens this inbox again."""
        with self._turn:
            self._token = self._session = None
            self.locked = True


def is_own_post(origin: str | None, fetch_site: str | None, host: str) -> bool:
    """Tell whether a browser says that a page of this host made the request; silence is not enough.

    `origin` and `fetch_site` are the headers Origin and Sec-Fetch-Site, `host` the Host header.
    """
    if origin is None and fetch_site is None:
        return False
    return origin in (None, f"http://{host}") and fetch_site in (None, "same-origin")


def host_name(host: str) -> str:
    """Return a Host header without its port, in lower case."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _equal(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
