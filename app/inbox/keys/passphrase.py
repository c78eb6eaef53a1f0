"""Passphrases that nobody has to think up: seven words of the EFF's long list, about 90 bits.

They are drawn by the system's generator, shown once by who asked for them, and kept nowhere.
"""

import secrets
from functools import cache
from importlib.resources import files
from typing import Final

WORDS: Final = 7
"""Words in a passphrase: 7,776 to the power of seven is more than anybody can try."""

_WORD_LIST: Final = "eff-long"


def new_passphrase() -> str:
    """Return seven random words with a space between."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS))


def as_made(typed: str) -> str:
    """Return our seven words as they were made, whatever blanks and capitals somebody typed.

    What is not seven words of the list is another passphrase, and stays as it is.
    """
    words = typed.lower().split()
    ours = len(words) == WORDS and set(words) <= set(word_list())
    return " ".join(words) if ours else typed


@cache
def word_list() -> tuple[str, ...]:
    """Return the 7,776 words of the EFF's long list, in its order."""
    text = files("xkcdpass").joinpath("static", _WORD_LIST).read_text("utf-8")
    return tuple(text.split())
