"""An exploiter wants a call at the wrong time, to the wrong phone, or heard by the wrong ears."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from app.inbox.cases import Answer
from app.inbox.contact import Contact, Contacts, contacts
from app.inbox.wishes import wishes
from tests.inbox.filled import filled
from tests.inbox.shelf import Shelf, letter

NOON = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
"""A Monday, 12:30 in Helsinki."""

NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
"""A Tuesday, 00:30 in Helsinki."""

WRITE: dict[str, Answer] = {"message": "x", "how_reply": "phone", "phone": "040 1"}
CALL: dict[str, Answer] = {"phone": "040 1"}
REFERRAL = filled(
    "referral",
    1,
    {
        "consent": "written",
        "reach": "phone",
        "age_group": "from_18_to_29",
        "who_else": ("nobody",),
        "safe_times": ("day",),
        "interpreter": "no",
    },
)


def of(shelf: Shelf, form: str, version: int, given: Mapping[str, Answer], **more: Any) -> Contacts:
    shelf.keep(letter(form=form, form_version=version, answers=given, **more))
    (case,) = shelf.read().cases
    return contacts(case, NOON)


def one(found: Contacts) -> Contact:
    (contact,) = found.each
    return contact


def minds(contact: Contact) -> str:
    return " ".join(mind.says for mind in contact.minds)


# --- write 2


def test_who_wants_a_call_and_says_nothing_against_it_is_called(shelf: Shelf) -> None:
    found = of(shelf, "write", 2, WRITE)

    assert not found.do_not_call_now
    assert one(found).shown
    assert ("", "") == (one(found).leave, one(found).say)
    assert "unsaid" == found.now.safe


@pytest.mark.parametrize("how", ["receipt", "no_reply", None])
def test_a_number_typed_where_none_is_wanted_is_not_called(shelf: Shelf, how: str | None) -> None:
    chosen: dict[str, Answer] = {"how_reply": how} if how else {}
    found = of(shelf, "write", 2, {"message": "040 1", "phone": "040 1", **chosen})

    assert found.do_not_call
    assert one(found).way is None
    assert "040" not in str(one(found).told)


@pytest.mark.parametrize(
    ("how", "by"), [("text_message", "text"), ("email", "email"), ("person", "trusted")]
)
def test_who_wants_another_way_is_not_called(shelf: Shelf, how: str, by: str) -> None:
    ways = {"phone": "040 1", "email": "a@b.example", "person": "Bo, 040 2"}
    found = of(shelf, "write", 2, {"message": "x", "how_reply": how, **ways})
    way = one(found).way

    assert found.do_not_call
    assert way
    assert (by, True) == (way.by, one(found).shown)


@pytest.mark.parametrize("how", ["phone", "text_message", "email"])
def test_a_phone_that_somebody_watches_is_not_used_whoever_else_sees_it(
    shelf: Shelf, how: str
) -> None:
    given = {"message": "x", "how_reply": how, "phone": "040 1", "email": "a@b.example"}
    found = of(shelf, "write", 2, {**given, "who_else": ("nobody", "controls_me")})

    assert found.do_not_call
    assert not one(found).shown
    assert "Someone who controls" in minds(one(found))


def test_a_trusted_person_who_does_not_know_is_told(shelf: Shelf) -> None:
    given: dict[str, Answer] = {"message": "x", "how_reply": "person", "person": "Bo"}
    assert "does not know yet" in minds(one(of(shelf, "write", 2, given)))


def test_a_trusted_person_who_knows_is_not_said_not_to(shelf: Shelf) -> None:
    given = {"message": "x", "how_reply": "person", "person": "Bo", "person_knows": "yes"}

    assert "" == minds(one(of(shelf, "write", 2, given)))


@pytest.mark.parametrize(
    "forged",
    [
        {"how_reply": "phone!"},
        {"how_reply": ("phone", "receipt")},
        {"phone": ("040 1", "040 2")},
        {"who_else": ("controls_me", "x")},
        {"who_else": "x"},
        {"safe_times": "never"},
        {"leave_message": "maybe"},
        {"say_if_answered": "who we are"},
        {"safe_times_more": "x" * 301},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_read_forbids_the_call(
    shelf: Shelf, forged: dict[str, Answer]
) -> None:
    found = of(shelf, "write", 2, {**WRITE, **forged})

    assert found.do_not_call
    assert "unread" == one(found).known


def test_the_receipts_finder_cannot_add_a_number(shelf: Shelf) -> None:
    shelf.keep(letter(form_version=2, answers={"message": "x", "how_reply": "receipt"}))
    found = of(shelf, "call", 1, {"phone": "040 666"})

    assert found.do_not_call
    assert not found.agreed


def test_who_wants_no_answer_is_not_contacted(shelf: Shelf) -> None:
    shelf.keep(letter(form_version=2, answers={"message": "x", "how_reply": "no_reply"}))
    (case,) = shelf.read().cases

    assert wishes(case).do_not_contact
    assert contacts(case).unwanted


def test_a_wish_that_no_form_asked_for_is_none(shelf: Shelf) -> None:
    given: dict[str, Answer] = {"question": "x", "urgency": "days", "child": "adult"}
    forged: dict[str, Answer] = {"wishes": ("do_not_contact",), "how_reply": "no_reply"}
    shelf.keep(letter(form="consultation", form_version=1, answers={**given, **forged}))
    (case,) = shelf.read().cases

    assert not wishes(case)


# --- times


@pytest.mark.parametrize("form", [("write", 2, WRITE), ("call", 1, CALL)])
def test_now_is_compared_with_the_times_that_are_safe(
    shelf: Shelf, form: tuple[str, int, dict[str, Answer]]
) -> None:
    name, version, given = form
    times: dict[str, Answer] = {"safe_times": ("day", "weekdays")}
    shelf.keep(letter(form=name, form_version=version, answers={**given, **times}))
    (case,) = shelf.read().cases

    assert [False, True] == [contacts(case, now).do_not_call_now for now in (NOON, NIGHT)]
    assert not contacts(case, NIGHT).do_not_call  # another time it may be


def test_a_text_message_is_not_sent_at_another_time_either(shelf: Shelf) -> None:
    given = {**WRITE, "how_reply": "text_message", "safe_times": ("night",)}

    assert of(shelf, "write", 2, given).not_now


def test_call_me_without_times_means_any_time(shelf: Shelf) -> None:
    found = of(shelf, "call", 1, CALL)

    assert not found.do_not_call_now
    assert one(found).any_time


# --- for someone else


def test_the_person_is_told_beside_the_writer_and_never_as_who_to_call(shelf: Shelf) -> None:
    given = {"message": "x", "agreed": "danger", "who": "Ana, 040 2", "phone": "040 1"}
    contact = one(of(shelf, "worry", 1, given))
    (beside,) = contact.beside

    assert contact.way
    assert (("phone",), ("who",)) == (contact.way.keys, beside.keys)
    assert "did NOT agree" in contact.minds_of(beside)[0].says


def test_a_person_who_did_not_agree_is_not_told_at_all(shelf: Shelf) -> None:
    given: dict[str, Answer] = {"message": "x", "agreed": "no", "who": "Ana, 040 2"}
    found = of(shelf, "worry", 1, given)

    assert found.do_not_call
    assert ((), None) == (one(found).beside, one(found).way)


# --- referral and consultation


def test_a_person_who_wants_a_call_is_called(shelf: Shelf) -> None:
    found = of(shelf, "referral", 1, REFERRAL)

    assert not found.do_not_call_now
    assert ["referrer"] == [way.by for way in one(found).beside]


def test_who_is_reached_through_the_referrer_is_not_called(shelf: Shelf) -> None:
    found = of(shelf, "referral", 1, {**REFERRAL, "reach": "through_you", "phone": "040 1"})
    contact = one(found)

    assert found.do_not_call
    assert contact.way
    assert ("referrer", True, ()) == (contact.way.by, contact.shown, contact.beside)
    assert "040" not in str(contact.told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"not_theirs": ()}, "An exploiter may use"),
        ({"not_theirs": None}, "An exploiter may use"),
        ({"who_else": ("nobody", "controls")}, "Someone who controls"),
        (
            {"consent": "child_15_to_17", "guardian": "guardian_suspected"},
            "DO NOT CONTACT THE GUARDIAN",
        ),
    ],
    ids=str,
)
def test_what_makes_a_call_dangerous_forbids_it_and_hides_the_number(
    shelf: Shelf, change: dict[str, Answer | None], said: str
) -> None:
    given = {key: each for key, each in {**REFERRAL, **change}.items() if each is not None}
    found = of(shelf, "referral", 1, given)

    assert found.do_not_call
    assert not one(found).shown
    assert said in minds(one(found)) or "unread" == one(found).known


@pytest.mark.parametrize("key", ["consent", "reach", "may_tell", "language"])
def test_a_referral_that_lacks_what_must_be_said_is_unread(shelf: Shelf, key: str) -> None:
    given = {name: answer for name, answer in REFERRAL.items() if name != key}
    found = of(shelf, "referral", 1, given)

    assert found.do_not_call
    assert "unread" == one(found).known


def test_a_child_whose_guardian_nobody_named_is_not_called(shelf: Shelf) -> None:
    given = filled("referral", 1, {**REFERRAL, "consent": "child_under_15"}, without=("guardian",))

    assert of(shelf, "referral", 1, given).do_not_call


@pytest.mark.parametrize(("may", "said"), [("yes", "yes or no, and"), ("no", "Do NOT tell")])
def test_staff_see_whether_the_referrer_may_be_told(shelf: Shelf, may: str, said: str) -> None:
    assert said in minds(one(of(shelf, "referral", 1, {**REFERRAL, "may_tell": may})))


@pytest.mark.parametrize(("typed", "silent"), [("040 1", False), ("", True)])
def test_who_asks_is_answered_as_they_say(shelf: Shelf, typed: str, *, silent: bool) -> None:
    given: dict[str, Answer] = {"question": "x", "urgency": "days", "child": "adult"}
    found = of(shelf, "consultation", 1, {**given, "how_reply": typed})

    assert silent == found.do_not_call
