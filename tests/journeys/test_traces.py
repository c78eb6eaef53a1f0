"""What a visit leaves behind, and what a page may do, on every page in every language (P1, P3)."""

import re

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, Response, expect

from app.addresses import link
from tests.journeys.service import Service
from tests.journeys.states import CASES, ONCE, SEALED, host_beside, reach, shown
from tests.journeys.waiting import until
from tests.journeys.watch import watched

MARK = "Zebrafink-7-Quitte"
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(("state", "language"), CASES)
def test_a_page_leaves_nothing_and_carries_nothing_inline(
    turva: Service, browser: Browser, state: str, language: str
) -> None:
    hold_to_promises(turva, browser, state, language)


@pytest.mark.only_browser("firefox")
@pytest.mark.parametrize(("state", "language"), ONCE)
def test_in_the_other_engine_too_a_page_leaves_nothing(
    turva: Service, browser: Browser, state: str, language: str
) -> None:
    hold_to_promises(turva, browser, state, language)


def hold_to_promises(turva: Service, browser: Browser, state: str, language: str) -> None:
    documents: list[Response] = []

    def note(answer: Response) -> None:
        if answer.request.resource_type == "document" and answer.url.startswith(turva.address):
            documents.append(answer)

    with watched(browser, leaves_to=host_beside(state)) as page:
        page.on("response", note)
        reach(page, turva, state, language)
        assert documents
        for answer in documents:
            headers = answer.all_headers()
            assert "set-cookie" not in headers
            assert "default-src 'none'" in headers["content-security-policy"]
        assert not INLINE.search(documents[-1].text())


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(("state", "language"), ONCE)
def test_a_state_stands_in_no_address_and_sending_adds_no_history(
    turva: Service, browser: Browser, state: str, language: str
) -> None:
    with shown(browser, turva, state, language) as page:
        told = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    addresses = [entry["url"] for entry in told["entries"]]
    assert not [address for address in addresses if re.search("[?#]", address)]
    if state in SEALED:
        assert ["about:blank", turva.address + link("write", lang=language)] == addresses


def test_the_policy_is_enforced_by_this_browser(service: Service, page: Page) -> None:
    page.goto(f"{service.address}/en/write/")
    with pytest.raises(Error, match=r"violation|[Tt]rusted"):
        page.evaluate("document.body.innerHTML = '<p>'")
    until(page, lambda: page.evaluate("window.violations.length"))
    [refused] = page.evaluate("window.violations.splice(0)")
    assert refused.startswith("require-trusted-types-for")


def test_a_page_that_is_left_forgets_what_was_typed(service: Service, page: Page) -> None:
    """Whether or not this browser keeps it: the next person must not find it."""
    page.goto(f"{service.address}/en/write/")
    expect(page.locator("#send")).to_be_enabled()
    page.locator("#q-message").fill(MARK)
    page.locator("[data-question=what_help] input[value=papers]").check()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(page.locator("#q-message")).to_have_value("")
    expect(page.locator("[data-question=what_help] input[value=papers]")).not_to_be_checked()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("#send")).to_be_enabled()


@pytest.mark.only_browser("chromium")
def test_back_shows_an_empty_form_with_the_back_forward_cache_on(
    service: Service, playwright: Playwright
) -> None:
    """The headless shell has no such cache: this takes the whole Chromium, with it on."""
    whole = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        chromium_sandbox=False,
        args=["--disable-gpu", "--disable-quic", "--disable-background-networking"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = whole.new_page()
    page.goto(f"{service.address}/en/write/")
    expect(page.locator("#send")).to_be_enabled()
    page.locator("#q-message").fill(MARK)
    page.evaluate("location.assign('/en/')")
    page.wait_for_url("**/en/")
    page.go_back(wait_until="commit")
    expect(page.locator("#send")).to_be_enabled()
    expect(page.locator("#q-message")).to_have_value("")
    whole.close()
