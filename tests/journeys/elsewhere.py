"""The other site to which quick exit leads, and the browsers in which one leaves for it."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from playwright.sync_api import Browser, Error, Page, Playwright

from tests.journeys.watch import CHROMIUM, FIREFOX

HOST = "localhost"
"""Another host than the one on which a Service of ours answers, on the same machine."""

# The headless shell keeps no page as it was left; the whole Chromium does, unless told not to.
WHOLE_CHROMIUM = CHROMIUM | {
    "executable_path": "/usr/bin/chromium",
    "ignore_default_args": ["--disable-back-forward-cache"],
}
EVERYTHING = """() => document.readyState === "loading" ? "" : [
  document.documentElement.outerHTML,
  ...[...document.querySelectorAll("textarea, input")].map((field) => field.value),
].join(" ")"""


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
    for _ in range(100):
        with contextlib.suppress(Error):
            if found := page.evaluate(EVERYTHING):
                return str(found)
        page.wait_for_timeout(50)
    raise TimeoutError("the page never stands still")


def go(page: Page, where: str) -> None:
    """Go "back" or "forward"; a browser that asks before it posts again shows no page of ours."""
    with contextlib.suppress(Error):
        (page.go_back if where == "back" else page.go_forward)(wait_until="commit", timeout=5_000)


def history(page: Page) -> list[str]:
    """Return the addresses in the history of a page in Chromium."""
    session = page.context.new_cdp_session(page)
    entries = session.send("Page.getNavigationHistory")["entries"]
    session.detach()
    return [str(entry["url"]) for entry in entries]
