"""The states of the forms that a person can meet, each by a name and with the way into it.

The ways are for engines that Playwright cannot drive, by keyboard as far as one leads. What needs a
network that fails is met in the engines of the journeys alone.
"""

from collections.abc import Callable, Mapping
from functools import partial

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.webdriver import WebDriver

from app.addresses import link
from tests.engines.by_keyboard import (
    answer_section,
    choose,
    focused,
    shown,
    unfold_all,
    write,
)
from tests.engines.visit import READ, find, press, until
from tests.forms.filling import filling
from tests.forms.newest import NEWEST
from tests.journeys.photographs import photograph
from tests.journeys.return_states import shelved
from tests.journeys.service import Service
from tests.journeys.shelving import RECEIPT
from tests.opened import every_page

Way = Callable[[WebDriver, Service, str], None]

PARTS = 4
"""How many parts the questions of the self-check have."""
ASKED_OF = {
    "write": "person",
    "call": "phone",
    "worry": "message",
    "referral": "phone",
    "consultation": "question",
}
"""A question of each form: an answer to it, and to all that is asked besides, makes a letter."""


def page_at(driver: WebDriver, service: Service, language: str, name: str, file: str = "") -> None:
    driver.get(service.address + link(name, lang=language, file=file))


def opened(driver: WebDriver, service: Service, language: str, form: str) -> None:
    """Open the sealed page of a form, and wait until it can be filled in."""
    driver.get(service.address + link(form, lang=language))
    until(
        driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#check:enabled, #continue:enabled")
    )


def unfolded(driver: WebDriver) -> None:
    """Open all that is folded, and answer so that every question is asked and warnings show."""
    unfold_all(driver)
    choose(driver, "how_reply", "person")
    choose(driver, "who_else", "family", "controls_me")
    choose(driver, "interpreter", "yes")
    choose(driver, "age_group", "under_15")
    choose(driver, "danger_now", "yes")
    shown(driver, "#q-person")
    shown(driver, "#q-interpreter_not")
    shown(driver, "#q-danger_now-yes-warning")


def write_unfolded(driver: WebDriver, service: Service, language: str) -> None:
    opened(driver, service, language, "write")
    unfolded(driver)


def problems(driver: WebDriver, service: Service, language: str, form: str) -> None:
    """Go on with nothing answered."""
    opened(driver, service, language, form)
    press(driver, "#check")
    shown(driver, "#problems")


def filled_until(driver: WebDriver, service: Service, language: str, form: str, step: int) -> None:
    """Answer the parts of a form before the one that is numbered, in steps if it has any."""
    opened(driver, service, language, form)
    unfold_all(driver)
    answers = filling(NEWEST[form], ASKED_OF[form])
    sections = NEWEST[form].sections
    for number, section in enumerate(sections[: step - 1], 1):
        answer_section(driver, section, answers)
        if NEWEST[form].steps and number < len(sections):
            press(driver, "#continue")
            focused(driver, f"[data-section={sections[number].key}] h2")


def checked(driver: WebDriver, service: Service, language: str, form: str) -> None:
    """Answer all that is asked, and go on to where the letter is checked."""
    filled_until(driver, service, language, form, len(NEWEST[form].sections) + 1)
    press(driver, "#check")
    focused(driver, "#checking-title")


def sent(driver: WebDriver, service: Service, language: str, way: Way) -> None:
    """Send what another way has led to the end."""
    way(driver, service, language)
    press(driver, "#send")
    shown(driver, "#arrived")


def referral_problems(driver: WebDriver, service: Service, language: str) -> None:
    """Go on from a step in which of two questions neither is answered."""
    filled_until(driver, service, language, "referral", 2)
    press(driver, "#continue")
    shown(driver, "#problems")


def draft(driver: WebDriver, service: Service, language: str) -> None:
    """Press a button of the draft file that cannot do it yet: it says why."""
    opened(driver, service, language, "referral")
    press(driver, "#draft-file summary")
    shown(driver, "#draft-save")
    press(driver, "#draft-save")
    until(driver, lambda: find(driver, "#draft-state").text)


