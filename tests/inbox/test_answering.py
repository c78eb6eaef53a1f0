"""The pages on which staff answer and act: what they show, do once, and refuse."""

import html
import re

import pytest
from werkzeug.test import TestResponse

from app.inbox.cases import Case
from app.wire.constants import ANSWER_LIMIT
from app.wire.errors import MailboxEmpty
from app.wire.note import VerifierKey
from app.wire.notice import open_notice
from tests.inbox.office import first_epoch
from tests.inbox.sender import Sender
from tests.inbox.shelf import LETTER
from tests.inbox.test_pages import words
from tests.inbox.test_web import HOSTILE
from tests.inbox.visit import CASE, Inbox, phrases

ANSWER = f"{CASE}answer"
ACT = f"{CASE}act"


@pytest.fixture
def sender(opened: Inbox) -> Sender:
    """Return the sender of the letter at CASE, which was fetched."""
    sender = Sender(opened.office)
    sender.write()
    opened.get()
    return sender


def new_id(opened: Inbox) -> str:
    """Return the answer's id in a form that was just opened."""
    found = re.search('name="answer" value="([0-9a-f]{32})"', opened.get(ANSWER).text)
    assert found
    return found[1]


def post(opened: Inbox, step: str = "send", *holds: str, **fields: str) -> TestResponse:
    named = {"answer": new_id(opened), "phrase": "", "language": "ar", "step": step, **fields}
    return opened.send(ANSWER, *(("holds", each) for each in holds), **named)


def case_of(opened: Inbox) -> Case:
    found = opened.desk.contents().find(LETTER.letter_id)
    assert isinstance(found, Case)
    return found


# --- answering


def test_a_phrase_is_shown_in_both_languages_before_it_is_sent(
    opened: Inbox, sender: Sender
) -> None:
    page = html.unescape(post(opened, "look", phrase="read").text)

    assert phrases()["read"].text["ar"] in page
    assert phrases()["read"].text["en"] in page
    with pytest.raises(MailboxEmpty):
        sender.read()


def test_what_is_sent_is_what_was_shown(opened: Inbox, sender: Sender) -> None:
    sent = post(opened, phrase="read")

    assert (303, CASE) == (sent.status_code, sent.headers["Location"])
    assert [phrases()["read"].text["ar"]] == sender.texts()
    page = words(opened.get(CASE).text)
    assert page.index("The letter") < page.index("Our answer")
    assert "aino" in page


def test_a_reload_of_the_post_answers_once(opened: Inbox, sender: Sender) -> None:
    answer_id = new_id(opened)
    for _ in range(3):
        assert 303 == post(opened, answer=answer_id, text="once").status_code

    assert ["once"] == sender.texts()


def test_a_form_that_was_sent_already_does_not_send_another_text(
    opened: Inbox, sender: Sender
) -> None:
    answer_id = new_id(opened)
    post(opened, answer=answer_id, text="one")
    again = post(opened, answer=answer_id, text="two")

    assert 422 == again.status_code
    assert "This text was not sent" in again.text
    assert ">\ntwo</textarea>" in again.text
    assert answer_id not in again.text
    assert ["one"] == sender.texts()


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
    opened: Inbox, sender: Sender, step: str, fields: dict[str, str], said: str
) -> None:
    refused = post(opened, step, **fields)

    assert 422 == refused.status_code
    assert said in refused.text
    assert f">\n{html.escape(fields.get('text', ''))}</textarea>" in refused.text
    with pytest.raises(MailboxEmpty):
        sender.read()


def test_what_staff_say_that_it_holds_needs_the_check(opened: Inbox, sender: Sender) -> None:
    assert 422 == post(opened, "send", "person", text="Ask Liisa.").status_code
    opened.send(ACT, act="check", text="She said the right digits.")
    assert 303 == post(opened, "send", "person", text="Ask Liisa.").status_code

    assert ["Ask Liisa."] == sender.texts()


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
    opened: Inbox, sender: Sender
) -> None:
    sender.write_again(wishes=("do_not_contact",))
    opened.get()
    page = words(opened.get(CASE).text)
    assert page.index("DO NOT CONTACT") < page.index("The letter")
    assert 422 == post(opened, text="x").status_code
    assert 303 == post(opened, text="x", although="asked on the phone").status_code

    assert ["x"] == sender.texts()
    assert "asked on the phone" in opened.get(CASE).text


def test_the_wish_to_remove_answers_is_done_with_one_press(opened: Inbox, sender: Sender) -> None:
    for text in ("one", "two"):
        post(opened, text=text)
    sender.write_again(wishes=("remove_answers",))
    opened.get()
    box = opened.get(CASE).text.partition('id="wishes"')[2].partition("</form>")[0]
    ids = re.findall('name="answer" value="([0-9a-f]{32})"', box)
    pressed = opened.send(ACT, *(("answer", each) for each in ids), act="withdraw")

    assert (2, 303) == (len(ids), pressed.status_code)
    assert () == sender.read()
    assert 'id="wishes"' not in opened.get(CASE).text


def test_no_withdrawal_without_naming_an_answer(opened: Inbox, sender: Sender) -> None:
    post(opened, text="one")

    assert 400 == opened.send(ACT, act="withdraw").status_code
    assert ["one"] == sender.texts()


def test_a_later_letter_is_marked_as_perhaps_somebody_elses(opened: Inbox, sender: Sender) -> None:
    sender.write_again()
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


