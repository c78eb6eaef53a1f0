"""Measure what the writing page weighs: bytes by gzip, and requests before load."""

import gzip
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, sync_playwright

from tests.journeys.service import Service
from tests.journeys.watch import CHROMIUM


def weigh(body: bytes) -> int:
    """Return the size of a body as gzip -9 sends it, in bytes."""
    return len(gzip.compress(body, 9))


def load(page: Page, address: str) -> tuple[dict[str, int], int]:
    """Return the weight of what the page loads, by kind, and its requests before load."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - needs a real function
    page.goto(address, wait_until="load")
    requests = len(answers)
    weights = {"html and css": 0, "script": 0}
    for answer in answers:
        path = urlsplit(answer.url).path
        if path.endswith(".js"):
            weights["script"] += weigh(answer.body())
        elif path.endswith((".css", "/")):
            weights["html and css"] += weigh(answer.body())
    return weights, requests


def main() -> None:
    """Load the writing page in each language and print its weight by kind."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Path(folder) / "instance") as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
        for language in ("en", "ar"):
            page = browser.new_page()
            weights, requests = load(page, f"{service.address}/{language}/write/")
            sys.stdout.write(
                f"Writing page ({language}): html and css {weights['html and css']:,} B gzip, "
                f"script {weights['script']:,} B gzip, {requests} requests before load, "
                f"{len(page.context.cookies())} cookies\n"
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
