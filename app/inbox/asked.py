"""What a letter was asked: the questions of its form whose conditions its own answers fulfil.

Everything else that a letter answers is no answer. It may be forged, and is dropped on reading:
nothing here ever returns a word of it.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from app.forms.conditions import is_asked
from app.forms.questionnaire import Question, Questionnaire
from app.forms.validate import Problems, validate
from app.inbox.cases import Answer, Reading


@dataclass(frozen=True)
class Sorted:
    """A letter's answers: those that fit, those that were asked and do not, and how many more.

    `complete` tells that every question which has to be answered is.
    """

    answers: Mapping[str, Answer] = field(repr=False)
    invalid: Mapping[str, Answer] = field(repr=False)
    unasked: int
    complete: bool


def sort_answers(
    questionnaire: Questionnaire, given: Mapping[str, Answer], *, files: bool = False
) -> Sorted:
    """Return the answers of a letter, in the order of its form, apart from what is no answer.

    `files`: whether the letter names any; they count only where files can be sent with its form.
    """
    result = validate(questionnaire, given, files=files and questionnaire.files)
    problems = result.items if isinstance(result, Problems) else ()
    wrong = {each.question for each in problems}
    answers: dict[str, Answer] = {}
    invalid: dict[str, Answer] = {}
    for question in questionnaire.questions:
        key = question.key
        if key not in given or not is_asked(question, answers):
            continue
        if key in wrong:
            invalid[key] = given[key]
        else:
            answers[key] = _shaped(question, given[key])
    unasked = len(given) - len(answers) - len(invalid)
    lacking = [each for each in problems if each.code != "unknown_question"]
    return Sorted(answers, invalid, unasked, complete=not lacking)


def asked_questions(reading: Reading) -> Iterator[Question]:
    """Yield the questions that a letter of a known form was asked, in their order."""
    for question in reading.questionnaire.questions if reading.questionnaire else ():
        if is_asked(question, reading.answers):
            yield question


def unread(reading: Reading) -> AbstractSet[str]:
    """Return the keys of the questions whose answers are there, and shown as they came."""
    given = reading.letter.answers if reading.letter else {}
    return {
        question.key
        for question in asked_questions(reading)
        if question.key in given and question.key not in reading.answers
    }


def lacking(reading: Reading) -> AbstractSet[str]:
    """Return the keys of the questions that have to be answered, and are not."""
    asked = asked_questions(reading)
    return {each.key for each in asked if each.required and each.key not in reading.answers}


def _shaped(question: Question, answer: Answer) -> Answer:
    """Return an answer that fits as one text, or as several for a question that takes several."""
    members = (answer,) if isinstance(answer, str) else answer
    return tuple(members) if question.kind == "several" else "".join(members)