# --- writing down


def test_what_is_written_down_stands_in_the_conversation_as_text_only(
    opened: Inbox, sender: Sender
) -> None:
    assert sender.mailbox
    for act in ("note", "call", "check", "decision"):
        assert 303 == opened.send(ACT, act=act, text=f"{act} {HOSTILE}").status_code
    opened.send(ACT, act="label", text="<b>urgent</b>")
    page = opened.get(CASE).text

    assert not re.search(r"<(script|img|b>)", page)
    for act in ("note", "call", "check", "decision"):
        assert f"{act} &lt;/pre&gt;" in page
    assert "&lt;b&gt;urgent" in opened.get().text


def test_taking_closing_and_labels_are_shown_and_undone(opened: Inbox, sender: Sender) -> None:
    assert sender.mailbox
    for fields in ({"act": "claim"}, {"act": "label", "text": "urgent"}, {"act": "close"}):
        opened.send(ACT, **fields)
    page = words(opened.get().text)
    assert all(said in page for said in ("taken by aino", "urgent", "closed"))
    for fields in ({"act": "release"}, {"act": "unlabel", "text": "urgent"}, {"act": "reopen"}):
        opened.send(ACT, **fields)
    page = words(opened.get().text)
    assert not any(said in page for said in ("taken by aino", "urgent", "closed"))


def test_a_deletion_needs_a_reason_and_can_be_undone(opened: Inbox, sender: Sender) -> None:
    assert sender.mailbox
    assert 422 == opened.send(ACT, act="delete", text=" ").status_code
    opened.send(ACT, act="delete", text="spam")
    assert "deleted" in words(opened.get().text)
    opened.send(ACT, act="restore")
    assert "deleted" not in words(opened.get().text)


@pytest.mark.parametrize("act", ["", "destroyed", "received", "reply", "merge"])
def test_an_act_that_no_button_offers_is_refused(opened: Inbox, sender: Sender, act: str) -> None:
    assert sender.mailbox
    assert 400 == opened.send(ACT, act=act, text="x").status_code


# --- the phone


@pytest.mark.parametrize("zero", ["0", "٠", "०"])
def test_a_caller_is_found_by_the_first_digits_in_any_script(
    opened: Inbox, sender: Sender, zero: str
) -> None:
    first, second = sender.keys.way_back.call_digits
    typed = "".join(chr(ord(zero) + int(digit)) for digit in first)
    page = opened.send("/en/phone", digits=typed).text

    assert f'<bdi dir="ltr" class="digits">{second}</bdi>' in page
    assert f"/en/cases/{LETTER.letter_id}/" in page


def test_digits_of_nobody_find_nobody(opened: Inbox, sender: Sender) -> None:
    first, second = sender.keys.way_back.call_digits
    other = f"{(int(first) + 1) % 1000:03}"
    page = opened.send("/en/phone", digits=other).text

    assert "No letter has these digits" in page
    assert f">{second}<" not in page
    assert 422 == opened.send("/en/phone", digits="12").status_code


# --- who may post


@pytest.mark.parametrize("path", [ANSWER, ACT, "/en/phone"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused_and_does_nothing(
    opened: Inbox, sender: Sender, path: str, headers: dict[str, str]
) -> None:
    typed = {"Content-Type": "application/x-www-form-urlencoded"}
    body = b"answer=" + b"0" * 32 + b"&step=send&text=x&act=note&digits=123"

    assert 403 == opened.post(path, {**headers, **typed}, body).status_code
    assert sender.mailbox
    assert () == case_of(opened).state.replies + case_of(opened).state.notes


def test_a_form_without_the_session_is_refused_and_does_nothing(
    opened: Inbox, sender: Sender
) -> None:
    opened.browser = opened.app.test_client()

    assert 403 == opened.send(ACT, act="note", text="x").status_code
    assert sender.mailbox
    assert () == case_of(opened).state.notes


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data; boundary=x", b"--x--", 413),
        ("text/plain", b"act=note", 413),
        ("application/json", b"{}", 413),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * (256 * 1024), 413),
        ("application/x-www-form-urlencoded", b"act=note&text=%ff", 400),
        ("application/x-www-form-urlencoded", b"act=note\xff", 400),
        ("application/x-www-form-urlencoded", b"&".join([b"a=b"] * 65), 400),
        ("application/x-www-form-urlencoded", b"act=note&act=claim&text=x", 400),
    ],
)
def test_only_a_small_whole_form_is_read(
    opened: Inbox, sender: Sender, kind: str, body: bytes, status: int
) -> None:
    answer = opened.post(ACT, {**opened.own, "Content-Type": kind}, body)

    assert sender.mailbox
    assert status == answer.status_code
    assert () == case_of(opened).state.notes


# --- the notice


def test_a_list_that_fetched_everything_tells_the_site_of_today(opened: Inbox) -> None:
    opened.get()
    key = first_epoch().notice.verifier

    assert isinstance(key, VerifierKey)
    assert opened.desk.pulled
    assert opened.desk.pulled.date() == open_notice(opened.notice.read_text(), key.public)


def test_a_pull_that_left_something_behind_tells_the_site_nothing(
    opened: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names() -> None:
        raise OSError

    monkeypatch.setattr(opened.remote.store, "names", names)
    opened.get()

    assert not opened.notice.exists()
