"""Weigh every page as it is sent, by gzip, and count what it asks for before it has loaded."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response

from app.frame.locale import LANGUAGES, SOURCE
from tests.load.figures import Figure, tell
from tests.load.visitor import visiting
from tests.opened import every_page

KIB = 1024
LIGHT = 14 * KIB
"""Most bytes of HTML and CSS on a page that must open on a bad line: it fits the first flight."""

HEAVY = 20 * KIB
"""Most on any other page."""

LIGHT_PAGES = {"languages", "home", "before", "check", "write", "call", "help", "return", "exit"}
SCRIPT = 40 * KIB
REQUESTS = 4
POLICIES = ("page", "sealed", "plain")
LEADS_AWAY = "_done"
"""Pages that who asks for them without having sent anything is led away from end in this."""


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
    path: str


def pages() -> Iterator[Weighed]:
    """Yield every page in every language that stays when it is asked for."""
    for page in every_page(POLICIES):
        if not page.address.name.endswith(LEADS_AWAY):
            budget = _budget(page.name.removesuffix("_plain"))
            everywhere = "{lang}" in page.address.path
            tags = [each.tag for each in LANGUAGES] if everywhere else [SOURCE.tag]
            yield from (Weighed(page.name, tag, budget, page.path(tag)) for tag in tags)


def _budget(name: str) -> int:
    return LIGHT if name in LIGHT_PAGES else HEAVY


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


def figures() -> Iterator[Figure]:
    """Yield each page's weight in its heaviest language, and the most script and requests."""
    weights: dict[str, list[tuple[Weight, Weighed]]] = {}
    with visiting() as (service, browser):
        for each in pages():
            weight = weigh_alone(browser, service.address + each.path)
            weights.setdefault(each.name, []).append((weight, each))
    for name, found in weights.items():
        heaviest, each = max(found, key=lambda one: one[0].html_and_css)
        what = f"HTML and CSS by gzip: {name} ({each.language})"
        yield Figure(what, heaviest.html_and_css, "B", most=each.budget)
    every = [one for found in weights.values() for one in found]
    heaviest, each = max(every, key=lambda one: one[0].script)
    yield Figure("Script by gzip, the most on a page", heaviest.script, "B", SCRIPT, how=each.name)
    busiest, each = max(every, key=lambda one: one[0].requests)
    what = "Requests before load, the most of a page"
    yield Figure(what, busiest.requests, "requests", REQUESTS, how=each.name)


if __name__ == "__main__":
    tell(figures())
