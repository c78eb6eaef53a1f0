"""Back to the page for coming back: no digit, answer or word of a letter returns (P1)."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.elsewhere import (
    HOST,
    Elsewhere,
    browser_that_keeps_pages,
    everything_on,
    go,
)
from tests.journeys.returning import give, open_return, read
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.watch import watched
from tests.journeys.writing import MARK, press_send


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as elsewhere:
        yield elsewhere


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[Service]:
    """A Turva whose exit leads to a site that is there, and in which an answer waits."""
    settings = {"TURVA_EXIT": elsewhere.address}
    with Service(tmp_path_factory.mktemp("left"), settings=settings) as service:
        shelve(service, mailbox(RECEIPT, *answers(MARK)), reply_key(service))
        yield service


@pytest.fixture(scope="module")
def keeping(playwright: Playwright, browser_name: str) -> Iterator[Browser]:
    with browser_that_keeps_pages(playwright, browser_name, script=True) as browser:
        yield browser


@pytest.fixture
def kept(keeping: Browser) -> Iterator[Page]:
    with watched(keeping, leaves_to=HOST) as page:
        yield page


def typed(page: Page, address: str) -> None:
    open_return(page, address)
    page.locator("#digits").fill(RECEIPT)


def shown(page: Page, address: str) -> None:
    read(page, address, RECEIPT)


def written(page: Page, address: str) -> None:
    """Fields and the view in which they are checked, both full."""
    read(page, address, RECEIPT)
    page.locator("#q-message").fill(MARK)
    page.locator("#check").click()
    expect(page.locator("#checking-answers")).to_contain_text(MARK)


def sent(page: Page, address: str) -> None:
    written(page, address)
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()


every_place = pytest.mark.parametrize("place", [typed, shown, written, sent])


def assert_nothing_returns(page: Page) -> None:
    for where in ("back", "back", "forward", "forward"):
        go(page, where)
        found = everything_on(page)
        assert (False, False) == (MARK in found, RECEIPT in found), (where, page.url)


@every_place
def test_after_the_exit_nothing_returns(
    left: Service, elsewhere: Elsewhere, kept: Page, place: Callable[[Page, str], None]
) -> None:
    kept.goto(f"{left.address}/en/")
    place(kept, left.address)
    kept.locator("#exit").focus()
    kept.keyboard.press("Enter")
    kept.wait_for_url(elsewhere.address)
    assert_nothing_returns(kept)


@every_place
def test_after_another_page_nothing_returns(
    left: Service, elsewhere: Elsewhere, kept: Page, place: Callable[[Page, str], None]
) -> None:
    place(kept, left.address)
    kept.goto(elsewhere.address)
    assert_nothing_returns(kept)


def test_who_comes_back_to_a_page_that_was_left_can_read_again(
    left: Service, elsewhere: Elsewhere, kept: Page
) -> None:
    shown(kept, left.address)
    kept.goto(elsewhere.address)
    go(kept, "back")
    expect(kept.locator("#open")).to_be_enabled()
    expect(kept.locator("#opened")).to_be_hidden()
    give(kept, RECEIPT)
    expect(kept.locator("#opened")).to_be_visible()
    assert "Return, open – Turva" == kept.title()
