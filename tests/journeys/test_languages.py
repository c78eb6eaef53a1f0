"""A language by its own name, on every page, without losing the page or the text (P1, P2, P11)."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from app.addresses import WORDS, link
from app.frame.locale import LANGUAGES, Language
from tests.journeys.elsewhere import browser_that_keeps_pages, everything_on, go
from tests.journeys.picker import assert_in, name_of, press
from tests.journeys.service import Service, Wire
from tests.journeys.states import ALIKE
from tests.journeys.waiting import with_keyring
from tests.journeys.watch import watched
from tests.journeys.writing import choose, digits_at, give_phone, press_send
from tests.opened import REPORTS, Opened, every_page

MARK = "Zebrafink-7-Quitte"

EN, AR = (next(each for each in LANGUAGES if each.tag == tag) for tag in ("en", "ar"))
SELDOM = ALIKE | {*WORDS[1:], "before", "someone"} | {f"report, {name}" for name in REPORTS}
"""Pages made as another one is: met in the long matrix."""
# Not the way out, which stays nowhere, nor the pages to which only a sending leads (see below).
PAGES = [
    pytest.param(each, marks=pytest.mark.long if each.name in SELDOM else (), id=each.name)
    for each in every_page(("page", "sealed", "plain"))
    if "{lang}" in each.address.path and not each.name.endswith("_plain_done")
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A Turva to read on; no letter of one test is seen by another."""
    with Service(tmp_path_factory.mktemp("site")) as service:
        yield service


def write(page: Page) -> None:
    page.locator("#q-message").fill(f"  {MARK}\n")
    give_phone(page, "0401234567")
    choose(page, "what_help", "papers")


def assert_written(page: Page) -> None:
    expect(page.locator("#q-message")).to_have_value(f"  {MARK}\n")
    expect(page.locator("#q-phone")).to_have_value("0401234567")
    checked = page.locator("#letter input:checked")
    assert ["phone", "papers"] == checked.evaluate_all("found => found.map(({value}) => value)")


def assert_looked_over(page: Page) -> None:
    """Make sure that the view to check the letter in is in sight, and shows what was written."""
    assert_written(page)
    expect(page.locator("#q-message")).to_be_hidden()
    expect(page.locator("#send")).to_be_visible()
    for typed in (MARK, "0401234567"):
        expect(page.locator("#checking-answers")).to_contain_text(typed)
    assert page.locator("#letter").get_attribute("data-title-check") == page.title()


def opened(page: Page, address: str, language: Language = EN) -> Page:
    with with_keyring(page):
        page.goto(address + link("write", lang=language.tag))
    expect(page.locator("#check")).to_be_enabled()
    return page


def change(page: Page, language: Language) -> None:
    """Change the language of the sealed page while something is typed."""
    page.locator(name_of(page, language)).click()
    expect(page.locator("html")).to_have_attribute("lang", language.tag)
    page.wait_for_url(f"**{link('write', lang=language.tag)}")
    assert_in(page, language)


@pytest.mark.parametrize("opened_page", PAGES)
def test_a_change_of_language_keeps_the_page(
    site: Service, page: Page, opened_page: Opened
) -> None:
    page.goto(site.address + opened_page.path(LANGUAGES[-1].tag))
    assert_in(page, LANGUAGES[-1])
    for language in LANGUAGES:
        page.locator(name_of(page, language)).click()
        page.wait_for_url(site.address + opened_page.path(language.tag))
        assert_in(page, language)
        box = page.locator(name_of(page, next(each for each in LANGUAGES if each != language)))
        size = box.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 44


@pytest.mark.parametrize("opened_page", PAGES)
def test_a_change_of_language_keeps_the_page_without_script(
    site: Service, scriptless: Page, opened_page: Opened
) -> None:
    page = scriptless
    page.goto(site.address + opened_page.path(LANGUAGES[0].tag))
    for _, language in pairwise(LANGUAGES):
        press(page, name_of(page, language))
        assert_in(page, language)
        assert site.address + opened_page.path(language.tag) == page.url


def test_an_error_page_has_every_language_and_leads_to_the_first_page(
    site: Service, page: Page
) -> None:
    page.goto(f"{site.address}/{EN.tag}/nothing/")
    assert_in(page, EN)
    page.locator(name_of(page, AR)).click()
    page.wait_for_url(site.address + link("home", lang=AR.tag))
    assert_in(page, AR)


def test_the_text_moves_along_through_every_language_and_arrives(
    service: Service, page: Page
) -> None:
    opened(page, service.address, LANGUAGES[-1])
    before = page.evaluate("history.length")
    write(page)
    for language in LANGUAGES:
        change(page, language)
        assert_written(page)
        expect(page.locator("#languages [aria-current]")).to_be_focused()
        expect(page.locator("#languages-state p")).to_have_count(2)
        direction = page.evaluate("getComputedStyle(document.querySelector('main')).direction")
        assert language.direction == direction
    page.locator("#check").click()
    receipt = digits_at(page, "#receipt")
    for language in (EN, LANGUAGES[-1]):
        change(page, language)
        assert_looked_over(page)
        assert receipt == digits_at(page, "#receipt")
        expect(page.locator("#languages [aria-current]")).to_be_focused()
    assert before == page.evaluate("history.length")
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    [case] = service.cases()
    assert LANGUAGES[-1].tag == case["language"]
    answers = case["letters"][0]["answers"]
    assert f"  {MARK}\n" == answers["message"]
    assert (["papers"], "0401234567") == (answers["what_help"], answers["phone"])
    change(page, EN)
    expect(page.locator("#arrived")).to_be_visible()
    expect(page.locator("#letter")).to_be_hidden()
    expect(page.locator("#arrived-title")).to_be_focused()


