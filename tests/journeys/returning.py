"""Coming back, as a person does it: with the digits on paper, on whatever device."""

from playwright.sync_api import Page, expect

from app.addresses import link


def open_return(page: Page, address: str, language: str = "en") -> Page:
    """Open the page for coming back and wait until it can read."""
    page.goto(address + link("return", lang=language))
    expect(page.locator("#open")).to_be_enabled()
    return page


def give(page: Page, digits: str) -> None:
    """Give the digits."""
    page.locator("#digits").fill(digits)
    page.locator("#open").click()


def read(page: Page, address: str, digits: str, language: str = "en") -> list[str]:
    """Come back with these digits, and return the texts of the answers as they are shown."""
    open_return(page, address, language)
    give(page, digits)
    expect(page.locator("#opened")).to_be_visible()
    return texts(page)


def texts(page: Page) -> list[str]:
    """Return the answers on the page, from above."""
    found = page.locator("#answers .answer-text")
    return [str(text) for text in found.evaluate_all("all => all.map((each) => each.textContent)")]
