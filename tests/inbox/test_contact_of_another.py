"""Whoever writes for somebody else: what they say of a child, and who they say that they are."""

import pytest

from app.inbox.acts import act
from app.inbox.cases import Answer
from app.inbox.contact import Contacts, contacts
from app.inbox.languages import ENGLISH
from app.inbox.printed_letter import contact_lines
from app.inbox.reaching import BY, UNVERIFIED
from tests.inbox.answers import case_at
from tests.inbox.filled import filled
from tests.inbox.sender import Sender
from tests.inbox.shelf import Shelf, letter

CALLED: dict[str, Answer] = {"reach": "phone", "who_else": ("nobody",), "safe_times": ()}

GROWN: dict[str, Answer] = {"consent": "written", "age_group": "from_30_to_39"}


def referred(shelf: Shelf, said: dict[str, Answer]) -> Contacts:
    answers = filled("referral", 1, {**CALLED, **said})
    shelf.keep(letter(form="referral", form_version=1, answers=answers))
    (case,) = shelf.read().cases
    return contacts(case)


@pytest.mark.parametrize(
    "said",
    [
        {"consent": "written", "age_group": "from_15_to_17"},
        {"consent": "spoken", "age_group": "under_15"},
        {"consent": "child_15_to_17", "age_group": "under_15"},
        {"consent": "child_15_to_17", "age_group": "from_30_to_39"},
        {"consent": "child_under_15", "age_group": "from_15_to_17"},
        {"consent": "child_under_15", "age_group": "unknown", "guardian": "nobody"},
        {"consent": "child_under_15", "age_group": "under_15", "guardian": "unknown"},
    ],
    ids=str,
)
def test_a_letter_that_contradicts_itself_about_a_child_forbids_a_call(
    shelf: Shelf, said: dict[str, Answer]
) -> None:
    found = referred(shelf, said)

    assert found.do_not_call
    (contact,) = found.each
    assert not contact.shown
    assert any("before anybody calls or writes" in mind.says for mind in contact.minds)


@pytest.mark.parametrize(
    "said",
    [
        {"consent": "written", "age_group": "unknown"},
        {"consent": "child_15_to_17", "age_group": "from_15_to_17", "guardian": "nobody"},
        {"consent": "child_under_15", "age_group": "under_15", "guardian": "guardian_agrees"},
    ],
    ids=str,
)
def test_a_letter_that_agrees_with_itself_about_age_forbids_none(
    shelf: Shelf, said: dict[str, Answer]
) -> None:
    assert not referred(shelf, said).do_not_call


def test_a_number_that_a_referrer_gave_is_doubted_until_they_were_verified(sender: Sender) -> None:
    answers = filled("referral", 1, {**CALLED, **GROWN, "referrer_phone": ""})
    sender.write(form="referral", form_version=1, answers=answers)
    desk = sender.office.desk()
    assert UNVERIFIED in tuple(contact_lines(case_at(desk), ENGLISH))

    assert act(desk, case_at(desk), "verify", "The number on their own page; Bo answered.")
    assert UNVERIFIED not in tuple(contact_lines(case_at(desk), ENGLISH))


@pytest.mark.parametrize(
    ("form", "version", "said"),
    [
        ("referral", 1, {**CALLED, **GROWN, "reach": "through_you"}),
        ("referral", 1, {**CALLED, **GROWN, "who_else": ("controls",)}),
        ("write", 2, {"how_reply": "phone", "phone": "040 1"}),
    ],
    ids=["through-referrer", "not-to-be-called", "by-oneself"],
)
def test_where_no_referrer_gave_a_number_to_use_nothing_is_doubted(
    sender: Sender, form: str, version: int, said: dict[str, Answer]
) -> None:
    sender.write(form=form, form_version=version, answers=filled(form, version, said))

    assert UNVERIFIED not in tuple(contact_lines(case_at(sender.office.desk()), ENGLISH))


def test_nobody_tells_an_exploiter_who_asks_as_a_helper_of_any_person(shelf: Shelf) -> None:
    given = {"question": "x", "urgency": "days", "child": "adult", "how_reply": "040 1"}
    shelf.keep(letter(form="consultation", form_version=1, answers=given))
    (case,) = shelf.read().cases
    (contact,) = contacts(case).each

    assert contact.way
    assert "say nothing about any person" in BY[contact.way.by]
