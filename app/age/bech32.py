"""Bech32 without a length limit: the text form of keys. It must never quote a text that it refuses.

A text is parsed under the one prefix that is expected, in that prefix's case: each key has exactly
one text, and an identity is never taken for a recipient.
Source: BIP 173; C2SP age.md, "Conventions used in this document".
"""

import base64
import binascii
from collections.abc import Iterable

from app.age.errors import MalformedKey

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
# RFC 4648's base32 groups the bits in the same way, under other letters.
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_BASE32 = str.maketrans(_ALPHABET, _BASE32)
_FROM_BASE32 = str.maketrans(_BASE32, _ALPHABET)
_CHECKSUM_LENGTH = 6
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _feedback(top: int) -> int:
    remainder = 0
    for bit, generator in enumerate(_GENERATOR):
        if top >> bit & 1:
            remainder ^= generator
    return remainder


# One look-up in place of five conditions a letter: a hybrid recipient has 1,959 of them.
_FEEDBACK = tuple(_feedback(top) for top in range(32))


def serialise(prefix: str, data: bytes) -> str:
    """Return the Bech32 text of the data under a prefix, in the prefix's case.

    Source: BIP 173.
    """
    human = prefix.lower()
    letters = base64.b32encode(data).decode().rstrip("=").translate(_FROM_BASE32)
    check = _remainder(human, [*map(_VALUES.__getitem__, letters), *[0] * _CHECKSUM_LENGTH]) ^ 1
    places = reversed(range(_CHECKSUM_LENGTH))
    checksum = "".join(_ALPHABET[check >> 5 * place & 31] for place in places)
    text = f"{human}1{letters}{checksum}"
    return text if prefix == human else text.upper()


def parse(prefix: str, text: str) -> bytes:
    """Return the data of a Bech32 text that has exactly this prefix, in this case.

    Raises: MalformedKey for another prefix, mixed case, a foreign character, a wrong checksum, or
    padding bits that are not zero. Source: BIP 173.
    """
    start = f"{prefix}1"
    if not text.startswith(start):
        raise MalformedKey(f"a key of this kind begins with {start}")
    letters = text[len(start) :]
    if not prefix.islower():
        # Letters of the wrong case become foreign characters.
        letters = letters.swapcase()
    values = [_VALUES.get(letter, -1) for letter in letters]
    if -1 in values:
        raise MalformedKey(f"after {start} stands a character that no key has: copy it again")
    if len(values) < _CHECKSUM_LENGTH or _remainder(prefix.lower(), values) != 1:
        raise MalformedKey(f"the key after {start} was mistyped or cut short: copy it again")
    return _data(letters[:-_CHECKSUM_LENGTH])


def _remainder(human: str, values: Iterable[int]) -> int:
    remainder = 1
    for value in (*(ord(c) >> 5 for c in human), 0, *(ord(c) & 31 for c in human), *values):
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value ^ _FEEDBACK[remainder >> 25]
    return remainder


def _data(letters: str) -> bytes:
    base32 = letters.translate(_TO_BASE32)
    try:
        data = base64.b32decode(base32 + "=" * (-len(base32) % 8))
    except binascii.Error:
        raise MalformedKey("the key has a length that no key has: copy it again") from None
    if base64.b32encode(data).decode().rstrip("=") != base32:
        raise MalformedKey("the key's last letter carries bits that no key has: copy it again")
    return data
