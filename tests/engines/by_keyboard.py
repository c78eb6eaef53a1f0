"""A form answered as a person without a mouse does it, in any of these engines."""

from collections.abc import Mapping

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from app.forms.questionnaire import Question, Section
from app.forms.validate import Answer
from tests.engines.visit import find, until, until_shown

FOLDED = "details[data-section]:not([open]) > summary"


def shown(driver: WebDriver, selector: str) -> WebElement:
    """Return the element once it can be seen."""
    until_shown(driver, selector)
    return find(driver, selector)


def focused(driver: WebDriver, selector: str) -> None:
    """Wait until the element has the focus."""
    until(driver, lambda: find(driver, selector) == driver.switch_to.active_element)


def unfold_all(driver: WebDriver) -> None:
    """Open every part of a page that is folded."""
    for summary in driver.find_elements(By.CSS_SELECTOR, FOLDED):
        summary.send_keys(Keys.ENTER)
    until(driver, lambda: not driver.find_elements(By.CSS_SELECTOR, FOLDED))


def choose(driver: WebDriver, name: str, *values: str) -> None:
    """Choose answers to a question."""
    for value in values:
        option = shown(driver, f"[name='{name}'][value='{value}']")
        if not option.is_selected():
            option.send_keys(Keys.SPACE)
        until(driver, option.is_selected)


def write(driver: WebDriver, key: str, text: str) -> None:
    """Write an answer in words."""
    shown(driver, f"#q-{key}").send_keys(text)


def pick(driver: WebDriver, key: str, value: str) -> None:
    """Pick one of a long list by typing its name."""
    field = shown(driver, f"#q-{key}")
    field.send_keys(find(driver, f"#q-{key} option[value='{value}']").text)
    until(driver, lambda: field.get_property("value") == value)


def answer(driver: WebDriver, question: Question, given: Answer) -> None:
    """Answer one question."""
    values = (given,) if isinstance(given, str) else given
    if question.kind == "text":
        write(driver, question.key, values[0])
    elif question.pick:
        pick(driver, question.key, values[0])
    else:
        choose(driver, question.key, *values)


def answer_section(driver: WebDriver, section: Section, answers: Mapping[str, Answer]) -> None:
    """Answer what is answered of one part of a form."""
    for question in section.questions:
        if question.key in answers:
            answer(driver, question, answers[question.key])
