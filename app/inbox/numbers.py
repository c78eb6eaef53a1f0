"""The digits of a text, in the order in which they were typed.

In a line from right to left the groups of a number stand the other way round on the screen: who
reads from left to right would dial another person. So all digits of such a text are shown once
more by themselves, from left to right, as those of a telephone. Nothing here judges what is a
number: a part that passed for a whole one would be another person's.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from app.inbox.visible import BIDI_CONTROLS

FEWEST = 5
"""A text with fewer digits holds no telephone number in groups."""

LONGEST = 15
"""Digits of the longest telephone number (E.164)."""

UNSHOWN = "…"
"""Stands for what touches a digit and could turn the line."""

_TURNING = ("R", "AL", "AN", "")  # "": not in our Unicode database, perhaps in the browser's
_STEADY = ("L", "EN", "ES", "ET", "CS", "ON")
_SIGNS = {
    "\t": " ",
    "\N{MINUS SIGN}": "-",
    "\N{ARABIC TATWEEL}": "-",
    "\N{FULLWIDTH PLUS SIGN}": "+",
    "\N{SMALL PLUS SIGN}": "+",
}
_ENDS = " ,.;:\N{ARABIC COMMA}\N{ARABIC SEMICOLON}"


@dataclass(frozen=True)
class Numbers:
    """Every run of digits in a text, and whether one may be several numbers or a part of one."""

    runs: tuple[str, ...] = field(default=(), repr=False)

    @property
    def unsure(self) -> bool:
        """Whether the runs need not be one number each."""
        return len(self.runs) > 1 or any(_digits(run) > LONGEST for run in self.runs)


def numbers(text: str) -> Numbers:
    """Return all runs of digits in a text that could be turned.

    A run ends with its line, and at a word that holds no digit.
    """
    if _digits(text) < FEWEST or not any(map(_turns, text)):
        return Numbers()
    return Numbers(tuple(run for line in re.split("\r?\n", text) for run in _runs(line)))


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _turns(character: str) -> bool:
    return unicodedata.bidirectional(character) in _TURNING or character in BIDI_CONTROLS


def _runs(line: str) -> list[str]:
    runs: list[list[str]] = [[]]
    for word in "".join(map(_plain, line)).split(" "):
        if _digits(word) or not any(map(str.isalpha, word)):
            runs[-1].append(re.sub(f"{UNSHOWN}+", UNSHOWN, "".join(map(_steady, word))))
        else:
            runs.append([])
    joined = (" ".join(filter(None, run)).strip(_ENDS) for run in runs)
    return [run for run in joined if _digits(run)]


def _plain(character: str) -> str:
    """Return a character as a telephone has it, nothing for one that is not seen."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category == "Cf" or category.startswith("M"):
        return ""
    return {"Zs": " ", "Pd": "-"}.get(category, _SIGNS.get(character, character))


def _steady(character: str) -> str:
    """Return a character that cannot turn a line from left to right, or a sign that one stands."""
    steady = unicodedata.bidirectional(character) in _STEADY
    return character if steady and unicodedata.category(character) != "Cs" else UNSHOWN
