"""Hostile text made visible: nothing in a letter may move a cursor or turn a line of ours.

Only what people read goes through here; programs get the exact text as JSON. It never drops a
character silently: each one that could act is replaced by its visible code, such as ⟨U+001B⟩.
"""

import json
import re

from markupsafe import Markup, escape

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Every character with the property Bidi_Control (UAX #9, table 2)."""

SEPARATORS = "\u2028\u2029"
"""Some terminals break the line at these."""

ACTING = re.compile(rf"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{SEPARATORS}{BIDI_CONTROLS}]+")
"""C0 and C1 but tab and newline, DEL, lone surrogates, and the above; runs of them at once."""


def visible(text: str) -> str:
    """Return the text with every control but tab and newline shown as its code point.

    Marked are C0 and C1, DEL, lone surrogates, bidi controls, line and paragraph separators.
    """
    return ACTING.sub(lambda acting: _codes(acting[0]), text)


def marked_up(text: str) -> Markup:
    """Return the text as HTML: escaped, and what `visible` marks set apart from what was typed.

    The marks are isolated, so that no direction in the text changes because of them.
    """
    parts: list[str | Markup] = []
    start = 0
    for acting in ACTING.finditer(text):
        parts += (escape(text[start : acting.start()]), _MARK.format(_codes(acting[0])))
        start = acting.end()
    return Markup().join([*parts, escape(text[start:])])


def visible_line(text: str) -> str:
    """Return the text on one line, for names: tabs and newlines are shown as codes too."""
    return visible(re.sub(r"[\t\n]", lambda character: _codes(character[0]), text))


def cut(text: str, length: int) -> str:
    """Return the first line that is not blank, at most `length` characters, exact but for tabs."""
    line = next((line for line in text.split("\n") if line.strip()), "").strip()
    return (line if len(line) <= length else line[: length - 1] + "…").replace("\t", " ")


def quoted(text: str) -> str:
    """Return the text with a bar before each line, so that it cannot pose as our own output."""
    return "\n".join(f"  │ {line}" for line in visible(text).split("\n"))


def json_text(value: object) -> str:
    """Return JSON in printable ASCII alone, so that exact text cannot act on a terminal either."""
    return json.dumps(value, ensure_ascii=True, indent=2)


_MARK = Markup('<bdi class="code" dir="ltr">{}</bdi>')


def _codes(characters: str) -> str:
    return "".join(f"⟨U+{ord(character):04X}⟩" for character in characters)
