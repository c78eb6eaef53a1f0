"""Browsers, and pages that are held to the promises about what they leave behind (P1, P3)."""

import contextlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

PATIENCE_MS = 20_000
"""How long whatever has to come may take, on a machine that has much else to do."""

expect.set_options(timeout=PATIENCE_MS)

CHROMIUM = {
    "executable_path": "/usr/bin/chromium-headless-shell",
    "chromium_sandbox": False,
    "args": [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--no-first-run",
    ],
}
FIREFOX = {"channel": "moz-firefox", "executable_path": "/usr/bin/firefox-esr"}

WATCH = """
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
LEFT_BEHIND = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length,
  caches: "caches" in window ? await caches.keys() : [],
  workers: "serviceWorker" in navigator
    ? (await navigator.serviceWorker.getRegistrations()).length : 0,
  cookie: document.cookie,
})"""
NOTHING = {"local": [], "session": [], "databases": 0, "caches": [], "workers": 0, "cookie": ""}


@contextlib.contextmanager
def watched(
    browser: Browser, *, script: bool = True, leaves_to: str | None = None, **options: Any
) -> Iterator[Page]:
    """Yield a page of a fresh context, and hold it to P1 and P3 when the test is done with it.

    `leaves_to` is the one other host that it may ask: where the exit leads.
    """
    context = browser.new_context(java_script_enabled=script, **options)
    context.set_default_timeout(PATIENCE_MS)
    hosts: set[str | None] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    if script:
        context.add_init_script(WATCH)
    page = context.new_page()
    yield page
    assert hosts <= {"127.0.0.1", leaves_to, None}, hosts
    assert context.cookies() == []
    if script and not page.is_closed() and page.url.startswith("http"):
        left, violations = page.evaluate(LEFT_BEHIND), page.evaluate("window.violations")
        assert left == NOTHING, left
        assert violations == [], violations
    context.close()
