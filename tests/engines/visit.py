"""What a person does in any of these engines, and what must be true of every visit (P1, P2)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from app.addresses import link
from app.frame.locale import LANGUAGES
from tests.engines.drivers import PATIENCE
from tests.engines.elsewhere import Elsewhere
from tests.journeys.service import Service
from tests.journeys.watch import LEFT_BEHIND
from tests.opened import every_page

MARK = "Zebrafink-7-Quitte"
READ = ("page", "sealed", "plain")


def paths() -> list[str]:
    """Return the path of every page, in one language each, in turn."""
    tags = [language.tag for language in LANGUAGES]
    return [page.path(tags[turn % len(tags)]) for turn, page in enumerate(every_page(READ))]


def until(driver: WebDriver, holds: Callable[[], Any]) -> Any:
    """Return what `holds` returns once that is true."""
    waiting = WebDriverWait(
        driver,
        PATIENCE,
        ignored_exceptions=[NoSuchElementException, StaleElementReferenceException],
    )
    return waiting.until(lambda _: holds())


def find(driver: WebDriver, selector: str) -> WebElement:
    """Return the element once it is there."""
    found: WebElement = until(driver, lambda: driver.find_element(By.CSS_SELECTOR, selector))
    return found


def until_shown(driver: WebDriver, selector: str) -> None:
    """Wait until the element is there to be seen."""
    until(driver, lambda: driver.find_element(By.CSS_SELECTOR, selector).is_displayed())


def press(driver: WebDriver, selector: str) -> None:
    """Press it by keyboard, as every engine can, with script and without."""
    find(driver, selector).send_keys(Keys.ENTER)


def go_by(driver: WebDriver, selector: str, landmark: str) -> None:
    """Press what leads to another page, and wait for something that stands only there."""
    press(driver, selector)
    until_shown(driver, landmark)


def assert_readable(driver: WebDriver) -> None:
    """Every page has its one heading, its words, and both numbers to call, and fits the window."""
    [heading] = driver.find_elements(By.CSS_SELECTOR, "h1")
    assert heading.is_displayed()
    assert len(find(driver, "main").text) > len(heading.text)
    numbers = driver.find_elements(By.CSS_SELECTOR, ".helpline a[href^='tel:']")
    assert all(number.is_displayed() for number in numbers)
    assert len(numbers) == 2


def assert_nothing_left(driver: WebDriver) -> None:
    """No cookie, and nothing in any store that the page could write to."""
    assert driver.get_cookies() == []
    assert {"127.0.0.1"} == {urlsplit(driver.current_url).hostname}
    left = driver.execute_async_script(
        f"const done = arguments[0]; ({LEFT_BEHIND})().then(done, (error) => done(`${{error}}`));"
    )
    assert not any(left.values()), left


def write_sealed(driver: WebDriver, service: Service, language: str) -> None:
    """Open the sealed page, wait until it can seal, and write."""
    driver.get(service.address + link("write", lang=language))
    until(driver, find(driver, "#check").is_enabled)
    find(driver, "#q-message").send_keys(MARK)


def send_sealed(driver: WebDriver, service: Service, language: str) -> None:
    """Write on the sealed page, check, and send; the letter must reach staff."""
    write_sealed(driver, service, language)
    press(driver, "#check")
    until_shown(driver, "#send")
    assert MARK in find(driver, "#checking-answers").text
    press(driver, "#send")
    until_shown(driver, "#arrived")
    assert_nothing_left(driver)
    assert_arrived(service, "sealed", language)


def write_plain(driver: WebDriver, service: Service, language: str) -> None:
    """Open the plain page and write."""
    driver.get(service.address + link("write_plain", lang=language))
    until_shown(driver, "#warning")
    find(driver, "#q-message").send_keys(MARK)


def leave(driver: WebDriver, elsewhere: Elsewhere) -> None:
    """Take the exit: it ends on the other site, which is told nothing of ours."""
    press(driver, "#exit")
    until(driver, lambda: driver.current_url == elsewhere.address)
    assert [] == elsewhere.told


def send_plain(driver: WebDriver, service: Service, language: str) -> None:
    """Write on the plain page, check, and send; the letter must reach staff."""
    write_plain(driver, service, language)
    go_by(driver, "#check", "#change")
    assert MARK in find(driver, "main").text
    assert service.envelopes() == []
    go_by(driver, "#send", "#arrived")
    assert_arrived(service, "plain", language)


def assert_arrived(service: Service, via: str, language: str) -> None:
    [case] = service.cases()
    [letter] = case["letters"]
    assert (MARK, via, language) == (letter["answers"]["message"], letter["via"], case["language"])


def assert_back_shows_nothing(driver: WebDriver, first: str) -> None:
    """Go back to the page of an address: neither it nor a page on the way shows what was typed."""
    while driver.current_url != first:
        go_back(driver)
        assert MARK not in driver.page_source
        fields = driver.find_elements(By.CSS_SELECTOR, "textarea, input[type=text]")
        assert all(not field.get_attribute("value") for field in fields)


def go_back(driver: WebDriver) -> None:
    """Go back, and wait for the page there: each has another address."""
    left = driver.current_url
    driver.back()
    until(driver, lambda: driver.current_url != left)
    until(driver, lambda: driver.execute_script("return document.readyState") == "complete")
