"""Whether this machine can seal and open at all, asked at start. It must never touch real keys.

`cryptography` 47 has the interfaces but raises when they are used, and a build of a later one on an
older OpenSSL does the same: without this the first letter would find out.
"""

import hashlib

from cryptography.exceptions import UnsupportedAlgorithm

from app.age.errors import AgeError, Unsupported
from app.age.file import open_sealed, seal
from app.age.hybrid import HybridIdentity

# The example of C2SP age.md, and the SHA-256 of the recipient that is printed there.
_EXAMPLE_IDENTITY = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
_EXAMPLE_RECIPIENT_SHA256 = "a091dd7e0ee9d62b75173dcc98441a0424baa941e66a8776e570a4ae60ff61ea"
_PLAINTEXT = b"self-test"
_SENTENCE = (
    "the installed cryptography library cannot do ML-KEM-768 with HPKE: install version 48 or later"
    " from its wheel"
)


def self_test() -> None:
    """Derive a known recipient, seal to it and open again.

    Raises: Unsupported if the installed `cryptography` cannot, or answers wrongly.
    """
    try:
        identity = HybridIdentity.parse(_EXAMPLE_IDENTITY)
        opened = open_sealed(seal(_PLAINTEXT, [identity.recipient]), [identity])
    except (UnsupportedAlgorithm, AgeError) as error:
        raise Unsupported(_SENTENCE) from error
    fingerprint = hashlib.sha256(identity.recipient.serialise().encode()).hexdigest()
    if opened != _PLAINTEXT or fingerprint != _EXAMPLE_RECIPIENT_SHA256:
        raise Unsupported(_SENTENCE)