def questions(driver: WebDriver, service: Service, language: str) -> None:
    """Begin to check for oneself."""
    driver.get(service.address + link("check", lang=language))
    shown(driver, "#check-on")
    press(driver, "#check-on")
    focused(driver, "h2[data-step='1']")


def outcome(
    driver: WebDriver, service: Service, language: str, told: str, answers: Mapping[str, str]
) -> None:
    """Answer in whichever part it is asked, and go to the end, which tells what it should."""
    questions(driver, service, language)
    for part in range(1, PARTS + 1):
        focused(driver, f"h2[data-step='{part}']")
        for question, value in answers.items():
            option = find(driver, f"[name='{question}'][value='{value}']")
            if option.is_displayed():
                choose(driver, question, value)
        press(driver, "#check-on")
    shown(driver, f"[data-outcome={told}]")


def stopped(driver: WebDriver, service: Service, language: str) -> None:
    questions(driver, service, language)
    press(driver, "#check-stop")
    shown(driver, "[data-outcome=stopped]")


def plain_unfolded(driver: WebDriver, service: Service, language: str) -> None:
    driver.get(service.address + link("write_plain", lang=language))
    unfolded(driver)


def plain_problems(driver: WebDriver, service: Service, language: str) -> None:
    driver.get(service.address + link("write_plain", lang=language))
    press(driver, "#check")
    shown(driver, "#q-message-error")


def plain_checked(driver: WebDriver, service: Service, language: str) -> None:
    plain_unfolded(driver, service, language)
    write(driver, "message", "one two three 040 123 4567")
    write(driver, "person", "four")
    press(driver, "#check")
    shown(driver, "#change")


def returned(driver: WebDriver, service: Service, language: str, page: str) -> None:
    """Come back with a receipt, to two answers."""
    shelved(service.home)
    driver.get(service.address + link(page, lang=language))
    until(driver, find(driver, "#open").is_enabled)
    find(driver, "#digits").send_keys(RECEIPT)
    press(driver, "#open")
    shown(driver, "#opened")


def with_files(driver: WebDriver, service: Service, language: str) -> None:
    """Choose a picture and what cannot be sent, and try to go on with both."""
    returned(driver, service, language, "return")
    # The browser is on this machine: the driver has no command to bring it a file from elsewhere.
    driver.file_detector = UselessFileDetector()
    for name, content in (("IMG_1.jpg", photograph(640, 480)), ("x" * 120, b"")):
        file = service.home / name
        file.write_bytes(content)
        find(driver, "#files-input").send_keys(str(file))
    shown(driver, "#files-list .error")
    until(driver, lambda: "1" in find(driver, "#files-state").text)
    press(driver, "#check")
    shown(driver, "#files-error")


PAGES: Mapping[str, Way] = {
    page.name: partial(page_at, name=page.address.name, file=page.file) for page in every_page(READ)
}
FORMS: Mapping[str, Way] = {
    "write, unfolded": write_unfolded,
    "write, problems": partial(problems, form="write"),
    "write, check": partial(checked, form="write"),
    "write, done": partial(sent, way=partial(checked, form="write")),
    "call, problems": partial(problems, form="call"),
    "call, done": partial(sent, way=partial(checked, form="call")),
    "worry, check": partial(checked, form="worry"),
    "consultation, check": partial(checked, form="consultation"),
    "referral, first step": partial(filled_until, form="referral", step=1),
    "referral, middle step": partial(filled_until, form="referral", step=4),
    "referral, problems": referral_problems,
    "referral, check": partial(checked, form="referral"),
    "referral, done": partial(sent, way=partial(checked, form="referral")),
    "referral, draft": draft,
    "questions, part": questions,
    "questions, yes": partial(outcome, told="yes", answers={"debt": "yes"}),
    "questions, unsure": partial(
        outcome, told="unsure", answers={"debt": "not_sure", "threats": "not_sure"}
    ),
    "questions, otherwise": partial(outcome, told="otherwise", answers={}),
    "questions, young": partial(outcome, told="young", answers={"under_18": "yes"}),
    "questions, stopped": stopped,
    "plain, unfolded": plain_unfolded,
    "plain, problems": plain_problems,
    "plain, check": plain_checked,
    "return, opened": partial(returned, page="return"),
    "return, files": with_files,
    "plain return, opened": partial(returned, page="return_plain"),
}
