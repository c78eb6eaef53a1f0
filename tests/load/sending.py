"""Measure the first send of a fresh page in Chromium: from the click to "it arrived"."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.load.figures import Figure, tell
from tests.load.visitor import clicked, clicks, visiting

HELD_TO = {1: 150, 6: 800}
WRITING_MS = 1_000
"""Nobody writes a letter in less."""


def figures() -> Iterator[Figure]:
    """Yield the time of a first send, at full speed and slowed."""
    with visiting() as (service, browser):

        def first_send(page: Page) -> float:
            page.goto(f"{service.address}/en/write/")
            page.locator("#send:not([disabled])").wait_for()
            page.locator("#q-message").fill("I need help. " * 40)
            page.wait_for_timeout(WRITING_MS)
            return clicked(page, "#send", "#arrived")

        yield from clicks("First send", browser, HELD_TO, first_send)


if __name__ == "__main__":
    tell(figures())
