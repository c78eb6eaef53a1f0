"""What is wrong with a page in an engine that Playwright cannot drive, by the journeys' measures.

The driver evaluates from outside, as theirs does: the page's own policy stays in force.
"""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.journeys.audit import MOST_STOPS, engines

LEAST_TARGET = 44
# A driver's script is the body of a function: what it declares has to be given a name outside.
ENGINES_KEPT = f"{engines()}; globalThis.ace = ace;"
# The page is moved to what has the focus when it is next drawn. Of what is written in, this engine
# shows the line of the caret and no more than that: on a flat screen its beginning is enough.
STOP = """
    const done = arguments[0];
    const begins = (field) => {
      const { left, right, top } = field.getBoundingClientRect();
      return document.elementFromPoint((left + right) / 2, top + 44) === field && top >= 0;
    };
    const fault = () => {
      const field = document.activeElement;
      const found = measures.hiddenFocus();
      const beyond = field.localName === "textarea" && found.startsWith("out of view");
      return beyond && begins(field) ? "" : found;
    };
    const tell = () => done([measures.focused(), fault()]);
    requestAnimationFrame(() => requestAnimationFrame(tell));
"""
ANSWER = "const done = arguments[0]; {call}.then(done, (error) => done([`${{error}}`]));"


def measured(driver: WebDriver, call: str) -> list[str]:
    """Return what one of the measures finds, such as `measured(driver, "overflow()")`."""
    if not driver.execute_script("return 'measures' in globalThis"):
        driver.execute_script(ENGINES_KEPT)
    found: list[str] = driver.execute_async_script(
        ANSWER.format(call=f"Promise.resolve(measures.{call})")
    )
    return found


def audited(driver: WebDriver) -> list[str]:
    """Return what axe and IBM's engine find, seen from above."""
    # What has the focus may lie under the header, where no audit sees it rightly.
    driver.execute_script("scrollTo(0, 0)")
    return [*measured(driver, "axe()"), *measured(driver, "ibm()")]


def found_on_a_small_screen(driver: WebDriver) -> list[str]:
    """Return what sticks out sideways, is too small to hit, or has the focus and is not seen."""
    return [
        *measured(driver, "overflow()"),
        *measured(driver, f"smallTargets({LEAST_TARGET})"),
        *hidden_focus(driver),
    ]


def hidden_focus(driver: WebDriver) -> list[str]:
    """Walk through the page with Tab; return the stops at which the focus is not seen."""
    faults: dict[str, None] = {}
    first = ""
    for _ in range(MOST_STOPS):
        # Not to the element: what is sent to a field for files is taken for the name of one.
        ActionChains(driver).send_keys(Keys.TAB).perform()
        here, fault = driver.execute_async_script(STOP)
        if here and here == first:
            return list(faults)
        first = first or here
        if fault:
            faults[fault] = None
    raise AssertionError("the focus never comes round")
