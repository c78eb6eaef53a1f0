"""Writes the vectors of WIRE.md: `python -m tests.vectors.make [NAME...]`.

Without names it writes all but `open` and `mailbox`: those hold sealed envelopes, which are random,
so they are frozen and made anew only when asked for. (`envelope` is cut from what `open` holds.)
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.vectors.makers import (
    envelope,
    keyring,
    letter,
    mailbox,
    notice,
    opening,
    padding,
    piece,
    receipt,
    serial,
    stale,
    text,
)
from tests.vectors.makers.case import Case

FOLDER = Path(__file__).parent / "wire"

MAKERS: dict[str, tuple[str, Callable[[], Iterator[Case]]]] = {
    "text": (text.ABOUT, text.cases),
    "padding": (padding.ABOUT, padding.cases),
    "letter": (letter.ABOUT, letter.cases),
    "piece": (piece.ABOUT, piece.cases),
    "serial": (serial.ABOUT, serial.cases),
    "keyring": (keyring.ABOUT, keyring.cases),
    "receipt": (receipt.ABOUT, receipt.cases),
    "notice": (notice.ABOUT, notice.cases),
    "stale": (stale.ABOUT, stale.cases),
    "mailbox": (mailbox.ABOUT, mailbox.cases),
    "open": (opening.ABOUT, opening.cases),
    "envelope": (envelope.ABOUT, envelope.cases),
}

FROZEN = frozenset({"open", "mailbox"})
"""The files that hold what is random."""


def made(name: str) -> str:
    """Return the text of one file of vectors: plain ASCII, so that nothing in it is invisible."""
    about, cases = MAKERS[name]
    return json.dumps({"about": about, "cases": list(cases())}, indent=1) + "\n"


if __name__ == "__main__":
    for asked in sys.argv[1:] or [name for name in MAKERS if name not in FROZEN]:
        (FOLDER / f"{asked}.json").write_text(made(asked), encoding="ascii")
