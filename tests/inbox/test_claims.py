"""What letters claim of danger and haste: seen at once, first in the list, and only a claim."""

import pytest

from app.inbox.cases import Answer
from app.inbox.claims import CLAIMED, CLAIMS, claims
from app.inbox.listing import count, listed
from app.inbox.printed import list_lines, show_lines
from app.wire.receipt import WayBack
from tests.inbox.shelf import Shelf, letter, questionnaires
from tests.inbox.test_pages import words
from tests.inbox.visit import CASE, Inbox

WRITE, WORRY, REFERRAL, ASK = ("write", 2), ("worry", 1), ("referral", 1), ("consultation", 1)


def keep(shelf: Shelf, letter_id: str, form: tuple[str, int], **answers: Answer) -> None:
    way_back = WayBack(b"\x01" * 1216, letter_id.encode())
    written = f"2026-11-22T0{letter_id[0]}:00Z"
    shelf.keep(
        letter(
            letter_id=letter_id,
            way_back=way_back,
            written=written,
            form=form[0],
            form_version=form[1],
            answers={"message": "x", **answers},
        )
    )


@pytest.mark.parametrize(
    ("form", "answers", "claimed"),
    [
        (WRITE, {"danger_now": "yes"}, ("danger",)),
        (WRITE, {"danger_now": "not_sure", "age_group": "under_15"}, ("perhaps_danger", "child")),
        (WRITE, {"danger_now": "no", "age_group": "adult"}, ()),
        (WORRY, {"danger_now": "yes", "child": "yes"}, ("danger", "child")),
        (WORRY, {"agreed": "danger"}, ("danger",)),
        (REFERRAL, {"urgency": "within_24h", "consent": "child_15_to_17"}, ("hours", "child")),
        (REFERRAL, {"urgency": "danger_now", "risk": ("self_harm",)}, ("danger", "perhaps_danger")),
        (REFERRAL, {"urgency": "days", "risk": ("none_known",), "consent": "written"}, ()),
        (ASK, {"urgency": "danger_now", "child": "child"}, ("danger", "child")),
        (ASK, {"urgency": "days", "child": "several", "danger_now": "yes"}, ()),
        (WRITE, {"danger_now": "yes!", "urgency": "danger_now"}, ()),
    ],
)
def test_a_claim_is_what_was_answered_to_a_question_of_the_form(
    shelf: Shelf, form: tuple[str, int], answers: dict[str, Answer], claimed: tuple[str, ...]
) -> None:
    keep(shelf, "1" * 32, form, **answers)
    (case,) = shelf.read().cases

    assert claimed == claims(case)


def test_what_claims_most_is_first_and_none_is_hidden(shelf: Shelf) -> None:
    keep(shelf, "1" * 32, WRITE, danger_now="yes")
    keep(shelf, "2" * 32, ASK, question="x", urgency="within_24h", child="adult")
    keep(shelf, "3" * 32, WRITE, age_group="under_15")
    keep(shelf, "4" * 32, WRITE)
    keep(shelf, "5" * 32, WRITE, danger_now="not_sure")
    contents = shelf.read()
    found = [case.case_id[0] for case in listed(contents, "open")]

    assert ["1", "2", "5", "3", "4"] == found
    assert 5 == count(contents, "open")


def test_the_command_line_says_that_it_is_only_a_claim(shelf: Shelf) -> None:
    keep(shelf, "1" * 32, WRITE, danger_now="yes")
    contents = shelf.read()

    assert "says: danger now" in next(iter(list_lines(contents)))
    assert "The letter says: danger now. Anybody can claim it: read the letter." in list(
        show_lines(contents.cases[0])
    )


def test_the_pages_say_that_it_is_only_a_claim(opened: Inbox) -> None:
    answers = {"message": "x", "danger_now": "yes", "age_group": "under_15"}
    opened.remote.keep(letter(form_version=2, answers=answers))
    page = words(opened.get().text)

    for said in ("says: danger now", "says: a child", "only what the letters say"):
        assert said in page
    assert "says: danger now" in words(opened.get(CASE).text)


@pytest.mark.parametrize("version", CLAIMED)
def test_the_table_names_only_what_its_form_asks(version: tuple[str, int]) -> None:
    for key, by_answer in CLAIMED[version].items():
        question = questionnaires()[version].by_key[key]
        assert by_answer.keys() <= {option.value for option in question.options}
        assert set(by_answer.values()) <= CLAIMS.keys()
