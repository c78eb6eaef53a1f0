"""Every state of the plain page for coming back, each by a name, its title and the way into it."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.plain_states import keyring_away
from tests.journeys.return_states import FORGED, UNKNOWN, shelved
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT

Way = Callable[[Page, Service, str], None]


def come(page: Page, service: Service, language: str, digits: str, found: str) -> None:
    """Open the page, type the digits, and go on until something is there."""
    shelved(service.home)
    page.goto(service.address + link("return_plain", lang=language))
    page.locator("#digits").fill(digits)
    page.locator("#open").click()
    expect(page.locator(found)).to_be_visible()


def mistyped(page: Page, service: Service, language: str) -> None:
    come(page, service, language, RECEIPT[1:], "#digits-error")


def opened(page: Page, service: Service, language: str) -> None:
    come(page, service, language, RECEIPT, "#opened")


def nothing(page: Page, service: Service, language: str) -> None:
    come(page, service, language, UNKNOWN, "#nothing")


def forged(page: Page, service: Service, language: str) -> None:
    come(page, service, language, FORGED, "#forged")


def problems(page: Page, service: Service, language: str) -> None:
    opened(page, service, language)
    page.locator("#check").click()
    expect(page.locator("#problems")).to_be_visible()


def checked(page: Page, service: Service, language: str) -> None:
    opened(page, service, language)
    page.locator("#q-message").fill("one two three")
    page.locator("#check").click()
    expect(page.locator("#change")).to_be_visible()


def not_known(page: Page, service: Service, language: str) -> None:
    checked(page, service, language)
    with keyring_away(service):
        page.locator("#send").click()
        expect(page.locator("#trouble")).to_be_visible()


def not_now(page: Page, service: Service, language: str) -> None:
    page.goto(service.address + link("return_plain", lang=language))
    page.locator("#digits").fill(RECEIPT)
    with keyring_away(service):
        page.locator("#open").click()
        expect(page.locator("#trouble")).to_be_visible()


def done(page: Page, service: Service, language: str) -> None:
    checked(page, service, language)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()


PLAIN_RETURN: Mapping[str, tuple[Way, str]] = {
    "plain return, mistyped": (mistyped, "Return, other page, problem"),
    "plain return, opened": (opened, "Return, other page, open"),
    "plain return, nothing": (nothing, "Return, other page, open"),
    "plain return, forged": (forged, "Return, other page, please call"),
    "plain return, problems": (problems, "Return, other page, problem with the text"),
    "plain return, check": (checked, "Return, other page, check"),
    "plain return, not known": (not_known, "Return, other page, not known"),
    "plain return, not now": (not_now, "Return, other page, not now"),
    "plain return, done": (done, "Return, other page, done"),
}
