"""Quick exit: from every page to another site, at once, with nothing left on the way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.elsewhere import HOST, Elsewhere, everything_on, go, history
from tests.journeys.service import Service
from tests.journeys.waiting import another_page
from tests.journeys.watch import watched

MARK = "Zebrafink-7-Quitte"

LEAVE_AND_LOOK = """() => {
  document.getElementById("exit").click();
  const [cover] = document.body.children;
  const { left, top, width, height } = cover.getBoundingClientRect();
  return {
    title: document.title,
    text: document.body.innerText.trim(),
    roles: [...document.body.children].map((each) => each.getAttribute("role")),
    fields: document.querySelectorAll("input, textarea, form").length,
    covered: left === 0 && top === 0 && width === innerWidth && height === innerHeight,
    everything: document.documentElement.outerHTML,
  };
}"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as elsewhere:
        yield elsewhere


@pytest.fixture(scope="module")
def turva(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[Service]:
    settings = {"TURVA_EXIT": elsewhere.address}
    with Service(tmp_path_factory.mktemp("turva"), settings=settings) as service:
        yield service


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser, leaves_to=HOST) as page:
        yield page


@pytest.fixture
def scriptless(silent: Browser) -> Iterator[Page]:
    with watched(silent, script=False, leaves_to=HOST) as page:
        yield page


def type_into(page: Page, selector: str) -> None:
    page.locator(selector).focus()
    page.keyboard.insert_text(MARK)


def home(page: Page, address: str) -> None:
    page.goto(f"{address}/en/")


def sealed(page: Page, address: str) -> None:
    page.goto(f"{address}/en/write/")
    if page.locator("#q-message").is_visible():
        expect(page.locator("#check")).to_be_enabled()
        type_into(page, "#q-message")


def plain(page: Page, address: str) -> None:
    page.goto(f"{address}/en/write/plain/")
    type_into(page, "#q-message")


def checked(page: Page, address: str) -> None:
    plain(page, address)
    page.locator("#check").focus()
    with another_page(page):
        page.keyboard.press("Enter")
    page.locator("#change").wait_for()


def nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}/en/nothing/")


PLACES = [home, sealed, plain, checked, nowhere]


def leave(page: Page) -> None:
    """Press the exit as a keyboard does: Firefox without script cannot click."""
    page.locator("#exit").focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("place", PLACES)
def test_the_exit_ends_on_another_site_in_the_place_of_the_page(
    turva: Service,
    elsewhere: Elsewhere,
    page: Page,
    place: Callable[[Page, str], None],
    browser_name: str,
) -> None:
    place(page, turva.address)
    before = history(page) if browser_name == "chromium" else []
    page.locator("#exit").click()
    page.wait_for_url(elsewhere.address)
    if before:
        assert [*before[:-1], elsewhere.address] == history(page)


@pytest.mark.parametrize("place", PLACES)
def test_without_script_the_exit_ends_on_another_site_and_the_way_there_is_not_kept(
    turva: Service,
    elsewhere: Elsewhere,
    scriptless: Page,
    place: Callable[[Page, str], None],
    browser_name: str,
) -> None:
    page = scriptless
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    place(page, turva.address)
    before = history(page) if browser_name == "chromium" else []
    leave(page)
    page.wait_for_url(elsewhere.address)
    assert f"{turva.address}/clear.css" in asked
    if before:
        assert [*before, elsewhere.address] == history(page)


def test_at_once_nothing_of_the_page_is_left_to_see_or_hear(
    turva: Service, elsewhere: Elsewhere, page: Page
) -> None:
    sealed(page, turva.address)
    left = page.evaluate(LEAVE_AND_LOOK)
    words = left.pop("everything")
    assert MARK not in words
    assert {
        "title": "Loading",
        "text": "Loading",
        "roles": ["alert"],
        "fields": 0,
        "covered": True,
    } == left
    page.wait_for_url(elsewhere.address)


def test_without_a_line_the_form_does_not_come_back(browser: Browser, tmp_path: Path) -> None:
    """The browser says that it cannot open the other site; it says nothing about ours."""
    elsewhere = Elsewhere()
    elsewhere.close()
    settings = {"TURVA_EXIT": elsewhere.address}
    with (
        Service(tmp_path / "instance", settings=settings) as turva,
        watched(browser, leaves_to=HOST) as page,
    ):
        home(page, turva.address)
        plain(page, turva.address)
        page.locator("#exit").click(no_wait_after=True)
        expect(page.locator("#letter")).to_have_count(0)
        page.wait_for_function("!location.href.includes('127.0.0.1')")
        assert MARK not in everything_on(page)
        for _ in range(3):
            go(page, "back")
            assert MARK not in everything_on(page)


def test_shift_three_times_leaves(turva: Service, elsewhere: Elsewhere, page: Page) -> None:
    sealed(page, turva.address)
    page.keyboard.press("Shift")
    expect(page.get_by_role("status").filter(has_text="Shift")).to_have_text(
        "Press Shift two more times"
    )
    page.keyboard.press("Shift")
    expect(page.locator("#exit-count")).to_have_text("Press Shift one more time")
    page.keyboard.press("Shift")
    page.wait_for_url(elsewhere.address)


def test_capital_letters_do_not_leave(turva: Service, page: Page) -> None:
    sealed(page, turva.address)
    for letter in "ABCDEF":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift+G")
    expect(page.locator("#q-message")).to_have_value(f"{MARK}ABCDEFG")
    # Soon: a count that should not be there is taken back after five seconds.
    expect(page.locator("#exit-count")).to_be_empty(timeout=1_000)


def test_the_exit_is_among_the_first_stops_of_the_keyboard(
    turva: Service, elsewhere: Elsewhere, page: Page
) -> None:
    home(page, turva.address)
    for _ in range(4):
        page.keyboard.press("Tab")
        if "exit" == page.evaluate("document.activeElement.id"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(elsewhere.address)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("script", [True, False])
def test_a_tap_leaves(
    turva: Service, elsewhere: Elsewhere, browser: Browser, *, script: bool
) -> None:
    phone = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 640}}
    with watched(browser, script=script, leaves_to=HOST, **phone) as page:
        plain(page, turva.address)
        page.locator("#exit").tap()
        page.wait_for_url(elsewhere.address)
        assert MARK not in everything_on(page)


def test_the_way_to_the_form_leads_past_what_the_exit_does(turva: Service, page: Page) -> None:
    home(page, turva.address)
    page.locator("main .actions a[href='/en/before/']").click()
    expect(page.locator("main")).to_contain_text("What it cannot do")
    expect(page.locator("main a[href='../safety/']")).to_be_visible()
    page.locator("main .actions a[href='/en/write/']").click()
    expect(page.locator("#letter")).to_be_visible()
