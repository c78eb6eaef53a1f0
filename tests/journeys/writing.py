"""Writing on the sealed page, as a person does it: begin, read the digits, send."""

import re

from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.filling import unfold

MARK = "Zebrafink-7-Quitte"
"""What is written: a word that is nowhere else."""


def opened(page: Page, address: str, language: str = "en") -> Page:
    page.goto(address + link("write", lang=language))
    expect(page.locator("#check")).to_be_enabled()
    return page


def begun(page: Page, address: str, language: str = "en") -> str:
    """Open the page, write, go on to where it is checked, and return the digits that are shown."""
    opened(page, address, language)
    page.locator("#q-message").fill(MARK)
    page.locator("#check").click()
    return digits_at(page, "#receipt")


def choose(page: Page, question: str, *values: str) -> None:
    """Choose answers to a question, wherever on the page it is folded away."""
    asked = page.locator(f"[data-question={question}]")
    unfold(asked)
    for value in values:
        asked.locator(f"input[value='{value}']").check()


def give_phone(page: Page, number: str) -> None:
    """Ask to be called, and say where: of the text fields the one in which Enter could send."""
    choose(page, "how_reply", "phone")
    page.locator("#q-phone").fill(number)


def press_send(page: Page) -> None:
    """Send what is written: from the form by way of the view in which it is checked."""
    if page.locator("#check").is_visible():
        page.locator("#check").click()
    page.locator("#send").click()


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
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()
    return digits_at(page, "#receipt-kept")
