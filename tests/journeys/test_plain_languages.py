"""Another language on the plain way: page and text stay, with script and without (P2, P11)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from app.addresses import link
from app.frame.locale import LANGUAGES
from tests.journeys.picker import assert_in, name_of, press, shown
from tests.journeys.service import Service

MARK = "Zebrafink-7-Quitte"

EN, AR = (next(each for each in LANGUAGES if each.tag == tag) for tag in ("en", "ar"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A Turva to which no letter is sent."""
    with Service(tmp_path_factory.mktemp("site")) as service:
        yield service


@pytest.mark.usefixtures("browser_name")
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_plain_letter_moves_along(
    service: Service, request: pytest.FixtureRequest, *, script: bool
) -> None:
    page: Page = request.getfixturevalue("page" if script else "scriptless")
    page.goto(service.address + link("write_plain", lang=LANGUAGES[-1].tag))
    page.locator("#q-message").focus()
    page.keyboard.insert_text(MARK)
    letter = page.locator("[name=letter]").input_value()
    for language in LANGUAGES:
        press(page, name_of(page, language))
        assert_in(page, language)
        assert MARK == page.locator("#q-message").input_value()
        assert letter == page.locator("[name=letter]").input_value()
    press(page, "#check")
    shown(page, "#send")
    for language in LANGUAGES:
        press(page, name_of(page, language))
        assert_in(page, language)
        assert MARK in page.locator("main").inner_text()
        assert letter == page.locator("[name=letter]").input_value()
    assert [] == service.envelopes()
    press(page, "#send")
    shown(page, "#arrived")
    press(page, name_of(page, LANGUAGES[0]))
    page.wait_for_url(service.address + link("write_plain_done", lang=LANGUAGES[0].tag))
    assert_in(page, LANGUAGES[0])
    shown(page, "#arrived")
    [case] = service.cases()
    assert (letter, LANGUAGES[-1].tag) == (case["id"], case["language"])


@pytest.mark.usefixtures("browser_name")
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_enter_in_a_plain_field_goes_on_to_the_check_page(
    site: Service, request: pytest.FixtureRequest, *, script: bool
) -> None:
    page: Page = request.getfixturevalue("page" if script else "scriptless")
    page.goto(site.address + link("write_plain", lang=AR.tag))
    page.locator("#q-message").focus()
    page.keyboard.insert_text(MARK)
    press(page, "#q-phone")
    shown(page, "#send")
    assert_in(page, AR)
    assert MARK in page.locator("main").inner_text()


def test_the_plain_problems_are_told_in_the_new_language(site: Service, scriptless: Page) -> None:
    page = scriptless
    page.goto(site.address + link("write_plain", lang=EN.tag))
    page.locator("#q-phone").focus()
    page.keyboard.insert_text("0401234567")
    press(page, "#check")
    shown(page, "#q-message-error")
    english = page.locator("#q-message-error").inner_text()
    press(page, name_of(page, AR))
    assert_in(page, AR)
    shown(page, "#problems")
    assert english != page.locator("#q-message-error").inner_text()
    assert "0401234567" == page.locator("#q-phone").input_value()
