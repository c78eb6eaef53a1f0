"""With script: the letter is sealed in the browser and arrives exactly (P1, P3, P6, P11, P13)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.service import Service, Wire
from tests.journeys.waiting import until, with_keyring
from tests.journeys.writing import MARK, choose, give_phone, press_send
from tests.languages import EACH_TAG

TEXTS = {
    "ascii": "a" * 16_000,
    "cyrillic": "ж" * 16_000,
    "devanagari": "क" * 16_000,
    "chinese": "好" * 16_000,
    "emoji": "😀" * 16_000,
    "directions": "\u202eabc\u202c \u2067אבג\u2069 \u200fمرحبا\u200e",
    "armored age": "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
    "armored pgp": "-----BEGIN PGP MESSAGE-----\n\nhQEM\n=AbCd\n-----END PGP MESSAGE-----",
    "html": "</textarea><script>alert(1)</script><b onclick=x>&amp;&lt;\"'</b>",
    "template": "{{ 7*7 }} {% raw %} ${7*7} <%= 7 %> %(x)s",
    "newlines": "\n\nfirst\n\n  second\t\nlast\n\n",
    "combining": "e\u0301 Z\u0351\u036b 👨\u200d👩\u200d👧 क\u094dष",
}

LONG = ("ascii", "cyrillic", "devanagari", "armored pgp")
"""Of these the others are the harder kind."""
CASES = [
    pytest.param(text, id=name, marks=pytest.mark.long if name in LONG else ())
    for name, text in TEXTS.items()
]


def opened(page: Page, address: str, language: str = "en") -> Page:
    """Open the writing page and wait until it can seal."""
    with with_keyring(page):
        page.goto(f"{address}/{language}/write/")
    expect(page.locator("#check")).to_be_enabled()
    return page


def arrived(page: Page) -> None:
    expect(page.locator("#arrived")).to_be_visible()
    expect(page.locator("#letter")).to_be_hidden()


@pytest.mark.parametrize("text", CASES)
def test_a_letter_arrives_exactly(service: Service, page: Page, text: str) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill(text)
    press_send(page)
    arrived(page)
    [case] = service.cases()
    assert text == case["letters"][0]["answers"]["message"]


def test_nobody_between_can_read_the_letter(service: Service, wire: Wire, page: Page) -> None:
    opened(page, wire.address)
    page.locator("#q-message").fill(MARK)
    give_phone(page, MARK)
    press_send(page)
    arrived(page)
    assert MARK.encode() not in wire.sent
    assert all(MARK.encode() not in kept.read_bytes() for kept in service.envelopes())
    [case] = service.cases()
    assert "sealed" == case["letters"][0]["via"]


def test_an_arabic_reader_writes_from_right_to_left(service: Service, page: Page) -> None:
    page.goto(f"{service.address}/ar/")
    assert "rtl" == page.locator("html").get_attribute("dir")
    page.locator("main a[href='/ar/before/']").first.click()
    page.locator("main a[href='/ar/write/']").first.click()
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill("أحتاج إلى المساعدة")
    press_send(page)
    arrived(page)
    [case] = service.cases()
    assert "ar" == case["language"]
    assert "أحتاج إلى المساعدة" == case["letters"][0]["answers"]["message"]


def test_structured_answers_arrive(service: Service, page: Page) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill("help")
    choose(page, "what_help", "interpreter", "talk")
    choose(page, "danger_now", "no")
    # What is no longer asked does not travel.
    give_phone(page, MARK)
    choose(page, "how_reply", "no_reply")
    expect(page.locator("#q-phone")).to_be_hidden()
    press_send(page)
    arrived(page)
    [case] = service.cases()
    answers = case["letters"][0]["answers"]
    assert {
        "message": "help",
        "what_help": ["talk", "interpreter"],
        "danger_now": "no",
        "how_reply": "no_reply",
    } == answers


@pytest.mark.parametrize("language", EACH_TAG)
def test_one_character_too_many_is_told_and_nothing_is_lost(
    service: Service, page: Page, language: str
) -> None:
    opened(page, service.address, language)
    text = "😀" * 16_001
    page.locator("#q-message").fill(text)
    page.locator("#check").click()
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#q-message-error")).to_contain_text("16")
    assert text == page.locator("#q-message").input_value()
    assert service.envelopes() == []
    page.locator("#q-message").fill("😀" * 16_000)
    press_send(page)
    arrived(page)


def test_an_empty_letter_is_told_and_not_sent(service: Service, page: Page) -> None:
    opened(page, service.address)
    give_phone(page, "0401234567")
    page.locator("#q-phone").press("Enter")
    expect(page.locator("#problems")).to_be_visible()
    assert "0401234567" == page.locator("#q-phone").input_value()
    assert service.envelopes() == []


def test_enter_sends_nothing(service: Service, page: Page) -> None:
    """It goes on to what will be sent; there, only who presses Send has sent."""
    opened(page, service.address)
    page.locator("#q-message").fill(MARK)
    give_phone(page, "0401234567")
    page.locator("#q-phone").press("Enter")
    expect(page.locator("#checking-title")).to_be_focused()
    expect(page.locator("#checking-answers")).to_contain_text(MARK)
    for _ in range(3):
        page.keyboard.press("Enter")
    page.locator("#previous").click()
    expect(page.locator("#q-message")).to_have_value(MARK)
    expect(page.locator("#state")).to_be_empty()
    assert [] == service.envelopes()


def test_a_double_click_sends_one_envelope(service: Service, page: Page) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill("twice")
    page.locator("#check").dblclick()
    expect(page.locator("#send")).to_be_visible()
    expect(page).to_have_title("Message, check – Turva")
    page.locator("#send").dblclick(force=True)
    arrived(page)
    assert 1 == len(service.envelopes())


def test_two_tabs_send_two_letters(service: Service, page: Page) -> None:
    other = page.context.new_page()
    for tab, text in ((page, "first"), (other, "second")):
        opened(tab, service.address)
        tab.locator("#q-message").fill(text)
    assert "first" == page.locator("#q-message").input_value()
    for tab in (other, page):
        press_send(tab)
        arrived(tab)
    texts = {case["letters"][0]["answers"]["message"] for case in service.cases()}
    assert {"first", "second"} == texts


FAULTS = {
    "offline": lambda route: route.abort("internetdisconnected"),
    "502": lambda route: route.fulfill(status=502, body="bad gateway"),
    "closed": lambda route: route.fulfill(
        status=503,
        headers={"Retry-After": "60", "Content-Type": "application/problem+json"},
        body='{"type":"urn:turva:problem:closed","title":"Closed","status":503}',
    ),
}


def assert_told_and_kept(page: Page) -> None:
    expect(page.locator("#state p")).to_have_count(2)
    expect(page.locator("#plain-way")).to_be_visible()
    expect(page.locator("#arrived")).to_be_hidden()
    expect(page.locator("#checking-answers")).to_contain_text(MARK)
    assert MARK == page.locator("#q-message").input_value()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_failed_send_keeps_the_text_and_a_retry_succeeds(
    service: Service, page: Page, fault: Callable[[Route], None]
) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill(MARK)
    page.route("**/api/envelopes", fault)
    press_send(page)
    assert_told_and_kept(page)
    assert [] == service.envelopes()
    page.unroute("**/api/envelopes")
    press_send(page)
    arrived(page)
    [case] = service.cases()
    assert MARK == case["letters"][0]["answers"]["message"]


def test_a_lost_answer_and_a_resend_make_one_envelope(
    service: Service, wire: Wire, page: Page
) -> None:
    opened(page, wire.address)
    page.locator("#q-message").fill(MARK)
    wire.cut.set()
    press_send(page)
    assert_told_and_kept(page)
    expect(page.locator("#state")).to_contain_text("do not know")
    assert 1 == len(service.envelopes())
    wire.cut.clear()
    press_send(page)
    arrived(page)
    assert 1 == len(service.envelopes())
    [case] = service.cases()
    assert MARK == case["letters"][0]["answers"]["message"]


def test_a_send_without_an_answer_times_out_and_keeps_the_text(
    service: Service, page: Page
) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill(MARK)
    held: list[Route] = []
    page.route("**/api/envelopes", lambda route: held.append(route))  # noqa: PLW0108 - needs a real function
    press_send(page)
    expect(page.locator("#state")).to_contain_text("do not know", timeout=45_000)
    assert MARK == page.locator("#q-message").input_value()
    page.unroute("**/api/envelopes")
    press_send(page)
    arrived(page)
    assert 1 == len(service.envelopes())


@pytest.mark.parametrize(
    ("renewal", "serial"),
    [(["--at-once"], 2), ([], 1)],
    ids=["sealed again", "taken for a while"],
)
def test_a_keyring_that_changes_meanwhile_loses_nothing(
    service: Service, page: Page, renewal: list[str], serial: int
) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill(MARK)
    service.turva("keys", "renew", *renewal)
    press_send(page)
    arrived(page)
    [case] = service.cases()
    assert MARK == case["letters"][0]["answers"]["message"]
    assert serial == case["letters"][0]["serial"]


def test_after_sending_the_page_says_what_it_does_not_mean(service: Service, page: Page) -> None:
    opened(page, service.address)
    page.locator("#q-message").fill("help")
    press_send(page)
    arrived(page)
    expect(page.locator("#arrived")).to_contain_text("112")
    expect(page.locator("#arrived a[href^='tel:']").first).to_be_visible()
    expect(page.locator("#arrived-title")).to_be_focused()
    assert "" == page.locator("#q-message").input_value()


def test_every_state_has_a_title_of_its_own(service: Service, page: Page) -> None:
    opened(page, service.address)
    titles = [page.title()]
    page.locator("#check").click()
    expect(page.locator("#problems")).to_be_visible()
    titles.append(page.title())
    page.locator("#q-message").fill("help")
    page.locator("#check").click()
    expect(page.locator("#send")).to_be_visible()
    titles.append(page.title())
    held: list[Route] = []
    page.route("**/keyring.txt", lambda route: route.abort())
    page.route("**/api/envelopes", lambda route: held.append(route))  # noqa: PLW0108 - needs a real function
    with page.expect_request("**/api/envelopes"):
        press_send(page)
        expect(page.locator("#state")).to_contain_text("Sending")
        titles.append(page.title())
    until(page, lambda: held)
    held[0].abort()
    expect(page.locator("#state")).to_contain_text("do not know")
    titles.append(page.title())
    page.unroute("**/api/envelopes")
    press_send(page)
    arrived(page)
    titles.append(page.title())
    assert len(titles) == len(set(titles))
    assert all(title.startswith("Message") for title in titles)
