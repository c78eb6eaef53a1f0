"""What the script makes of the page is valid too: the page as it stands, by the Nu HTML Checker.

Pages as the server sends them are checked in tests/html, without a browser.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.frame.locale import SOURCE
from tests.journeys.return_states import FILES
from tests.journeys.sealed_states import SEALED
from tests.journeys.service import Service
from tests.journeys.states import EACH_COMPONENT, shown
from tests.journeys.stepped_states import STEPPED
from tests.vnu import faults

MADE = [name for name in (*SEALED, *FILES, *STEPPED, "check, end") if "plain" not in name]
SOME = [name for name in MADE if name in EACH_COMPONENT]

pytestmark = pytest.mark.only_browser("chromium")


@pytest.mark.parametrize(
    "states",
    [pytest.param(SOME, id="each-component"), pytest.param(MADE, id="all", marks=pytest.mark.long)],
)
def test_what_the_script_makes_of_a_page_is_valid_html(
    turva: Service, browser: Browser, tmp_path: Path, states: list[str]
) -> None:
    for state in states:
        with shown(browser, turva, state, SOURCE.tag) as page:
            html = page.evaluate("document.documentElement.outerHTML")
        file = tmp_path / f"{state.replace(', ', '-')}.html"
        file.write_text(f"<!doctype html>\n{html}", encoding="utf-8")
    assert [] == faults(tmp_path)
