"""The receipt's whole way: a letter, an answer, and back on another device (P4, P8, P13)."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from app.addresses import link
from app.wire.constants import DIGIT_ZEROS
from app.wire.receipt import groups
from tests.journeys.returning import give, open_return, read, texts
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.watch import watched
from tests.journeys.writing import choose, press_send

MARK = "Zebrafink-7-Quitte"
ANSWER = "Hello.\n\n<b>We</b> read your letter.  Call when you can."

WAYS = {
    "as it is shown": " ".join(groups(RECEIPT)),
    "in one piece": RECEIPT,
    "with dashes and lines": "-".join(groups(RECEIPT)) + " \n",
    "each by itself": "\u200f" + "\u00a0".join(RECEIPT) + "\u200e",
    **{
        f"digits from U+{ord(zero):04X}": " ".join(groups(RECEIPT)).translate(
            {ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)}
        )
        for zero in DIGIT_ZEROS
    },
}
ALWAYS = ("as it is shown", "with dashes and lines", "each by itself")
SCRIPTS = ("0660", "06F0", "0966", "09E6", "0E50", "1040", "FF10")
"""Arabic-Indic, Persian, Devanagari, Bengali, Thai, Burmese and fullwidth."""

CASES = [
    pytest.param(typed, id=name, marks=() if name in ALWAYS else pytest.mark.long)
    for name, typed in WAYS.items()
    if name[-4:] not in SCRIPTS
] + [pytest.param(typed, id=name) for name, typed in WAYS.items() if name[-4:] in SCRIPTS]


@pytest.fixture(scope="module")
def shelved(turva: Service) -> Service:
    """Return a Turva in which an answer waits for RECEIPT."""
    shelve(turva, mailbox(RECEIPT, *answers(ANSWER)), reply_key(turva))
    return turva


def write(page: Page, address: str, text: str) -> str:
    """Send a letter and return the digits that its writer saw, before and after."""
    page.goto(address + link("write", lang="en"))
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill(text)
    page.locator("#check").click()
    before = page.locator("#receipt .receipt-groups li")
    expect(before).to_have_count(5)
    seen = before.all_inner_texts()
    expect(page.locator("#receipt [data-receipt=unsent]")).to_be_visible()
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    after = page.locator("#arrived .receipt-groups li")
    expect(after).to_have_count(5)
    assert seen == after.all_inner_texts()
    return " ".join(seen)


def test_an_answer_is_read_on_another_device_and_answered(
    service: Service, page: Page, browser: Browser
) -> None:
    digits = write(page, service.address, MARK)
    [case] = service.cases()
    service.turva("inbox", "reply", case["id"], "--text", ANSWER)
    with watched(browser) as elsewhere:
        assert [ANSWER] == read(elsewhere, service.address, digits)
        assert MARK not in elsewhere.content()
        expect(elsewhere.locator(".answer-title")).to_have_text("This answer is from the NAS")
        elsewhere.locator("#q-message").fill("I will call on Monday.")
        choose(elsewhere, "wishes", "do_not_contact", "remove_answers")
        press_send(elsewhere)
        expect(elsewhere.locator("#arrived")).to_be_visible()
    [case] = service.cases()
    assert {
        "message": "I will call on Monday.",
        "wishes": ["do_not_contact", "remove_answers"],
    } in [letter["answers"] for letter in case["letters"]]
    assert {"write", "follow"} == {letter["form"] for letter in case["letters"]}
    assert [False, True] == sorted(letter["someone_else"] for letter in case["letters"])


def test_what_was_taken_back_is_no_longer_there(
    service: Service, page: Page, browser: Browser
) -> None:
    digits = write(page, service.address, MARK)
    [case] = service.cases()
    for text in ("The first.", "The second."):
        service.turva("inbox", "reply", case["id"], "--text", text)
    with watched(browser) as elsewhere:
        assert ["The second.", "The first."] == read(elsewhere, service.address, digits)
    [case] = service.cases()
    for answer in re.findall(r'"answer": "([0-9a-f]{32})"', json.dumps(case)):
        service.turva("inbox", "withdraw", case["id"], answer)
    with watched(browser) as elsewhere:
        open_return(elsewhere, service.address)
        give(elsewhere, digits)
        expect(elsewhere.locator("#nothing")).to_be_visible()


@pytest.mark.parametrize("typed", CASES)
def test_the_digits_may_be_typed_as_they_are_read_and_in_any_script(
    shelved: Service, page: Page, typed: str
) -> None:
    assert [ANSWER] == read(page, shelved.address, typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (RECEIPT[:-1] + str((int(RECEIPT[-1]) + 1) % 10), "A digit is wrong"),
        (RECEIPT[:3] + str((int(RECEIPT[3]) + 5) % 10) + RECEIPT[4:], "A digit is wrong"),
        (RECEIPT[1:], "There must be 25 digits"),
        (RECEIPT + "1", "There must be 25 digits"),
        ("", "There must be 25 digits"),
        (RECEIPT[:-1] + "O", "not a digit"),
    ],
)
def test_a_mistake_is_told_before_anything_leaves_the_device(
    shelved: Service, page: Page, typed: str, said: str
) -> None:
    asked: list[str] = []
    open_return(page, shelved.address)
    page.on("request", lambda request: asked.append(request.method))
    give(page, typed)
    expect(page.locator("#digits-error")).to_contain_text(said)
    expect(page.locator("#digits")).to_be_focused()
    expect(page.locator("#digits")).to_have_value(typed)
    assert "POST" not in asked
    give(page, RECEIPT)
    expect(page.locator("#opened")).to_be_visible()
    assert [ANSWER] == texts(page)


def test_the_digits_name_no_page_no_request_and_no_file(service: Service, page: Page) -> None:
    """Neither the digits nor the id that they stand for is in an address or a header."""
    held = mailbox(RECEIPT, *answers(ANSWER))
    shelve(service, held, reply_key(service))
    told: list[str] = []
    page.on("request", lambda request: told.append(f"{request.url} {request.headers}"))
    read(page, service.address, RECEIPT)
    assert f"{service.address}{link('return', lang='en')}" == page.url
    for telling in (RECEIPT, groups(RECEIPT)[0], held.mailbox_id.hex()):
        assert telling not in " ".join(told)
