"""On paper, and in a page that is saved as PDF: a form is empty, whatever was typed or chosen."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.addresses import link
from tests.journeys.sealed_states import sealed, unfolded
from tests.journeys.service import Service

pytestmark = pytest.mark.only_browser("chromium")  # the other one makes no PDF

LETTERS = ("one two three", "four five six seven")


def paper(page: Page) -> bytes:
    """Return the page as it would be printed, whatever the moment."""
    page.evaluate("scrollTo(0, 0)")  # a file tells of a link within the page how far away it leads
    return re.sub(rb"/(Creation|Mod)Date \([^)]*\)", b"", page.pdf())


def test_a_form_that_is_filled_in_is_on_paper_the_same_as_an_empty_one(
    turva: Service, page: Page
) -> None:
    for name in ("write", "write_plain"):
        page.goto(turva.address + link(name, lang="en"))
        expect(page.locator("#check")).to_be_enabled()
        unfolded(page)
        empty = paper(page)
        page.locator("#q-message").fill(LETTERS[0])
        page.locator("#q-person").fill(LETTERS[1])
        page.locator("#q-language").select_option("ru")
        page.locator("[data-question=safe_times] input").first.check()
        assert empty == paper(page)


def test_of_a_sealed_letter_that_is_checked_nothing_is_on_paper(turva: Service, page: Page) -> None:
    papers = []
    for letter in LETTERS:
        sealed(page, turva, "en")
        page.locator("#q-message").fill(letter)
        page.locator("#check").click()
        expect(page.locator("#checking-title")).to_be_focused()
        papers.append(paper(page))
    assert papers[0] == papers[1]


def test_a_plain_letter_that_is_checked_is_on_paper(turva: Service, page: Page) -> None:
    papers = []
    for letter in LETTERS:
        page.goto(turva.address + link("write_plain", lang="en"))
        page.locator("#q-message").fill(letter)
        page.locator("#check").click()
        expect(page.locator("#change")).to_be_visible()
        papers.append(paper(page))
    assert papers[0] != papers[1]
