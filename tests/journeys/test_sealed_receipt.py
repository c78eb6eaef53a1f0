"""The receipt on the sealed page: seen before and after sending, true, gone when left (P1, P13)."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from app.addresses import link
from app.frame.locale import LANGUAGES, Language
from app.wire.envelope import open_envelope
from app.wire.letter import Letter, parse
from app.wire.receipt import ReceiptKeys, derive
from tests.cli.demo_keys import identity_of
from tests.journeys.elsewhere import everything_on, go
from tests.journeys.picker import name_of
from tests.journeys.service import Service, Wire
from tests.journeys.states import AWAY, host_beside, stay
from tests.journeys.watch import watched
from tests.journeys.writing import MARK, begun, choose, digits_at, opened, press_send, send

SITE = "localhost"
PARTS = ("asking", "facts", "you")
"""Those of a consultation."""
ARABIC = next(each for each in LANGUAGES if each.direction == "rtl")


def letters(service: Service) -> list[Letter]:
    """Return every letter that arrived, as the demo's keys open it."""
    identity = identity_of(service.home)
    return [parse(open_envelope(each.read_bytes(), identity)) for each in service.envelopes()]


def keys_of(receipt: str) -> ReceiptKeys:
    return derive(receipt, SITE)


def has_no_receipt(page: Page) -> None:
    """Nothing is shown, and nothing is left of what was."""
    expect(page.locator("#receipt")).to_be_hidden()
    expect(page.locator("#receipt-kept")).to_be_hidden()
    expect(page.locator(".receipt li")).to_have_count(0)


def test_the_digits_seen_before_sending_open_the_way_back_of_the_letter(
    service: Service, wire: Wire, page: Page
) -> None:
    receipt = begun(page, wire.address)
    expect(page.locator("#receipt")).to_contain_text("Not sent yet")
    assert receipt == send(page)
    expect(page.locator("#receipt")).to_be_hidden()
    [letter] = letters(service)
    keys = keys_of(receipt)
    assert keys.way_back == letter.way_back
    say, hear = keys.way_back.call_digits
    expect(page.locator("[data-receipt=say]")).to_have_text(" ".join(say))
    expect(page.locator("[data-receipt=hear]")).to_have_text(" ".join(hear))
    assert receipt.encode() not in wire.sent
    assert keys.secret.hex().encode() not in wire.sent


def test_nothing_is_shown_before_somebody_begins(service: Service, page: Page) -> None:
    opened(page, service.address)
    has_no_receipt(page)
    choose(page, "what_help", "talk")
    expect(page.locator("#receipt li")).to_have_count(5)
    expect(page.locator("#receipt")).to_be_hidden()
    page.locator("#q-message").fill(MARK)
    page.locator("#check").click()
    digits_at(page, "#receipt")


def test_each_digit_is_spoken_by_itself(service: Service, page: Page) -> None:
    receipt = begun(page, service.address)
    groups = [" ".join(receipt[start : start + 5]) for start in range(0, 25, 5)]
    assert groups == re.findall(r"listitem: (\d(?: \d){4})", unquoted(page, "#receipt"))
    send(page)
    tree = unquoted(page, "#receipt-kept")
    assert groups == re.findall(r"listitem: (\d(?: \d){4})", tree)
    say, hear = keys_of(receipt).way_back.call_digits
    assert f"You say: {' '.join(say)}. We say: {' '.join(hear)}." in tree


def unquoted(page: Page, place: str) -> str:
    """Return what assistive technology is told of a place."""
    return page.locator(place).aria_snapshot().replace('"', "")


