"""Coming back without script: digits in, answers out, a letter into the same case (P2, P4, P8)."""

import pytest
from playwright.sync_api import Page, expect

from app.addresses import link
from app.frame.locale import LANGUAGES
from app.wire.note import SigningKey
from app.wire.receipt import groups
from tests.journeys.elsewhere import everything_on, go
from tests.journeys.picker import assert_in, name_of
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.test_plain import press, type_into
from tests.languages import EACH_TAG

MARK = "Zebrafink-7-Quitte"
ANSWER = "Hello.\n\n<b>We</b> read it: Quillon."
ARABIC_INDIC = RECEIPT.translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})


@pytest.fixture
def answered(service: Service) -> Service:
    """Return a Turva in which an answer waits for RECEIPT."""
    shelve(service, mailbox(RECEIPT, *answers(ANSWER)), reply_key(service))
    return service


def come(page: Page, service: Service, typed: str, language: str = "en") -> None:
    page.goto(f"{service.address}/{language}/return/")
    press(page, f"a[href='/{language}/return/plain/']")
    assert page.locator("#warning").is_visible()
    type_into(page, "#digits", typed)
    press(page, "#open")


@pytest.mark.parametrize("language", EACH_TAG)
def test_an_answer_is_read_and_answered_without_script(
    answered: Service, scriptless: Page, language: str
) -> None:
    page = scriptless
    come(page, answered, " - ".join(groups(RECEIPT)), language)
    assert ANSWER == page.locator(".answer-text").text_content()
    type_into(page, "#q-message", MARK)
    press(page, "#check")
    assert MARK in page.locator("main").inner_text()
    assert answered.envelopes() == []
    press(page, "#send")
    assert "112" in page.locator("#arrived").inner_text()
    other = next(each for each in LANGUAGES if each.tag != language)
    press(page, name_of(page, other))
    assert answered.address + link("return_plain_done", lang=other.tag) == page.url
    assert_in(page, other)
    assert "112" in page.locator("#arrived").inner_text()
    [case] = answered.cases()
    assert "follow" == case["form"]
    assert MARK == case["letters"][0]["answers"]["message"]


@pytest.mark.only_browser("chromium")
def test_digits_of_another_script_and_a_wrong_one(answered: Service, scriptless: Page) -> None:
    page = scriptless
    wrong = ARABIC_INDIC[:-1] + "٠"
    come(page, answered, wrong, "ar")
    expect(page.locator("#digits-error")).to_be_visible()
    assert wrong == page.locator("#digits").input_value()
    page.locator("#digits").fill(ARABIC_INDIC)
    press(page, "#open")
    expect(page.locator("#opened")).to_be_visible()


@pytest.mark.only_browser("chromium")
def test_another_language_keeps_answer_digits_and_text(answered: Service, scriptless: Page) -> None:
    page = scriptless
    page.goto(answered.address + link("return_plain", lang="en"))
    page.locator("#digits").fill("12345")
    page.locator("#languages button[lang=fi]").click()
    expect(page.locator("html[lang=fi] #digits")).to_have_value("12345")
    page.locator("#digits").fill(RECEIPT)
    page.locator("#open").click()
    page.locator("#q-message").fill(MARK)
    page.locator("#languages button[lang=ar]").click()
    expect(page.locator("html[lang=ar] #q-message")).to_have_value(MARK)
    expect(page.locator(".answer-text")).to_have_text(ANSWER)


@pytest.mark.only_browser("chromium")
def test_the_stores_owner_cannot_put_words_into_our_mouth(
    service: Service, scriptless: Page
) -> None:
    """Whoever can write to the store signs with a key of their own, or moves an honest mailbox."""
    page = scriptless
    mine = mailbox(RECEIPT, *answers("Come to the station."))
    shelve(service, mine, SigningKey.generate("turva-reply"))
    come(page, service, RECEIPT)
    expect(page.locator("#forged")).to_be_visible()
    assert "station" not in page.content()


@pytest.mark.only_browser("chromium")
def test_with_script_nothing_of_it_comes_back_once_the_page_was_left(
    answered: Service, page: Page
) -> None:
    page.goto(answered.address + link("return_plain", lang="en"))
    page.locator("#digits").fill(RECEIPT)
    page.locator("#open").click()
    expect(page.locator("#opened")).to_be_visible()
    page.goto(answered.address + link("safety", lang="en"))
    for where in ("back", "back", "forward", "forward"):
        go(page, where)
        everything = everything_on(page)
        assert RECEIPT not in everything, (where, page.url)
        assert "Quillon" not in everything, (where, page.url)
