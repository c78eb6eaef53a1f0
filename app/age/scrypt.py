"""A passphrase as recipient and as identity. It must never keep or show the passphrase's text.

Source: C2SP age.md, "The scrypt recipient type".
"""

import re
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.age.errors import MalformedHeader, MalformedKey
from app.age.format import Stanza, decode_base64, encode_base64
from app.age.keys import WRAPPED_LENGTH

STANZA_TYPE = "scrypt"
"""The first word of a passphrase stanza."""

WRITTEN_WORK_FACTOR = 18
"""The base-two logarithm of scrypt's N when sealing: 256 MiB, about a second."""

GREATEST_WORK_FACTOR = 20
"""The most that is computed for a file: 1 GiB. A stranger's file could ask for any amount."""

_SALT_LENGTH = 16
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_WORK_FACTOR = re.compile(r"[1-9][0-9]*", re.ASCII)
# The wrap key is used once, so the specification fixes the nonce.
_NONCE = bytes(12)


class ScryptRecipient:
    """A passphrase to seal with; the only recipient of its file."""

    stanza_type = STANZA_TYPE

    def __init__(self, passphrase: str, *, work_factor: int = WRITTEN_WORK_FACTOR) -> None:
        """Take the passphrase. Raises: MalformedKey if it is empty or no Unicode text."""
        if not 1 <= work_factor <= GREATEST_WORK_FACTOR:
            raise ValueError(f"a work factor is between 1 and {GREATEST_WORK_FACTOR}")
        self._secret = _encode(passphrase)
        self._work_factor = work_factor

    def wrap(self, file_key: bytes) -> Stanza:
        """Return a fresh stanza that carries the 16-byte file key."""
        salt = secrets.token_bytes(_SALT_LENGTH)
        cipher = _cipher(self._secret, salt, self._work_factor)
        arguments = (encode_base64(salt).decode(), str(self._work_factor))
        return Stanza(STANZA_TYPE, arguments, cipher.encrypt(_NONCE, file_key, None))

    def __repr__(self) -> str:
        return f"ScryptRecipient(work_factor={self._work_factor})"


class ScryptIdentity:
    """A passphrase to open with."""

    stanza_type = STANZA_TYPE

    def __init__(self, passphrase: str) -> None:
        """Take the passphrase. Raises: MalformedKey if it is empty or no Unicode text."""
        self._secret = _encode(passphrase)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the 16-byte file key of a passphrase stanza, or None if the passphrase is wrong.

        Raises: MalformedHeader if the stanza breaks the specification, or asks for more work than
        GREATEST_WORK_FACTOR.
        """
        salt, work_factor, body = _read(stanza)
        try:
            return _cipher(self._secret, salt, work_factor).decrypt(_NONCE, body, None)
        except InvalidTag:
            return None

    def __repr__(self) -> str:
        return "ScryptIdentity()"


def _encode(passphrase: str) -> bytes:
    try:
        secret = passphrase.encode()
    except UnicodeEncodeError:
        secret = b""
    # Raised out here, because the encoder's own error holds the passphrase.
    if not secret:
        raise MalformedKey("the passphrase is empty or no text: type it again")
    return secret


def _cipher(secret: bytes, salt: bytes, work_factor: int) -> ChaCha20Poly1305:
    scrypt = Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1)
    return ChaCha20Poly1305(scrypt.derive(secret))


def _read(stanza: Stanza) -> tuple[bytes, int, bytes]:
    if len(stanza.arguments) != 2:  # noqa: PLR2004  the type, the salt and the work factor
        raise MalformedHeader("a passphrase stanza has three arguments")
    salt = decode_base64(stanza.arguments[0].encode())
    if len(salt) != _SALT_LENGTH or len(stanza.body) != WRAPPED_LENGTH:
        raise MalformedHeader("a passphrase stanza holds a salt or a body of the wrong length")
    digits = stanza.arguments[1]
    if not _WORK_FACTOR.fullmatch(digits):
        raise MalformedHeader("a passphrase stanza's work factor is no plain decimal number")
    # The length first: nobody should wait for a number of a million digits either.
    if len(digits) > len(str(GREATEST_WORK_FACTOR)) or int(digits) > GREATEST_WORK_FACTOR:
        raise MalformedHeader(
            f"the passphrase asks for more work than is safe here (over {GREATEST_WORK_FACTOR})"
        )
    return salt, int(digits), stanza.body
