"""The languages on a page, as a person looks for them and presses them."""

from playwright.sync_api import Page

from app.frame.locale import LANGUAGES, Language
from tests.journeys.waiting import another_page, until


def shown(page: Page, selector: str) -> None:
    until(page, page.locator(selector).is_visible)


def name_of(page: Page, language: Language) -> str:
    """Return a selector of the language's name on the page."""
    shown(page, "#languages")
    return f"#languages [lang={language.tag}]:not([aria-current])"


def assert_in(page: Page, language: Language) -> None:
    html = page.locator("html")
    until(page, lambda: html.get_attribute("lang") == language.tag)
    assert language.direction == html.get_attribute("dir")
    shown(page, "#languages")
    names = page.locator("#languages li")
    assert [each.endonym for each in LANGUAGES] == names.all_inner_texts()
    current = page.locator("#languages [aria-current]")
    assert [language.endonym] == current.all_inner_texts()


def press(page: Page, selector: str) -> None:
    """Press by keyboard: Firefox without script cannot click."""
    page.locator(selector).focus()
    with another_page(page):
        page.keyboard.press("Enter")
