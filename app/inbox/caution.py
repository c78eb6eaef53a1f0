"""What an answer may hold that must reach nobody but the sender: who finds the digits reads it too.

An address, a meeting, a number or another person goes only to whom staff checked. Staff say what an
answer holds; what can be seen in the text is added. Seeing finds digits and some words of our own
languages and is no reason to skip the question: a name, or another language, it does not see.
"""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from app.frame.contacts import EMERGENCY, HELPLINE
from app.inbox.delicate_words import ADDRESS, MEETING, folded
from app.inbox.meanings import marked

Delicate = Literal["address", "meeting", "number", "person"]

DELICATE: Mapping[Delicate, str] = {
    "address": marked("an address, or a link"),
    "meeting": marked("a time or place to meet"),
    "number": marked("a phone number"),
    "person": marked("another person"),
}
"""What staff are asked whether an answer holds it, in their words."""

FEWEST = 5
"""Digits from which on a run may be a telephone number."""

_RUN = re.compile(r"\+?\d(?:[\s().,/‐-―-]{0,3}\d)*")
_ABROAD = HELPLINE.dialled.removeprefix("+")
_OURS = (_ABROAD, f"0{_ABROAD[3:]}", EMERGENCY.dialled)


def seen(text: str) -> frozenset[Delicate]:
    """Return what can be seen that a text holds; our own numbers are everybody's."""
    plain = folded(text)
    found: set[Delicate] = set()
    if any(_is_number(run) for run in _RUN.findall(plain)):
        found.add("number")
    if ADDRESS.search(plain):
        found.add("address")
    if MEETING.search(plain):
        found.add("meeting")
    return frozenset(found)


def delicate(names: object) -> frozenset[Delicate]:
    """Return those of the names that are known."""
    given = names if isinstance(names, (list, tuple, set, frozenset)) else ()
    return frozenset(name for name in get_args(Delicate) if name in given)


def _is_number(run: str) -> bool:
    digits = "".join(filter(str.isdecimal, run))
    return len(digits) >= FEWEST and digits.removeprefix("00") not in _OURS
