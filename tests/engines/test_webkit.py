"""WebKitGTK: with script a sealed letter, an exit without a trace; without it the plain way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.engines.drivers import webkit
from tests.engines.elsewhere import Elsewhere
from tests.engines.visit import (
    assert_back_shows_nothing,
    assert_nothing_left,
    assert_readable,
    leave,
    paths,
    send_plain,
    send_sealed,
    write_plain,
    write_sealed,
)
from tests.journeys.service import Service


@pytest.fixture
def driver(screen: str, tmp_path: Path) -> Iterator[WebDriver]:
    with webkit(screen, tmp_path) as driver:
        yield driver


@pytest.fixture
def scriptless(screen: str, tmp_path: Path) -> Iterator[WebDriver]:
    with webkit(screen, tmp_path, script=False) as driver:
        yield driver


def test_every_page_is_read_and_leaves_nothing(driver: WebDriver, service: Service) -> None:
    for path in paths():
        driver.get(service.address + path)
        assert_readable(driver)
        assert_nothing_left(driver)


def test_a_sealed_letter_arrives(driver: WebDriver, service: Service) -> None:
    send_sealed(driver, service, "en")


def test_the_exit_leads_away_and_back_shows_nothing(
    driver: WebDriver, service: Service, elsewhere: Elsewhere
) -> None:
    write_sealed(driver, service, "en")
    leave(driver, elsewhere)
    # Back to where it began: this driver waits for ever on a page that was kept.
    assert_back_shows_nothing(driver, "about:blank")


def test_without_script_the_plain_way_leads_to_the_end(
    scriptless: WebDriver, service: Service
) -> None:
    send_plain(scriptless, service, "ar")


def test_without_script_the_exit_leads_away(
    scriptless: WebDriver, service: Service, elsewhere: Elsewhere
) -> None:
    write_plain(scriptless, service, "en")
    # Back cannot be tried: this driver waits for ever on a page that leads away by itself.
    leave(scriptless, elsewhere)
