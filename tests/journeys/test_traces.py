"""What a visit leaves behind, and what a page may do, on every page in every language (P1, P3)."""

import re
from itertools import product

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from tests.journeys.service import Service
from tests.journeys.watch import LEFT_BEHIND, NOTHING

MARK = "Zebrafink-7-Quitte"
PATHS = [
    "/",
    *(
        "".join(parts)
        for parts in product(("/en", "/ar"), ("/", "/write/", "/write/plain/", "/nothing/"))
    ),
]
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_leaves_nothing_and_carries_nothing_inline(
    service: Service, page: Page, path: str
) -> None:
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - needs a real function
    page.goto(service.address + path, wait_until="networkidle")
    served = answers[0].text()
    assert not INLINE.search(served)
    assert all("set-cookie" not in answer.all_headers() for answer in answers)
    assert "default-src 'none'" in answers[0].all_headers()["content-security-policy"]
    assert page.evaluate(LEFT_BEHIND) == NOTHING
    assert page.evaluate("window.violations") == []


def test_the_policy_is_enforced_by_this_browser(service: Service, page: Page) -> None:
    page.goto(f"{service.address}/en/write/")
    with pytest.raises(Error, match=r"violation|[Tt]rusted"):
        page.evaluate("document.body.innerHTML = '<p>'")
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
