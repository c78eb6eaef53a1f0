"""The keys of a receipt on the plain ways, where the server must derive them (WIRE §11).

Deriving is slow on purpose, so each line makes one at a time, and few may stand in it: whoever
floods the plain ways takes neither the machine nor the threads from everybody else. Keys and
receipt live in the request alone.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Final

from app.intake.errors import Busy
from app.wire.receipt import ReceiptKeys, derive

LINE: Final = 3
"""Requests that one line holds, the one whose keys are being derived included."""

PATIENCE: Final = 3.0
"""Seconds that a request stands in line; a derivation takes about a fifth of one."""


class Derivation:
    """Derives the keys of receipts on this site, one after the other; shared between threads."""

    def __init__(self, site: str, patience: float = PATIENCE) -> None:
        self._site = site
        self._patience = patience
        self._line = BoundedSemaphore(LINE)
        self._turn = Lock()

    def keys(self, receipt: str) -> ReceiptKeys:
        """Return the keys of a receipt.

        Raises:
            Busy: the line is full, or others were there first for all of that time.
            ReceiptError: it is no receipt.
        """
        with ExitStack() as standing:
            if not self._line.acquire(blocking=False):
                raise Busy
            standing.callback(self._line.release)
            if not self._turn.acquire(timeout=self._patience):
                raise Busy
            standing.callback(self._turn.release)
            return derive(receipt, self._site)


@dataclass(frozen=True)
class Lines:
    """A line for those who send a letter, and one for those who look: neither can fill the other.

    Looking costs nothing, so whoever wants to do harm looks; a letter must get through meanwhile.
    """

    sending: Derivation
    looking: Derivation
