"""Measure when a page first shows something on a cheap phone with a bad line.

Chromium's own emulation: 400 kbit/s, 400 ms, main thread slowed six times. It knows no handshakes.
The pages come by gzip, as they do from behind CloudFront.
"""

from collections.abc import Iterator

from playwright.sync_api import Browser

from app.frame.locale import SOURCE
from tests.load.figures import Figure, of_several, tell
from tests.load.page import pages
from tests.load.visitor import fresh_page, visiting
from tests.observatory.front import listening, passing_on

ROUNDS = 5
HELD_TO = 1_800
SLOWED = 6
PHONE = {"width": 360, "height": 640}
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
    with fresh_page(browser, SLOWED, viewport=PHONE) as (page, session):
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        page.goto(address)
        painted: float = page.evaluate(PAINTED)
        return painted


def figures() -> Iterator[Figure]:
    """Yield the first paint of each page, in the language of the source."""
    with (
        visiting() as (service, browser),
        listening(passing_on(service.port)) as front,
    ):
        there = f"http://127.0.0.1:{front.server_port}"
        for each in pages():
            if each.language == SOURCE.tag:
                painted = [first_paint(browser, there + each.path) for _ in range(ROUNDS)]
                yield of_several(f"First contentful paint: {each.name}", painted, "ms", HELD_TO)


if __name__ == "__main__":
    tell(figures())
