"""What staff see before they call: where a letter is silent or unread, nobody calls."""

from typing import Any

import pytest

from app.inbox.cases import Case
from app.inbox.contact import Contact, contacts
from tests.inbox.shelf import Shelf, letter


def case(shelf: Shelf, *letters: dict[str, Any]) -> Case:
    """Return the case that these letters make; each is its answers, in the order of writing."""
    for minute, fields in enumerate(letters):
        answers = {"message": "x", **fields.pop("answers", {})}
        shelf.keep(letter(answers=answers, written=f"2026-11-22T03:{minute:02}Z", **fields))
    (case,) = shelf.read().cases
    return case


def answers(**fields: object) -> dict[str, Any]:
    return {"answers": fields}


@pytest.mark.parametrize("leave", ["no", "call_back_only", "yes"])
def test_who_names_a_way_may_be_called_and_says_whether_to_leave_a_message(
    shelf: Shelf, leave: str
) -> None:
    found = contacts(case(shelf, answers(contact=" 040 1\n", leave_message=leave)))

    assert not found.do_not_call
    assert (Contact("given", " 040 1\n", leave),) == found.each
    assert "ar" == found.each[0].language


@pytest.mark.parametrize("silent", [{}, {"contact": ""}, {"contact": " \n\t"}])
def test_who_names_no_way_is_not_called(shelf: Shelf, silent: dict[str, str]) -> None:
    found = contacts(case(shelf, answers(**silent, leave_message="yes")))

    assert found.do_not_call
    assert (Contact("none"),) == found.each


def test_an_unanswered_question_allows_no_message(shelf: Shelf) -> None:
    (said,) = contacts(case(shelf, answers(contact="040 1"))).each

    assert said.leave is None


@pytest.mark.parametrize(
    "fields",
    [
        {"form": "unheard", **answers(contact="040 1")},
        {"form_version": 9, **answers(contact="040 1")},
        answers(contact="0" * 301),
        answers(contact=("040 1", "040 2")),
    ],
    ids=["form", "version", "too long", "several"],
)
def test_nobody_calls_before_reading_what_does_not_fit_the_form(
    shelf: Shelf, fields: dict[str, Any]
) -> None:
    found = contacts(case(shelf, fields))

    assert found.do_not_call
    assert (Contact("unread", raw=True),) == found.each


def test_an_unknown_letter_version_is_unread(shelf: Shelf) -> None:
    shelf.keep(b'{"wire":3,"contact":"040 1"}')
    (case,) = shelf.read().cases

    assert contacts(case).do_not_call


def test_another_part_that_is_shown_raw_is_told(shelf: Shelf) -> None:
    found = contacts(case(shelf, answers(contact="040 1", safe_to_call="no")))

    assert (Contact("given", "040 1", raw=True),) == found.each


@pytest.mark.parametrize(
    "later",
    [answers(), answers(contact="040 2"), answers(contact="040 1", leave_message="yes")],
    ids=["none", "another way", "another message"],
)
def test_versions_that_say_different_things_forbid_calling_and_are_all_shown(
    shelf: Shelf, later: dict[str, Any]
) -> None:
    found = contacts(case(shelf, answers(contact="040 1"), later))

    assert found.do_not_call
    assert not found.agreed
    assert Contact("given", "040 1") == found.each[1]  # the one written last stands first


def test_versions_that_differ_elsewhere_agree(shelf: Shelf) -> None:
    found = contacts(
        case(shelf, answers(contact="040 1"), {"language": "so", **answers(contact="040 1")})
    )

    assert found.agreed
    assert not found.do_not_call


def test_no_repr_shows_a_way_to_reach_somebody() -> None:
    assert "040" not in repr(Contact("given", "040 1"))
