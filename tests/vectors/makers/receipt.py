"""Vectors of the receipt (WIRE §11), computed by plain lines of their own."""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterator
from typing import Any

from app.age.hybrid import HybridIdentity
from tests.vectors.makers.case import Case, passes, refused

ABOUT = (
    "WIRE §11. input.do: parse (input.typed to expected.ok, the 25 ASCII digits) or derive"
    " (input.receipt and input.site to expected.ok: the age identity, SHA-256 of the raw recipient,"
    " case secret, mailbox id, call digits)."
)

# The scripts that people who write here are most likely to have on their keyboard or paper.
_SCRIPTS = (
    ("ascii", "0"),
    ("arabic-indic", "\u0660"),
    ("persian", "\u06f0"),
    ("nko", "\u07c0"),
    ("devanagari", "\u0966"),
    ("bengali", "\u09e6"),
    ("gurmukhi", "\u0a66"),
    ("gujarati", "\u0ae6"),
    ("oriya", "\u0b66"),
    ("tamil", "\u0be6"),
    ("telugu", "\u0c66"),
    ("kannada", "\u0ce6"),
    ("malayalam", "\u0d66"),
    ("sinhala", "\u0de6"),
    ("thai", "\u0e50"),
    ("lao", "\u0ed0"),
    ("tibetan", "\u0f20"),
    ("burmese", "\u1040"),
    ("shan", "\u1090"),
    ("khmer", "\u17e0"),
    ("mongolian", "\u1810"),
    ("ol-chiki", "\u1c50"),
    ("javanese", "\ua9d0"),
    ("meetei", "\uabf0"),
    ("fullwidth", "\uff10"),
    ("osmanya", "\U000104a0"),
    ("rohingya", "\U00010d30"),
    ("chakma", "\U00011136"),
    ("mathematical-bold", "\U0001d7ce"),
    ("mathematical-monospace", "\U0001d7f6"),
    ("adlam", "\U0001e950"),
)

# (name, what stands between the groups)
_BETWEEN = (
    ("spaces", " "),
    ("hyphens", "-"),
    ("no-break-spaces", "\xa0"),
    ("thin-spaces", "\u2009"),
    ("ideographic-spaces", "\u3000"),
    ("newlines", "\r\n"),
    ("tabs", "\t"),
    ("separators", "\u2028\x85"),
    ("en-dashes", " \u2013 "),
    ("other-dashes", "\u2010\u2011\u2012\u2014\u2015\u2212\ufe58\ufe63\uff0d"),
    ("points", "."),
    ("rare-dashes", "\u058a\u05be\u2e3a\u301c\u3030\ufe31"),
    ("other-marks", ",/_:\xb7"),
    ("fullwidth-marks", "\uff0c\uff0e\uff0f\uff1a\uff3f\u3001\u3002\u30fb"),
    ("arabic-marks", "\u060c\u066b\u066c"),
    ("direction-marks", "\u200e\u200f\u061c"),
    ("direction-runs", "\u202b\u202c\u2067\u2069"),
    ("joiners", "\u200b\u200c\u200d\u2060\xad\u180e\ufeff"),
)

# (name, why, what one digit was replaced with)
_NO_DIGITS = (
    ("letter-o", "the letter, not the digit", "O"),
    ("letter-l", "the letter, not the digit", "l"),
    ("plus", "no sign", "+"),
    ("number-sign", "no other mark", "#"),
    ("superscript", "a digit by its look, not a decimal one", "\xb2"),
    ("circled", "a digit by its look, not a decimal one", "\u2460"),
    ("roman", "a number, not a digit", "\u2164"),
    ("fraction", "a number, not a digit", "\xbd"),
    ("han", "a number, not a decimal digit", "\u4e00"),
    ("ethiopic", "a script without a zero", "\u1369"),
    ("combining", "a mark over a digit", "1\u0301"),
    ("emoji-keycap", "a digit in a box", "1\ufe0f\u20e3"),
    ("nul", "a control that is no space", "\x00"),
    ("lone-surrogate", "no character", "\ud835"),
    ("after-the-nines", "the character after a script's nine", "\u066a"),
    ("before-the-zeros", "the character before a script's zero", "\u065f"),
)


def check(digits: str) -> str:
    """Return the check digit: the only one with which ISO 7064's sum comes to 1."""
    (found,) = [last for last in "0123456789" if _sum(digits + last) == 1]
    return found


def _sum(digits: str) -> int:
    product = 10
    for digit in digits[:-1]:
        step = (product + int(digit)) % 10
        product = (2 * (step or 10)) % 11
    return (product + int(digits[-1])) % 10


def _receipt(payload: str) -> str:
    return payload + check(payload)


RECEIPT = _receipt("314159265358979323846264")
OTHER = _receipt("271828182845904523536028")
_ZEROS = _receipt("0" * 24)
_ALL_DIGITS = _receipt("012345678901234567890123")
SITE = "localhost"
# Found by trying: its call digits begin with a zero.
_ZERO_CALL = _receipt("000000000000000000000012")


