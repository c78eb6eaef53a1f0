"""Writes the vectors of WIRE.md: `python -m tests.vectors.make [NAME...]`.

Without names it writes all but `open`: that file holds sealed envelopes, which are random, so it is
frozen and made anew only when it is asked for. (`envelope` is cut from what `open` holds.)
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.vectors.makers import envelope, keyring, letter, opening, padding, serial, text
from tests.vectors.makers.case import Case

FOLDER = Path(__file__).parent / "wire"

MAKERS: dict[str, tuple[str, Callable[[], Iterator[Case]]]] = {
    "text": (text.ABOUT, text.cases),
    "padding": (padding.ABOUT, padding.cases),
    "letter": (letter.ABOUT, letter.cases),
    "serial": (serial.ABOUT, serial.cases),
    "keyring": (keyring.ABOUT, keyring.cases),
    "open": (opening.ABOUT, opening.cases),
    "envelope": (envelope.ABOUT, envelope.cases),
}


def made(name: str) -> str:
    """Return the text of one file of vectors: plain ASCII, so that nothing in it is invisible."""
    about, cases = MAKERS[name]
    return json.dumps({"about": about, "cases": list(cases())}, indent=1) + "\n"


if __name__ == "__main__":
    for asked in sys.argv[1:] or [name for name in MAKERS if name != "open"]:
        (FOLDER / f"{asked}.json").write_text(made(asked), encoding="ascii")
