"""Measure the first send of a fresh page in Chromium: from the click to "it arrived"."""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.service import Service
from tests.journeys.watch import CHROMIUM

ROUNDS = 20
MEASURE = """() => new Promise((resolve) => {
  const arrived = document.querySelector("#arrived");
  let begun;
  new MutationObserver(() => {
    if (!arrived.hidden) requestAnimationFrame(() => resolve(performance.now() - begun));
  }).observe(arrived, { attributes: true });
  begun = performance.now();
  document.querySelector("#send").click();
})"""


def first_send(browser: Browser, address: str, slowed: int) -> float:
    """Open a fresh page, write as a person would, send once; return milliseconds."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(f"{address}/en/write/")
    page.locator("#send:not([disabled])").wait_for()
    page.locator("#q-message").fill("I need help. " * 40)
    page.wait_for_timeout(1_000)
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
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
        for slowed in (1, 6):
            taken = [first_send(browser, service.address, slowed) for _ in range(ROUNDS)]
            sys.stdout.write(
                f"First send, main thread slowed {slowed} times: median "
                f"{statistics.median(taken):.0f} ms of {ROUNDS} (worst {max(taken):.0f} ms)\n"
            )
        browser.close()


if __name__ == "__main__":
    main()
