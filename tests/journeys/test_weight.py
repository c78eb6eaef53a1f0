"""No page grows beyond what a cheap phone on a bad line can load.

The bytes of the pages in all languages are also weighed without a browser (tests/site).
"""

import pytest
from playwright.sync_api import Browser

from app.frame.locale import SOURCE
from tests.journeys.service import Service
from tests.load.page import REQUESTS, SCRIPT, Weighed, pages, weigh_alone

HEAVIEST = "ru"
"""Of all languages this one has the longest texts, in bytes."""


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize(
    "each",
    [
        pytest.param(
            each,
            id=f"{each.name}-{each.language}",
            marks=() if each.language in {SOURCE.tag, HEAVIEST} else pytest.mark.long,
        )
        for each in pages()
    ],
)
def test_a_page_keeps_within_its_bytes_and_requests(
    turva: Service, browser: Browser, each: Weighed
) -> None:
    weight = weigh_alone(browser, turva.address + each.path)
    assert weight.html_and_css <= each.budget
    assert weight.script <= SCRIPT
    assert weight.requests <= REQUESTS
