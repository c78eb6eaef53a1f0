"""Check digits: what two people read to each other, so that nothing was exchanged on the way.

They are a digest of what both hold. 24 digits are more than anybody can make fit by trying.
"""

import hashlib
from typing import Final

COUNT: Final = 24
_GROUP: Final = 4


def check_digits(*parts: bytes) -> str:
    """Return six groups of four digits for these parts in this order."""
    whole = hashlib.sha256(b"turva/check-digits/1\n")
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    digits = str(int.from_bytes(whole.digest(), "big") % 10**COUNT).zfill(COUNT)
    return " ".join(digits[at : at + _GROUP] for at in range(0, COUNT, _GROUP))


def same_digits(typed: str, digits: str) -> bool:
    """Tell whether somebody typed these digits, whatever stands between them."""
    return "".join(filter(str.isdecimal, typed)) == digits.replace(" ", "")
