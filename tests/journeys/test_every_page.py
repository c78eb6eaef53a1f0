"""Every page and state in every language, for who cannot see, cannot aim or has a small phone.

Each visit is also held to what a page may leave behind and bring along (`states.shown`, P1, P3),
and its title to what a bystander may read (`titles`).
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.audit import audit, contrast, hidden_focus, overflow, small_targets
from tests.journeys.service import Service
from tests.journeys.states import CASES, ONCE, WALKED, shown
from tests.journeys.titles import Titles
from tests.languages import EACH_TAG

PHONE = {"width": 320, "height": 480}
FLAT = {"width": 1280, "height": 400}  # 320 by 100 at a zoom of 400 %
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def titles(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Titles:
    shared: Path = tmp_path_factory.getbasetemp().parent
    return Titles(shared / f"titles-{testrun_uid}")


def found_by_eye(page: Page) -> dict[str, list[str]]:
    """Return what is wrong with the page in light and dark, on a phone and on a desk."""
    found = {"audit": audit(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = contrast(page)
    page.emulate_media(color_scheme="light")
    found["sideways"] = overflow(page)
    found["targets"] = small_targets(page)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a plain dict
    found["sideways on a desk"] = overflow(page)
    return {where: findings for where, findings in found.items() if findings}


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(("state", "language"), CASES)
def test_a_page_can_be_seen_read_and_pressed_and_its_title_tells_a_bystander_nothing(
    turva: Service, browser: Browser, titles: Titles, state: str, language: str
) -> None:
    with shown(browser, turva, state, language, viewport=PHONE) as page:
        named = titles.faults(page, state, language)
        found = found_by_eye(page)
    assert not named, named
    assert not found, found


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(("state", "language"), WALKED)
def test_whoever_goes_through_a_page_by_keyboard_always_sees_where_they_are(
    turva: Service, browser: Browser, state: str, language: str
) -> None:
    with shown(browser, turva, state, language, viewport=PHONE) as page:
        assert [] == hidden_focus(page)
        page.set_viewport_size(FLAT)  # type: ignore[arg-type]  # a plain dict
        assert [] == hidden_focus(page)


@pytest.mark.only_browser("firefox")
@pytest.mark.parametrize(("state", "language"), ONCE)
def test_the_audits_find_nothing_in_the_other_engine(
    turva: Service, browser: Browser, state: str, language: str
) -> None:
    with shown(browser, turva, state, language) as page:
        found = audit(page)
    assert not found, found


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("language", EACH_TAG)
@pytest.mark.parametrize("state", ["home", "write", "write_plain", "return, opened"])
def test_letters_of_twice_the_size_stay_on_a_small_screen(
    turva: Service, browser: Browser, state: str, language: str
) -> None:
    with shown(browser, turva, state, language, viewport=PHONE) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found = overflow(page)
    assert not found, found
