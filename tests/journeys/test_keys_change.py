"""Keys that change while a page is open: nothing is lost, and no answer looks forged (P8, P11)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.returning import give, open_return, read, texts
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.waiting import with_keyring
from tests.journeys.writing import MARK, begun, press_send, send


def renewed(service: Service) -> None:
    """Sign the same keys again; the keyring before is no longer taken."""
    service.renew_keyring()


def rotated(service: Service) -> None:
    """Begin an epoch; the keyring before is taken for its days of grace."""
    service.turva("keys", "rotate", "--root", root(service))


def rotated_twice(service: Service) -> None:
    """Begin two epochs: the keyring that the page holds is out of its days of grace."""
    rotated(service)
    rotated(service)


def colleague_removed(service: Service) -> None:
    """Let a colleague come and go: an epoch begins without grace."""
    bo = Service(service.home.parent / "bo", settings={"TURVA_STORE": f"{service.home}/store"})
    said = bo.turva("keys", "member", "bo")
    digits = re.search(r"[0-9]{4}(?: [0-9]{4}){5}", said)
    assert digits is not None
    file = str(bo.home / "staff" / "bo.member")
    service.turva("keys", "add", file, "--digits", digits[0], "--root", root(service))
    service.turva("keys", "remove", "bo", "--root", root(service))


def root(service: Service) -> str:
    return str(service.home / "staff" / "root.key")


@pytest.mark.parametrize(
    ("change", "refused"),
    [(renewed, 1), (rotated, 0), (rotated_twice, 1), (colleague_removed, 1)],
)
def test_a_letter_that_was_begun_before_arrives_whole_and_once(
    service: Service, page: Page, change: Callable[[Service], None], refused: int
) -> None:
    with with_keyring(page):
        receipt = begun(page, service.address)
    stale: list[str] = []
    page.on("response", lambda answer: stale.append(answer.url) if answer.status == 409 else None)
    change(service)
    assert receipt == send(page)
    assert refused == len(stale)
    [case] = service.cases()
    [letter] = case["letters"]
    assert MARK == letter["answers"]["message"]
    assert case["answerable"]


def test_keys_that_change_while_the_page_is_open_do_not_make_an_answer_forged(
    service: Service, page: Page
) -> None:
    with with_keyring(page):
        open_return(page, service.address)
    rotated(service)
    shelve(service, mailbox(RECEIPT, *answers(MARK)), reply_key(service))
    give(page, RECEIPT)
    expect(page.locator("#opened")).to_be_visible()
    assert [MARK] == texts(page)


def test_a_letter_written_while_the_keys_change_still_arrives(service: Service, page: Page) -> None:
    shelve(service, mailbox(RECEIPT, *answers("Hello.")), reply_key(service))
    read(page, service.address, RECEIPT)
    page.locator("#q-message").fill(MARK)
    rotated_twice(service)
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    [case] = service.cases()
    assert MARK == case["letters"][0]["answers"]["message"]
