"""The release key: who signs what the site serves. It never lies where the site is made or served.

Its file is a passphrase file of age. It is neither the root's nor a member's: no key signs two
types, and whoever releases the site need not be who may say to whom letters are sealed.
"""

from datetime import date
from pathlib import Path

from app.inbox.keys.errors import KeyFileUnusable
from app.inbox.keys.protected import Ask, protect, read_protected, write_whole
from app.wire.errors import NoteKeyMalformed
from app.wire.manifest import RELEASE_NAME
from app.wire.note import SigningKey


def write_release_key(path: Path, key: SigningKey, created: date, passphrase: str) -> None:
    """Write the file of a release key, under a passphrase. Raises: OSError."""
    text = (
        f"# turva release key: keep it offline\n# created: {created.isoformat()}\n"
        f"# public key: {key.verifier.serialise()}\n{key.serialise()}\n"
    )
    write_whole(path, protect(text, passphrase))


def read_release_key(path: Path, ask: Ask) -> SigningKey:
    """Return the release key of this file. Raises: KeyFileUnusable, PassphraseWrong."""
    text = read_protected(path, ask, "release key file")
    lines = [line.strip() for line in text.split("\n") if line.strip() and line[0] != "#"]
    try:
        [line] = lines
        key = SigningKey.parse(line)
    except (ValueError, NoteKeyMalformed):
        key = None
    if key is None or key.name != RELEASE_NAME:
        # Raised out here, because what was read must not stand in the error.
        raise KeyFileUnusable(f"{path} holds no release key: name what 'turva release key' made")
    return key
