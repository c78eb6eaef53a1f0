"""A form filled in as a person does it: what is in sight, from the first question to the last."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from app.forms.questionnaire import Question, Questionnaire
from app.forms.validate import Answer


def fill(page: Page, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> None:
    """Answer the questions; where a script shows them in steps, press on from step to step.

    At the end the page shows what is to be checked before it is sent.
    """
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key in answers:
                asked = page.locator(f"[data-question={question.key}]")
                unfold(asked)
                expect(asked).to_be_visible()
                answer(asked, question, answers[question.key])
        proceed = page.locator("#continue")
        if questionnaire.steps and section is not questionnaire.sections[-1] and is_shown(proceed):
            proceed.click()
    page.locator("#check").click()
    expect(page.locator("#send")).to_be_visible()


def unfold(asked: Locator) -> None:
    """Open the part of the page in which a question is folded away."""
    folded = asked.locator("xpath=ancestor::details[not(@open)]/summary")
    if folded.count():
        folded.click()


def is_shown(locator: Locator) -> bool:
    return locator.count() > 0 and locator.is_visible()


def answer(asked: Locator, question: Question, given: Answer) -> None:
    values = (given,) if isinstance(given, str) else given
    if question.kind == "text":
        asked.locator("textarea, input").fill(values[0])
    elif question.pick:
        asked.locator("select").select_option(values[0])
    else:
        for value in values:
            asked.locator(f"input[value='{value}']").check()
