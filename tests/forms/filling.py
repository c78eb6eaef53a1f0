"""A questionnaire filled in, in as many ways as it takes to answer each of its questions once."""

from collections.abc import Iterator

from app.forms.conditions import is_asked
from app.forms.questionnaire import Question, Questionnaire
from app.forms.validate import Answer

TEXT = "ответ – إجابة 😀"


def fillings(questionnaire: Questionnaire) -> Iterator[dict[str, Answer]]:
    """Yield valid answers, until each question was answered in one of them."""
    left = [question.key for question in questionnaire.questions]
    while left:
        answers = filling(questionnaire, left[0])
        assert left[0] in answers, f"{left[0]} can never be asked"
        yield answers
        left = [key for key in left if key not in answers]


def filling(questionnaire: Questionnaire, wanted: str) -> dict[str, Answer]:
    """Return answers to all that is asked once the question that is wanted is asked."""
    needed = _needed(questionnaire, wanted)
    answers: dict[str, Answer] = {}
    for question in questionnaire.questions:
        if is_asked(question, answers):
            answers[question.key] = _answer(question, needed.get(question.key))
    return answers


def _needed(questionnaire: Questionnaire, wanted: str) -> dict[str, str]:
    """Return which option of which question leads to the one that is wanted."""
    needed: dict[str, str] = {}
    for condition in questionnaire.by_key[wanted].when:
        needed |= {condition.question: condition.answers[0]}
        needed |= _needed(questionnaire, condition.question)
    return needed


def _answer(question: Question, needed: str | None) -> Answer:
    if question.kind == "text":
        text = f"{question.key}: {TEXT}"
        return f"{text}\n{text}" if question.lines == "many" else text
    options = [option.value for option in question.options]
    if question.kind == "choice":
        return needed or options[0]
    return tuple(options)
