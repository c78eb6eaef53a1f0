"""Every state of the sealed page for coming back, each by a name, its title and the way into it."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from playwright.sync_api import FilePayload, Page, Route, expect

from app.addresses import link
from app.wire.constants import PROBLEM_MEDIA_TYPE, PROBLEM_TYPE, PROBLEMS, REPLY_NAME
from app.wire.note import SigningKey
from app.wire.receipt import new_receipt
from tests.journeys.photographs import photograph
from tests.journeys.returning import give, open_return
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.writing import press_send

Way = Callable[[Page, Service, str], None]

FORGED = new_receipt()
UNKNOWN = new_receipt()
ANSWER = "Hello.\n\nWe read your letter. مرحبا 040 123 456."


@cache
def shelved(home: Path) -> None:
    """Put one honest and one forged mailbox in a home's store, once."""
    service = Service(home)
    shelve(service, mailbox(RECEIPT, *answers(ANSWER, ANSWER)), reply_key(service))
    shelve(service, mailbox(FORGED, *answers(ANSWER)), SigningKey.generate(REPLY_NAME))


def looked(page: Page, service: Service, language: str, digits: str, found: str) -> None:
    shelved(service.home)
    open_return(page, service.address, language)
    give(page, digits)
    expect(page.locator(found)).to_be_visible()


def waiting(page: Page, service: Service, language: str) -> None:
    page.route("**/assets/return-*.js", lambda route: route.abort())
    page.goto(service.address + link("return", lang=language))
    expect(page.locator("#opening-plain-way")).to_be_visible()


def mistyped(page: Page, service: Service, language: str) -> None:
    looked(page, service, language, RECEIPT[1:], "#digits-error")


def opening(page: Page, service: Service, language: str) -> None:
    page.route("**/api/mailbox", lambda _route: None)
    looked(page, service, language, RECEIPT, "#open[aria-disabled]")


def failed(page: Page, service: Service, language: str) -> None:
    page.route("**/api/mailbox", lambda route: route.abort())
    looked(page, service, language, RECEIPT, "#opening-plain-way")


def unsafe(page: Page, service: Service, language: str) -> None:
    page.route("**/keyring.txt", lambda route: route.fulfill(body="no keyring"))
    page.goto(service.address + link("return", lang=language))
    expect(page.locator("#open")).to_be_hidden()
    expect(page.locator("#digits")).to_be_hidden()


def opened(page: Page, service: Service, language: str) -> None:
    looked(page, service, language, RECEIPT, "#opened")
    expect(page.locator("#check")).to_be_enabled()


def check(page: Page, service: Service, language: str) -> None:
    opened(page, service, language)
    page.locator("#q-message").fill("one two three")
    page.locator("#check").click()
    expect(page.locator("#checking-title")).to_be_focused()


def nothing(page: Page, service: Service, language: str) -> None:
    looked(page, service, language, UNKNOWN, "#nothing")


def forged(page: Page, service: Service, language: str) -> None:
    looked(page, service, language, FORGED, "#forged")


def problems(page: Page, service: Service, language: str) -> None:
    opened(page, service, language)
    page.locator("#check").click()
    expect(page.locator("#problems")).to_be_visible()


def too_long(page: Page, service: Service, language: str) -> None:
    opened(page, service, language)
    page.locator("#q-message").fill("x" * 16_001)
    page.locator("#check").click()
    expect(page.locator("#problems")).to_be_visible()


def files(page: Page, service: Service, language: str) -> None:
    """Choose a picture, a paper, and what cannot be sent; then try to go on with all of them."""
    opened(page, service, language)
    chosen: Sequence[FilePayload] = (
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photograph(640, 480)},
        {"name": "عقد.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"},
        {"name": "x" * 120, "mimeType": "text/plain", "buffer": b""},
    )
    page.locator("#files-input").set_input_files(chosen)
    expect(page.locator("#files-list li")).to_have_count(3)
    expect(page.locator("#files-list .error")).to_have_count(1)
    expect(page.locator("#files-state")).to_contain_text("2")
    page.locator("#check").click()
    expect(page.locator("#files-error")).to_be_visible()


def files_sending(page: Page, service: Service, language: str) -> None:
    page.route("**/api/envelopes", lambda _route: None)
    opened(page, service, language)
    paper: FilePayload = {"name": "paper.pdf", "mimeType": "", "buffer": b"%PDF-1.7"}
    page.locator("#files-input").set_input_files(paper)
    expect(page.locator("#files-state")).to_contain_text("1")
    press_send(page)
    expect(page.locator("#files-progress-text")).not_to_be_empty()


def sending(page: Page, service: Service, language: str) -> None:
    page.route("**/api/envelopes", lambda _route: None)
    sent(page, service, language)
    expect(page.locator("#send[aria-disabled]")).to_be_visible()


def sent(page: Page, service: Service, language: str) -> None:
    opened(page, service, language)
    page.locator("#q-message").fill("one two three")
    press_send(page)


def refused(page: Page, code: str) -> None:
    """Let the intake take nothing from now on, and say why."""
    said = {"type": PROBLEM_TYPE + code, "title": "Refused", "status": PROBLEMS[code]}

    def refuse(route: Route) -> None:
        route.fulfill(status=PROBLEMS[code], content_type=PROBLEM_MEDIA_TYPE, body=json.dumps(said))

    page.route("**/api/envelopes", refuse)


def not_sent(page: Page, service: Service, language: str) -> None:
    refused(page, "closed")
    sent(page, service, language)
    expect(page.locator("#state p")).not_to_have_count(0)


def closed(page: Page, service: Service, language: str) -> None:
    """Send under keys that are no longer taken, while nobody signs newer ones."""
    opened(page, service, language)
    refused(page, "stale-serial")
    page.route("**/keyring.txt", lambda route: route.fulfill(body="no keyring"))
    page.locator("#q-message").fill("one two three")
    press_send(page)
    expect(page.locator("#state p")).not_to_have_count(0)


def not_known(page: Page, service: Service, language: str) -> None:
    page.route("**/api/envelopes", lambda route: route.abort())
    sent(page, service, language)
    expect(page.locator("#state p")).to_have_count(2)


def done(page: Page, service: Service, language: str) -> None:
    sent(page, service, language)
    expect(page.locator("#arrived")).to_be_visible()


RETURN: Mapping[str, tuple[Way, str]] = {
    "return, waiting": (waiting, "Return"),
    "return, mistyped": (mistyped, "Return, problem"),
    "return, opening": (opening, "Return, one moment"),
    "return, failed": (failed, "Return, no connection"),
    "return, unsafe": (unsafe, "Return, closed"),
    "return, opened": (opened, "Return, open"),
    "return, nothing": (nothing, "Return, open"),
    "return, forged": (forged, "Return, please call"),
    "return, problems": (problems, "Return, problem with the text"),
    "return, too long": (too_long, "Return, text too long"),
    "return, sending": (sending, "Return, sending"),
    "return, not sent": (not_sent, "Return, not sent"),
    "return, cannot send": (closed, "Return, cannot send"),
    "return, not known": (not_known, "Return, not known"),
    "return, done": (done, "Return, done"),
}
FILES: Mapping[str, tuple[Way, str]] = {
    "return, check": (check, "Return, check"),
    "return, files": (files, "Return, open"),
    "return, sending files": (files_sending, "Return, sending"),
}
"""What is met in one language alone, as the parts of it are met elsewhere."""
