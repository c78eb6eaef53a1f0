"""A real browser through the emulated distribution: one letter with script, one without."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from serverless.functions import FUNCTIONS
from tests.journeys.watch import CHROMIUM, watched
from tests.journeys.writing import digits_at, opened, press_send
from tests.serverless.stack.deployed import NAMES, SITE, Deployed
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


@pytest.fixture
def down(deployed: Deployed) -> Iterator[Callable[[], None]]:
    """Let no function start any more; yield what lets them start again."""
    client = deployed.client("lambda")
    handlers = {
        name: client.get_function_configuration(FunctionName=name)["Handler"]
        for name in map(NAMES.function, FUNCTIONS)
    }

    def up() -> None:
        for name, handler in handlers.items():
            client.update_function_configuration(FunctionName=name, Handler=handler)

    for name in handlers:
        client.update_function_configuration(FunctionName=name, Handler="serverless.entry.gone")
    yield up
    up()


def test_with_the_functions_down_the_site_answers_and_the_form_keeps_the_text_and_says_to_call(
    deployed: Deployed, tab: Page, down: Callable[[], None]
) -> None:
    assert 500 <= deployed.ask("/en/write/plain/")[0]
    opened(tab, ADDRESS)
    tab.locator("#q-message").fill("While they are down")
    press_send(tab)
    expect(tab.locator("#state p").first).to_be_visible()
    expect(tab.locator("#state")).to_contain_text("Your text is still here")
    assert "While they are down" == tab.locator("#q-message").input_value()
    expect(tab.locator("a[href^='tel:']").first).to_be_visible()
    expect(tab.locator("#plain-way")).to_contain_text("call the helpline")
    down()
    tab.locator("#send").click()
    expect(tab.locator("#arrived")).to_be_visible()
    assert "sealed" == messages(deployed)["While they are down"]
