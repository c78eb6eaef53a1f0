"""What a letter was not asked is dropped on reading: staff are told how much, and no word of it."""

import html
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.forms.questionnaire import Questionnaire
from app.inbox.asked import sort_answers
from app.inbox.cases import Answer
from app.inbox.languages import LANGUAGES
from app.inbox.printed import list_lines, show_lines
from app.inbox.records import list_record, show_record
from tests.inbox.filled import LETTERS, filled, typed, unasked
from tests.inbox.shelf import Shelf, letter, questionnaires
from tests.inbox.visit import CASE, Inbox

FORGED = "F-0-F"
LEAST: dict[str, dict[str, Answer]] = {
    "write": {"how_reply": "receipt", "interpreter": "no"},
    "worry": {"agreed": "no"},
    "referral": {
        "consent": "written",
        "reach": "through_you",
        "interpreter": "no",
        "purpose": ("crime",),
    },
}
"""Answers with which each form asks the least."""


def said_of(shelf: Shelf) -> list[str]:
    """Return all that the command line says of what is kept, to people and to programs."""
    contents = shelf.read()
    (case,) = contents.cases
    lines = [line for each in LANGUAGES for line in show_lines(case, each)]
    records = [show_record(case), list_record(contents)]
    return [
        *lines,
        *list_lines(contents),
        *(json.dumps(record, ensure_ascii=False) for record in records),
    ]


def forged(form: str, version: int) -> dict[str, Any]:
    """Return a letter that says as little as its form lets it, and whatever it is not asked."""
    answers = filled(form, version, LEAST.get(form))
    extra = {each.key: typed(each) for each in unasked(questionnaires()[form, version], answers)}
    named = dict.fromkeys(("name", "birth_day", "person_name", "phone_of_person"), FORGED)
    asked = questionnaires()[form, version].by_key
    named = {key: value for key, value in named.items() if key not in asked}
    return {"form": form, "form_version": version, "answers": {**answers, **extra, **named}}


@pytest.mark.parametrize(("form", "version"), LETTERS)
def test_what_is_asked_is_shown_to_staff_whatever_the_form(
    shelf: Shelf, form: str, version: int
) -> None:
    answers = filled(form, version)
    shelf.keep(letter(form=form, form_version=version, answers=answers))
    said = "\n".join(said_of(shelf))

    for key, answer in answers.items():
        question = questionnaires()[form, version].by_key[key]
        assert question.kind != "text" or str(answer) in said
    assert shelf.read().cases[0].newest.raw_code is None


@pytest.mark.parametrize(("form", "version"), LETTERS)
def test_what_is_not_asked_is_nowhere(shelf: Shelf, form: str, version: int) -> None:
    fields = forged(form, version)
    shelf.keep(letter(**fields))
    said = "\n".join(said_of(shelf))
    least = filled(form, version, LEAST.get(form))

    assert FORGED not in said
    for each in unasked(questionnaires()[form, version], least):
        assert typed(each) not in said
    dropped = len(fields["answers"]) - len(least)
    assert dropped >= 3
    assert dropped == shelf.read().cases[0].newest.unasked
    assert f"not shown: {dropped}" in said


@pytest.mark.parametrize(("form", "version"), LETTERS)
def test_what_is_not_asked_is_on_no_page(opened: Inbox, form: str, version: int) -> None:
    fields = forged(form, version)
    opened.remote.keep(letter(**fields))
    least = filled(form, version, LEAST.get(form))
    pages = html.unescape(opened.get().text + opened.get(CASE).text)

    assert FORGED not in pages
    for each in unasked(questionnaires()[form, version], least):
        assert typed(each) not in pages
    assert f"carried {len(fields['answers']) - len(least)} answers" in pages


def test_identity_forged_into_a_consultation_reaches_nobody(shelf: Shelf) -> None:
    known = {"question": "May we?", "urgency": "days", "child": "adult"}
    forged = {"name": "Ana", "phone": "0401", "told": "all", "contact": "0402", "wishes": ("x",)}
    shelf.keep(letter(form="consultation", form_version=1, answers={**known, **forged}))
    (case,) = shelf.read().cases

    assert known == case.newest.answers
    assert (5, None, "") == (case.newest.unasked, case.newest.raw_code, case.newest.raw)


def test_what_was_asked_and_does_not_fit_is_shown_as_it_came(shelf: Shelf) -> None:
    answers = {"message": "x", "how_reply": "carrier pigeon", "phone": "040 1", "verdict": FORGED}
    shelf.keep(letter(form_version=2, answers=answers))
    (case,) = shelf.read().cases

    assert {"how_reply": "carrier pigeon"} == json.loads(case.newest.raw)
    assert 2 == case.newest.unasked  # who wants no call by phone is asked for no number


def test_an_answer_that_its_own_condition_forbids_opens_no_further_one(shelf: Shelf) -> None:
    chain: dict[str, Any] = {"how_reply": "receipt", "person": "Bo", "person_knows": "yes"}
    shelf.keep(letter(form_version=2, answers={"message": "x", **chain}))
    (case,) = shelf.read().cases

    assert {"message": "x", "how_reply": "receipt"} == case.newest.answers


KEYS = sorted({q.key for form in questionnaires().values() for q in form.questions})
VALUES = sorted(
    {o.value for form in questionnaires().values() for q in form.questions for o in q.options[:30]}
)
ANSWERS = st.dictionaries(
    st.sampled_from([*KEYS, "verdict"]),
    st.sampled_from(VALUES) | st.text(max_size=5) | st.lists(st.sampled_from(VALUES)).map(tuple),
    max_size=12,
)


@given(form=st.sampled_from(LETTERS), answers=ANSWERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_answer_is_read_or_shown_raw_or_dropped_and_only_asked_ones_are_read(
    form: tuple[str, int], answers: dict[str, Answer]
) -> None:
    questionnaire: Questionnaire = questionnaires()[form]
    found = sort_answers(questionnaire, answers)
    open_ones = {each.key for each in unasked(questionnaire, found.answers)}

    assert len(answers) == len(found.answers) + len(found.invalid) + found.unasked
    assert not found.answers.keys() & found.invalid.keys()
    for key in (*found.answers, *found.invalid):
        assert key in questionnaire.by_key
        assert key not in open_ones
