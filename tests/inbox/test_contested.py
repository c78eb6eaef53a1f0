"""Two letters that give one receipt, as staff see them: both shown, neither answered, and why."""

import html

import pytest

from app.inbox.cases import Case
from app.inbox.printed import show_lines
from app.inbox.records import case_record
from app.wire.receipt import WayBack
from tests.inbox.office import outside
from tests.inbox.sender import Sender
from tests.inbox.visit import Inbox

VICTIM, FINDER = "a" * 32, "f" * 32
WHY = {
    "en": "did not come after it, gives the same receipt",
    "fi": "joka ei tullut tämän jälkeen, on samat 25 numeroa",
    "sv": "inte kom efter det, har samma 25 siffror",
}


@pytest.fixture
def sender(opened: Inbox) -> Sender:
    """Return the sender of a letter that came in one pull with one of who has its case secret."""
    sender = Sender(opened.office)
    sender.write(letter_id=VICTIM)
    hostile = WayBack(outside().recipient.raw, sender.keys.secret)
    sender.write(letter_id=FINDER, way_back=hostile, written="0001-01-01T00:00Z")
    opened.get()
    return sender


def case_of(opened: Inbox, case_id: str) -> Case:
    found = opened.desk.contents().find(case_id)
    assert isinstance(found, Case)
    return found


@pytest.mark.parametrize("tag", WHY)
@pytest.mark.parametrize("case_id", [VICTIM, FINDER])
def test_no_answer_goes_out_and_the_page_says_why_in_staffs_language(
    opened: Inbox, sender: Sender, case_id: str, tag: str
) -> None:
    address = f"/{tag}/cases/{case_id}/"
    fields = {"phrase": "", "language": "ar", "text": "MARKED", "step": "send"}
    refused = opened.send(f"{address}answer", answer="1" * 32, **fields)
    pages = [opened.get(address), opened.get(f"{address}answer"), refused]

    assert [200, 200, 422] == [page.status_code for page in pages]
    assert [True] * 3 == [WHY[tag] in html.unescape(page.text) for page in pages]
    assert [] == list(opened.office.replies.names())
    assert () == case_of(opened, case_id).state.replies
    assert sender.mailbox


def test_each_page_leads_to_the_other_and_a_caller_is_shown_both(
    opened: Inbox, sender: Sender
) -> None:
    found = opened.send("/en/phone", digits=sender.keys.way_back.call_digits[0]).text

    assert f"/cases/{FINDER}/" in opened.get(f"/en/cases/{VICTIM}/").text
    assert f"/cases/{VICTIM}/" in opened.get(f"/en/cases/{FINDER}/").text
    assert "Several letters have these digits." in html.unescape(found)
    assert 2 == opened.get().text.count("same receipt as another letter")


def test_a_terminal_and_a_program_are_told_too(opened: Inbox, sender: Sender) -> None:
    case = case_of(opened, VICTIM)
    record = case_record(case)
    told = "\n".join(show_lines(case))

    assert (False, [FINDER]) == (record["answerable"], record["same_receipt"])
    assert FINDER in told
    assert WHY["en"] in told
    assert sender.keys.secret.hex() not in told


def test_letters_of_one_receipt_that_came_at_once_are_both_marked(opened: Inbox) -> None:
    sender = Sender(opened.office)
    for letter_id in (VICTIM, FINDER):
        sender.write(letter_id=letter_id)
    opened.get()
    case = case_of(opened, VICTIM)
    page = html.unescape(opened.get(f"/en/cases/{case.case_id}/").text)

    assert 2 == page.count("One of several letters") == page.count("This may be somebody else.")
    assert "The letter</h2>" not in page
    assert "several letters at once" in opened.get().text
    assert 2 == "\n".join(show_lines(case)).count("it may be someone else")
