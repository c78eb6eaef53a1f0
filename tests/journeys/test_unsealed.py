"""When sealing cannot be done, nothing leaves, the text stays, and other ways stand ready (P3)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.service import Service, Wire
from tests.journeys.waiting import until
from tests.journeys.watch import watched
from tests.journeys.writing import choose, give_phone, press_send

MARK = "Zebrafink-7-Quitte"


def try_everything(page: Page) -> None:
    """Type, press Enter and tap whatever could be meant to send."""
    page.locator("#q-message").fill(MARK)
    # Without a script all questions are in sight.
    page.locator("#q-phone").fill(MARK)
    page.locator("#q-phone").press("Enter")
    page.locator("#q-message").press("Control+Enter")
    for control in page.locator("#letter :is(button, label, summary)").all():
        if control.is_visible():
            control.click(force=True, timeout=5_000)
    page.locator("#q-phone").press("Enter")


def assert_nothing_left(page: Page, wire: Wire, address: str) -> None:
    assert MARK.encode() not in wire.sent
    assert b"/api/envelopes" not in wire.sent
    assert address == page.url
    assert MARK == page.locator("#q-message").input_value()
    expect(page.locator("#plain-way")).to_be_visible()
    expect(page.locator("#plain-way a[href$='/write/plain/']")).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()


def missing(route: Route) -> None:
    route.abort()


def absent(route: Route) -> None:
    route.fulfill(status=404, body="")


def broken(route: Route) -> None:
    route.fulfill(status=200, content_type="text/javascript", body="import {;")


def throwing(route: Route) -> None:
    route.fulfill(status=200, content_type="text/javascript", body="throw new Error('early');")


@pytest.mark.parametrize("fault", [missing, absent, broken, throwing])
def test_without_the_bundle_nothing_leaves(
    wire: Wire, page: Page, fault: Callable[[Route], None]
) -> None:
    address = f"{wire.address}/en/write/"
    page.route("**/assets/write-*.js", fault)
    page.goto(address)
    try_everything(page)
    assert_nothing_left(page, wire, address)
    for way in ("#check", "#send"):
        expect(page.locator(way)).to_be_disabled()


def test_a_bundle_thirty_seconds_late_loses_nothing(
    service: Service, wire: Wire, page: Page
) -> None:
    address = f"{wire.address}/en/write/"
    held: list[Route] = []
    page.route("**/assets/write-*.js", lambda route: held.append(route))  # noqa: PLW0108 - needs a real function
    page.goto(address, wait_until="commit")
    page.locator("#check").wait_for()
    try_everything(page)
    page.wait_for_timeout(30_000)
    assert_nothing_left(page, wire, address)
    held[0].continue_()
    expect(page.locator("#check")).to_be_enabled()
    assert MARK == page.locator("#q-message").input_value()
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    assert MARK.encode() not in wire.sent
    assert MARK == service.cases()[0]["letters"][0]["answers"]["message"]


def test_without_webcrypto_nothing_leaves(browser: Browser, wire: Wire) -> None:
    address = f"{wire.address}/en/write/"
    with watched(browser) as page:
        page.add_init_script(
            "Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined})"
        )
        page.goto(address)
        expect(page.locator("#state p").first).to_be_visible()
        # It asks for nothing; what is there nevertheless stays, and can be seen.
        expect(page.locator("#q-message")).to_be_hidden()
        page.locator("#q-message").evaluate("(field, text) => { field.value = text }", MARK)
        choose(page, "how_reply", "phone")
        page.locator("#q-phone").fill(MARK)
        page.locator("#q-phone").press("Enter")
        assert_nothing_left(page, wire, address)
        expect(page.locator("#send")).to_be_hidden()


def forged(text: str) -> str:
    return text.replace("expires 2", "expires 3")


def empty(_: str) -> str:
    return ""


def html(_: str) -> str:
    return "<!doctype html><title>not a keyring</title>"


@pytest.mark.parametrize("bad", [forged, empty, html])
@pytest.mark.parametrize("lines", [1, 2], ids=["before Send", "after Send"])
def test_with_a_bad_keyring_nothing_leaves(
    wire: Wire, page: Page, bad: Callable[[str], str], lines: int
) -> None:
    """Before Send is pressed the page says that it is closed; after it, also what of the letter."""
    address = f"{wire.address}/en/write/"
    asked: list[Route] = []
    page.route("**/keyring.txt", lambda route: asked.append(route))  # noqa: PLW0108 - needs a real function
    page.goto(address)
    page.locator("#q-message").fill(MARK)
    give_phone(page, MARK)
    if lines == 2:
        press_send(page)
        expect(page.locator("#send[aria-disabled]")).to_be_visible()
    until(page, lambda: asked)
    [route] = asked
    route.fulfill(status=200, content_type="text/plain", body=bad(route.fetch().text()))
    expect(page.locator("#send")).to_be_hidden()
    expect(page.locator("#state p")).to_have_count(lines)
    assert_nothing_left(page, wire, address)


def test_without_the_keyring_the_text_stays_and_a_retry_succeeds(
    service: Service, page: Page
) -> None:
    page.route("**/keyring.txt", lambda route: route.abort())
    page.goto(f"{service.address}/en/write/")
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill(MARK)
    press_send(page)
    expect(page.locator("#state p")).to_have_count(2)
    assert MARK == page.locator("#q-message").input_value()
    assert service.envelopes() == []
    page.unroute("**/keyring.txt")
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
