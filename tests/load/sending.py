"""Measure a fresh page in Chromium: from text to check view, and from Send to arrival."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.load.figures import Figure, tell
from tests.load.visitor import clicked, clicks, visiting

HELD_TO = {1: 150, 6: 800}
CHECKED_IN = {1: 100, 6: 200}
WRITING_MS = 1_000
"""Nobody writes a letter in less."""


def figures() -> Iterator[Figure]:
    """Yield the time of a first send, at full speed and slowed."""
    with visiting() as (service, browser):

        def first_send(page: Page) -> float:
            page.goto(f"{service.address}/en/write/")
            written(page)
            page.locator("#check").click()
            return clicked(page, "#send", "#arrived")

        def checked(page: Page) -> float:
            page.goto(f"{service.address}/en/write/")
            written(page)
            return clicked(page, "#check", "#checking")

        yield from clicks("First send", browser, HELD_TO, first_send)
        yield from clicks("To the check view", browser, CHECKED_IN, checked)


def written(page: Page) -> None:
    """Write as much as people do, in no less time than they take."""
    page.locator("#check:not([disabled])").wait_for()
    page.locator("#q-message").fill("I need help. " * 40)
    page.wait_for_timeout(WRITING_MS)


if __name__ == "__main__":
    tell(figures())
