"""When letters were last collected, as the page for writing tells it (P13)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.service import Service
from tests.journeys.writing import MARK, begun, opened, send


def test_the_page_says_when_letters_were_last_collected(service: Service, page: Page) -> None:
    opened(page, service.address)
    expect(page.locator("#letter [data-collected=stale]")).to_be_visible()
    page.locator("#q-message").fill(MARK)
    page.locator("#check").click()
    expect(page.locator("#receipt")).to_be_visible()
    expect(page.locator("#letter [data-collected=fresh]")).to_be_hidden()
    service.turva("inbox", "pull")
    begun(page, service.address)
    expect(page.locator("#letter [data-collected=fresh]")).to_contain_text("last collected on")
    expect(page.locator("#letter [data-collected=stale]")).to_be_hidden()
    send(page)
    expect(page.locator("#arrived [data-collected=fresh]")).to_be_visible()


@pytest.mark.parametrize(
    "notice", ["", "turva/notice/1\ncollected 2999-01-01\n\n— turva-notice AAAA\n"]
)
def test_a_notice_that_is_not_genuine_means_call(service: Service, page: Page, notice: str) -> None:
    service.turva("inbox", "pull")
    page.route("**/notice.txt", lambda route: route.fulfill(body=notice))
    opened(page, service.address)
    expect(page.locator("#letter [data-collected=stale]")).to_be_visible()
    expect(page.locator("#letter [data-collected=stale] a[href^='tel:']")).to_be_visible()
    page.locator("#q-message").fill(MARK)
    page.locator("#check").click()
    expect(page.locator("#receipt")).to_be_visible()
    expect(page.locator("#letter [data-collected=fresh]")).to_be_hidden()
