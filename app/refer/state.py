"""What is known of each letter between two runs, kept before it is posted: nothing goes twice.

One private folder beside the file of lines. Of a letter it holds the sealed envelope, the letter
id, the receipt, which is the referrer's own, and what became of it; never an answer.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.refer.errors import StateUnusable
from app.store.files import fsync_folder, make_private_folder, temporary_file, turn
from app.wire.envelope import envelope_id
from app.wire.errors import ReceiptError
from app.wire.receipt import parse_receipt

_SERIAL: Final = "serial"
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_LETTER: Final = re.compile(r"[0-9a-f]{32}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,15}\n")


@dataclass(frozen=True)
class Kept:
    """One letter. `doubt`: an envelope may have arrived without our knowing; `sent`: it did."""

    letter_id: str
    serial: int
    receipt: str = field(repr=False)
    envelope: bytes = field(repr=False)
    doubt: bool = False
    sent: bool = False


class State:
    """The folder of what was sent; opened by one program at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make the folder, and keep other programs waiting. Raises: StateUnusable."""
        with self._refusing():
            make_private_folder(self._folder)
        with turn(self._folder):
            yield

    def kept(self, key: str) -> Kept | None:
        """Return what is known of the letter of a key, 64 hex digits. Raises: StateUnusable."""
        assert _KEY.fullmatch(key)  # noqa: S101 (a digest of ours)
        with self._refusing():
            try:
                data = (self._folder / key).read_bytes()
            except FileNotFoundError:
                return None
        return _parse(data, self._folder / key)

    def keep(self, key: str, kept: Kept) -> None:
        """Remember a letter, durably, in place of what was known. Raises: StateUnusable."""
        fields = {
            "letter": kept.letter_id,
            "serial": kept.serial,
            "receipt": kept.receipt,
            "envelope": envelope_id(kept.envelope),
            "doubt": kept.doubt,
            "sent": kept.sent,
        }
        self._write(key, json.dumps(fields).encode() + b"\n" + kept.envelope)

    def highest_serial(self) -> int:
        """Return the highest serial of a keyring seen so far, or 1. Raises: StateUnusable."""
        with self._refusing():
            try:
                text = (self._folder / _SERIAL).read_text("ascii")
            except FileNotFoundError:
                return 1
            except UnicodeDecodeError:
                text = ""
        if not _NUMBER.fullmatch(text):
            raise StateUnusable(f"{self._folder / _SERIAL} was changed: restore it")
        return int(text)

    def note_serial(self, serial: int) -> None:
        """Remember the serial of a keyring that was verified. Raises: StateUnusable."""
        if serial > self.highest_serial():
            self._write(_SERIAL, f"{serial}\n".encode())

    def _write(self, name: str, data: bytes) -> None:
        with self._refusing():
            with temporary_file(self._folder, data) as temporary:
                temporary.replace(self._folder / name)
            fsync_folder(self._folder)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StateUnusable(
                f"{self._folder} cannot be used, so nothing more is sent: {error.strerror}"
            ) from None


def _parse(data: bytes, path: Path) -> Kept:
    """Return what a file of ours holds; one that was changed must not lead to a second letter."""
    head, _, envelope = data.partition(b"\n")
    try:
        fields = json.loads(head)
        kept = Kept(
            letter_id=fields["letter"],
            serial=int(fields["serial"]),
            receipt=parse_receipt(fields["receipt"]),
            envelope=envelope,
            doubt=bool(fields["doubt"]),
            sent=bool(fields["sent"]),
        )
        whole = fields["envelope"] == envelope_id(envelope)
        if whole and _LETTER.fullmatch(kept.letter_id):
            return kept
    except (ValueError, KeyError, TypeError, ReceiptError):
        pass
    raise StateUnusable(f"{path} was changed: restore it, or nobody knows what was sent")
