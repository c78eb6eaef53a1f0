"""The identities that open letters, read from staff's file. They never leave memory from here.

The file is age's own kind, so that the stock tool opens the same letters in an emergency. No error
quotes any part of it.
"""

from pathlib import Path

from app.age.errors import MalformedKey
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.inbox.errors import IdentityUnusable

SEALED_FILE = ("age-encryption.org/", "-----BEGIN AGE ENCRYPTED FILE-----")


def read_identities(path: Path) -> tuple[HybridIdentity, ...]:
    """Return the post-quantum identities in an age identity file, in its order.

    Raises: IdentityUnusable (not there, not readable, sealed, malformed, or none of that kind).
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise IdentityUnusable(
            f"The identity file {path} cannot be read ({error.strerror}): set TURVA_IDENTITY to"
            " yours, or run 'turva keys demo' to try things out."
        ) from None
    except UnicodeDecodeError:
        raise IdentityUnusable(f"The identity file {path} is not text.") from None
    if text.startswith(SEALED_FILE):
        raise IdentityUnusable(
            f"The identity file {path} is protected by a passphrase, which is not supported yet:"
            " open it with age first."
        )
    try:
        identities = parse_identity_file(text)
    except MalformedKey as error:
        raise IdentityUnusable(f"The identity file {path} cannot be used: {error}.") from None
    hybrid = tuple(each for each in identities if isinstance(each, HybridIdentity))
    if not hybrid:
        raise IdentityUnusable(
            f"The identity file {path} holds no post-quantum identity (AGE-SECRET-KEY-PQ-1…), and"
            " letters are sealed to nothing else."
        )
    return hybrid
