"""Every page and every state that a person can meet, each by a name and with the way into it.

Pages come from the table of addresses, so a new one is met by every test that goes through all.
Each way uses the page as a person does, or lets the network or the service fail as they do fail.
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from app.addresses import ADDRESSES, Address, link
from app.frame.locale import LANGUAGES, SOURCE
from tests.journeys.elsewhere import history
from tests.journeys.plain_return_states import PLAIN_RETURN
from tests.journeys.plain_states import PLAIN
from tests.journeys.return_states import RETURN
from tests.journeys.sealed_states import SEALED
from tests.journeys.service import Service
from tests.journeys.watch import watched

Way = Callable[[Page, Service, str], None]
SEEN_POLICIES = ("page", "sealed", "plain", "exit")
TAGS = tuple(language.tag for language in LANGUAGES)
AWAY = "http://localhost:49151/"
"""Where the exit leads in these tests: the browser asks, and stays where it is."""

INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class State:
    """One state of a page: the way into it, and its title in English (None: the page's own).

    It is met in each of the languages, a page outside them in one.
    """

    way: Way
    step: str | None = None
    tags: Sequence[str] = TAGS


def host_beside(state: str) -> str | None:
    """Return the one other host that a browser may ask in a state: where the exit leads."""
    return urlsplit(AWAY).hostname if state == "exit" else None


def reach(page: Page, service: Service, state: str, language: str) -> None:
    """Bring the page into a state."""
    page.route(f"{AWAY}**", stay)
    STATES[state].way(page, service, language)
    # What tells the state may be there before the styles.
    page.wait_for_load_state()


@contextlib.contextmanager
def shown(
    browser: Browser, service: Service, state: str, language: str, **options: Any
) -> Iterator[Page]:
    """Yield a page in a state, held to leave nothing and to ask no host that is not ours.

    The state stands in no address; what came sets no cookie and carries nothing inline (P1, P3);
    and where nothing failed the browser has nothing to complain of.
    """
    documents: list[Response] = []
    errors: list[str] = []

    def note(answer: Response) -> None:
        if answer.request.resource_type == "document" and answer.url.startswith(service.address):
            documents.append(answer)

    with watched(browser, leaves_to=host_beside(state), **options) as page:
        page.on("response", note)
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        reach(page, service, state, language)
        assert documents
        for answer in documents:
            headers = answer.all_headers()
            assert "set-cookie" not in headers
            assert "default-src 'none'" in headers["content-security-policy"]
        assert not INLINE.search(documents[-1].text())
        addresses = history(page) if browser.browser_type.name == "chromium" else [page.url]
        assert not [address for address in addresses if re.search("[?#]", address)]
        yield page
        assert state not in PAGES or not errors, errors


def stay(route: Route) -> None:
    """Answer that there is nothing to show: the browser stays on its page."""
    route.fulfill(status=204)


def page_at(address: Address) -> Way:
    def way(page: Page, service: Service, language: str) -> None:
        page.goto(service.address + link(address.name, lang=language))

    return way


def missing(page: Page, service: Service, language: str) -> None:
    page.goto(f"{service.address}/{language}/nothing/")


def wrong_method(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write_plain_send", lang=language))


STEPS = {
    "write": "Message",
    "return": "Return",
    "write_plain": "Message, other page",
    # Asked for without a letter it shows the form.
    "write_plain_done": "Message, other page",
    "return_plain": "Return, other page",
    "return_plain_done": "Return, other page",
}
PAGES: Mapping[str, State] = {
    address.name: State(
        page_at(address),
        STEPS.get(address.name),
        tags=TAGS if "{lang}" in address.path else (SOURCE.tag,),
    )
    for address in ADDRESSES
    if "GET" in address.methods and address.policy in SEEN_POLICIES
}
ON_THE_WAY: Mapping[str, State] = {
    name: State(*each)
    for ways in (SEALED, RETURN, PLAIN, PLAIN_RETURN)
    for name, each in ways.items()
}
ERRORS: Mapping[str, State] = {
    "no page": State(missing, "No page here"),
    "wrong method": State(wrong_method),
}
STATES: Mapping[str, State] = {**PAGES, **ON_THE_WAY, **ERRORS}
EVERY = [(name, tag) for name, state in STATES.items() for tag in state.tags]
"""Each state in each of its languages."""

ALWAYS = (SOURCE.tag, next(each.tag for each in LANGUAGES if each.direction == "rtl"))
"""A language of each direction; what takes long meets the others in the long matrix."""

CASES = [
    pytest.param(name, tag, marks=() if tag in ALWAYS else pytest.mark.long) for name, tag in EVERY
]
"""Each state in each of its languages, to be asked of a browser one by one."""

ONCE = [(name, state.tags[-1]) for name, state in STATES.items()]
"""Each state in one language, where the language makes no difference."""
