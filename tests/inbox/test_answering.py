"""The pages on which staff answer: what they show, do once, and refuse."""

import html
import re

import pytest

from app.wire.constants import ANSWER_LIMIT
from app.wire.errors import MailboxEmpty
from tests.inbox.sender import Sender
from tests.inbox.test_pages import words
from tests.inbox.visit import ACT, ANSWER, CASE, Inbox, case_of, new_id, phrases, post


def test_a_phrase_is_shown_in_both_languages_before_it_is_sent(
    opened: Inbox, fetched: Sender
) -> None:
    page = html.unescape(post(opened, "look", phrase="read").text)

    assert phrases()["read"].text["ar"] in page
    assert phrases()["read"].text["en"] in page
    with pytest.raises(MailboxEmpty):
        fetched.read()


def test_what_is_sent_is_what_was_shown(opened: Inbox, fetched: Sender) -> None:
    sent = post(opened, phrase="read")

    assert (303, CASE) == (sent.status_code, sent.headers["Location"])
    assert [phrases()["read"].text["ar"]] == fetched.texts()
    page = words(opened.get(CASE).text)
    assert page.index("The letter") < page.index("Our answer")
    assert "aino" in page


def test_a_reload_of_the_post_answers_once(opened: Inbox, fetched: Sender) -> None:
    answer_id = new_id(opened)
    for _ in range(3):
        assert 303 == post(opened, answer=answer_id, text="once").status_code

    assert ["once"] == fetched.texts()


def test_a_form_that_was_sent_already_does_not_send_another_text(
    opened: Inbox, fetched: Sender
) -> None:
    answer_id = new_id(opened)
    post(opened, answer=answer_id, text="one")
    again = post(opened, answer=answer_id, text="two")

    assert 422 == again.status_code
    assert "This text was not sent" in again.text
    assert ">\ntwo</textarea>" in again.text
    assert answer_id not in again.text
    assert ["one"] == fetched.texts()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "The answer is empty"),
        ({"text": "a" * (ANSWER_LIMIT + 1)}, "too long"),
        ({"text": "turned \u202e round"}, "characters that are not seen"),
        ({"text": "bell \x07"}, "characters that are not seen"),
        ({"text": "own", "phrase": "read"}, "Keep one of the two"),
        ({"text": "Call 040 123 4567."}, "First check whom you are writing to"),
        ({"phrase": "meet"}, "First check whom you are writing to"),
    ],
)
@pytest.mark.parametrize("step", ["look", "send"])
def test_what_may_not_be_sent_comes_back_with_the_reason_and_all_that_was_typed(
    opened: Inbox, fetched: Sender, step: str, fields: dict[str, str], said: str
) -> None:
    refused = post(opened, step, **fields)

    assert 422 == refused.status_code
    assert said in refused.text
    assert f">\n{html.escape(fields.get('text', ''))}</textarea>" in refused.text
    with pytest.raises(MailboxEmpty):
        fetched.read()


def test_what_staff_say_that_it_holds_needs_the_check(opened: Inbox, fetched: Sender) -> None:
    assert 422 == post(opened, "send", "person", text="Ask Liisa.").status_code
    opened.send(ACT, act="check", text="She said the right digits.")
    assert 303 == post(opened, "send", "person", text="Ask Liisa.").status_code

    assert ["Ask Liisa."] == fetched.texts()


def test_a_letter_without_receipt_says_why_it_cannot_be_answered(opened: Inbox) -> None:
    Sender(opened.office).write(way_back=None)
    opened.get()

    for page in (opened.get(CASE).text, opened.get(ANSWER).text):
        assert "came without a receipt" in page
        assert '<textarea id="text"' not in page
    refused = opened.send(ANSWER, answer="0" * 32, text="x", step="send")
    assert 422 == refused.status_code
    assert () == case_of(opened).state.replies


def test_who_asked_not_to_be_contacted_is_not_answered_without_a_reason(
    opened: Inbox, fetched: Sender
) -> None:
    fetched.write_again(wishes=("do_not_contact",))
    opened.get()
    page = words(opened.get(CASE).text)
    assert page.index("DO NOT CONTACT") < page.index("The letter")
    assert 422 == post(opened, text="x").status_code
    assert 303 == post(opened, text="x", although="asked on the phone").status_code

    assert ["x"] == fetched.texts()
    assert "asked on the phone" in opened.get(CASE).text


def test_the_wish_to_remove_answers_is_done_with_one_press(opened: Inbox, fetched: Sender) -> None:
    for text in ("one", "two"):
        post(opened, text=text)
    fetched.write_again(wishes=("remove_answers",))
    opened.get()
    box = opened.get(CASE).text.partition('id="wishes"')[2].partition("</form>")[0]
    ids = re.findall('name="answer" value="([0-9a-f]{32})"', box)
    pressed = opened.send(ACT, *(("answer", each) for each in ids), act="withdraw")

    assert (2, 303) == (len(ids), pressed.status_code)
    assert () == fetched.read()
    assert 'id="wishes"' not in opened.get(CASE).text


def test_no_withdrawal_without_naming_an_answer(opened: Inbox, fetched: Sender) -> None:
    post(opened, text="one")

    assert 400 == opened.send(ACT, act="withdraw").status_code
    assert ["one"] == fetched.texts()


def test_a_later_letter_is_marked_as_perhaps_somebody_elses(opened: Inbox, fetched: Sender) -> None:
    fetched.write_again()
    opened.get()

    assert "This may be somebody else." in opened.get(CASE).text
    assert "may be somebody else" in opened.get().text


def test_a_language_that_a_letter_claims_is_only_looked_up(opened: Inbox) -> None:
    Sender(opened.office).write(language="zz-x-evil")
    opened.get()
    page = post(opened, "look", phrase="read")
    assert phrases()["read"].text["en"] in page.text
    post(opened, text="x", language="../../etc")

    assert ["zz-x-evil"] == [reply.language for reply in case_of(opened).state.replies]
