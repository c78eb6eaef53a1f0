"""Weigh every page as it is sent, by gzip, and count what it asks for before it has loaded."""

import gzip
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, sync_playwright

from app.addresses import ADDRESSES, link
from app.frame.locale import LANGUAGES, SOURCE
from tests.journeys.service import Service
from tests.journeys.watch import CHROMIUM

KIB = 1024
LIGHT = 14 * KIB
"""Most bytes of HTML and CSS on a page that must open on a bad line: it fits the first flight."""

HEAVY = 20 * KIB
"""Most on any other page."""

LIGHT_PAGES = {"languages", "home", "before", "check", "write", "call", "help", "return", "exit"}
SCRIPT = 40 * KIB
REQUESTS = 4
POLICIES = ("page", "sealed", "plain")
LEADS_AWAY = ("write_plain_done", "return_plain_done")
"""Pages that who asks for them without having sent anything is led away from."""


@dataclass(frozen=True)
class Weight:
    """What one page weighs: bytes by kind, and requests before load."""

    html_and_css: int
    script: int
    requests: int


@dataclass(frozen=True)
class Weighed:
    """One page in one language, and the most bytes of HTML and CSS that it may have."""

    name: str
    language: str
    budget: int

    @property
    def path(self) -> str:
        return link(self.name, lang=self.language)


def pages() -> Iterator[Weighed]:
    """Yield every page in every language that stays when it is asked for."""
    for address in ADDRESSES:
        stays = address.policy in POLICIES and address.name not in LEADS_AWAY
        if "GET" in address.methods and stays:
            budget = LIGHT if address.name.removesuffix("_plain") in LIGHT_PAGES else HEAVY
            tags = [each.tag for each in LANGUAGES] if "{lang}" in address.path else [SOURCE.tag]
            yield from (Weighed(address.name, tag, budget) for tag in tags)


def gzipped(body: bytes) -> int:
    """Return the size of a body as gzip -9 sends it, in bytes."""
    return len(gzip.compress(body, 9))


def weigh(page: Page, address: str) -> Weight:
    """Load a page and weigh all that came before it had loaded."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - needs a real function
    page.goto(address, wait_until="load")
    before_load = tuple(answers)
    sizes = [(urlsplit(answer.url).path, gzipped(answer.body())) for answer in before_load]
    return Weight(
        html_and_css=sum(size for path, size in sizes if not path.endswith((".js", ".svg"))),
        script=sum(size for path, size in sizes if path.endswith(".js")),
        requests=len(before_load),
    )


def weigh_alone(browser: Browser, address: str) -> Weight:
    """Weigh a page for somebody who has never been here."""
    context = browser.new_context()
    weight = weigh(context.new_page(), address)
    context.close()
    return weight


def main() -> None:
    """Print what each page weighs in its heaviest language."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Path(folder) / "instance") as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]  # one dict for all launches
        heaviest: dict[str, tuple[Weight, Weighed]] = {}
        for each in pages():
            weight = weigh_alone(browser, service.address + each.path)
            known = heaviest.get(each.name)
            if known is None or weight.html_and_css > known[0].html_and_css:
                heaviest[each.name] = weight, each
        for name, (weight, each) in heaviest.items():
            sys.stdout.write(
                f"Page {name} ({each.language}): html and css {weight.html_and_css:,} B gzip"
                f" (held to {each.budget:,}), script {weight.script:,} B gzip (held to {SCRIPT:,}),"
                f" {weight.requests} requests before load (held to {REQUESTS})\n"
            )
        browser.close()


if __name__ == "__main__":
    main()
