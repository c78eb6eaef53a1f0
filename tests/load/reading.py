"""Measure coming back in Chromium: from the click under 25 digits to the answers on the page."""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.watch import CHROMIUM

ROUNDS = 20
HELD_TO = 1_500
TYPING_MS = 4_000
"""What it takes at the very least to type 25 digits; meanwhile the page prepares."""

MEASURE = """() => new Promise((resolve) => {
  const opened = document.querySelector("#opened");
  let begun;
  new MutationObserver(() => {
    if (!opened.hidden) requestAnimationFrame(() => resolve(performance.now() - begun));
  }).observe(opened, { attributes: true });
  begun = performance.now();
  document.querySelector("#open").click();
})"""


def first_look(browser: Browser, address: str, slowed: int) -> float:
    """Open a fresh page, give the digits as a person would, look once; return milliseconds."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(f"{address}/en/return/")
    page.locator("#open:not([disabled])").wait_for()
    page.locator("#digits").fill(RECEIPT)
    page.wait_for_timeout(TYPING_MS)
    taken: float = page.evaluate(MEASURE)
    context.close()
    return taken


def main() -> None:
    """Print the median of fresh pages, at full speed and with the main thread slowed six times."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Path(folder) / "instance") as service,
        sync_playwright() as playwright,
    ):
        texts = ("Hello. " * 100, "مرحبا " * 100, "A third answer. " * 50)
        shelve(service, mailbox(RECEIPT, *answers(*texts)), reply_key(service))
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
        for slowed in (1, 6):
            taken = [first_look(browser, service.address, slowed) for _ in range(ROUNDS)]
            sys.stdout.write(
                f"Receipt to open mailbox, main thread slowed {slowed} times: median "
                f"{statistics.median(taken):.0f} ms of {ROUNDS} (worst {max(taken):.0f} ms; "
                f"held to {HELD_TO:,} ms)\n"
            )
        browser.close()


if __name__ == "__main__":
    main()
