"""Firefox as Tor Browser sets it: 'Safest' reads and writes without script, 'Safer' seals."""

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from app.addresses import link
from tests.engines.drivers import SAFER, SAFEST, firefox
from tests.engines.elsewhere import Elsewhere
from tests.engines.visit import (
    assert_back_shows_nothing,
    assert_readable,
    find,
    leave,
    paths,
    send_plain,
    send_sealed,
    write_plain,
)
from tests.journeys.service import Service


@pytest.fixture(scope="module")
def browser_at_safer() -> Iterator[WebDriver]:
    with firefox(SAFER) as driver:
        yield driver


@pytest.fixture(scope="module")
def browser_at_safest() -> Iterator[WebDriver]:
    with firefox(SAFEST) as driver:
        yield driver


@pytest.fixture
def safer(browser_at_safer: WebDriver) -> WebDriver:
    return in_new_tab(browser_at_safer)


@pytest.fixture
def safest(browser_at_safest: WebDriver) -> WebDriver:
    return in_new_tab(browser_at_safest)


def in_new_tab(driver: WebDriver) -> WebDriver:
    """Turn to a tab that has been nowhere yet."""
    driver.switch_to.new_window("tab")
    return driver


@pytest.mark.long
def test_at_safest_every_page_is_read_and_its_mark_is_no_loss(
    safest: WebDriver, service: Service
) -> None:
    for path in paths():
        safest.get(service.address + path)
        assert_readable(safest)
        assert safest.get_cookies() == []
        # Without SVG a picture would leave its source or a hole behind; ours is only decoration.
        brand = find(safest, ".brand")
        assert "Turva" == brand.text.strip()
        assert not safest.find_elements(By.CSS_SELECTOR, "img, object, embed")


def test_at_safest_the_plain_way_leads_to_the_end(safest: WebDriver, service: Service) -> None:
    send_plain(safest, service, "fi")


def test_at_safest_the_sealed_page_offers_the_other_one(
    safest: WebDriver, service: Service
) -> None:
    safest.get(service.address + link("write", lang="en"))
    assert not find(safest, "#letter").is_displayed()
    assert find(safest, f"a[href='{link('write_plain', lang='en')}']").is_displayed()


def test_at_safest_the_exit_leads_away(
    safest: WebDriver, service: Service, elsewhere: Elsewhere
) -> None:
    first = service.address + link("home", lang="en")
    safest.get(first)
    write_plain(safest, service, "en")
    leave(safest, elsewhere)
    assert_back_shows_nothing(safest, first)


def test_at_safer_a_sealed_letter_arrives(safer: WebDriver, service: Service) -> None:
    send_sealed(safer, service, "sv")
    assert "undefined" == safer.execute_script("return typeof WebAssembly")
