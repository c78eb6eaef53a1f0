"""Every state of the plain way of writing, each by a name, its title and the way into it."""

import contextlib
from collections.abc import Callable, Iterator, Mapping

from playwright.sync_api import Page, Route, expect

from app.addresses import link
from tests.journeys.sealed_states import unfolded
from tests.journeys.service import Service

Way = Callable[[Page, Service, str], None]

FORM = "application/x-www-form-urlencoded"
FOREIGN = "http://127.0.0.1:49152/"
"""A page of another site."""


FILE = (
    b'--b\r\nContent-Disposition: form-data; name="message"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n'
)


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
    page.locator("[data-question=how_reply] input[value=receipt]").check()
    page.locator("#check").click()
    expect(page.locator("#change")).to_be_visible()


def plain_unfolded(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write_plain", lang=language))
    unfolded(page)


def plain_left_out(page: Page, service: Service, language: str) -> None:
    """Answer what belongs to another choice than the one that is made."""
    plain_unfolded(page, service, language)
    page.locator("#q-message").fill("one two three")
    page.locator("#q-person").fill("four")
    page.locator("#q-phone").fill("040 123 4567")
    page.locator("#check").click()
    expect(page.locator("#left-out")).to_be_visible()


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


PLAIN: Mapping[str, tuple[Way, str]] = {
    "plain, unfolded": (plain_unfolded, "Message, other page"),
    "plain, left out": (plain_left_out, "Message, other page, check"),
    "plain, problems": (plain_problems, "Message, other page, problem"),
    "plain, text too long": (plain_too_long, "Message, other page, text too long"),
    "plain, check": (plain_check, "Message, other page, check"),
    "plain, not known": (plain_not_known, "Message, other page, not known"),
    "plain, done": (plain_done, "Message, other page, done"),
    "plain, closed": (plain_closed, "Message, other page, closed"),
    "plain, foreign": (plain_foreign, "Message, other page, not sent"),
    "plain, too large": (
        posted(b"message=" + b"x" * (2 << 20), FORM),
        "Message, other page, too long",
    ),
    "plain, file": (
        posted(FILE, "multipart/form-data; boundary=b"),
        "Message, other page, with a file",
    ),
    "plain, garbled": (posted(b"message=%ff", FORM), "Message, other page, not readable"),
    "plain, no form": (posted(b"{}", "application/json"), "Message, other page, not readable"),
}
