"""The box beside a letter, and the same in the command line: nothing in it invites a wrong call."""

import re
from datetime import datetime
from typing import Any

import pytest

from app.inbox import contact
from app.inbox.cases import Answer
from app.inbox.languages import LANGUAGES
from app.inbox.printed import show_lines
from app.inbox.records import case_record
from app.inbox.safe_times import at_this_time
from tests.inbox.filled import filled
from tests.inbox.shelf import Shelf, letter
from tests.inbox.test_contact_forms import NIGHT, NOON, REFERRAL, WRITE
from tests.inbox.test_pages import words
from tests.inbox.visit import CASE, Inbox

NUMBER = "0401112223"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon on a Monday in Helsinki."""
    at(monkeypatch, NOON)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(contact, "at_this_time", lambda times, _: at_this_time(times, now))


def box(opened: Inbox, form: str, version: int, answers: dict[str, Answer], tag: str = "en") -> str:
    """Return what the box says of a letter."""
    opened.remote.keep(letter(form=form, form_version=version, answers=answers))
    opened.get()
    page = opened.get(CASE.replace("/en/", f"/{tag}/")).text
    found = re.search(
        '<section class="contact[^"]*" aria-labelledby="contact">.*?</section>', page, re.DOTALL
    )
    assert found
    return words(found[0])


def printed(shelf: Shelf, form: str, version: int, answers: dict[str, Answer]) -> str:
    """Return what the command line says before the letter itself."""
    shelf.keep(letter(form=form, form_version=version, answers=answers))
    (case,) = shelf.read().cases
    lines = list(show_lines(case, LANGUAGES[-1]))
    assert case_record(case)["do_not_call"] == any("DO NOT CALL" in line for line in lines)
    return "\n".join(lines[: lines.index("")])


STOPS: list[Any] = [
    ("write", 2, {**WRITE, "phone": NUMBER, "who_else": ("controls_me",)}),
    ("write", 2, {**WRITE, "phone": NUMBER, "how_reply": "receipt"}),
    ("write", 2, {**WRITE, "phone": NUMBER, "how_reply": "carrier pigeon"}),
    ("referral", 1, {**REFERRAL, "phone": NUMBER, "who_else": ("controls",)}),
    ("referral", 1, {**REFERRAL, "phone": NUMBER, "reach": "through_you"}),
    (
        "referral",
        1,
        {
            **REFERRAL,
            "phone": NUMBER,
            "consent": "child_under_15",
            "guardian": "guardian_suspected",
        },
    ),
    ("worry", 1, {"message": "x", "agreed": "no", "who": NUMBER}),
    ("write", 9, {**WRITE, "phone": NUMBER}),
]


@pytest.mark.parametrize(("form", "version", "answers"), STOPS)
def test_a_box_that_forbids_the_call_holds_no_number(
    opened: Inbox, form: str, version: int, answers: dict[str, Answer]
) -> None:
    for tag, said in (("en", "DO NOT CALL"), ("fi", "ÄLÄ SOITA"), ("sv", "RING INTE")):
        found = box(opened, form, version, answers, tag)

        assert found.startswith(said)
        assert NUMBER not in found


@pytest.mark.parametrize(("form", "version", "answers"), STOPS)
def test_the_command_line_forbids_the_same(
    shelf: Shelf, form: str, version: int, answers: dict[str, Answer]
) -> None:
    found = printed(shelf, form, version, answers)

    assert "DO NOT CALL." in found
    assert NUMBER not in found


def test_the_hour_is_told_and_forbids(opened: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {**WRITE, "safe_times": ("day",), "safe_times_more": "not on Tuesdays"}
    found = box(opened, "write", 2, answers)
    assert "12:30 in Helsinki, is among" in found
    assert "not on Tuesdays" in found

    at(monkeypatch, NIGHT)
    later = words(opened.get(CASE).text)
    assert "DO NOT CALL NOW" in later
    assert "00:30 in Helsinki, is NOT among" in later


@pytest.mark.parametrize(
    ("now", "said"), [(NOON, "12:30 in Helsinki, is among"), (NIGHT, "is NOT")]
)
def test_the_command_line_tells_the_hour(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, now: datetime, said: str
) -> None:
    at(monkeypatch, now)
    found = printed(shelf, "write", 2, {**WRITE, "safe_times": ("day",)})

    assert said in found
    assert ("DO NOT CALL NOW." in found) == (now == NIGHT)


def test_a_number_that_a_terminal_may_turn_round_is_told_as_typed(shelf: Shelf) -> None:
    found = printed(shelf, "write", 2, {**WRITE, "phone": "رقمي +44 20 7946 0958"})

    assert "they were typed:\n  │ +44 20 7946 0958" in found


@pytest.mark.parametrize(
    ("say", "said"),
    [
        ("hang_up", "If someone else answers, hang up."),
        ("wrong_number", "say that it is a wrong number"),
        ("other", "under the name that stands in the letter"),
        (None, "do not say who you are, and hang up"),
    ],
)
def test_what_to_say_to_somebody_else_is_told(opened: Inbox, say: str | None, said: str) -> None:
    given: dict[str, Answer] = {"say_if_answered": say} if say else {}
    found = box(opened, "write", 2, {**WRITE, **given})

    assert said in found
    assert "LEAVE NO MESSAGE: the question" in found


def test_wishes_about_interpreters_stand_in_the_box(opened: Inbox) -> None:
    wish: dict[str, Answer] = {
        "interpreter": "yes",
        "interpreter_wish": ("woman", "not_my_community"),
    }
    found = box(opened, "write", 2, {**WRITE, **wish, "language": "so"}, "fi")

    assert "Nainen, Ei kukaan omasta yhteisöstäni tai kotiseudultani" in found
    assert "somali" in found


def test_the_referrer_is_told_with_the_warning_to_use_a_published_number(opened: Inbox) -> None:
    found = box(opened, "referral", 1, filled("referral", 1, {"reach": "through_you"}))

    assert "number that their organisation publishes" in found
    for key in ("name", "phone", "email", "organisation", "standin"):
        assert f"T-referrer_{key}-T" in found


def test_a_person_who_did_not_agree_is_told_as_such(opened: Inbox) -> None:
    found = box(opened, "worry", 1, filled("worry", 1, {"agreed": "danger"}))

    assert "did NOT agree" in found
    assert found.index("T-phone-T") < found.index("T-who-T")
