"""Measure what staff wait for at their desk, with every letter answered: the figures of the list.

The first look opens everything; what was opened once stays open until the inbox ends.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.load.office import LETTERS, make_office

ROUNDS = 5


def main() -> None:
    """Fill an office of its own, open its desk, and print what each part took."""
    with tempfile.TemporaryDirectory() as folder:
        office = make_office(Path(folder), LETTERS)
        desk = office.desk()
        first = _took(lambda: (desk.pull(), desk.contents()))
        pull = statistics.median(_took(desk.pull) for _ in range(ROUNDS))
        look = statistics.median(_took(desk.contents) for _ in range(ROUNDS))
    sys.stdout.write(
        f"Desk, {LETTERS:,} letters, {LETTERS:,} answers: first look {first * 1000:,.0f} ms, then"
        f" a pull that brings nothing {pull * 1000:.0f} ms, the list {look * 1000:.0f} ms\n"
    )


def _took(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
