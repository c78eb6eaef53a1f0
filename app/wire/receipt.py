"""The receipt: 25 digits with which a person comes back, and what is derived from them (WIRE §11).

Whoever has the digits reads the answers, so they and everything derived from them never show in a
repr, log or message, and no error repeats what was typed.
"""

import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.age.hybrid import HybridIdentity
from app.wire.constants import (
    CALL_DIGITS,
    CASE_SECRET_BYTES,
    DIGIT_ZEROS,
    MAILBOX_ID_BYTES,
    RECEIPT_DIGITS,
    RECEIPT_GROUP,
    RECEIPT_INFO,
    RECEIPT_ITERATIONS,
    RECEIPT_SALT,
    RECEIPT_SEED_BYTES,
    RECEIPT_SKIPPED,
)
from app.wire.errors import ReceiptCharacter, ReceiptCheck, ReceiptLength

_DIGITS = {chr(ord(zero) + digit): str(digit) for zero in DIGIT_ZEROS for digit in range(10)}
_CALL_BYTES = 8


@dataclass(frozen=True)
class WayBack:
    """What a letter tells the inbox so that it can be answered.

    `recipient` is the raw recipient that answers are sealed to, `secret` the case secret.
    """

    recipient: bytes = field(repr=False)
    secret: bytes = field(repr=False)

    @property
    def mailbox(self) -> str:
        """Return the mailbox id as 32 hex digits: the name under which answers rest."""
        return mailbox_id(self.secret).hex()

    @property
    def call_digits(self) -> tuple[str, str]:
        """Return what the person says on the phone, and what the helpline answers."""
        return call_digits(self.secret)


@dataclass(frozen=True)
class ReceiptKeys:
    """What a receipt opens: the identity that answers are sealed to, and the case secret."""

    identity: HybridIdentity = field(repr=False)
    secret: bytes = field(repr=False)

    @property
    def way_back(self) -> WayBack:
        """Return what a letter carries of these keys."""
        return WayBack(self.identity.recipient.raw, self.secret)


def new_receipt() -> str:
    """Return a new receipt: 24 random digits and their check digit (WIRE §11)."""
    payload = RECEIPT_DIGITS - 1
    digits = f"{secrets.randbelow(10**payload):0{payload}}"
    return digits + _check_digit(digits)


def parse_receipt(text: str) -> str:
    """Return the 25 ASCII digits of a receipt as a person typed it, in any script.

    Raises, checked in this order:
        ReceiptCharacter: something is neither a digit nor what may stand between digits.
        ReceiptLength: there are not 25 digits.
        ReceiptCheck: the check digit does not fit the others.

    Source: WIRE §11; ISO/IEC 7064, MOD 11,10.
    """
    typed = [character for character in text if character not in RECEIPT_SKIPPED]
    if not all(character in _DIGITS for character in typed):
        raise ReceiptCharacter("a receipt has digits only: leave out everything else")
    digits = "".join(_DIGITS[character] for character in typed)
    if len(digits) != RECEIPT_DIGITS:
        raise ReceiptLength(f"a receipt has {RECEIPT_DIGITS} digits: count them and type all")
    if _check_digit(digits[:-1]) != digits[-1]:
        raise ReceiptCheck("a digit is wrong or two changed places: compare them one by one")
    return digits


def groups(receipt: str) -> tuple[str, ...]:
    """Return the receipt in the groups of five in which it is shown (WIRE §11)."""
    starts = range(0, RECEIPT_DIGITS, RECEIPT_GROUP)
    return tuple(receipt[start : start + RECEIPT_GROUP] for start in starts)


def derive(receipt: str, site: str) -> ReceiptKeys:
    """Return the keys of a receipt on this site; slow on purpose, about a fifth of a second.

    `site` is the host name that the installation was given, in lower case.

    Raises:
        ReceiptError: it is no receipt.

    Source: WIRE §11; RFC 8018 (PBKDF2), RFC 5869 (HKDF).
    """
    digits = parse_receipt(receipt).encode()
    salt = (RECEIPT_SALT + site).encode()
    seed = hashlib.pbkdf2_hmac("sha512", digits, salt, RECEIPT_ITERATIONS, RECEIPT_SEED_BYTES)
    return ReceiptKeys(
        identity=HybridIdentity(_expand(seed, "identity-seed", RECEIPT_SEED_BYTES)),
        secret=_expand(seed, "case-secret", CASE_SECRET_BYTES),
    )


def mailbox_id(secret: bytes) -> bytes:
    """Return the 16 bytes that name the mailbox of a case secret.

    They are made of the case secret and not of the seed, so that staff can derive them from a
    letter, and who saw them at the intake cannot make a letter that belongs to them.

    Source: WIRE §11.
    """
    return _expand(secret, "mailbox-id", MAILBOX_ID_BYTES)


def call_digits(secret: bytes) -> tuple[str, str]:
    """Return what a person says on the phone and what the helpline answers, three digits each.

    Source: WIRE §11.
    """
    number = int.from_bytes(_expand(secret, "call-digits", _CALL_BYTES), "big") % 10**CALL_DIGITS
    digits = f"{number:0{CALL_DIGITS}}"
    return digits[: CALL_DIGITS // 2], digits[CALL_DIGITS // 2 :]


def _expand(key: bytes, purpose: str, size: int) -> bytes:
    return HKDF(SHA256(), size, None, (RECEIPT_INFO + purpose).encode()).derive(key)


def _check_digit(digits: str) -> str:
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
