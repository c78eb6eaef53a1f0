"""Measure three photographs of 4 MB, from being chosen to "it arrived", slow phone, slow line."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import CDPSession, Page, expect

from app.addresses import link
from app.wire.receipt import new_receipt
from tests.journeys.photographs import photograph
from tests.load.figures import Figure, tell
from tests.load.visitor import fresh_page, visiting

PHOTOGRAPHS = 3
BYTES = 4_000_000
QUALITY = 87
"""By it a photograph of ours has as many bytes."""
SLOWED = 6
BYTES_A_SECOND = 2_000_000 / 8
LATENCY_MS = 50
MOST_SECONDS = 30
LONGEST_TASK_MS = 200
ROUNDS = 3

WATCH = """() => {
  window.tasks = [];
  new PerformanceObserver((list) =>
    window.tasks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({ type: "longtask" });
}"""
NOW = "performance.now()"
PATIENCE_MS = 120_000


def taken(folder: Path, number: int) -> Path:
    """Keep a photograph of 12 million points and about 4 MB, unlike the others, as a phone does."""
    content = photograph(4000, 3000, QUALITY)
    if len(content) < BYTES:
        raise RuntimeError(f"a photograph of {len(content)} bytes is too small: raise QUALITY")
    path = folder / f"IMG_{number}.jpg"
    path.write_bytes(content)
    return path


def slow_line(session: CDPSession) -> None:
    """Make the line of a page as slow as a bad mobile one, both ways."""
    session.send("Network.enable")
    slow = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **slow}
    )


def ready(page: Page, address: str) -> None:
    """Come back with digits, write, and go as far as where files are chosen."""
    page.goto(address + link("return", lang="en"))
    page.locator("#digits").fill(new_receipt())
    page.locator("#open:not([disabled])").click()
    page.locator("#q-message").fill("Three photographs.")


def send(page: Page, photographs: list[Path]) -> tuple[float, float]:
    """Choose and send; return the seconds of both, and the page's longest task in milliseconds."""
    page.evaluate(WATCH)
    page.locator("#files-input").set_input_files(photographs)
    begun = page.evaluate(NOW)
    expect(page.locator("#files-state")).to_contain_text(str(len(photographs)), timeout=PATIENCE_MS)
    page.locator("#check").click()
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible(timeout=PATIENCE_MS)
    seconds = (page.evaluate(NOW) - begun) / 1000
    return seconds, max(page.evaluate("window.tasks"), default=0.0)


def figures() -> Iterator[Figure]:
    """Yield the worst of several rounds: how long it takes, and how long the page freezes."""
    rounds = []
    with tempfile.TemporaryDirectory() as folder, visiting() as (service, browser):
        photographs = [taken(Path(folder), number) for number in range(PHOTOGRAPHS)]
        for _ in range(ROUNDS):
            with fresh_page(browser, SLOWED) as (page, session):
                slow_line(session)
                ready(page, service.address)
                rounds.append(send(page, photographs))
    how = f"worst of {ROUNDS}; main thread slowed {SLOWED} times, 2 Mbit/s"
    seconds, task = (max(each) for each in zip(*rounds, strict=True))
    yield Figure("Three photographs of 4 MB, sealed and sent", seconds, "s", MOST_SECONDS, how=how)
    yield Figure("Longest task of the page meanwhile", task, "ms", LONGEST_TASK_MS, how=how)


if __name__ == "__main__":
    tell(figures())
