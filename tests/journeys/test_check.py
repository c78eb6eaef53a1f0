"""Checking for oneself, by keyboard, with and without script: nothing of it goes anywhere."""

import re
from collections.abc import Sequence
from functools import partial
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, Route, expect

from app.addresses import link
from tests.journeys.elsewhere import browser_that_keeps_pages, everything_on, go, history
from tests.journeys.service import Service, Wire
from tests.journeys.waiting import until
from tests.journeys.watch import watched

CHECK = link("check", lang="en")
SAID = "[...document.querySelectorAll('[data-outcome]')].filter((each) => each.checkVisibility())"


def begun(page: Page, address: str) -> None:
    page.goto(address + CHECK)
    page.locator("#check-on").press("Enter")
    expect(page).to_have_title(re.compile("1 of 4"))


def option(page: Page, named: str) -> Locator:
    """Return what answers a question: "pay-not_sure"."""
    question, _, value = named.rpartition("-")
    return page.locator(f"[name={question}][value={value}]")


def answer(page: Page, *ids: str) -> None:
    """Answer by keyboard, going on from part to part as far as it takes; then to the end."""
    begin = list(ids)
    while not page.title().startswith("Questions, end"):
        while begin and option(page, begin[0]).is_visible():
            option(page, begin.pop(0)).press(" ")
        page.locator("#check-on").press("Enter")
    assert begin == []


def outcomes(page: Page) -> Sequence[str]:
    found: list[str] = page.evaluate(f"{SAID}.map((each) => each.dataset.outcome)")
    return found


def chosen(page: Page) -> Sequence[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('input:checked')].map(({name, value}) => `${name}-${value}`)"
    )
    return found


def taken_along(page: Page, address: str) -> None:
    begun(page, address)
    answer(page, "debt-yes", "move-no", "afraid-not_sure")
    page.locator("#take-along").press("Enter")
    expect(page.locator("#letter")).to_be_visible()
    expect(page.locator("#q-message")).to_have_value(
        "Do you owe money to someone who puts pressure on you? Yes\n"
        "Are you afraid for your safety? Not sure"
    )


def test_answering_asks_the_network_for_nothing_and_leaves_no_trace(
    turva: Service, page: Page, browser_name: str
) -> None:
    page.goto(turva.address + CHECK)
    icon = urljoin(page.url, str(page.locator("link[rel=icon]").get_attribute("href")))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator("#check-on").press("Enter")
    answer(page, "pay-yes", "debt-not_sure", "talk-no", "way_out-skip")
    assert ["yes"] == outcomes(page)
    page.locator("#check-back").press("Enter")
    option(page, "way_out-skip").press("Enter")
    assert ["pay-yes", "debt-not_sure", "talk-no", "way_out-skip"] == chosen(page)
    assert turva.address + CHECK == page.url
    # The page's own icon a browser fetches when it has time.
    assert [] == [address for address in requests if address != icon]
    if browser_name == "chromium":
        assert ["about:blank", turva.address + CHECK] == history(page)


def test_the_focus_goes_to_each_part_and_who_stops_leaves_nothing(
    turva: Service, page: Page
) -> None:
    begun(page, turva.address)
    assert page.evaluate("document.activeElement.matches('h2[data-step=\"1\"]')")
    option(page, "under_18-yes").press(" ")
    page.locator("#check-stop").press("Enter")
    assert page.evaluate("document.activeElement.matches('section.outcome')")
    assert ["stopped"] == outcomes(page)
    assert [] == chosen(page)


def test_another_language_keeps_place_and_answers(turva: Service, page: Page) -> None:
    begun(page, turva.address)
    option(page, "under_18-yes").press(" ")
    page.locator("#languages a[lang=ar]").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert ["under_18-yes"] == chosen(page)
    expect(option(page, "under_18-yes")).to_be_visible()
    expect(option(page, "move-yes")).to_be_hidden()
    for _ in range(4):
        page.locator("#check-on").press("Enter")
    assert ["young"] == outcomes(page)


