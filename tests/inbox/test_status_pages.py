"""How a referral goes, on staff's pages: what is offered, what is asked first, what is refused."""

import html

from app.inbox.cases import Answer
from app.inbox.reaching import UNVERIFIED
from tests.inbox.filled import filled
from tests.inbox.sender import Sender
from tests.inbox.test_pages import words
from tests.inbox.visit import ACT, ANSWER, CASE, Inbox, post


def referred(opened: Inbox, **changed: Answer) -> Sender:
    sender = Sender(opened.office)
    answers = filled("referral", 1, {"consent": "written", **changed})
    sender.write(form="referral", form_version=1, answers=answers)
    opened.get()
    return sender


def test_a_referral_is_answered_by_itself_and_its_page_says_so(opened: Inbox) -> None:
    sender = referred(opened)
    page = words(opened.get(CASE).text)

    assert 1 == len(sender.texts())
    assert "It has come in (sent by itself)" in page
    assert "to do" in words(opened.get().text)


def test_yes_and_no_are_offered_only_where_the_person_agreed(opened: Inbox) -> None:
    referred(opened, may_tell="no")
    page = opened.get(ANSWER).text

    assert 'value="status_decided"' in page
    for key in ("status_decided_yes", "status_decided_no", "received"):
        assert f'value="{key}"' not in page


def test_no_status_is_offered_for_another_letter(opened: Inbox) -> None:
    Sender(opened.office).write()
    opened.get()

    assert "status_" not in opened.get(ANSWER).text
    assert 'value="verify"' not in opened.get(CASE).text


def test_whom_staff_verified_is_told_the_status(opened: Inbox) -> None:
    sender = referred(opened, may_tell="yes")
    refused = post(opened, phrase="status_decided_yes")
    assert 422 == refused.status_code
    assert "call their organisation by a number that it publishes" in refused.text
    opened.send(ACT, act="verify", text="09 1234 on kunta.example, Liisa")
    page = words(html.unescape(opened.get(CASE).text))
    assert "Sender verified through a published number" in page
    assert "Verified through" not in page
    assert 303 == post(opened, phrase="status_decided_yes").status_code

    assert 2 == len(sender.texts())


def test_a_verification_without_a_word_comes_back(opened: Inbox) -> None:
    referred(opened)

    assert 422 == opened.send(ACT, act="verify", text=" ").status_code


def test_a_number_that_a_referrer_gave_is_doubted_until_they_were_verified(opened: Inbox) -> None:
    referred(opened, age_group="from_30_to_39", reach="phone", who_else=("nobody",))
    assert UNVERIFIED in words(html.unescape(opened.get(CASE).text))

    opened.send(ACT, act="verify", text="09 1234 on kunta.example, Liisa")
    assert UNVERIFIED not in words(html.unescape(opened.get(CASE).text))
