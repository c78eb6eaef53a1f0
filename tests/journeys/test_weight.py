"""No page grows beyond what a cheap phone on a bad line can load."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.service import Service
from tests.load.page import REQUESTS, SCRIPT, Weighed, pages, weigh_alone


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("each", list(pages()), ids=lambda each: f"{each.name}-{each.language}")
def test_a_page_keeps_within_its_bytes_and_requests(
    turva: Service, browser: Browser, each: Weighed
) -> None:
    weight = weigh_alone(browser, turva.address + each.path)
    assert weight.html_and_css <= each.budget
    assert weight.script <= SCRIPT
    assert weight.requests <= REQUESTS
