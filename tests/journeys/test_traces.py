"""What a visit leaves behind, and what a page may do; `states.shown` holds all to more (P1, P3)."""

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from app.addresses import link
from app.frame.locale import SOURCE
from tests.journeys.elsewhere import everything_on, history
from tests.journeys.sealed_states import SEALED
from tests.journeys.service import Service
from tests.journeys.states import shown
from tests.journeys.waiting import until
from tests.journeys.writing import choose

MARK = "Zebrafink-7-Quitte"


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("state", SEALED)
def test_sending_adds_no_history(turva: Service, browser: Browser, state: str) -> None:
    with shown(browser, turva, state, SOURCE.tag) as page:
        assert ["about:blank", turva.address + link("write", lang=SOURCE.tag)] == history(page)


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
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill(MARK)
    choose(page, "what_help", "papers")
    page.locator("#check").click()
    expect(page.locator("#checking-answers")).to_contain_text(MARK)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert MARK not in everything_on(page)
    expect(page.locator("#q-message")).to_have_value("")
    expect(page.locator("#q-message")).to_be_visible()
    expect(page.locator("#checking-answers > *")).to_have_count(0)
    expect(page.locator("[data-question=what_help] input[value=papers]")).not_to_be_checked()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("#check")).to_be_enabled()


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
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill(MARK)
    page.evaluate("location.assign('/en/')")
    page.wait_for_url("**/en/")
    page.go_back(wait_until="commit")
    expect(page.locator("#check")).to_be_enabled()
    expect(page.locator("#q-message")).to_have_value("")
    whole.close()
