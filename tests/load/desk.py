"""Measure what staff wait for at their desk, with every letter answered.

The first look opens everything; what was opened once stays open until the inbox ends.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.load.figures import Figure, of_several, tell
from tests.load.office import LETTERS, make_office

ROUNDS = 5


def figures() -> Iterator[Figure]:
    """Fill an office of its own, open its desk, and yield what each part took."""
    with tempfile.TemporaryDirectory() as folder:
        office = make_office(Path(folder), LETTERS)
        first = _took(lambda: office.desk().contents())
        yield Figure(f"Desk, {LETTERS:,} letters and answers: first look", first, "ms")
        desk = office.desk()
        pulls = [_took(desk.pull) for _ in range(ROUNDS)]
        yield of_several("Desk: a pull that brings nothing", pulls, "ms")
        case = desk.contents().cases[0].case_id
        looks = list[float]()
        for _ in range(ROUNDS):
            desk.record("note", case, {"text": "rang"})
            looks.append(_took(desk.contents))
        yield of_several("Desk: the list after something was done", looks, "ms")


def _took(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    tell(figures())
