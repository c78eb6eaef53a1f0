"""A version that nobody wrote a table for: other words are understood, other questions are not."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.forms.questionnaire import Condition, Option, Question, Questionnaire, Section
from app.inbox.cases import Answer, Case
from app.inbox.claims import claims
from app.inbox.contact import contacts
from app.inbox.joining import read_cases
from app.inbox.versions import understood_as
from app.inbox.wishes import wishes
from tests.inbox.filled import LETTERS
from tests.inbox.shelf import Shelf, identity, letter, questionnaires

WRITE: Mapping[str, Answer] = {"message": "x", "how_reply": "phone", "phone": "040 1"}


def changed(**questions: Mapping[str, object]) -> Questionnaire:
    """Return the next version of a letter, in which these fields of these questions are others."""
    return changed_from(questionnaires()["write", 2], questions)


def changed_from(
    old: Questionnaire, questions: Mapping[str, Mapping[str, object]]
) -> Questionnaire:
    """Return the next version of this one, in which these fields of these questions are others."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(each, **questions.get(each.key, {}))  # type: ignore[arg-type]  # any field
                for each in section.questions
            ),
        )
        for section in old.sections
    )
    return replace(old, version=old.version + 1, sections=sections)


def case(shelf: Shelf, new: Questionnaire, answers: Mapping[str, Answer]) -> Case:
    """Return a case whose letter is of this version."""
    shelf.keep(letter(form=new.form, form_version=new.version, answers=answers))
    known = {**questionnaires(), (new.form, new.version): new}
    (case,) = read_cases(shelf.store, [identity()], known).cases
    return case


def with_question(new: Questionnaire, section: str, question: Question) -> Questionnaire:
    return replace(
        new,
        sections=tuple(
            replace(each, questions=(*each.questions, question)) if each.key == section else each
            for each in new.sections
        ),
    )


NEWEST = sorted({form: (form, version) for form, version in LETTERS}.values())


@pytest.mark.parametrize("version", NEWEST)
def test_a_version_in_other_words_is_understood_as_the_one_before(version: tuple[str, int]) -> None:
    form = questionnaires()[version]
    words = {each.key: {"label": "Other words?", "hint": "Here"} for each in form.questions}

    assert version == understood_as(questionnaires(), changed_from(form, words))


def test_whoever_is_asked_in_other_words_is_called_as_before(shelf: Shelf) -> None:
    found = case(shelf, changed(phone={"label": "Number?"}), {**WRITE, "danger_now": "yes"})

    assert not contacts(found).do_not_call
    assert ("danger",) == claims(found)


def test_who_wants_no_answer_by_a_later_version_is_not_contacted(shelf: Shelf) -> None:
    found = case(shelf, changed(phone={"label": "?"}), {"message": "x", "how_reply": "no_reply"})

    assert wishes(found).do_not_contact


def test_a_new_question_elsewhere_changes_nothing(shelf: Shelf) -> None:
    new = with_question(changed(), "help", Question("pets", "text", "Have you pets?"))

    assert not contacts(case(shelf, new, WRITE)).do_not_call


MORE = Question("never_call", "text", "When must we never call?")
CHANGES = [
    with_question(changed(), "calling", MORE),
    replace(changed(), sections=(*changed().sections, Section("more", (MORE,)))),
    replace(changed(), sections=changed().sections[:1]),
    changed(phone={"kind": "choice", "options": (Option("a", "A"),)}),
    changed(who_else={"options": (Option("nobody", "Nobody"), Option("him", "Him"))}),
    changed(phone={"when": ()}),
    changed(phone={"when": (Condition("how_reply", ("receipt",)),)}),
    changed(safe_times={"required": True}),
]


@pytest.mark.parametrize("new", CHANGES, ids=range(len(CHANGES)))
def test_a_version_that_asks_something_else_forbids_calling(
    shelf: Shelf, new: Questionnaire
) -> None:
    found = contacts(case(shelf, new, WRITE))

    assert found.do_not_call
    assert ["unread"] == [each.known for each in found.each]


def test_a_version_is_not_understood_if_the_one_before_is_not_there() -> None:
    known = {key: each for key, each in questionnaires().items() if key != ("write", 2)}

    assert understood_as(known, changed()) is None


def test_a_version_before_every_one_of_the_table_is_not_understood() -> None:
    assert understood_as(questionnaires(), replace(changed(), version=0)) is None