def test_the_keyboard_changes_the_language_too(site: Service, page: Page) -> None:
    opened(page, site.address)
    write(page)
    page.locator(name_of(page, AR)).focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", AR.tag)
    assert_written(page)


def test_a_page_that_does_not_come_leaves_everything_where_it_is(site: Service, page: Page) -> None:
    opened(page, site.address)
    write(page)
    address = page.url

    def gone(route: Route) -> None:
        route.abort()

    def portal(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<title>Wi-Fi</title><form id=letter></form>")

    for fault in (gone, portal):
        page.route(f"**{link('write', lang=AR.tag)}", fault)
        # When it is asked for, the page no longer says what it said of the time before.
        with page.expect_request(f"**{link('write', lang=AR.tag)}"):
            page.locator(name_of(page, AR)).click()
        expect(page.locator("#languages-state")).to_contain_text("did not come")
        expect(page.locator("#languages-state")).to_contain_text("still here")
        assert address == page.url
        assert_in(page, EN)
        assert_written(page)
        page.unroute(f"**{link('write', lang=AR.tag)}")
    change(page, AR)
    assert_written(page)


def test_what_came_in_a_page_cannot_run(site: Service, page: Page) -> None:
    """Even a page of ours that somebody has tampered with on the way brings no script along."""
    opened(page, site.address)
    write(page)

    def tampered(route: Route) -> None:
        body = route.fetch().text()
        extra = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
        route.fulfill(content_type="text/html", body=body.replace("<main", f"{extra}<main"))

    page.route(f"**{link('write', lang=AR.tag)}", tampered)
    page.locator(name_of(page, AR)).click()
    expect(page.locator("#languages-state")).to_contain_text("did not come")
    assert page.evaluate("window.ran") is None
    assert_in(page, EN)
    assert_written(page)
    # Chromium reports what it refused while it was only reading the page, a little later.
    assert {*page.evaluate("window.violations.splice(0)")} <= {"script-src-attr: inline"}


def test_problems_are_told_again_in_the_new_language(site: Service, page: Page) -> None:
    opened(page, site.address)
    give_phone(page, "0401234567")
    page.locator("#check").click()
    expect(page.locator("#q-message-error")).to_be_visible()
    english = page.locator("#q-message-error").inner_text()
    change(page, AR)
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#q-message-error")).to_be_visible()
    assert english != page.locator("#q-message-error").inner_text()
    assert page.locator("#letter").get_attribute("data-title-error") == page.title()
    expect(page.locator("#q-phone")).to_have_value("0401234567")
    page.locator("#q-message").fill(MARK)
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()


def test_a_letter_in_doubt_stays_one_letter(service: Service, wire: Wire, page: Page) -> None:
    opened(page, wire.address)
    write(page)
    wire.cut.set()
    press_send(page)
    expect(page.locator("#state p")).to_have_count(2)
    english = page.locator("#state").inner_text()
    wire.cut.clear()
    change(page, AR)
    expect(page.locator("#state p")).to_have_count(2)
    assert english != page.locator("#state").inner_text()
    assert page.locator("#letter").get_attribute("data-title-unknown") == page.title()
    assert_written(page)
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    assert 1 == len(service.envelopes())
    [case] = service.cases()
    assert f"  {MARK}\n" == case["letters"][0]["answers"]["message"]


def test_back_shows_nothing_after_a_change_of_language(
    site: Service, playwright: Playwright, browser_name: str
) -> None:
    with (
        browser_that_keeps_pages(playwright, browser_name, script=True) as browser,
        watched(browser) as page,
    ):
        page.goto(site.address + link("home", lang=EN.tag))
        opened(page, site.address)
        write(page)
        change(page, AR)
        assert MARK in everything_on(page)
        page.goto(site.address + link("home", lang=AR.tag))
        for where in ("back", "back", "forward", "forward"):
            go(page, where)
            assert MARK not in everything_on(page), (where, page.url)


def test_the_exit_works_after_a_change_of_language(site: Service, page: Page) -> None:
    page.goto(site.address + link("home", lang=EN.tag))
    opened(page, site.address)
    write(page)
    change(page, AR)
    away = site.address + link("home", lang=AR.tag)
    page.evaluate("away => { document.getElementById('exit').dataset.away = away; }", away)
    page.locator("#exit").click()
    page.wait_for_url(away)
    assert MARK not in everything_on(page)
    go(page, "back")
    assert link("home", lang=EN.tag) == page.evaluate("location.pathname")
    assert MARK not in everything_on(page)


def test_a_link_out_of_a_half_written_letter_asks_first(site: Service, page: Page) -> None:
    opened(page, site.address)
    way = page.locator("main a[href$='/safety/'], #plain-way a[href$='/plain/'], .brand[href]")
    page.evaluate("document.getElementById('plain-way').hidden = false")
    write(page)
    out = way.locator("visible=true").first
    address = page.url
    for stay in ("#leaving-stay", "Escape"):
        out.click()
        expect(page.locator("#leaving-stay")).to_be_focused()
        expect(page.locator("#exit")).to_be_visible()
        if stay == "Escape":
            page.keyboard.press("Escape")
        else:
            page.locator(stay).click()
        expect(page.locator("#leaving")).to_be_hidden()
        expect(out).to_be_focused()
        assert address == page.url
        assert_written(page)
    change(page, AR)
    page.evaluate("document.getElementById('plain-way').hidden = false")
    way.locator("visible=true").first.click()
    page.locator("#leaving-go").click()
    page.wait_for_url(lambda url: not url.endswith(link("write", lang=AR.tag)))
    go(page, "back")
    assert MARK not in everything_on(page)
