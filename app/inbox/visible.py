"""Hostile text made visible: nothing in a letter may move a cursor or turn a line of ours.

Only what people read goes through here; programs get the exact text as JSON. It never drops a
character silently: each one that could act is replaced by its visible code, such as ⟨U+001B⟩.
"""

import json
import unicodedata

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Every character with the property Bidi_Control (UAX #9, table 2)."""

SEPARATORS = frozenset("\u2028\u2029")
"""Some terminals break the line at these."""


def visible(text: str) -> str:
    """Return the text with every control but tab and newline shown as its code point.

    Marked are C0 and C1, DEL, lone surrogates, bidi controls, line and paragraph separators.
    """
    return "".join(_visible(character) for character in text)


def first_line(text: str, length: int = 60) -> str:
    """Return the first line that is not blank, at most `length` characters, safe to print."""
    line = next((line for line in text.split("\n") if line.strip()), "").strip()
    cut = line if len(line) <= length else line[: length - 1] + "…"
    return visible(cut.replace("\t", " "))


def quoted(text: str) -> str:
    """Return the text with a bar before each line, so that it cannot pose as our own output."""
    return "\n".join(f"  │ {line}" for line in visible(text).split("\n"))


def json_text(value: object) -> str:
    """Return JSON in printable ASCII alone, so that exact text cannot act on a terminal either."""
    return json.dumps(value, ensure_ascii=True, indent=2)


def _visible(character: str) -> str:
    acts = unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
    if acts or character in BIDI_CONTROLS or character in SEPARATORS:
        return f"⟨U+{ord(character):04X}⟩"
    return character
