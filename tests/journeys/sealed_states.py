"""Every state of the sealed page for writing, each by a name, its title and the way into it."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.service import Service
from tests.journeys.writing import choose, press_send

Way = Callable[[Page, Service, str], None]


def sealed(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("write", lang=language))
    expect(page.locator("#check")).to_be_enabled()


def unfolded(page: Page) -> None:
    """Open all that is folded, and answer so that every question is asked and warnings show."""
    for folded in page.locator("details[data-section] > summary").all():
        folded.click()
    choose(page, "how_reply", "person")
    choose(page, "who_else", "family", "controls_me")
    choose(page, "interpreter", "yes")
    choose(page, "age_group", "under_15")
    choose(page, "danger_now", "yes")
    expect(page.locator("#q-person")).to_be_visible()
    expect(page.locator("#q-interpreter_not")).to_be_visible()
    expect(page.locator("#q-danger_now-yes-warning")).to_be_visible()


def sealed_unfolded(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    unfolded(page)


def sealed_check(page: Page, service: Service, language: str) -> None:
    sealed_unfolded(page, service, language)
    page.locator("#q-message").fill("one two three 040 123 4567")
    page.locator("#q-person").fill("four")
    page.locator("#q-language").select_option(index=1)
    page.locator("#check").click()
    expect(page.locator("#receipt li")).to_have_count(5)
    expect(page.locator("#checking-title")).to_be_focused()


def sealed_sent(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    page.locator("#q-message").fill("one two three")
    press_send(page)


def sealed_problems(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    page.locator("#check").click()
    expect(page.locator("#problems")).to_be_visible()


def sealed_too_long(page: Page, service: Service, language: str) -> None:
    sealed(page, service, language)
    page.locator("#q-message").fill("x" * 16_001)
    page.locator("#check").click()
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
    "sealed, unfolded": (sealed_unfolded, "Message"),
    "sealed, check": (sealed_check, "Message, check"),
    "sealed, problems": (sealed_problems, "Message, problem"),
    "sealed, too long": (sealed_too_long, "Message, too long"),
    "sealed, sending": (sealed_sending, "Message, sending"),
    "sealed, not sent": (sealed_not_sent, "Message, not sent"),
    "sealed, not known": (sealed_not_known, "Message, not known"),
    "sealed, closed": (sealed_closed, "Message, closed"),
    "sealed, done": (sealed_done, "Message, done"),
}
