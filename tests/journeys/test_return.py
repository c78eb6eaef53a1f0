"""Reading answers: nothing there, forged; nothing left behind (P1, P8, P9)."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from app.addresses import link
from app.store.shelf import FolderShelf
from app.wire.constants import MAILBOX_DAYS, REPLY_NAME
from app.wire.mailbox import seal_mailbox
from app.wire.note import SigningKey
from app.wire.receipt import new_receipt
from tests.journeys.elsewhere import (
    everything_on,
)
from tests.journeys.returning import give, open_return, read, texts
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve, today
from tests.journeys.writing import choose, press_send
from tests.languages import EACH_TAG

MARK = "Zebrafink-7-Quitte"
OLD = today() - timedelta(days=MAILBOX_DAYS + 1)


def test_answers_stand_newest_first_with_their_days_and_languages(
    service: Service, page: Page
) -> None:
    said = (*answers("First.", "Second."), *answers("مرحبا 040 123 456", language="ar"))
    said = tuple(replace(each, number=number) for number, each in enumerate(said, 1))
    shelve(service, mailbox(RECEIPT, *said), reply_key(service))
    assert ["مرحبا 040 123 456", "Second.", "First."] == read(page, service.address, RECEIPT)
    shown = page.locator("#answers .answer-text").evaluate_all(
        "all => all.map(({lang, dir}) => [lang, dir])"
    )
    assert [["ar", "rtl"], ["en", "ltr"], ["en", "ltr"]] == shown
    days = page.locator("#answers time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert [each.day.isoformat() for each in reversed(said)] == days
    assert ["040 123 456"] == page.locator("#answers bdo[dir=ltr]").all_inner_texts()
    until = said[0].day + timedelta(days=MAILBOX_DAYS)
    until_shown = f"{until:%B} {until.day}, {until.year}"
    # On one line: who reads only "until 21." of it comes too late.
    assert until_shown.replace(" ", "\u00a0") in str(page.locator("#opened-until").text_content())
    expect(page.locator("#opened-title")).to_be_focused()
    expect(page.locator("#opening")).to_be_hidden()
    expect(page.locator("#digits")).to_have_value("")


def test_nothing_unknown_expired_and_emptied_look_the_same(service: Service, page: Page) -> None:
    key = reply_key(service)
    expired, emptied, unknown = (new_receipt() for _ in range(3))
    shelve(service, mailbox(expired, *answers(MARK, last=OLD), signed=OLD), key)
    shelve(service, mailbox(emptied), key)
    seen = set()
    for receipt in (expired, emptied, unknown):
        open_return(page, service.address)
        give(page, receipt)
        expect(page.locator("#nothing-title")).to_be_focused()
        # Comes after the answers, and would make a difference that is none.
        expect(page.locator("#letter [data-collected]:visible")).to_have_count(1)
        assert MARK not in everything_on(page)
        said = page.locator("#main").inner_text()
        call = page.locator("#again [data-receipt]").all_inner_texts()
        for digits in call:
            said = said.replace(digits, "#", 1)
        seen.add((page.title(), said))
        expect(page.locator("#nothing a[href^='tel:']")).to_be_visible()
    assert 1 == len(seen)
    [(_, said)] = seen
    assert "wait" not in said.lower()


@pytest.fixture
def attack(request: pytest.FixtureRequest, service: Service) -> None:
    """Do what the owner of the store could try with somebody's mailbox."""
    ours, key = mailbox(RECEIPT, *answers(MARK)), reply_key(service)
    match request.param:
        case "signed by a key of one's own":
            shelve(service, ours, SigningKey.generate(REPLY_NAME))
        case "made for another mailbox":
            other = replace(ours, mailbox_id=mailbox(new_receipt()).mailbox_id)
            shelve(service, other, key, under=ours.mailbox_id)
        case "changed":
            shelf = FolderShelf(service.home / "store" / "replies")
            sealed = seal_mailbox(ours, key)
            shelf.replace(ours.mailbox_id.hex(), sealed[:-1] + bytes([sealed[-1] ^ 1]), None)


@pytest.mark.usefixtures("attack")
@pytest.mark.parametrize(
    "attack",
    ["signed by a key of one's own", "made for another mailbox", "changed"],
    indirect=True,
)
def test_what_the_nas_did_not_sign_for_this_receipt_is_named_and_not_shown(
    service: Service, page: Page
) -> None:
    open_return(page, service.address)
    give(page, RECEIPT)
    expect(page.locator("#forged-title")).to_be_focused()
    expect(page.locator("#forged")).to_contain_text("not from the NAS")
    expect(page.locator("#forged a[href^='tel:']")).to_be_visible()
    for hidden in ("#opened", "#nothing", "#again", "#opening"):
        expect(page.locator(hidden)).to_be_hidden()
    assert MARK not in everything_on(page)


