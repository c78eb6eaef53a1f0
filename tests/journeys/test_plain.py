"""Without script: warning, form, check page, send (P2, P3, P11, P13)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.service import Service, Wire
from tests.journeys.waiting import another_page
from tests.languages import EACH_TAG

MARK = "Zebrafink-7-Quitte"


def type_into(page: Page, selector: str, text: str) -> None:
    """Type as a keyboard does: Firefox without script can neither fill nor click."""
    page.locator(selector).focus()
    page.keyboard.insert_text(text)


def press(page: Page, selector: str) -> None:
    page.locator(f"{selector}:visible").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("language", EACH_TAG)
def test_a_letter_is_written_checked_and_sent_without_script(
    service: Service, scriptless: Page, language: str
) -> None:
    page = scriptless
    page.goto(f"{service.address}/{language}/write/")
    assert not page.locator("#letter").is_visible()
    press(page, f"a[href='/{language}/write/plain/']")
    assert page.locator("#warning").is_visible()
    type_into(page, "#q-message", MARK)
    press(page, "#check")
    assert MARK in page.locator("main").inner_text()
    assert service.envelopes() == []
    press(page, "#send")
    assert "112" in page.locator("#arrived").inner_text()
    [case] = service.cases()
    assert MARK == case["letters"][0]["answers"]["message"]
    assert "plain" == case["letters"][0]["via"]
    assert language == case["language"]


def test_a_change_goes_back_to_the_filled_form(service: Service, scriptless: Page) -> None:
    page = scriptless
    page.goto(f"{service.address}/en/write/plain/")
    type_into(page, "#q-message", MARK)
    press(page, "#check")
    press(page, "#change")
    assert MARK == page.locator("#q-message").input_value()
    assert service.envelopes() == []


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(
    "text",
    [
        "😀" * 16_000,
        "\n\nfirst\n\n  second\t\nlast\n\n",
        "</textarea><script>alert(1)</script>\"'&amp;{{ 7*7 }}",
        "\u202eabc\u202c \u200fمرحبا\u200e",
        "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
    ],
    ids=["16,000 emoji", "newlines", "html", "directions", "armored age"],
)
def test_a_plain_letter_arrives_exactly(service: Service, scriptless: Page, text: str) -> None:
    page = scriptless
    page.goto(f"{service.address}/en/write/plain/")
    page.locator("#q-message").fill(text)
    page.locator("#check").click()
    page.locator("#change").click()
    expect(page.locator("#q-message")).to_have_value(text)
    page.locator("#check").click()
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    [case] = service.cases()
    assert text == case["letters"][0]["answers"]["message"]


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("language", EACH_TAG)
def test_one_character_too_many_is_told_with_everything_still_there(
    service: Service, scriptless: Page, language: str
) -> None:
    page = scriptless
    text = "ж" * 16_001
    page.goto(f"{service.address}/{language}/write/plain/")
    page.locator("#q-message").fill(text)
    page.locator("#q-phone").fill("0401234567")
    page.locator("[data-question=how_reply] input[value=phone]").check()
    page.locator("#check").click()
    expect(page.locator("#q-message-error")).to_be_visible()
    expect(page.locator("#q-message")).to_have_value(text)
    expect(page.locator("#q-phone")).to_have_value("0401234567")
    expect(page.locator("[data-question=how_reply] input[value=phone]")).to_be_checked()
    assert service.envelopes() == []


@pytest.mark.only_browser("chromium")
def test_a_lost_answer_and_a_resend_make_one_case(
    service: Service, wire: Wire, scriptless: Page
) -> None:
    page = scriptless
    page.goto(f"{wire.address}/en/write/plain/")
    page.locator("#q-message").fill(MARK)
    with another_page(page):
        page.locator("#check").click()
    expect(page.locator("#send")).to_be_visible()
    wire.cut.set()
    page.locator("#send").click()
    expect(page).to_have_url(re.compile("^chrome-error:"))
    # A browser may post once more by itself when a line breaks.
    before = len(service.envelopes())
    assert before >= 1
    wire.cut.clear()
    page.reload()
    expect(page.locator("#arrived")).to_be_visible()
    assert before + 1 == len(service.envelopes())
    [case] = service.cases()
    assert MARK == case["letters"][0]["answers"]["message"]