def test_the_digits_stand_in_their_order_where_people_write_from_right_to_left(
    service: Service, page: Page
) -> None:
    receipt = begun(page, service.address, ARABIC.tag)
    across = page.locator("#receipt li").evaluate_all(
        """items => items.map((item) => {
          const text = item.firstChild;
          const places = [...text.data].map((digit, i) => {
            const range = document.createRange();
            range.setStart(text, i);
            range.setEnd(text, i + 1);
            const { top, left } = range.getBoundingClientRect();
            return { digit, top, left };
          });
          return places.filter(({ digit }) => digit !== " ");
        }).flat().sort((a, b) => Math.round(a.top - b.top) || a.left - b.left)
          .map(({ digit }) => digit).join("")"""
    )
    assert receipt == across


def test_as_long_as_it_is_not_known_the_page_says_neither(service: Service, page: Page) -> None:
    receipt = begun(page, service.address)
    page.route("**/api/envelopes", lambda route: route.abort())
    press_send(page)
    expect(page.locator("#state p")).to_have_count(2)
    expect(page.locator("[data-receipt=unsent]")).to_be_hidden()
    expect(page.locator("[data-receipt=unknown]")).to_be_visible()
    assert receipt == digits_at(page, "#receipt")
    # Who looks at the letter again is told the same as before.
    page.locator("#previous").click()
    expect(page.locator("#q-message")).to_be_visible()
    page.locator("#check").click()
    expect(page.locator("#state p")).to_have_count(2)
    expect(page.locator("#state")).to_contain_text("do not know")
    expect(page.locator("[data-receipt=unsent]")).to_be_hidden()
    expect(page.locator("[data-receipt=unknown]")).to_be_visible()
    page.unroute("**/api/envelopes")
    assert receipt == send(page)
    assert [keys_of(receipt).way_back] == [letter.way_back for letter in letters(service)]


def test_a_letter_that_surely_did_not_go_is_still_not_sent(service: Service, page: Page) -> None:
    begun(page, service.address)
    problem = '{"type":"urn:turva:problem:closed","title":"Closed","status":503}'
    kind = {"Content-Type": "application/problem+json", "Retry-After": "60"}
    page.route(
        "**/api/envelopes", lambda route: route.fulfill(status=503, headers=kind, body=problem)
    )
    press_send(page)
    expect(page.locator("#state p")).to_have_count(2)
    expect(page.locator("[data-receipt=unsent]")).to_be_visible()
    expect(page.locator("[data-receipt=unknown]")).to_be_hidden()


def change(page: Page, language: Language) -> None:
    page.locator(name_of(page, language)).click()
    expect(page.locator("html")).to_have_attribute("lang", language.tag)


def test_another_language_keeps_the_part_that_is_open_and_the_receipt(
    service: Service, page: Page
) -> None:
    """On a form of several parts, which are seen one by one."""
    first, second, last = (page.locator(f"[data-section={key}]") for key in PARTS)
    page.goto(service.address + link("consultation", lang="en"))
    expect(page.locator("#continue")).to_be_enabled()
    page.locator("#q-question").fill(MARK)
    choose(page, "urgency", "days")
    # The second click of a double one answers nothing of what comes into its place.
    page.locator("#continue").dblclick()
    expect(second).to_be_visible()
    expect(second.locator(":checked")).to_have_count(0)
    choose(page, "child", "adult")
    change(page, ARABIC)
    expect(second).to_be_visible()
    expect(first).to_be_hidden()
    page.locator("#previous").click()
    expect(page.locator("#q-question")).to_have_value(MARK)
    page.locator("#continue").click()
    page.locator("#continue").click()
    expect(last).to_be_visible()
    page.locator("#check").click()
    receipt = digits_at(page, "#receipt")
    change(page, LANGUAGES[0])
    expect(page.locator("#checking-answers")).to_contain_text(MARK)
    assert receipt == digits_at(page, "#receipt")
    assert receipt == send(page)
    [letter] = letters(service)
    assert keys_of(receipt).way_back == letter.way_back
    assert (MARK, "days", "adult") == tuple(letter.answers.values())


