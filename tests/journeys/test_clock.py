"""A phone whose clock is a year wrong: letters leave, answers open, days are told truly (P11)."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from app.addresses import link
from app.wire.constants import MAILBOX_DAYS
from tests.journeys.returning import read
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT, answers, mailbox, reply_key, shelve
from tests.journeys.writing import press_send

YEAR = timedelta(days=366)


@pytest.mark.parametrize("wrong", [YEAR, -YEAR], ids=["fast", "slow"])
def test_a_clock_a_year_wrong_closes_nothing_and_names_no_wrong_day(
    service: Service, page: Page, wrong: timedelta
) -> None:
    shelve(service, mailbox(RECEIPT, *answers("We read it.")), reply_key(service))
    page.clock.set_system_time(datetime.now(UTC) + wrong)
    page.goto(service.address + link("write", lang="en"))
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#q-message").fill("x")
    press_send(page)
    expect(page.locator("#arrived")).to_be_visible()

    now = datetime.now(UTC)
    last = now + timedelta(days=MAILBOX_DAYS)
    day = f"{last:%B} {last.day}, {last.year}"
    expect(page.locator("#receipt-kept [data-receipt=until]")).to_have_text(day)
    [case] = service.cases()
    [letter] = case["letters"]
    written = datetime.fromisoformat(letter["written"])
    assert timedelta(0) <= now - written < timedelta(hours=1)
    assert ["We read it."] == read(page, service.address, RECEIPT)
