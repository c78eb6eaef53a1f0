"""Every page and every state that a person can meet, each by a name and with the way into it.

Pages come from the table of addresses, so a new one is met by every test that goes through all.
Each way uses the page as a person does, or lets the network or the service fail as they do fail.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.addresses import ADDRESSES, Address, link
from app.frame.locale import LANGUAGES, SOURCE
from tests.journeys.plain_return_states import PLAIN_RETURN
from tests.journeys.return_states import RETURN
from tests.journeys.service import Service
from tests.journeys.watch import watched

Way = Callable[[Page, Service, str], None]
SEEN_POLICIES = ("page", "sealed", "plain", "exit")
FORM = "application/x-www-form-urlencoded"
TAGS = tuple(language.tag for language in LANGUAGES)
AWAY = "http://localhost:49151/"
"""Where the exit leads in these tests: the browser asks, and stays where it is."""

FOREIGN = "http://127.0.0.1:49152/"
"""A page of another site."""


@dataclass(frozen=True)
class State:
    """One state of a page: the way into it, and its title in English (None: the page's own).

    It is met in each of the languages, a page outside them in one.
    """

    way: Way
    step: str | None = None
    tags: Sequence[str] = TAGS


@contextlib.contextmanager
def keyring_away(service: Service) -> Iterator[None]:
    """Let the service be without its keyring for a while."""
    keyring = service.home / "public" / "keyring.txt"
    hidden = keyring.with_suffix(".away")
    keyring.rename(hidden)
    try:
        yield
    finally:
        hidden.rename(keyring)


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
    """Yield a page in a state; it is held to leave nothing, and to ask no host that is not ours."""
    with watched(browser, leaves_to=host_beside(state), **options) as page:
        reach(page, service, state, language)
        yield page


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


def sealed(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write", lang=language))
    expect(page.locator("#send")).to_be_enabled()


def sealed_sent(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    page.locator("#q-message").fill("one two three")
    page.locator("#send").click()


def sealed_problems(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    page.locator("#send").click()
    expect(page.locator("#problems")).to_be_visible()


def sealed_too_long(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    page.locator("#q-message").fill("x" * 16_001)
    page.locator("#send").click()
    expect(page.locator("#problems")).to_be_visible()


def sealed_sending(page: Page, service: Service, language: str) -> None:
    page.route("**/api/envelopes", lambda _route: None)
    sealed_sent(page, service, language)
    expect(page.locator("#send[aria-disabled]")).to_be_visible()


def sealed_not_sent(page: Page, service: Service, language: str) -> None:
    page.route("**/keyring.txt", lambda route: route.abort())
    sealed_sent(page, service, language)
    expect(page.locator("#state p")).to_have_count(2)


def sealed_not_known(page: Page, service: Service, language: str) -> None:
    page.route("**/api/envelopes", lambda route: route.abort())
    sealed_sent(page, service, language)
    expect(page.locator("#state p")).to_have_count(2)


def sealed_closed(page: Page, service: Service, language: str) -> None:
    page.route("**/keyring.txt", lambda route: route.fulfill(body="no keyring"))
    page.goto(service.address + link("write", lang=language))
    expect(page.locator("#state p")).to_have_count(1)
    expect(page.locator("#send")).to_be_hidden()


def sealed_waiting(page: Page, service: Service, language: str) -> None:
    page.route("**/assets/write-*.js", lambda route: route.abort())
    page.goto(service.address + link("write", lang=language))
    expect(page.locator("#plain-way")).to_be_visible()


def sealed_done(page: Page, service: Service, language: str) -> None:
    sealed_sent(page, service, language)
    expect(page.locator("#arrived")).to_be_visible()


def plain_problems(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write_plain", lang=language))
    page.locator("#check").click()
    expect(page.locator("#q-message-error")).to_be_visible()


def plain_too_long(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write_plain", lang=language))
    page.locator("#q-message").fill("x" * 16_001)
    page.locator("#check").click()
    expect(page.locator("#q-message-error")).to_be_visible()


def plain_check(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write_plain", lang=language))
    page.locator("#q-message").fill("one two three")
    page.locator("[data-question=what_help] input[value=papers]").check()
    page.locator("#check").click()
    expect(page.locator("#change")).to_be_visible()


def plain_not_known(page: Page, service: Service, language: str) -> None:
    plain_check(page, service, language)
    with keyring_away(service):
        page.locator("#send").click()
        expect(page.locator("#trouble")).to_be_visible()


def plain_done(page: Page, service: Service, language: str) -> None:
    plain_check(page, service, language)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()


def plain_closed(page: Page, service: Service, language: str) -> None:
    with keyring_away(service):
        page.goto(service.address + link("write_plain", lang=language))


def plain_foreign(page: Page, service: Service, language: str) -> None:
    """Come from a page of another site that makes the browser post our form."""
    address = service.address + link("write_plain", lang=language)
    form = (
        f"<form method=post action='{address}'><input name=message value=one>"
        "<button>Go</button></form>"
    )
    page.route(FOREIGN, lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto(FOREIGN)
    page.locator("button").click()
    expect(page.locator("#foreign")).to_be_visible()


def posted(body: bytes, kind: str) -> Way:
    """Return the way of a browser that posts what no form of ours would make it post."""

    def way(page: Page, service: Service, language: str) -> None:
        def post(route: Route) -> None:
            kept = {**route.request.headers, "content-type": kind}
            route.continue_(method="POST", post_data=body, headers=kept)

        page.route("**/write/plain/", post)
        page.goto(service.address + link("write_plain", lang=language))
        page.unroute("**/write/plain/")

    return way


FILE = (
    b'--b\r\nContent-Disposition: form-data; name="message"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n'
)

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
SEALED: Mapping[str, State] = {
    "sealed, waiting": State(sealed_waiting, "Message"),
    "sealed, problems": State(sealed_problems, "Message, problem"),
    "sealed, too long": State(sealed_too_long, "Message, too long"),
    "sealed, sending": State(sealed_sending, "Message, sending"),
    "sealed, not sent": State(sealed_not_sent, "Message, not sent"),
    "sealed, not known": State(sealed_not_known, "Message, not known"),
    "sealed, closed": State(sealed_closed, "Message, closed"),
    "sealed, done": State(sealed_done, "Message, done"),
}
COMING_BACK: Mapping[str, State] = {
    name: State(*each) for name, each in (*RETURN.items(), *PLAIN_RETURN.items())
}
PLAIN: Mapping[str, State] = {
    "plain, problems": State(plain_problems, "Message, other page, problem"),
    "plain, text too long": State(plain_too_long, "Message, other page, text too long"),
    "plain, check": State(plain_check, "Message, other page, check"),
    "plain, not known": State(plain_not_known, "Message, other page, not known"),
    "plain, done": State(plain_done, "Message, other page, done"),
    "plain, closed": State(plain_closed, "Message, other page, closed"),
    "plain, foreign": State(plain_foreign, "Message, other page, not sent"),
    "plain, too large": State(
        posted(b"message=" + b"x" * (2 << 20), FORM), "Message, other page, too long"
    ),
    "plain, file": State(
        posted(FILE, "multipart/form-data; boundary=b"), "Message, other page, with a file"
    ),
    "plain, garbled": State(posted(b"message=%ff", FORM), "Message, other page, not readable"),
    "plain, no form": State(posted(b"{}", "application/json"), "Message, other page, not readable"),
}
ERRORS: Mapping[str, State] = {
    "no page": State(missing, "No page here"),
    "wrong method": State(wrong_method),
}
STATES: Mapping[str, State] = {**PAGES, **SEALED, **COMING_BACK, **PLAIN, **ERRORS}
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
