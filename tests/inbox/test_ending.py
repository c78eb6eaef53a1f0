"""The process that holds keys ends once, whether or not a browser asks for the last sheet."""

import threading

from app.inbox.ending import Ending


def test_it_ends_by_itself_after_a_while() -> None:
    ended = threading.Event()
    Ending(ended.set, patience=0.01).soon()

    assert ended.wait(20)


def test_it_ends_once() -> None:
    ends: list[str] = []
    again = threading.Event()
    ending = Ending(lambda: ends.append("end"), patience=0.01)
    ending.now()
    ending.now()
    Ending(again.set, patience=0.05).soon()
    ending.soon()
    again.wait(20)

    assert ["end"] == ends
