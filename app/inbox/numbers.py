"""Numbers to call, in the order in which they were typed.

In a line from right to left the groups of a number stand the other way round on the screen: who
reads from left to right would dial another person. So such numbers are shown once more by
themselves, from left to right, in the digits of a telephone.
"""

import re
import unicodedata

MOST = 20
"""Numbers taken from one text."""

_NUMBER = re.compile(r"[+\uff0b]?\d[\d ()./\-\u00a0\u2011]{4,28}\d")
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def numbers(text: str) -> tuple[str, ...]:
    """Return what could be a telephone number in a text that holds right-to-left script."""
    if not any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return ()
    found = dict.fromkeys(_dialled(number) for number in _NUMBER.findall(_UNSEEN.sub("", text)))
    return tuple(found)[:MOST]


def _dialled(number: str) -> str:
    return "".join(
        str(unicodedata.digit(character)) if character.isdecimal() else character
        for character in number.replace("\uff0b", "+").replace("\u00a0", " ")
    )
