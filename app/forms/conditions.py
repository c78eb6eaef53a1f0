"""When a question is asked: whether conditions make sense, and whether they hold.

A condition looks back, to an earlier question: so one reading from first to last settles all.
"""

from collections.abc import Callable, Mapping, Sequence

from app.forms.questionnaire import Question, Questionnaire

Wrong = Callable[[str, str, str], Exception]
"""Makes the error for the condition of one question on another; the sentence comes last."""


def is_asked(question: Question, answered: Mapping[str, str | Sequence[str]]) -> bool:
    """Tell whether a question is asked, given the accepted answers of those before it."""
    return all(
        not set(condition.answers).isdisjoint(_members(answered.get(condition.question, ())))
        for condition in question.when
    )


def check_conditions(questionnaire: Questionnaire, wrong: Wrong) -> None:
    """Make sure that each condition is on an answer that an earlier question can have.

    Raises: what `wrong` returns, for the first condition that is not.
    """
    for question in questionnaire.questions:
        for condition in question.when:
            at = question.key, condition.question
            asked = questionnaire.by_key.get(condition.question)
            if asked is None:
                raise wrong(*at, f"there is no question {condition.question!r}")
            circle = _circle(questionnaire, question.key, (question.key,))
            if circle:
                raise wrong(*at, f"these wait for each other: {' > '.join(circle)}")
            if not _is_before(questionnaire, *reversed(at)):
                raise wrong(*at, f"{condition.question!r} must stand before {question.key!r}")
            offered = {option.value for option in asked.options}
            for answer in condition.answers:
                if answer not in offered:
                    raise wrong(*at, f"{condition.question!r} has no option {answer!r}")


def _circle(questionnaire: Questionnaire, start: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way from a question back to itself over conditions, or nothing."""
    last = questionnaire.by_key.get(path[-1])
    for condition in last.when if last else ():
        if condition.question == start:
            return (*path, start)
        if condition.question not in path:
            found = _circle(questionnaire, start, (*path, condition.question))
            if found:
                return found
    return ()


def _is_before(questionnaire: Questionnaire, first: str, second: str) -> bool:
    keys = [question.key for question in questionnaire.questions]
    return keys.index(first) < keys.index(second)


def _members(answer: str | Sequence[str]) -> Sequence[str]:
    return (answer,) if isinstance(answer, str) else answer
