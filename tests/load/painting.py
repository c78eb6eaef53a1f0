"""Measure when a page first shows something on a cheap phone with a bad line.

Chromium's own emulation: 400 kbit/s, 400 ms, main thread slowed six times. It knows no handshakes.
The pages come by gzip, as they do from behind CloudFront.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app.frame.locale import SOURCE
from tests.journeys.service import Service
from tests.journeys.watch import CHROMIUM
from tests.load.page import pages
from tests.observatory.front import listening, passing_on

ROUNDS = 5
HELD_TO = 1_800
LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
PAINTED = """() => new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) {
      observer.disconnect();
      resolve(entry.startTime);
    }
  }).observe({ type: "paint", buffered: true });
})"""


def first_paint(browser: Browser, address: str) -> float:
    """Open a page as nobody has yet, and return the milliseconds to its first contentful paint."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(address)
    painted: float = page.evaluate(PAINTED)
    context.close()
    return painted


def main() -> None:
    """Print the median of fresh loads for each page, in the language of the source."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Path(folder) / "instance") as service,
        listening(passing_on(service.port)) as front,
        sync_playwright() as playwright,
    ):
        there = f"http://127.0.0.1:{front.server_port}"
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
        for each in pages():
            if each.language == SOURCE.tag:
                painted = [first_paint(browser, there + each.path) for _ in range(ROUNDS)]
                sys.stdout.write(
                    f"First contentful paint of {each.name}: median "
                    f"{statistics.median(painted):,.0f} ms of {ROUNDS}"
                    f" (worst {max(painted):,.0f} ms; held to {HELD_TO:,} ms)\n"
                )
        browser.close()


if __name__ == "__main__":
    main()
