"""What staff write down and press on the page of a case: what it shows, and how it is undone."""

import re

import pytest

from tests.inbox.sender import Sender
from tests.inbox.test_hostile_letter import HOSTILE
from tests.inbox.test_pages import words
from tests.inbox.visit import ACT, CASE, Inbox


def test_what_is_written_down_stands_in_the_conversation_as_text_only(
    opened: Inbox, fetched: Sender
) -> None:
    assert fetched.mailbox
    for act in ("note", "call", "check", "decision"):
        assert 303 == opened.send(ACT, act=act, text=f"{act} {HOSTILE}").status_code
    opened.send(ACT, act="label", text="<b>urgent</b>")
    page = opened.get(CASE).text

    assert not re.search(r"<(script|img|b>)", page)
    for act in ("note", "call", "check", "decision"):
        assert f"{act} &lt;/pre&gt;" in page
    assert "&lt;b&gt;urgent" in opened.get().text


def test_taking_and_labels_are_shown_and_undone(opened: Inbox, fetched: Sender) -> None:
    assert fetched.mailbox
    for fields in ({"act": "claim"}, {"act": "label", "text": "hurry"}):
        opened.send(ACT, **fields)
    page = words(opened.get().text)
    assert all(said in page for said in ("taken by aino", "hurry"))
    for fields in ({"act": "release"}, {"act": "unlabel", "text": "hurry"}):
        opened.send(ACT, **fields)
    page = words(opened.get().text)
    assert not any(said in page for said in ("taken by aino", "hurry"))


@pytest.mark.parametrize(
    ("done", "undone", "said"),
    [
        ({"act": "close"}, {"act": "reopen"}, "closed"),
        ({"act": "delete", "text": "spam"}, {"act": "restore"}, "deleted"),
    ],
)
def test_what_is_closed_or_deleted_is_in_a_list_of_its_own_until_that_is_undone(
    opened: Inbox, fetched: Sender, done: dict[str, str], undone: dict[str, str], said: str
) -> None:
    assert fetched.mailbox
    opened.send(ACT, **done)
    there, left = opened.get("/en/done/").text, opened.get().text
    assert CASE in there
    assert f'">{said}</li>' in there
    assert CASE not in left
    assert "1 letter is closed, deleted or merged" in left
    opened.send(ACT, **undone)

    assert CASE in opened.get().text
    assert "No letter is closed or deleted." in opened.get("/en/done/").text


def test_what_is_to_be_done_is_marked_until_it_was(opened: Inbox, fetched: Sender) -> None:
    assert fetched.mailbox
    assert ">to do<" in opened.get().text
    opened.send(ACT, act="call", text="She wants no more help.")

    assert ">to do<" not in opened.get().text


def test_a_deletion_needs_a_reason(opened: Inbox, fetched: Sender) -> None:
    assert fetched.mailbox
    assert 422 == opened.send(ACT, act="delete", text=" ").status_code
    assert CASE in opened.get().text


@pytest.mark.parametrize("act", ["", "destroyed", "received", "reply", "moved"])
def test_an_act_that_no_button_offers_is_refused(opened: Inbox, fetched: Sender, act: str) -> None:
    assert fetched.mailbox
    assert 400 == opened.send(ACT, act=act, text="x").status_code
