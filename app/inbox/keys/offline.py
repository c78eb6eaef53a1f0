"""Identities that stay offline: recovery, which opens every epoch, and statistics.

Each is an age identity file, so stock age opens an epoch file with the recovery key. No error
quotes a line of one.
"""

from pathlib import Path

from app.age.errors import AgeError
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.inbox.keys.errors import KeyFileUnusable
from app.inbox.keys.protected import Ask, protect, read_protected, write_whole


def serialise_offline(identity: HybridIdentity, what: str) -> str:
    """Return the text of the file; `what` is "recovery" or "statistics"."""
    return (
        f"# turva {what}: keep it offline\n"
        f"# public key: {identity.recipient.serialise()}\n{identity.serialise()}\n"
    )


def parse_offline(text: str) -> HybridIdentity:
    """Return the identity of a file's text. Raises: KeyFileUnusable."""
    try:
        (found,) = parse_identity_file(text)
    except (ValueError, AgeError):
        found = None
    if not isinstance(found, HybridIdentity):
        raise KeyFileUnusable("it holds no single post-quantum identity: is it the right file?")
    return found


def write_offline(path: Path, identity: HybridIdentity, what: str, passphrase: str | None) -> None:
    """Write the identity's file under a passphrase. Raises: OSError."""
    write_whole(path, protect(serialise_offline(identity, what), passphrase))


def read_offline(path: Path, what: str, ask: Ask) -> HybridIdentity:
    """Return the identity in a file. Raises: KeyFileUnusable, PassphraseWrong."""
    text = read_protected(path, ask, f"{what} file")
    try:
        return parse_offline(text)
    except KeyFileUnusable as error:
        raise KeyFileUnusable(f"the {what} file {path} cannot be used: {error}") from None
