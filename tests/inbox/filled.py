"""Letters of every form, filled in as the form allows, and with what it does not ask beside it."""

from collections.abc import Iterator, Mapping

from app.forms.conditions import is_asked
from app.forms.questionnaire import Question, Questionnaire
from app.inbox.cases import Answer
from tests.inbox.shelf import questionnaires

LETTERS = tuple((form, version) for form, version in sorted(questionnaires()) if form != "check")
"""Every version of every form that is a letter."""


def typed(question: Question) -> str:
    """Return what a test types in a question: found again on any page, and in no other question."""
    return f"T-{question.key}-T"


def filled(
    form: str,
    version: int,
    given: Mapping[str, Answer] | None = None,
    *,
    without: tuple[str, ...] = (),
) -> dict[str, Answer]:
    """Return valid answers to all that is asked once `given` is answered like this."""
    answers: dict[str, Answer] = {}
    for question in questionnaires()[form, version].questions:
        if question.key in without or not is_asked(question, answers):
            continue
        answers[question.key] = (given or {}).get(question.key, _answer(question))
    return answers


def unasked(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[Question]:
    """Yield the questions that these answers leave unasked."""
    for question in questionnaire.questions:
        if not is_asked(question, answers):
            yield question


def _answer(question: Question) -> Answer:
    if question.kind == "text":
        return typed(question)
    values = tuple(option.value for option in question.options)
    if question.kind == "choice":
        return values[0]
    return values
