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
from tests.journeys.states import shown
from tests.journeys.stepped_states import STEPPED
from tests.vnu import faults

MADE = [name for name in (*SEALED, *FILES, *STEPPED, "check, end") if "plain" not in name]

pytestmark = pytest.mark.only_browser("chromium")


def test_every_state_that_the_script_makes_is_valid_html(
    turva: Service, browser: Browser, tmp_path: Path
) -> None:
    for state in MADE:
        with shown(browser, turva, state, SOURCE.tag) as page:
            html = page.evaluate("document.documentElement.outerHTML")
        file = tmp_path / f"{state.replace(', ', '-')}.html"
        file.write_text(f"<!doctype html>\n{html}", encoding="utf-8")
    assert [] == faults(tmp_path)
