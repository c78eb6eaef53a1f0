"""A real browser through the emulated distribution: one letter with script, one without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.watch import CHROMIUM, watched
from tests.journeys.writing import digits_at, opened, press_send
from tests.serverless.stack.deployed import SITE, Deployed
from tests.serverless.stack.lock import locked

pytestmark = pytest.mark.xdist_group("cloud")

ADDRESS = f"https://{SITE}"


@pytest.fixture(scope="module")
def chromium(
    deployed: Deployed, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Return a browser for which the site's name leads to the emulated distribution."""
    folder = tmp_path_factory.mktemp("lock")
    with locked(deployed.cloud, deployed.host, SITE, folder) as port:
        rules = f"--host-resolver-rules=MAP {SITE}:443 127.0.0.1:{port}, MAP * ~NOTFOUND"
        options = CHROMIUM | {"args": [*CHROMIUM["args"], rules]}  # type: ignore[misc]  # one dict for all launches
        browser = playwright.chromium.launch(**options)  # type: ignore[arg-type]  # the same
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    with watched(chromium, leaves_to=SITE, ignore_https_errors=True) as tab:
        yield tab


@pytest.fixture
def scriptless(chromium: Browser) -> Iterator[Page]:
    with watched(chromium, script=False, leaves_to=SITE, ignore_https_errors=True) as tab:
        yield tab


def messages(deployed: Deployed) -> dict[str, str]:
    """Return the way of each letter that staff see, by what it says."""
    letters = [case["letters"][0] for case in deployed.cases()]
    return {each["answers"]["message"]: each["via"] for each in letters}


def test_a_letter_is_sealed_in_the_browser_and_read_by_staff(deployed: Deployed, tab: Page) -> None:
    opened(tab, ADDRESS)
    tab.locator("#q-message").fill("From a browser")
    press_send(tab)
    expect(tab.locator("#arrived")).to_be_visible()
    assert 25 == len(digits_at(tab, "#receipt-kept"))
    assert "sealed" == messages(deployed)["From a browser"]


def test_a_letter_goes_without_script_and_is_read_by_staff(
    deployed: Deployed, scriptless: Page
) -> None:
    scriptless.goto(f"{ADDRESS}/fi/write/plain/")
    scriptless.locator("#q-message").fill("Ilman skriptiä")
    scriptless.locator("#check").click()
    scriptless.locator("#send").click()
    expect(scriptless.locator("#arrived")).to_be_visible()
    assert "plain" == messages(deployed)["Ilman skriptiä"]
