"""Merged letters on staff's pages: seen together, answered apart, and separated again."""

import re

import pytest

from tests.inbox.sender import Sender
from tests.inbox.shelf import LETTER, letter
from tests.inbox.test_hostile_letter import HOSTILE
from tests.inbox.test_pages import words
from tests.inbox.visit import ACT, ANSWER, CASE, Inbox

OTHER = "9" * 32
THERE = f"/en/cases/{OTHER}/"


@pytest.fixture
def merged(opened: Inbox, fetched: Sender) -> Inbox:
    """Return an inbox where a letter without receipt was merged into the one at CASE."""
    assert fetched.mailbox
    opened.remote.keep(letter(letter_id=OTHER, way_back=None, answers={"message": HOSTILE}))
    opened.get()
    pressed = opened.send(f"{THERE}act", act="merge", text=f" {LETTER.letter_id[:8]} ")
    assert (303, THERE) == (pressed.status_code, pressed.headers["Location"])
    return opened


def test_each_leads_to_the_other_and_one_stands_in_the_list(merged: Inbox) -> None:
    page = merged.get().text

    assert CASE in page
    assert THERE not in page
    assert "1 more letter of this person" in page
    assert f'href="{THERE}"' in merged.get(CASE).text.partition('id="person"')[2]
    own = merged.get(THERE).text
    assert f'href="{CASE}"' in own.partition('id="person"')[2]
    assert f"stands under letter {LETTER.letter_id[:8]}" in words(own)
    assert "Merged by aino." in words(own)
    assert f"the same person as letter {LETTER.letter_id[:8]}" in words(
        merged.get("/en/done/").text
    )


def test_the_others_words_are_text_there_too(merged: Inbox) -> None:
    box = merged.get(CASE).text.partition('id="person"')[2].partition("</section>")[0]

    assert not re.search("<(script|img|b)>", box)
    assert "&lt;/pre&gt;" in box


def test_the_answers_page_says_that_only_one_receipt_reads_it(merged: Inbox) -> None:
    page = words(merged.get(ANSWER).text)

    assert "The answer goes to the receipt of this letter only" in page
    assert f"Letter {OTHER[:8]}" in page


def test_one_press_separates_them_again(merged: Inbox) -> None:
    button = merged.get(THERE).text.partition('value="separate"')[2].partition("</form>")[0]
    assert "Separate it again" in button
    assert 303 == merged.send(f"{THERE}act", act="separate").status_code

    page = merged.get().text
    assert CASE in page
    assert THERE in page
    assert 'id="person"' not in merged.get(CASE).text
    assert 422 == merged.send(f"{THERE}act", act="separate").status_code


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("ffff", "No letter has this number"),
        ("", "No letter has this number"),
        (OTHER, "one person's already"),
        (LETTER.letter_id, "one person's already"),
    ],
)
def test_what_cannot_be_merged_says_why_and_keeps_what_was_typed(
    merged: Inbox, number: str, said: str
) -> None:
    refused = merged.send(ACT, act="merge", text=number)

    assert 422 == refused.status_code
    assert said in words(refused.text)
    field = refused.text.partition('id="merge"')[2].partition(">")[0]
    assert f'value="{number}"' in field


def test_a_letter_that_came_after_the_merge_is_in_the_list_again(merged: Inbox) -> None:
    merged.remote.keep(letter(letter_id=OTHER, way_back=None, answers={"message": "changed"}))

    assert THERE in merged.get().text