def derived(receipt: str, site: str) -> dict[str, Any]:
    """Return everything that WIRE §11 derives."""
    salt = b"turva/receipt/1\n" + site.encode()
    seed = hashlib.pbkdf2_hmac("sha512", receipt.encode(), salt, 300_000, 32)
    identity = HybridIdentity(_hkdf(seed, "identity-seed", 32))
    secret = _hkdf(seed, "case-secret", 32)
    number = int.from_bytes(_hkdf(secret, "call-digits", 8), "big")
    call = str(number % 1_000_000).zfill(6)
    return {
        "identity": identity.serialise(),
        "recipient": hashlib.sha256(identity.recipient.raw).hexdigest(),
        "secret": secret.hex(),
        "mailbox": _hkdf(secret, "mailbox-id", 16).hex(),
        "call_digits": [call[:3], call[3:]],
    }


def _hkdf(key: bytes, purpose: str, size: int) -> bytes:
    """Return the first block of HKDF-SHA-256 with an empty salt, cut (RFC 5869)."""
    extracted = hmac.digest(bytes(32), key, "sha256")
    return hmac.digest(extracted, f"turva/receipt/1 {purpose}\x01".encode(), "sha256")[:size]


def cases() -> Iterator[Case]:
    """Yield every vector."""
    yield from _read()
    yield from _refused()
    for name, why, receipt, site in (
        ("localhost", "the demo's site", RECEIPT, SITE),
        ("other-site", "another site, nothing alike", RECEIPT, "turva.example.org"),
        ("other-receipt", "another receipt", OTHER, SITE),
        ("zeros", "zeros are digits", _ZEROS, SITE),
        ("call-digits-zero", "call digits keep their leading zero", _ZERO_CALL, SITE),
    ):
        given = {"do": "derive", "receipt": receipt, "site": site}
        yield passes(f"derive-{name}", why, given, derived(receipt, site))


def _read() -> Iterator[Case]:
    for name, zero in _SCRIPTS:
        text = "".join(chr(ord(zero) + int(digit)) for digit in _ALL_DIGITS)
        assert all(unicodedata.category(each) == "Nd" for each in text)
        yield _taken(f"digits-{name}", "each of the ten digits", text, _ALL_DIGITS)
    mixed = "".join(
        chr(ord(_SCRIPTS[place % len(_SCRIPTS)][1]) + int(digit))
        for place, digit in enumerate(RECEIPT)
    )
    yield _taken("digits-mixed", "a script for each digit", mixed, RECEIPT)
    groups = [RECEIPT[start : start + 5] for start in range(0, 25, 5)]
    for name, between in _BETWEEN:
        yield _taken(f"between-{name}", "what stands between is skipped", between.join(groups))
    yield _taken("around", "before and after too", f"\n \ufeff-- {RECEIPT} .\u200f\n")
    yield _taken("zeros", "no digit but zero", _ZEROS, _ZEROS)


def _refused() -> Iterator[Case]:
    for name, why, instead in _NO_DIGITS:
        yield _refuses(f"no-digit-{name}", why, instead + RECEIPT[1:], "receipt-character")
    for name, why, typed in (
        ("first", "a letter and too short: the character is told first", "12x"),
        ("age", "an identity", "AGE-SECRET-KEY-PQ-1" + RECEIPT),
        ("label", "a word before the digits", f"code: {RECEIPT}"),
    ):
        yield _refuses(f"character-{name}", why, typed, "receipt-character")
    for name, why, typed in (
        ("empty", "nothing", ""),
        ("only-spaces", "nothing but what is skipped", " - \u200f "),
        ("short", "24 digits", RECEIPT[:-1]),
        ("long", "26 digits", RECEIPT + "0"),
        ("twice", "pasted twice", RECEIPT * 2),
        ("short-other-script", "24 digits of two code units each", "\U0001e950" * 24),
    ):
        yield _refuses(f"length-{name}", why, typed, "receipt-length")
    for place in range(25):
        wrong = str((int(RECEIPT[place]) + 1 + place % 9) % 10)
        typed = RECEIPT[:place] + wrong + RECEIPT[place + 1 :]
        yield _refuses(f"check-digit-{place}", "one digit is wrong", typed, "receipt-check")
    swapped = RECEIPT[0] + RECEIPT[2] + RECEIPT[1] + RECEIPT[3:]
    yield _refuses("check-swapped", "two digits changed places", swapped, "receipt-check")


def _taken(name: str, why: str, typed: str, digits: str = RECEIPT) -> Case:
    return passes(name, why, {"do": "parse", "typed": typed}, digits)


def _refuses(name: str, why: str, typed: str, code: str) -> Case:
    return refused(name, why, {"do": "parse", "typed": typed}, code)
