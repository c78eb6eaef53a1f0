"""The end of the process that holds keys, once its user has locked it.

It waits for one thing only: that the page which says so has its style sheet, and with it the order
to drop every page of the inbox that the browser keeps. It never waits long for that.
"""

import threading
from collections.abc import Callable

PATIENCE = 5.0
"""Seconds after which the process ends whatever the browser does."""


class Ending:
    """Calls `end` once: `now`, or a little after `soon`."""

    def __init__(self, end: Callable[[], None], patience: float = PATIENCE) -> None:
        self._end = end
        self._patience = patience
        self._turn = threading.Lock()
        self._ended = False

    def soon(self) -> None:
        """Let the end come by itself if nobody calls for it."""
        timer = threading.Timer(self._patience, self.now)
        timer.daemon = True
        timer.start()

    def now(self) -> None:
        """Call `end`, unless it was called before."""
        with self._turn:
            ended, self._ended = self._ended, True
        if not ended:
            self._end()
