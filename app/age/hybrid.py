"""The post-quantum hybrid recipient and identity (X-Wing). An identity must never show its seed.

Source: C2SP age.md, "The MLKEM768-X25519 (i.e. X-Wing) hybrid post-quantum recipient type".
"""

import functools
import hashlib
import secrets
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from app.age import bech32
from app.age.errors import MalformedHeader, MalformedKey
from app.age.format import Stanza, decode_base64, encode_base64
from app.age.keys import WRAPPED_LENGTH

STANZA_TYPE = "mlkem768x25519"
"""The first word of a hybrid stanza."""

IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-"
RECIPIENT_PREFIX = "age1pq"
SEED_LENGTH = 32
RECIPIENT_LENGTH = 1216
ENCAPSULATED_LENGTH = 1120

_MLKEM_SEED_LENGTH = 64
_MLKEM_RECIPIENT_LENGTH = 1184
_MLKEM_NUMBERS_LENGTH = 1152
_MLKEM_MODULUS = 3329
_SHARE_LENGTH = 32
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class HybridRecipient:
    """The public key, 1,216 bytes: ML-KEM-768's 1,184 and X25519's 32."""

    stanza_type = STANZA_TYPE

    def __init__(self, raw: bytes) -> None:
        """Take the raw key. Raises: MalformedKey."""
        if len(raw) != RECIPIENT_LENGTH or not _is_reduced(raw[:_MLKEM_NUMBERS_LENGTH]):
            raise MalformedKey(
                f"these are not the {RECIPIENT_LENGTH} bytes of a hybrid recipient: copy it again"
            )
        self.raw = raw

    @functools.cached_property
    def _key(self) -> MLKEM768X25519PublicKey:
        # Not before something is sealed: the first such key of a process costs 7 ms to make, and
        # the functions, which start often, only read recipients.
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_RECIPIENT_LENGTH]),
            X25519PublicKey.from_public_bytes(self.raw[_MLKEM_RECIPIENT_LENGTH:]),
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the recipient of a text `age1pq1…`. Raises: MalformedKey."""
        return cls(bech32.parse(RECIPIENT_PREFIX, text))

    def serialise(self) -> str:
        """Return the text `age1pq1…`, 1,959 characters."""
        return bech32.serialise(RECIPIENT_PREFIX, self.raw)

    def wrap(self, file_key: bytes) -> Stanza:
        """Return a fresh stanza that carries the 16-byte file key.

        Raises: MalformedKey if the recipient's X25519 half is a point of low order.
        """
        try:
            sealed = _SUITE.encrypt(file_key, self._key, _INFO)
        except ValueError:
            raise MalformedKey("nothing can be sealed to this recipient: ask for another") from None
        encapsulated, body = sealed[:ENCAPSULATED_LENGTH], sealed[ENCAPSULATED_LENGTH:]
        return Stanza(STANZA_TYPE, (encode_base64(encapsulated).decode(),), body)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HybridRecipient) and self.raw == other.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"HybridRecipient({self.serialise()[:16]}…)"


def _is_reduced(packed: bytes) -> bool:
    """Tell whether all numbers of 12 bits are below the modulus (FIPS 203, 7.2, modulus check)."""
    return all(
        low | (middle & 0x0F) << 8 < _MLKEM_MODULUS and middle >> 4 | high << 4 < _MLKEM_MODULUS
        for low, middle, high in zip(packed[::3], packed[1::3], packed[2::3], strict=True)
    )


class HybridIdentity:
    """The private key: a seed of 32 bytes, from which both halves are derived."""

    stanza_type = STANZA_TYPE

    def __init__(self, seed: bytes) -> None:
        """Take the seed, 32 bytes from a secure source. Raises: MalformedKey."""
        if len(seed) != SEED_LENGTH:
            raise MalformedKey(f"a hybrid identity has {SEED_LENGTH} bytes, not {len(seed)}")
        expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED_LENGTH + _SHARE_LENGTH)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_LENGTH])
        self._seed = seed
        self._x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_LENGTH:])
        self._key = MLKEM768X25519PrivateKey(mlkem, self._x25519)
        self.recipient = HybridRecipient(
            mlkem.public_key().public_bytes_raw() + self._x25519.public_key().public_bytes_raw()
        )

    @classmethod
    def generate(cls) -> Self:
        """Return a new identity."""
        return cls(secrets.token_bytes(SEED_LENGTH))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identity of a text `AGE-SECRET-KEY-PQ-1…`. Raises: MalformedKey."""
        return cls(bech32.parse(IDENTITY_PREFIX, text))

    def serialise(self) -> str:
        """Return the secret text `AGE-SECRET-KEY-PQ-1…`, 77 characters."""
        return bech32.serialise(IDENTITY_PREFIX, self._seed)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the 16-byte file key of a hybrid stanza, or None if it is not for us.

        Raises: MalformedHeader if the stanza breaks the specification.
        """
        if len(stanza.arguments) != 1:
            raise MalformedHeader("a hybrid stanza has two arguments")
        encapsulated = decode_base64(stanza.arguments[0].encode())
        if len(encapsulated) != ENCAPSULATED_LENGTH or len(stanza.body) != WRAPPED_LENGTH:
            raise MalformedHeader("a hybrid stanza holds a key or a body of the wrong length")
        try:
            return _SUITE.decrypt(encapsulated + stanza.body, self._key, _INFO)
        except InvalidTag:
            # The library says the same of a share of low order, which is not "for somebody else".
            self._refuse_low_order(encapsulated[-_SHARE_LENGTH:])
            return None

    def _refuse_low_order(self, share: bytes) -> None:
        try:
            self._x25519.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise MalformedHeader("a hybrid stanza holds a share of low order") from None

    def __repr__(self) -> str:
        return f"HybridIdentity(of {self.recipient!r})"
