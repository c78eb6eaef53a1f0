"""Somebody who comes with a browser of their own, and how long it takes what they click at."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.journeys.service import Service
from tests.journeys.watch import CHROMIUM
from tests.load.figures import Figure, of_several

ROUNDS = 20

CLICKED = """([button, wanted]) => new Promise((resolve) => {
  const shown = document.querySelector(wanted);
  let begun;
  new MutationObserver(() => {
    if (!shown.hidden) requestAnimationFrame(() => resolve(performance.now() - begun));
  }).observe(shown, { attributes: true });
  begun = performance.now();
  document.querySelector(button).click();
})"""


@contextmanager
def visiting() -> Iterator[tuple[Service, Browser]]:
    """Give a service with a home of its own, and a Chromium."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Path(folder) / "instance") as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
        yield service, browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser, slowed: int, **options: Any) -> Iterator[tuple[Page, CDPSession]]:
    """Give a page of somebody who was never here; its main thread is slowed so many times."""
    context = browser.new_context(**options)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    yield page, session
    context.close()


def clicked(page: Page, button: str, shown: str) -> float:
    """Click, and return the milliseconds until what was hidden shows."""
    taken: float = page.evaluate(CLICKED, [button, shown])
    return taken


def clicks(
    what: str, browser: Browser, held_to: Mapping[int, int], once: Callable[[Page], float]
) -> Iterator[Figure]:
    """Yield what `once` takes on fresh pages, slowed so many times and held to so much."""
    for slowed, most in held_to.items():
        taken = []
        for _ in range(ROUNDS):
            with fresh_page(browser, slowed) as (page, _session):
                taken.append(once(page))
        speed = f"main thread slowed {slowed} times" if slowed > 1 else "at full speed"
        yield of_several(f"{what}, {speed}", taken, "ms", most)