def test_somebody_elses_whole_mailbox_in_ones_place_shows_nothing(
    service: Service, page: Page
) -> None:
    """It is sealed to another: the page cannot even see that there is something."""
    ours = mailbox(RECEIPT)
    shelve(
        service,
        mailbox(new_receipt(), *answers(MARK)),
        reply_key(service),
        under=ours.mailbox_id,
    )
    open_return(page, service.address)
    give(page, RECEIPT)
    expect(page.locator("#nothing")).to_be_visible()
    assert MARK not in everything_on(page)


def test_a_keyring_that_is_not_signed_by_the_root_closes_reading(
    turva: Service, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.route("**/keyring.txt", lambda route: route.fulfill(body=spoilt(route)))
    page.goto(turva.address + link("return", lang="en"))
    expect(page.locator("#opening-state")).to_contain_text("shows nothing")
    expect(page.locator("#open")).to_be_hidden()
    expect(page.locator("#opening-plain-way")).to_be_visible()
    # Nothing to type the digits into; and who had typed them already asks for nothing.
    expect(page.locator("#digits")).to_be_hidden()
    page.locator("#digits").evaluate(
        "(field, digits) => { field.value = digits; field.form.requestSubmit(); }", RECEIPT
    )
    expect(page.locator("#digits")).to_be_visible()
    expect(page.locator("#opened")).to_be_hidden()
    assert "/api/mailbox" not in asked


def spoilt(route: Route) -> str:
    """Return the keyring with its last day in another century."""
    return route.fetch().text().replace("expires 20", "expires 21")


def test_without_a_line_the_digits_stay_and_one_can_try_again(service: Service, page: Page) -> None:
    shelve(service, mailbox(RECEIPT, *answers(MARK)), reply_key(service))
    open_return(page, service.address)
    page.route("**/api/mailbox", lambda route: route.abort())
    give(page, RECEIPT)
    expect(page.locator("#opening-state")).to_contain_text("no connection")
    expect(page.locator("#digits")).to_have_value(RECEIPT)
    page.unroute("**/api/mailbox")
    page.locator("#open").click()
    expect(page.locator("#opened")).to_be_visible()


def test_another_language_keeps_digits_answers_and_text(service: Service, page: Page) -> None:
    shelve(service, mailbox(RECEIPT, *answers("Hello.")), reply_key(service))
    open_return(page, service.address)
    page.locator("#digits").fill(RECEIPT)
    for tag in ("ar", "fi"):
        change(page, tag)
        expect(page.locator("#digits")).to_have_value(RECEIPT)
    page.locator("#open").click()
    expect(page.locator("#opened")).to_be_visible()
    page.locator("#q-message").fill(MARK)
    choose(page, "wishes", "remove_answers")
    for tag in ("ar", "sv", "en"):
        change(page, tag)
        expect(page.locator("#opened")).to_be_visible()
        assert ["Hello."] == texts(page)
        expect(page.locator("#q-message")).to_have_value(MARK)
        expect(page.locator("[data-question=wishes] input[value=remove_answers]")).to_be_checked()
        expect(page.locator("#languages [aria-current]")).to_be_focused()
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    change(page, "fi")
    expect(page.locator("#arrived")).to_be_visible()
    expect(page.locator("#letter")).to_be_hidden()
    [case] = service.cases()
    assert {"message": MARK, "wishes": ["remove_answers"]} == case["letters"][0]["answers"]


def change(page: Page, tag: str) -> None:
    page.locator(f"#languages a[lang={tag}]").click()
    expect(page.locator("html")).to_have_attribute("lang", tag)
    page.wait_for_url(f"**{link('return', lang=tag)}")


def test_a_follow_up_with_nothing_in_it_is_not_sent(service: Service, page: Page) -> None:
    shelve(service, mailbox(RECEIPT, *answers("Hello.")), reply_key(service))
    read(page, service.address, RECEIPT)
    page.locator("#q-message").fill(" \n")
    page.locator("#check").click()
    expect(page.locator("#problems")).to_contain_text("nothing to send")
    choose(page, "wishes", "do_not_contact")
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    [case] = service.cases()
    assert {"wishes": ["do_not_contact"]} == case["letters"][0]["answers"]


@pytest.mark.parametrize("language", EACH_TAG)
def test_titles_are_neutral_and_tell_nothing_of_the_answer(
    service: Service, page: Page, language: str
) -> None:
    shelve(service, mailbox(RECEIPT, *answers(MARK)), reply_key(service))
    read(page, service.address, RECEIPT, language)
    opened = page.title()
    open_return(page, service.address, language)
    give(page, new_receipt())
    expect(page.locator("#nothing")).to_be_visible()
    assert opened == page.title()
