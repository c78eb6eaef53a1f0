"""The other site to which quick exit leads, and the browsers in which one leaves for it."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from playwright.sync_api import Browser, Error, Page, Playwright

from tests.journeys.waiting import until
from tests.journeys.watch import CHROMIUM, FIREFOX

HOST = "localhost"
"""Another host than the one on which a Service of ours answers, on the same machine."""

# The headless shell keeps no page as it was left; the whole Chromium does, unless told not to.
WHOLE_CHROMIUM = CHROMIUM | {
    "executable_path": "/usr/bin/chromium",
    "ignore_default_args": ["--disable-back-forward-cache"],
}
LOOK = """() => {
  const { body, documentElement, documentURI, readyState, visibilityState } = document;
  const fields = [...document.querySelectorAll("textarea, input, select")];
  // Firefox's own page that says that nothing came gets no further than that.
  const came = readyState === "complete" || documentURI.startsWith("about:neterror");
  // A page that was kept is hidden until it has been told that it is shown again.
  const shown = visibilityState === "visible";
  // Ours that are about to go: an emptied answer to a post loads itself anew, a cover leads away.
  const typed = [...document.querySelectorAll("[data-typed]")];
  const emptied = fields.length + typed.length > 0 &&
    fields.every(({ type, checked, value }) =>
      type === "radio" || type === "checkbox" ? !checked : value === "") &&
    typed.every(({ textContent }) => textContent === "");
  const covered = body?.childElementCount === 1 && body.firstElementChild.id === "exit-cover";
  const going = covered || (emptied && "fresh" in body.dataset);
  return {
    document: performance.timeOrigin,
    still: came && shown && !going,
    everything: [documentElement.outerHTML, ...fields.map(({ value }) => value)].join(" "),
  };
}"""


@dataclass(frozen=True)
class Look:
    """What a look at a page tells: which document it is, whether it stays, and all that is on it.

    A document is known by when it began: its address can change, and another can have the same.
    """

    document: float
    still: bool
    everything: str


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>Weather</title><h1>Weather</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Elsewhere:
    """A site with one page."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self.address = f"http://{HOST}:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Refuse every connection from now on."""
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def browser_that_keeps_pages(
    playwright: Playwright, browser_name: str, *, script: bool
) -> Iterator[Browser]:
    """Yield a browser that keeps pages as they were left, wherever it may."""
    if browser_name == "chromium":
        browser = playwright.chromium.launch(**WHOLE_CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
    else:
        preferences = {"javascript.enabled": script}
        browser = playwright.firefox.launch(**FIREFOX, firefox_user_prefs=preferences)  # type: ignore[arg-type]  # see above
    yield browser
    browser.close()


def everything_on(page: Page) -> str:
    """Return all that a page shows and holds, values of fields included, once it stands still."""
    found: list[str] = []

    def stands_still() -> bool:
        seen = look(page)
        found[:] = [seen.everything] if seen and seen.still else []
        return bool(found)

    until(page, stands_still)
    return found[0]


def look(page: Page) -> Look | None:
    """Look at the page; None while one gives way to another."""
    with contextlib.suppress(Error):
        return Look(**page.evaluate(LOOK))
    return None


def go(page: Page, where: str) -> None:
    """Go "back" or "forward" as far as there is anything, and wait until a page stands still there.

    A browser that does not post again by itself shows a page of its own.
    """
    left = look(page)

    def is_another() -> bool:
        seen = look(page)
        return seen is not None and (left is None or seen.document != left.document)

    try:
        (page.go_back if where == "back" else page.go_forward)(wait_until="commit", timeout=2_000)
    except Error:
        # A page of the browser's own is still to come; or Firefox, which does not tell, kept one.
        until(page, is_another)
    everything_on(page)


def history(page: Page) -> list[str]:
    """Return the addresses in the history of a page in Chromium."""
    session = page.context.new_cdp_session(page)
    entries = session.send("Page.getNavigationHistory")["entries"]
    session.detach()
    return [str(entry["url"]) for entry in entries]
