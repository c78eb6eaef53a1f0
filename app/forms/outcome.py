"""What is said at the end of "Check for yourself": one of a few outcomes in words, by one rule.

The rule is the published one: one yes, or two times not sure. It makes no number of the answers and
judges nobody, and it runs on the device of who answers: the page's script does the same
(`app/browser/outcome.mjs`, by shared vectors). The server never gets an answer to these questions.
"""

from collections.abc import Mapping
from typing import Literal

from app.forms.questionnaire import Question, Questionnaire

Outcome = Literal["young", "yes", "unsure", "otherwise"]

YOUNG = "under_18"
"""The question whose yes leads to the words for the young, whatever else was answered."""

YES = "yes"
UNSURE = "not_sure"
ENOUGH_UNSURE = 2


def outcome(questionnaire: Questionnaire, answers: Mapping[str, str]) -> Outcome:
    """Return what the answers lead to; what was left out, and what is not asked, counts nothing.

    Only questions that offer "not sure" count.
    """
    if YOUNG in questionnaire.by_key and answers.get(YOUNG) == YES:
        return "young"
    counting = [answers.get(each.key) for each in questionnaire.questions if _counts(each)]
    if YES in counting:
        return "yes"
    return "unsure" if counting.count(UNSURE) >= ENOUGH_UNSURE else "otherwise"


def _counts(question: Question) -> bool:
    return UNSURE in {option.value for option in question.options}
