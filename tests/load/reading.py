"""Measure coming back in Chromium: from the click under 25 digits to the answers on the page."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.load.figures import Figure, tell
from tests.load.visitor import clicked, clicks, visiting

HELD_TO = {1: 1_500, 6: 1_500}
TYPING_MS = 4_000
"""What it takes at the very least to type 25 digits; meanwhile the page tries its ciphers out. What
is derived from the digits is derived after the click."""


def figures() -> Iterator[Figure]:
    """Yield the time of a first look, at full speed and slowed."""
    with visiting() as (service, browser):
        texts = ("Hello. " * 100, "مرحبا " * 100, "A third answer. " * 50)
        shelve(service, mailbox(RECEIPT, *answers(*texts)), reply_key(service))

        def first_look(page: Page) -> float:
            page.goto(f"{service.address}/en/return/")
            page.locator("#open:not([disabled])").wait_for()
            page.locator("#digits").fill(RECEIPT)
            page.wait_for_timeout(TYPING_MS)
            return clicked(page, "#open", "#opened")

        yield from clicks("Receipt to open mailbox", browser, HELD_TO, first_look)


if __name__ == "__main__":
    tell(figures())