def test_what_is_taken_along_becomes_a_letter_and_travels_in_no_other_way(
    service: Service, wire: Wire, page: Page
) -> None:
    taken_along(page, wire.address)
    assert wire.address + CHECK == page.url
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").press("Control+End")
    page.keyboard.type(" More.")
    page.locator("#check").click()
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    [case] = service.cases()
    [letter] = case["letters"]
    assert "write" == letter["form"]
    assert letter["answers"]["message"].endswith("Are you afraid for your safety? Not sure More.")
    assert b"owe money" not in wire.sent
    assert b"afraid" not in wire.sent


def test_a_writing_page_that_trusts_others_is_not_shown(turva: Service, page: Page) -> None:
    def evil(route: Route) -> None:
        answered = route.fetch()
        root = re.compile(r'data-root="[^"]+"')
        route.fulfill(response=answered, body=root.sub('data-root="evil"', answered.text()))

    page.route(f"**{link('write', lang='en')}", evil)
    begun(page, turva.address)
    answer(page, "debt-yes")
    page.locator("#take-along").press("Enter")
    expect(page.locator("#take-state")).to_contain_text("It did not work")
    expect(page.locator("#letter")).to_have_count(0)
    assert ["debt-yes"] == chosen(page)


@pytest.mark.parametrize("place", [begun, taken_along])
def test_after_another_page_no_answer_returns(
    turva: Service, playwright: Playwright, browser_name: str, place: object
) -> None:
    with (
        browser_that_keeps_pages(playwright, browser_name, script=True) as browser,
        watched(browser) as page,
    ):
        if place is taken_along:
            taken_along(page, turva.address)
        else:
            begun(page, turva.address)
            option(page, "debt-yes").press(" ")
        page.goto(turva.address + link("safety", lang="en"))
        for where in ("back", "forward", "back"):
            go(page, where)
            assert "owe money to someone who puts pressure on you? Yes" not in everything_on(page)
            assert [] == chosen(page)


def test_without_script_what_holds_is_shown_below(turva: Service, scriptless: Page) -> None:
    page = scriptless
    page.goto(turva.address + CHECK)
    steps = {
        (): [],
        ("pay-no",): ["otherwise"],
        ("debt-not_sure",): ["otherwise"],
        ("afraid-not_sure",): ["unsure"],
        ("afraid-no", "pay-not_sure"): ["unsure"],
        ("pay-skip", "way_out-yes"): ["yes"],
        ("debt-no", "way_out-no"): ["otherwise"],
        ("under_18-yes",): ["young"],
        ("shame-yes",): ["young"],
        ("under_18-no",): ["yes"],
    }
    for ids, expected in steps.items():
        for each in ids:
            option(page, each).focus()
            page.keyboard.press(" ")
        until(page, partial(lambda wanted: wanted == outcomes(page), expected))
    option(page, "shame-yes").press("Enter")
    assert [False] * 2 == [page.locator(each).is_visible() for each in ("#check-ways", "#take")]
    assert turva.address + CHECK == page.url


@pytest.mark.only_browser("chromium")
def test_where_that_cannot_be_shown_there_is_a_list_to_read(
    turva: Service, browser: Browser
) -> None:
    def older(route: Route) -> None:
        answered = route.fetch()
        text = answered.text()
        assert "selector(:has(*))" in text
        route.fulfill(response=answered, body=text.replace("selector(:has(*))", "selector(:no(*))"))

    with watched(browser, script=False) as page:
        page.route("**/assets/read-*.css", older)
        page.goto(turva.address + CHECK)
        assert page.locator(".rule").is_visible()
        assert 14 == page.locator("legend").locator("visible=true").count()
        assert 0 == page.locator("input").locator("visible=true").count()
        assert [] == outcomes(page)
    with watched(browser) as page:
        page.route("**/assets/read-*.css", older)
        begun(page, turva.address)
        answer(page, "pay-yes")
        assert ["yes"] == outcomes(page)


@pytest.mark.only_browser("chromium")
def test_it_prints_empty(turva: Service, page: Page) -> None:
    begun(page, turva.address)
    answer(page, "pay-yes")
    page.emulate_media(media="print")
    assert [] == outcomes(page)
    expect(page.locator("#take")).to_be_hidden()
