"""A file of identities, as age-keygen writes it. It must never quote a line that it refuses."""

from app.age import hybrid, x25519
from app.age.errors import MalformedKey
from app.age.hybrid import HybridIdentity
from app.age.keys import Identity
from app.age.x25519 import X25519Identity


def parse_identity_file(text: str) -> list[Identity]:
    """Return the identities of a file: one a line, `#` comments and blank lines between.

    Raises: MalformedKey, which names the line by its number, or if there is no identity.
    """
    identities = []
    for number, line in enumerate(text.split("\n"), start=1):
        key = line.strip()
        if key and not key.startswith("#"):
            identities.append(_parse_identity(key, number))
    if not identities:
        raise MalformedKey("the file holds no identity: is it the right one?")
    return identities


def _parse_identity(key: str, number: int) -> Identity:
    try:
        if key.startswith(hybrid.IDENTITY_PREFIX):
            return HybridIdentity.parse(key)
        if key.startswith(x25519.IDENTITY_PREFIX):
            return X25519Identity.parse(key)
    except MalformedKey as error:
        raise MalformedKey(f"line {number}: {error}") from None
    raise MalformedKey(f"line {number} is no identity: one begins with {hybrid.IDENTITY_PREFIX}1")