@pytest.mark.parametrize("sent", [False, True], ids=["before sending", "after"])
def test_whoever_leaves_takes_the_digits_and_the_words_along(
    service: Service, page: Page, *, sent: bool
) -> None:
    receipt = begun(page, service.address)
    if sent:
        send(page)
    page.goto(f"{service.address}/en/safety/")
    go(page, "back")
    expect(page.locator("#check")).to_be_enabled()
    has_no_receipt(page)
    assert MARK not in everything_on(page)
    expect(page.locator("#q-message")).to_have_value("")
    go(page, "forward")
    assert " ".join(receipt[:5]) not in everything_on(page)


@pytest.mark.parametrize("sent", [False, True], ids=["before sending", "after"])
def test_a_page_that_a_browser_keeps_forgets_the_digits(
    service: Service, page: Page, *, sent: bool
) -> None:
    first = begun(page, service.address)
    if sent:
        send(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    has_no_receipt(page)
    assert " ".join(first[:5]) not in everything_on(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    has_no_receipt(page)
    page.locator("#q-message").fill("somebody else")
    page.locator("#check").click()
    second = digits_at(page, "#receipt")
    assert first != second
    assert second == send(page)
    assert keys_of(second).way_back in [letter.way_back for letter in letters(service)]


def test_the_exit_leaves_no_digit_on_the_page(turva: Service, browser: Browser) -> None:
    with watched(browser, leaves_to=host_beside("exit")) as page:
        page.route(f"{AWAY}**", stay)
        receipt = begun(page, turva.address)
        left = page.evaluate(
            "() => { document.getElementById('exit').click(); return document.all[0].outerHTML }"
        )
        assert "Loading" in left
        assert " ".join(receipt[:5]) not in left


def test_a_form_that_is_closed_shows_no_receipt(service: Service, page: Page) -> None:
    page.route("**/keyring.txt", lambda route: route.fulfill(body="no keyring"))
    page.goto(service.address + link("write", lang="en"))
    expect(page.locator("#send")).to_be_hidden()
    page.locator("#q-message").evaluate("(field, text) => { field.value = text }", MARK)
    page.locator("#q-message").press("x")
    has_no_receipt(page)


def test_a_form_that_closes_takes_the_receipt_away(service: Service, page: Page) -> None:
    page.route("**/keyring.txt", lambda route: route.abort())
    begun(page, service.address)
    # A try to get it that is under way would meet what comes next before Send is pressed.
    page.wait_for_load_state("networkidle")
    page.unroute("**/keyring.txt")
    page.route("**/keyring.txt", lambda route: route.fulfill(body="no keyring"))
    press_send(page)
    expect(page.locator("#send")).to_be_hidden()
    has_no_receipt(page)
    expect(page.locator("#q-message")).to_have_value(MARK)


@pytest.mark.only_browser("chromium")  # Firefox shows print media to nobody who drives it
def test_the_card_has_nothing_but_the_digits(service: Service, page: Page) -> None:
    page.add_init_script("window.print = () => {}")
    receipt = begun(page, service.address)
    send(page)
    title = page.title()
    page.emulate_media(media="print")
    assert " ".join(receipt[:5]) not in page.locator("body").inner_text()
    page.emulate_media(media="screen")
    expect(page.locator("[data-print]")).to_be_hidden()
    page.locator("#receipt-kept summary").click()
    expect(page.locator(".receipt-paper")).to_contain_text("paper can be found")
    for _ in range(2):  # a phone that never says that it has printed
        page.locator("[data-print]").click()
    page.emulate_media(media="print")
    seen = page.locator("body").inner_text()
    assert receipt == re.sub(r"\s", "", seen)
    assert "Note" == page.title()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".receipt-card")).to_have_count(0)
    assert title == page.title()
    assert receipt == digits_at(page, "#receipt-kept")


def test_a_card_that_is_being_printed_goes_with_the_page(service: Service, page: Page) -> None:
    page.add_init_script("window.print = () => {}")
    receipt = begun(page, service.address)
    send(page)
    page.locator("#receipt-kept summary").click()
    page.locator("[data-print]").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert " ".join(receipt[:5]) not in everything_on(page)
