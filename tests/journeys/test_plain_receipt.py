"""Without script: the receipt before sending and after, and an answer that finds its reader."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.elsewhere import everything_on, go
from tests.journeys.service import Service
from tests.languages import EACH_TAG

MARK = "Zebrafink-7-Quitte"


def digits(page: Page) -> str:
    """Return the 25 digits as they stand on the page, five groups of digits one by one."""
    shown = page.locator(".receipt-groups li")
    expect(shown).to_have_count(5)
    found = shown.all_inner_texts()
    assert all(re.fullmatch(r"\d \d \d \d \d", each) for each in found), found
    return "".join(found).replace(" ", "")


def check(page: Page, service: Service, language: str = "en") -> str:
    """Write a letter, go on to the check page, and return the digits on it."""
    page.goto(service.address + link("write_plain", lang=language))
    page.locator("#q-message").fill(MARK)
    page.locator("#check").click()
    expect(page.locator("#send")).to_be_visible()
    return digits(page)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("language", EACH_TAG)
def test_the_same_digits_stand_before_sending_and_after_and_lead_to_the_answer(
    service: Service, scriptless: Page, language: str
) -> None:
    page = scriptless
    seen = check(page, service, language)
    expect(page.locator("[data-receipt=unsent]")).to_be_visible()
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    assert seen == digits(page)
    say, hear = page.locator(".receipt-call").all_inner_texts()
    [case] = service.cases()
    service.turva("inbox", "reply", case["id"], "--text", "For you alone.", "--language", "en")

    page.goto(service.address + link("return_plain", lang=language))
    page.locator("#digits").fill(seen)
    page.locator("#open").click()
    expect(page.locator(".answer-text")).to_have_text("For you alone.")
    assert [say, hear] == page.locator(".receipt-call").all_inner_texts()
    assert MARK not in page.content()


@pytest.mark.only_browser("chromium")
def test_another_language_after_sending_shows_the_same_digits(
    turva: Service, scriptless: Page
) -> None:
    page = scriptless
    seen = check(page, turva)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    page.locator("#languages button[lang=ar]").click()
    expect(page.locator("html[lang=ar] #arrived")).to_be_visible()
    assert seen == digits(page)


@pytest.mark.only_browser("chromium")
def test_a_lost_answer_and_a_resend_keep_one_case_and_the_digits(
    service: Service, scriptless: Page
) -> None:
    page = scriptless
    seen = check(page, service)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    page.reload()
    expect(page.locator("#arrived")).to_be_visible()
    assert seen == digits(page)
    assert 2 == len(service.envelopes())
    assert 1 == len(service.cases())


@pytest.mark.only_browser("chromium")
def test_with_script_the_digits_do_not_come_back_once_the_page_was_left(
    turva: Service, page: Page
) -> None:
    seen = check(page, turva)
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    assert seen == digits(page)
    spaced = " ".join(seen[:5])
    for where in ("back", "back", "forward", "forward"):
        go(page, where)
        everything = everything_on(page)
        assert seen not in everything, (where, page.url)
        assert spaced not in everything, (where, page.url)
