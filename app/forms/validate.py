"""The only truth about what is a valid answer; WTForms, the command line and staff's reader ask it.

JavaScript follows the same vectors (tests/vectors/forms/validate.json). It is total: whatever a
stranger posts, or a letter's JSON holds, comes back as Answers or Problems, never as an exception.
It never trims or repairs what a person typed beyond `app.text.normalise`, and a Problem carries
message ids and numbers, never text for people.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from app.forms.conditions import is_asked
from app.forms.questionnaire import Question, Questionnaire
from app.text import count, normalise

Code = Literal[
    "required",
    "too_long",
    "unknown_option",
    "unknown_question",
    "several_values",
    "every",
    "one_of",
    "nothing",
]
Answer = str | tuple[str, ...]

# Unicode's White_Space property: JavaScript's \p{White_Space}, where str.isspace() adds U+001C-1F.
WHITE_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True)
class Answers:
    """Valid answers in questionnaire order; an unanswered question is absent."""

    values: Mapping[str, Answer]


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the question's key, what is wrong, and by how many code points.

    `several_values` means "not exactly one text": more than one, or something that is no text.
    `every`: all options must be chosen. `one_of`, on the first of a group of questions: one of
    them must be answered. `nothing`, on the first question: none was answered, there is no file.
    `over` and `limit` are set for `too_long` alone.
    """

    question: str
    code: Code
    over: int | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Problems:
    """Everything to put right: in questionnaire order, then questions that it does not have."""

    items: tuple[Problem, ...]


def validate(
    questionnaire: Questionnaire, raw: Mapping[str, object], *, files: bool = False
) -> Answers | Problems:
    """Return the answers in `raw`, or every problem with them.

    `raw` maps keys to a string or a sequence of strings, as an HTML form or JSON gives them; any
    other value is a problem. White space alone, "" and an empty sequence mean unanswered. What was
    answered to a question that is not asked, as its condition does not hold, is left out. With
    `files`, files of its form go with the letter: then it may say nothing else.
    """
    values: dict[str, Answer] = {}
    problems: list[Problem] = []
    asked: set[str] = set()
    for question in questionnaire.questions:
        if not is_asked(question, values):
            continue
        asked.add(question.key)
        result = _CHECKS[question.kind](question, _members(raw.get(question.key, ())))
        if isinstance(result, Problem):
            problems.append(result)
        elif question.every and len(result) < len(question.options):
            problems.append(Problem(question.key, "every"))
        elif result:
            values[question.key] = result
        elif question.required:
            problems.append(Problem(question.key, "required"))
    problems += _unanswered(questionnaire, asked, {*values, *(each.question for each in problems)})
    known = {question.key for question in questionnaire.questions}
    problems += [Problem(normalise(key), "unknown_question") for key in raw if key not in known]
    if not problems and not values and not files:
        problems.append(Problem(questionnaire.questions[0].key, "nothing"))
    return Problems(tuple(problems)) if problems else Answers(values)


def _unanswered(
    questionnaire: Questionnaire, asked: AbstractSet[str], answered: AbstractSet[str]
) -> Iterator[Problem]:
    for group in questionnaire.one_of:
        open_ones = [key for key in group if key in asked]
        if open_ones and answered.isdisjoint(open_ones):
            yield Problem(open_ones[0], "one_of")


def _members(value: object) -> Sequence[object]:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return value
    return (value,)


def _text(question: Question, members: Sequence[object]) -> str | Problem:
    if not members:
        return ""
    only = members[0]
    if len(members) > 1 or not isinstance(only, str):
        return Problem(question.key, "several_values")
    text = normalise(only)
    if not text.strip(WHITE_SPACE):
        return ""
    if question.limit is not None and count(text) > question.limit:
        over = count(text) - question.limit
        return Problem(question.key, "too_long", over=over, limit=question.limit)
    return text


def _choice(question: Question, members: Sequence[object]) -> str | Problem:
    if sum(member != "" for member in members) > 1:
        return Problem(question.key, "several_values")
    chosen = _several(question, members)
    return chosen if isinstance(chosen, Problem) else "".join(chosen)


def _several(question: Question, members: Sequence[object]) -> tuple[str, ...] | Problem:
    options = [option.value for option in question.options]
    if not all(member in ("", *options) for member in members):
        return Problem(question.key, "unknown_option")
    return tuple(option for option in options if option in members)


_CHECKS = {"text": _text, "choice": _choice, "several": _several}
