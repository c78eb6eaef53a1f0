"""Demo keys: all that is needed to try an installation out. They are never for real letters.

Real keys are made apart: the root stays offline and an identity belongs to staff. Here both lie in
one folder, each file says so, and nothing here ever touches a key that it did not make: the root's
signing key beside the others, `staff/root.key`, is what marks a home as a demo.
"""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from app.age.errors import AgeError
from app.age.hybrid import HybridIdentity, HybridRecipient
from app.age.identity_file import parse_identity_file
from app.wire.constants import KEYRING_DAYS, ROOT_NAME
from app.wire.errors import KeyringError, NoteKeyMalformed, WireError
from app.wire.keyring import Keyring, open_keyring, sign_keyring
from app.wire.note import SigningKey

RENEWED_WITHIN = timedelta(days=45)
"""A keyring this close to its end is signed again."""

REPLY_NAME = "turva-reply"
"""Name of the key that answers will be signed with; only its public half is in the keyring."""

_WARNING = "DEMO KEYS: never use them for real letters."
_REPLY_LINE = "# reply key: "


class NotDemoKeys(Exception):
    """The folder holds keys that were not made here, or not all of them; the message says which."""


@dataclass(frozen=True)
class DemoFiles:
    """Where each file of a demo lies below its home."""

    home: Path

    @property
    def root_key(self) -> Path:
        """Return the file of the root's signing key."""
        return self.home / "staff" / "root.key"

    @property
    def identity(self) -> Path:
        """Return the age identity file; the reply key's signing half is a comment in it."""
        return self.home / "staff" / "identity.txt"

    @property
    def root_vkey(self) -> Path:
        """Return the file of the root's public key."""
        return self.home / "public" / "root.vkey"

    @property
    def keyring(self) -> Path:
        """Return the file of the signed keyring."""
        return self.home / "public" / "keyring.txt"

    def all(self) -> tuple[Path, ...]:
        """Return every file."""
        return self.root_key, self.identity, self.root_vkey, self.keyring


def may_hold_demo(home: Path) -> bool:
    """Tell whether the home holds demo keys, or none at all."""
    files = DemoFiles(home)
    return files.root_key.exists() or not any(path.exists() for path in files.all())


def make_demo_keys(home: Path, today: date) -> list[Path]:
    """Make what is missing of a home's demo keys and renew the keyring; return what was written.

    Running it again changes nothing. The keyring is signed with the next serial when it ends within
    45 days or is not of the identity that lies here. `today` is a day in UTC.

    Raises: NotDemoKeys (other keys are here, or what is here cannot be used).
    """
    files = DemoFiles(home)
    if not may_hold_demo(home):
        raise NotDemoKeys(
            f"{home} holds keys that are no demo keys, and nothing was changed: set TURVA_HOME to"
            " another folder to try things out."
        )
    _make_folders(files)
    written: list[Path] = []
    root = _root(files, written)
    identity, reply = _identity(files, written)
    if _text(files.root_vkey) != root.verifier.serialise() + "\n":
        _write(files.root_vkey, root.verifier.serialise() + "\n", 0o644, written)
    serial = _serial_to_sign(files, root, identity.recipient, today)
    if serial:
        keyring = Keyring(
            serial=serial,
            issued=today,
            expires=today + timedelta(days=KEYRING_DAYS),
            recipient=identity.recipient,
            reply_key=reply.verifier.public,
        )
        _write(files.keyring, sign_keyring(keyring, root), 0o644, written)
    return written


def _root(files: DemoFiles, written: list[Path]) -> SigningKey:
    text = _text(files.root_key)
    if text is None:
        text = f"# {_WARNING}\n{SigningKey.generate(ROOT_NAME).serialise()}\n"
        _write(files.root_key, text, 0o600, written)
    try:
        return SigningKey.parse(text.rstrip("\n").rpartition("\n")[2])
    except NoteKeyMalformed:
        raise _spoilt(files.root_key) from None


def _identity(files: DemoFiles, written: list[Path]) -> tuple[HybridIdentity, SigningKey]:
    text = _text(files.identity)
    if text is None:
        identity = HybridIdentity.generate()
        lines = [
            f"# {_WARNING}",
            f"# public key: {identity.recipient.serialise()}",
            f"{_REPLY_LINE}{SigningKey.generate(REPLY_NAME).serialise()}",
            identity.serialise(),
        ]
        text = "\n".join(lines) + "\n"
        _write(files.identity, text, 0o600, written)
    replies = [line for line in text.split("\n") if line.startswith(_REPLY_LINE)]
    try:
        (found,) = parse_identity_file(text)
        (reply,) = [SigningKey.parse(line.removeprefix(_REPLY_LINE)) for line in replies]
    except (AgeError, WireError, ValueError):
        raise _spoilt(files.identity) from None
    if not isinstance(found, HybridIdentity):
        raise _spoilt(files.identity)
    return found, reply


def _serial_to_sign(
    files: DemoFiles, root: SigningKey, recipient: HybridRecipient, today: date
) -> int | None:
    """Return the serial of the keyring to sign now, or None if the present one will do."""
    text = _text(files.keyring)
    if text is None:
        return 1
    try:
        # On the first of all days nothing has expired yet.
        present = open_keyring(text, root.verifier, 1, date.min)
    except KeyringError:
        raise _spoilt(files.keyring) from None
    will_do = present.recipient.raw == recipient.raw and present.expires - today > RENEWED_WITHIN
    return None if will_do else present.serial + 1


def _spoilt(path: Path) -> NotDemoKeys:
    return NotDemoKeys(
        f"{path} is not as 'turva keys demo' made it: move it away, or set TURVA_HOME to another"
        " folder."
    )


def _make_folders(files: DemoFiles) -> None:
    files.keyring.parent.mkdir(parents=True, exist_ok=True)
    files.identity.parent.mkdir(mode=0o700, exist_ok=True)
    files.identity.parent.chmod(0o700)


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise _spoilt(path) from None


def _write(path: Path, text: str, mode: int, written: list[Path]) -> None:
    """Put the text there whole or not at all, and never readable by more than `mode` allows."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    written.append(path)
