"""Every state of the sealed page for writing, each by a name, its title and the way into it."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.service import Service

Way = Callable[[Page, Service, str], None]


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
    # Nobody begins to write in vain.
    expect(page.locator("#q-message")).to_be_hidden()


def sealed_waiting(page: Page, service: Service, language: str) -> None:
    page.route("**/assets/write-*.js", lambda route: route.abort())
    page.goto(service.address + link("write", lang=language))
    expect(page.locator("#plain-way")).to_be_visible()


def sealed_done(page: Page, service: Service, language: str) -> None:
    sealed_sent(page, service, language)
    expect(page.locator("#arrived")).to_be_visible()


SEALED: Mapping[str, tuple[Way, str]] = {
    "sealed, waiting": (sealed_waiting, "Message"),
    "sealed, problems": (sealed_problems, "Message, problem"),
    "sealed, too long": (sealed_too_long, "Message, too long"),
    "sealed, sending": (sealed_sending, "Message, sending"),
    "sealed, not sent": (sealed_not_sent, "Message, not sent"),
    "sealed, not known": (sealed_not_known, "Message, not known"),
    "sealed, closed": (sealed_closed, "Message, closed"),
    "sealed, done": (sealed_done, "Message, done"),
}
