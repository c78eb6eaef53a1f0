"""The keyring in force: read where it is published, checked by every rule, anew when it changes.

A keyring that fails any check is never served and nothing is sealed under it: the intake is closed
until that is mended, and opens again by itself. A secret key in its place is never sent out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from flask import Response, current_app

from app.intake.errors import Closed, KeyringMissing, KeyringSecret
from app.store.errors import NotFound, Unavailable
from app.store.published import Latest, Text
from app.wire.constants import NOTE_LIMIT
from app.wire.errors import KeyringError
from app.wire.keyring import Keyring, open_keyring
from app.wire.note import VerifierKey

_SECRETS: Final = ("AGE-SECRET-KEY-", "PRIVATE+KEY+")
"""How age identities and note signing keys begin."""


def today() -> date:
    """Return the day in UTC, by which a keyring expires."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class _Reading:
    source: Text
    day: date
    text: str
    keyring: Keyring


class KeyringSource:
    """Gives the keyring in force in `latest`, signed by `root`; safe to share between threads.

    The first reading is made at once, so that a service never starts without a usable keyring; with
    `may_start_closed` one that cannot be started by hand opens as soon as there is one.
    Raises: KeyringError, with one sentence that names the place and says what to do.
    """

    def __init__(
        self,
        latest: Latest,
        root: VerifierKey,
        minimum_serial: int,
        day: Callable[[], date] = today,
        *,
        may_start_closed: bool = False,
    ) -> None:
        self._latest = latest
        self._root = root
        self._minimum_serial = minimum_serial
        self._day = day
        self._reading: _Reading | None = None
        try:
            self._read()
        except KeyringError:
            if not may_start_closed:
                raise

    def current(self, *, anew: bool = False) -> Keyring:
        """Return the keyring in force; `anew` where another is known. Raises: KeyringError."""
        return self._read(anew=anew).keyring

    def text(self) -> str:
        """Return the signed text of the keyring in force. Raises: KeyringError."""
        return self._read().text

    def _read(self, *, anew: bool = False) -> _Reading:
        source, day, reading = self._fetched(anew=anew), self._day(), self._reading
        if reading is None or reading.source is not source or reading.day != day:
            reading = self._reading = self._checked(source, day)
        return reading

    def _fetched(self, *, anew: bool) -> Text:
        try:
            return self._latest.text(anew=anew)
        except NotFound as error:
            raise KeyringMissing(
                f"there is no keyring to read {error}: put the signed keyring there, or name its"
                " file in TURVA_KEYRING"
            ) from None
        except Unavailable as error:
            raise KeyringMissing(f"the keyring cannot be fetched: {error}") from None

    def _checked(self, source: Text, day: date) -> _Reading:
        text = source.data[: NOTE_LIMIT + 1].decode("utf-8", "replace")
        if any(each in text.upper() for each in _SECRETS):
            raise KeyringSecret(
                f"{self._latest} holds a secret key where the public keyring belongs: move it away "
                "to where secrets are kept, and put the signed keyring there"
            )
        try:
            keyring = open_keyring(text, self._root, self._minimum_serial, day)
        except KeyringError as error:
            raise type(error)(f"{self._latest} cannot be used: {error}") from None
        return _Reading(source, day, text, keyring)


def keyring_in_force(source: KeyringSource, *, anew: bool = False) -> Keyring:
    """Return the keyring in force (see `KeyringSource.current`). Raises: Closed."""
    try:
        return source.current(anew=anew)
    except KeyringError as error:
        log_closed(error)
        raise Closed from None


def log_closed(cause: Exception) -> None:
    """Say why nobody can send, to whoever runs the service; a type names no sender."""
    current_app.logger.error("the intake is closed: %s", type(cause).__name__)


def keyring_view(source: KeyringSource) -> Callable[[], Response]:
    """Return the view of /keyring.txt: the signed text, with the Date that expiry is judged by."""

    def view() -> Response:
        try:
            text = source.text()
        except KeyringError:
            raise Closed from None
        response = Response(text, content_type="text/plain; charset=utf-8")
        response.date = datetime.now(UTC)
        return response

    return view
