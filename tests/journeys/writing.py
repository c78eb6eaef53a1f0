"""Writing on the sealed page, as a person does it: begin, read the digits, send."""

import re

from playwright.sync_api import Page, expect

from app.addresses import link

MARK = "Zebrafink-7-Quitte"
"""What is written: a word that is nowhere else."""


def opened(page: Page, address: str, language: str = "en") -> Page:
    page.goto(address + link("write", lang=language))
    expect(page.locator("#send")).to_be_enabled()
    return page


def begun(page: Page, address: str, language: str = "en") -> str:
    """Open the page, begin to write, and return the digits that are shown then."""
    opened(page, address, language)
    page.locator("#q-message").fill(MARK)
    return digits_at(page, "#receipt")


def digits_at(page: Page, place: str) -> str:
    """Return the receipt that can be read at a place, once it is there."""
    groups = page.locator(f"{place} li")
    expect(groups).to_have_count(5)
    expect(groups.first).to_be_visible()
    texts = groups.all_text_contents()
    assert all(re.fullmatch(r"[0-9]( [0-9]){4}", text) for text in texts)
    return "".join(texts).replace(" ", "")


def send(page: Page) -> str:
    """Send, and return the digits that are shown once it arrived."""
    page.locator("#send").click()
    expect(page.locator("#arrived")).to_be_visible()
    return digits_at(page, "#receipt-kept")
