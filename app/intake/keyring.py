"""The keyring in force: read from its file, checked by every rule, read again when it changes.

A keyring that fails any check is never served and nothing is sealed under it: the intake is closed
until the file is mended, and opens again by itself. A secret key in its place is never sent out.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from flask import Response

from app.intake.errors import Closed, KeyringMissing, KeyringSecret
from app.wire.constants import NOTE_LIMIT
from app.wire.errors import KeyringError
from app.wire.keyring import Keyring, open_keyring
from app.wire.note import VerifierKey

_SECRETS: Final = ("AGE-SECRET-KEY-", "PRIVATE+KEY+")
"""How age identities and note signing keys begin."""

Stamp = tuple[int, int, int, int]
"""What changes when a file does: times of contents and of entry, inode, size."""


def today() -> date:
    """Return the day in UTC, by which a keyring expires."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class _Reading:
    stamp: Stamp
    day: date
    text: str
    keyring: Keyring


class KeyringSource:
    """Gives the keyring in force from `path`, signed by `root`; safe to share between threads.

    The first reading is made at once, so that a service never starts without a usable keyring.
    Raises: KeyringError, with one sentence that names the file and says what to do.
    """

    def __init__(
        self,
        path: Path,
        root: VerifierKey,
        minimum_serial: int,
        day: Callable[[], date] = today,
    ) -> None:
        self._path = path
        self._root = root
        self._minimum_serial = minimum_serial
        self._day = day
        self._lock = threading.Lock()
        self._reading = self._read(self._stamp())

    def current(self) -> Keyring:
        """Return the keyring in force. Raises: KeyringError."""
        return self._latest().keyring

    def text(self) -> str:
        """Return the signed text of the keyring in force. Raises: KeyringError."""
        return self._latest().text

    def _latest(self) -> _Reading:
        stamp = self._stamp()
        reading = self._reading
        if (reading.stamp, reading.day) != (stamp, self._day()):
            with self._lock:
                reading = self._reading = self._read(stamp)
        return reading

    def _stamp(self) -> Stamp:
        try:
            found = self._path.stat()
        except OSError as error:
            raise self._missing(error) from None
        return found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size

    def _read(self, stamp: Stamp) -> _Reading:
        try:
            with self._path.open("rb") as file:
                data = file.read(NOTE_LIMIT + 1)
        except OSError as error:
            raise self._missing(error) from None
        text = data.decode("utf-8", "replace")
        if any(each in text.upper() for each in _SECRETS):
            raise KeyringSecret(
                f"{self._path} holds a secret key where the public keyring belongs: move it away "
                "to where secrets are kept, and put the signed keyring there"
            )
        day = self._day()
        try:
            keyring = open_keyring(text, self._root, self._minimum_serial, day)
        except KeyringError as error:
            raise type(error)(f"{self._path} cannot be used: {error}") from None
        return _Reading(stamp, day, text, keyring)

    def _missing(self, error: OSError) -> KeyringMissing:
        return KeyringMissing(
            f"there is no keyring to read at {self._path} ({error.strerror}): put the signed "
            "keyring there, or name its file in TURVA_KEYRING"
        )


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
