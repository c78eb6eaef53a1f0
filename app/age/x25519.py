"""The classic identity, for reading only. It must never seal: a quantum computer could open that.

Source: C2SP age.md, "The X25519 recipient type".
"""

from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.age import bech32
from app.age.errors import MalformedHeader, MalformedKey
from app.age.format import Stanza, decode_base64
from app.age.keys import WRAPPED_LENGTH

STANZA_TYPE = "X25519"
"""The first word of a classic stanza."""

IDENTITY_PREFIX = "AGE-SECRET-KEY-"

_KEY_LENGTH = 32
_INFO = b"age-encryption.org/v1/X25519"
# The wrap key is used once, so the specification fixes the nonce.
_NONCE = bytes(12)


class X25519Identity:
    """The private key, 32 bytes."""

    stanza_type = STANZA_TYPE

    def __init__(self, raw: bytes) -> None:
        """Take the raw key. Raises: MalformedKey."""
        if len(raw) != _KEY_LENGTH:
            raise MalformedKey(f"an X25519 identity has {_KEY_LENGTH} bytes, not {len(raw)}")
        self._key = X25519PrivateKey.from_private_bytes(raw)
        self._recipient = self._key.public_key().public_bytes_raw()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identity of a text `AGE-SECRET-KEY-1…`. Raises: MalformedKey."""
        return cls(bech32.parse(IDENTITY_PREFIX, text))

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the 16-byte file key of an X25519 stanza, or None if it is not for us.

        Raises: MalformedHeader if the stanza breaks the specification.
        """
        if len(stanza.arguments) != 1:
            raise MalformedHeader("an X25519 stanza has two arguments")
        share = decode_base64(stanza.arguments[0].encode())
        if len(share) != _KEY_LENGTH or len(stanza.body) != WRAPPED_LENGTH:
            raise MalformedHeader("an X25519 stanza holds a share or a body of the wrong length")
        try:
            secret = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise MalformedHeader("an X25519 stanza holds a share of low order") from None
        derivation = HKDF(SHA256(), _KEY_LENGTH, salt=share + self._recipient, info=_INFO)
        try:
            return ChaCha20Poly1305(derivation.derive(secret)).decrypt(_NONCE, stanza.body, None)
        except InvalidTag:
            return None

    def __repr__(self) -> str:
        return "X25519Identity()"
