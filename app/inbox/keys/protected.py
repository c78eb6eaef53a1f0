"""Files of secrets: written whole or not at all, for their owner alone, sealed by a passphrase.

A protected file is a plain passphrase file of age, so the stock tool opens it. No error holds
anything of what is in a file, and a passphrase is never kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.age.armor import parse_armor
from app.age.errors import AgeError, MalformedKey, NoMatch
from app.age.file import open_sealed, seal
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.inbox.keys.errors import KeyFileUnusable, PassphraseWrong
from app.store.files import fsync_folder, temporary_file

PRIVATE: Final = 0o600
PUBLIC: Final = 0o644

Ask = Callable[[], str]
"""Gives the passphrase of a file; only called when the file is protected."""

_BINARY: Final = b"age-encryption.org/"
_ARMORED: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_LIMIT: Final = 1 << 20


def write_whole(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Put the bytes there in one step, durably, and never readable by more than `mode` allows.

    Its folder must be there. Raises: OSError, which names the file.
    """
    with naming(path), temporary_file(path.parent, data) as temporary:
        if mode != PRIVATE:
            temporary.chmod(mode)
        temporary.replace(path)
        fsync_folder(path.parent)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let whatever the file system refuses name this place: a full stick names none by itself."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def protect(text: str, passphrase: str | None) -> bytes:
    """Return the text as a passphrase file of age, or as it is without a passphrase (demo keys)."""
    if passphrase is None:
        return text.encode()
    return seal(text.encode(), [ScryptRecipient(passphrase)])


def read_protected(path: Path, ask: Ask, what: str) -> str:
    """Return the text of a file of secrets; `what` names it for people, such as "root file".

    Raises: KeyFileUnusable (missing, unreadable, damaged, not text), PassphraseWrong.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT)
    except OSError as error:
        raise KeyFileUnusable(
            f"the {what} {path} cannot be read ({error.strerror}): plug in the stick that it is on,"
            " or make keys first ('turva keys demo' makes some to try things out)"
        ) from None
    try:
        return _opened(data, ask, path, what).decode()
    except UnicodeDecodeError:
        pass
    # Raised out here, because the decoder's own error holds the bytes.
    raise KeyFileUnusable(f"the {what} {path} is not text: is it the right file?")


def _opened(data: bytes, ask: Ask, path: Path, what: str) -> bytes:
    try:
        if data.startswith(_ARMORED):
            data = parse_armor(data)
        if not data.startswith(_BINARY):
            return data
        return open_sealed(data, [ScryptIdentity(ask())])
    except (NoMatch, MalformedKey):
        raise PassphraseWrong(
            f"this passphrase does not open {path}: all its words, in their order, with one space"
            " between"
        ) from None
    except AgeError as error:
        raise KeyFileUnusable(
            f"the {what} {path} is damaged ({error}): take it from where its copy is kept"
        ) from None
