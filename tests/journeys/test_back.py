"""Back and forward, in browsers that keep pages as they were left: what was typed never returns.

The headless shell keeps no page, so that Chromium is here the whole one. Without script a browser
may ask whether it shall post again; what a person who says yes then sees is in SECURITY.md.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.elsewhere import (
    HOST,
    Elsewhere,
    browser_that_keeps_pages,
    everything_on,
    go,
    history,
)
from tests.journeys.service import Service
from tests.journeys.waiting import another_page, until
from tests.journeys.watch import watched
from tests.journeys.writing import press_send

MARK = "Zebrafink-7-Quitte"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as elsewhere:
        yield elsewhere


@pytest.fixture(scope="module")
def turva(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[Service]:
    settings = {"TURVA_EXIT": elsewhere.address}
    with Service(tmp_path_factory.mktemp("turva"), settings=settings) as service:
        yield service


@pytest.fixture(scope="module")
def keeping(playwright: Playwright, browser_name: str) -> Iterator[Browser]:
    with browser_that_keeps_pages(playwright, browser_name, script=True) as browser:
        yield browser


@pytest.fixture(scope="module")
def keeping_scriptless(playwright: Playwright, browser_name: str) -> Iterator[Browser]:
    with browser_that_keeps_pages(playwright, browser_name, script=False) as browser:
        yield browser


@pytest.fixture
def page(keeping: Browser) -> Iterator[Page]:
    with watched(keeping, leaves_to=HOST) as page:
        yield page


@pytest.fixture
def scriptless(keeping_scriptless: Browser) -> Iterator[Page]:
    with watched(keeping_scriptless, script=False, leaves_to=HOST) as page:
        yield page


def press(page: Page, selector: str, then: str) -> None:
    """Press a button or link as a keyboard does, and wait for the page with what comes then."""
    page.locator(selector).focus()
    with another_page(page):
        page.keyboard.press("Enter")
    page.locator(then).wait_for()


def sealed(page: Page, address: str) -> None:
    page.goto(f"{address}/en/write/")
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill(MARK)


def looked_over(page: Page, address: str) -> None:
    """Show the sealed letter as it will be sent: the words stand there twice."""
    sealed(page, address)
    page.locator("#check").click()
    expect(page.locator("#checking-answers")).to_contain_text(MARK)


def plain(page: Page, address: str) -> None:
    page.goto(f"{address}/en/write/plain/")
    page.locator("#q-message").focus()
    page.keyboard.insert_text(MARK)


def checked(page: Page, address: str) -> None:
    plain(page, address)
    press(page, "#check", "#change")


def changed(page: Page, address: str) -> None:
    checked(page, address)
    press(page, "#change", "#check")
    assert MARK in everything_on(page)


def sent_sealed(page: Page, address: str) -> None:
    sealed(page, address)
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()


def sent_plain(page: Page, address: str) -> None:
    checked(page, address)
    press(page, "#send", "#arrived")


def lose_the_line(page: Page) -> None:
    """Press Send, and let the browser tell that there is no line."""
    page.route("**/plain/send", lambda route: route.abort("internetdisconnected"))
    page.locator("#send").click(no_wait_after=True)
    expect(page).to_have_url(re.compile("^chrome-error:"))


def leave(page: Page, elsewhere: Elsewhere) -> None:
    page.locator("#exit").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(elsewhere.address)


def assert_nothing_returns(page: Page) -> None:
    """Go back and forward over everything; nowhere may a word of the letter stand."""
    for where in ("back", "back", "back", "forward", "forward", "forward"):
        go(page, where)
        assert MARK not in everything_on(page), (where, page.url)


@pytest.mark.only_browser("chromium")
def test_this_browser_keeps_pages_as_they_were_left(turva: Service, page: Page) -> None:
    """Without that the tests below would see nothing; and a page to read is not loaded again."""
    page.goto(f"{turva.address}/en/")
    page.evaluate("window.kept = true")
    page.goto(f"{turva.address}/en/before/")
    go(page, "back")
    assert page.evaluate("window.kept")


@pytest.mark.parametrize("place", [sealed, looked_over, plain, checked, changed])
def test_after_the_exit_nothing_returns(
    turva: Service, elsewhere: Elsewhere, page: Page, place: Callable[[Page, str], None]
) -> None:
    page.goto(f"{turva.address}/en/")
    place(page, turva.address)
    leave(page, elsewhere)
    assert_nothing_returns(page)


@pytest.mark.parametrize("place", [plain, checked, changed])
def test_after_the_exit_without_script_nothing_returns(
    turva: Service, elsewhere: Elsewhere, scriptless: Page, place: Callable[[Page, str], None]
) -> None:
    page = scriptless
    page.goto(f"{turva.address}/en/")
    place(page, turva.address)
    leave(page, elsewhere)
    assert_nothing_returns(page)


@pytest.mark.parametrize("place", [sealed, looked_over, plain, checked, changed])
def test_after_another_page_nothing_returns(
    turva: Service, elsewhere: Elsewhere, page: Page, place: Callable[[Page, str], None]
) -> None:
    place(page, turva.address)
    page.goto(elsewhere.address)
    assert_nothing_returns(page)


@pytest.mark.parametrize("place", [sent_sealed, sent_plain])
def test_after_sending_nothing_returns(
    turva: Service, page: Page, place: Callable[[Page, str], None]
) -> None:
    place(page, turva.address)
    assert_nothing_returns(page)


def test_after_sending_without_script_nothing_returns(turva: Service, scriptless: Page) -> None:
    sent_plain(scriptless, turva.address)
    assert_nothing_returns(scriptless)


@pytest.mark.only_browser("chromium")
def test_what_was_posted_is_not_kept_to_be_posted_again(turva: Service, page: Page) -> None:
    """Where a letter stood, Back and then loading again show an empty form."""
    sent_plain(page, turva.address)
    form = f"{turva.address}/en/write/plain/"
    assert [form, form, f"{form}send"] == history(page)[-3:]
    for _ in range(2):
        go(page, "back")
        # A page that was kept loads itself again first.
        expect(page.locator("#q-message")).to_have_value("")
        page.reload()
        expect(page.locator("#q-message")).to_have_value("")
    assert [form, form, f"{form}done"] == history(page)[-3:]


@pytest.mark.only_browser("chromium")
def test_a_line_that_breaks_while_posting_loses_nothing(turva: Service, page: Page) -> None:
    checked(page, turva.address)
    lose_the_line(page)
    go(page, "back")
    expect(page.locator("#change")).to_be_visible()
    assert MARK in everything_on(page)
    go(page, "forward")
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.unroute("**/plain/send")
    page.reload()
    expect(page.locator("#arrived")).to_be_visible()
    assert_nothing_returns(page)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("returns", [False, True], ids=["at once", "after coming back once"])
def test_who_goes_elsewhere_after_a_broken_line_leaves_nothing(
    turva: Service, elsewhere: Elsewhere, page: Page, *, returns: bool
) -> None:
    checked(page, turva.address)
    lose_the_line(page)
    if returns:
        go(page, "back")
        assert MARK in everything_on(page)
    page.goto(elsewhere.address)
    assert_nothing_returns(page)


@pytest.mark.only_browser("chromium")
def test_nothing_returns_though_the_browser_was_not_told_to_drop_it(
    turva: Service, page: Page
) -> None:
    checked(page, turva.address)
    page.route("**/clear.css", lambda route: route.abort("internetdisconnected"))
    press(page, "#send", "#arrived")
    assert_nothing_returns(page)


@pytest.mark.only_browser("chromium")
def test_a_call_from_the_page_to_check_keeps_the_letter(turva: Service, page: Page) -> None:
    checked(page, turva.address)
    page.evaluate("addEventListener('beforeunload', () => { window.asked = true; })")
    page.locator(".helpline a[href^='tel:']").last.click()
    until(page, lambda: page.evaluate("window.asked"))
    page.reload()
    assert MARK in everything_on(page)


# Firefox asks first, which cannot be answered here.
@pytest.mark.only_browser("chromium")
def test_loading_the_page_to_check_again_keeps_the_letter(turva: Service, page: Page) -> None:
    checked(page, turva.address)
    page.reload()
    assert MARK in everything_on(page)
