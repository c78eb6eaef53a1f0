"""An answer reaches exactly its sender, once, and only when it may be sent."""

from dataclasses import replace

import pytest

from app.inbox import acts
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.errors import (
    AnswerChanged,
    AnswerEmpty,
    AnswerTooLong,
    AnswerWithControls,
    CheckNeeded,
    MailboxIsFull,
    NotAllFetched,
    NotToBeContacted,
    NoWayBack,
    WayBackBroken,
    WayBackContested,
)
from app.inbox.replies import (
    Draft,
    answered_by,
    language_of,
    new_answer_id,
    send,
    withdraw,
    written,
)
from app.inbox.wishes import wishes
from app.store.errors import Unavailable
from app.wire.constants import ANSWER_LIMIT
from app.wire.errors import MailboxEmpty
from app.wire.receipt import WayBack, new_receipt
from tests.inbox.office import Office
from tests.inbox.sender import Sender
from tests.inbox.visit import phrases


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def sender(office: Office) -> Sender:
    return Sender(office)


def case_at(desk: Desk) -> Case:
    """Return the only case, as it is after a pull."""
    desk.pull()
    (case,) = desk.contents().cases
    return case


def draft(text: str = "We read it.", **fields: object) -> Draft:
    return replace(Draft(new_answer_id(), "en", text), **fields)  # type: ignore[arg-type]  # any field's type


def answer(desk: Desk, text: str = "We read it.", **fields: object) -> Draft:
    sent = draft(text, **fields)
    send(desk, case_at(desk), sent, phrases())
    return sent


def test_the_sender_reads_an_answer_and_nobody_elses_receipt_does(sender: Sender) -> None:
    sender.write()
    answer(sender.office.desk(), "We read it.")

    assert ["We read it."] == sender.texts()
    stranger = Sender(sender.office, new_receipt())
    with pytest.raises(MailboxEmpty):
        stranger.read()


def test_answers_of_two_members_stand_in_their_order(sender: Sender) -> None:
    sender.write()
    for name, text in (("aino", "first"), ("bo", "second"), ("aino", "third")):
        answer(sender.office.desk(name), text)

    assert [(1, "first"), (2, "second"), (3, "third")] == [
        (each.number, each.text) for each in sender.read()
    ]


def test_a_follow_up_joins_its_case_and_both_can_be_answered(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    answer(desk, "first")
    sender.write_again()
    answer(desk, "second")

    assert ["first", "second"] == sender.texts()


def test_a_letter_without_receipt_is_not_answered(office: Office) -> None:
    Sender(office).write(way_back=None)
    desk = office.desk()

    with pytest.raises(NoWayBack, match="without a receipt"):
        answer(desk)
    assert () == case_at(desk).state.replies


def test_what_nothing_can_be_sealed_to_is_not_answered(sender: Sender) -> None:
    secret = sender.keys.secret
    sender.write(way_back=WayBack(b"\xff" * 1216, secret))
    desk = sender.office.desk()

    with pytest.raises(WayBackBroken):
        answer(desk)
    assert () == case_at(desk).state.replies


def test_a_letter_that_names_another_recipient_gets_no_answer(sender: Sender) -> None:
    thief = Sender(sender.office, new_receipt())
    sender.write()
    desk = sender.office.desk()
    first = case_at(desk)
    hijack = WayBack(thief.keys.way_back.recipient, sender.keys.secret)
    sender.write(letter_id="e" * 32, way_back=hijack, form="follow")
    send(desk, first, draft("for the first sender"), phrases())
    found = desk.contents().find("e" * 32)

    assert ["for the first sender"] == sender.texts()
    assert isinstance(found, Case)
    with pytest.raises(WayBackContested):
        send(desk, found, draft("for whoever else"), phrases())
    assert ["for the first sender"] == sender.texts()
    held = sender.office.replies.read(sender.mailbox)
    assert held
    thief.office.replies.replace(thief.mailbox, held[0], None)
    with pytest.raises(MailboxEmpty):
        thief.read()


def test_the_same_answer_again_is_one_answer(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    sent = answer(desk)
    send(desk, case_at(desk), sent, phrases())

    assert 1 == len(sender.read())
    assert 1 == len(case_at(desk).state.replies)


def test_another_text_under_the_same_id_is_refused(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    sent = answer(desk, "one")

    with pytest.raises(AnswerChanged):
        send(desk, case_at(desk), replace(sent, text="two"), phrases())
    assert ["one"] == sender.texts()


def test_an_answer_that_is_taken_back_is_gone_and_the_others_stay(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    first, _ = answer(desk, "one"), answer(desk, "two")
    withdraw(desk, case_at(desk), first.answer_id)

    assert [(2, "two")] == [(each.number, each.text) for each in sender.read()]
    withdraw(desk, case_at(desk))
    assert () == sender.read()


# --- the text


@pytest.mark.parametrize("text", ["", " \n\t ", "\r\n"])
def test_an_empty_answer_is_refused(text: str) -> None:
    with pytest.raises(AnswerEmpty):
        written(text)


def test_the_limit_counts_code_points() -> None:
    assert ANSWER_LIMIT == len(written("𐍈" * ANSWER_LIMIT))
    with pytest.raises(AnswerTooLong):
        written("a" * (ANSWER_LIMIT + 1))


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800"],
)
def test_what_is_not_seen_and_could_act_is_refused_and_not_repeated(character: str) -> None:
    with pytest.raises(AnswerWithControls) as refused:
        written(f"MARKED {character} text")
    assert "MARKED" not in str(refused.value)


def test_joiners_that_languages_need_are_kept() -> None:
    persian = "می\u200cخواهم"
    assert persian == written(f"  {persian}\r\n")


# --- caution


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Call 040 123 4567."},
        {"text": "Come on Monday at 9."},
        {"text": "x", "holds": frozenset({"person"})},
        {"text": phrases()["meet"].text["en"], "phrase": "meet"},
    ],
)
def test_what_is_delicate_needs_a_check_that_stands(
    sender: Sender, fields: dict[str, object]
) -> None:
    sender.write()
    desk = sender.office.desk()
    with pytest.raises(CheckNeeded):
        answer(desk, **fields)  # type: ignore[arg-type]  # any field's type
    acts.act(desk, case_at(desk), "check", "call digits")
    answer(desk, **fields)  # type: ignore[arg-type]  # the same

    assert 1 == len(sender.read())


def test_a_later_letter_makes_the_check_necessary_again(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    acts.act(desk, case_at(desk), "check", "call digits")
    sender.write_again()

    with pytest.raises(CheckNeeded):
        answer(desk, "Come to Main street 5.", holds=frozenset({"address"}))


def test_a_check_in_another_case_does_not_count(sender: Sender) -> None:
    sender.write()
    other = Sender(sender.office, new_receipt())
    other.write(letter_id="9" * 32)
    desk = sender.office.desk()
    desk.pull()
    by_mailbox = {case.way_back.mailbox: case for case in desk.contents().cases if case.way_back}
    acts.act(desk, by_mailbox[other.mailbox], "check", "call digits")

    with pytest.raises(CheckNeeded):
        send(desk, by_mailbox[sender.mailbox], draft("Call 040 123 4567."), phrases())


# --- wishes


def test_who_asked_not_to_be_contacted_is_answered_only_with_a_reason(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    sender.write_again(wishes=("do_not_contact",))
    with pytest.raises(NotToBeContacted):
        answer(desk)
    assert () == case_at(desk).state.replies
    answer(desk, although="She asked on the phone.")

    assert ["We read it."] == sender.texts()
    assert ["She asked on the phone."] == [each.text for each in case_at(desk).state.decisions]


def test_a_later_letter_does_not_lift_the_wish(sender: Sender) -> None:
    sender.write()
    sender.write_again(wishes=("do_not_contact",))
    sender.write_again("d" * 32, message="please answer")

    with pytest.raises(NotToBeContacted):
        answer(sender.office.desk())


def test_a_wish_to_remove_answers_means_those_that_were_there(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    first = answer(desk, "one")
    sender.write_again(wishes=("remove_answers",))
    case = case_at(desk)
    assert [first.answer_id] == [reply.answer_id for reply in wishes(case).remove]
    withdraw(desk, case, *(reply.answer_id for reply in wishes(case).remove))
    assert not wishes(case_at(desk))
    answer(desk, "two")

    assert not wishes(case_at(desk))
    assert ["two"] == sender.texts()


# --- room


def test_a_full_mailbox_says_so_and_loses_nothing(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    texts = [chr(0x10000 + number) * ANSWER_LIMIT for number in range(5)]
    for text in texts[:4]:
        answer(desk, text)
    with pytest.raises(MailboxIsFull):
        answer(desk, texts[4])

    assert texts[:4] == sender.texts()
    assert 4 == len(case_at(desk).state.replies)


# --- language


@pytest.mark.parametrize(
    ("claimed", "sent"), [("ar", "ar"), ("sv-FI", "sv"), ("so", "en"), ("zz-x-evil", "en")]
)
def test_a_phrase_goes_out_in_the_senders_language_or_in_english(
    sender: Sender, claimed: str, sent: str
) -> None:
    sender.write(language=claimed)
    desk = sender.office.desk()
    language, text, key = answered_by(phrases()["read"], language_of(case_at(desk)), "")
    answer(desk, text, language=language, phrase=key)

    assert [(sent, phrases()["read"].text[sent])] == [
        (each.language, each.text) for each in sender.read()
    ]


def test_no_repr_shows_what_is_sent() -> None:
    assert "MARKED" not in repr(draft("MARKED", although="MARKED"))


# --- what came since


def test_a_check_does_not_cover_a_letter_that_nobody_has_fetched_yet(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    acts.act(desk, case_at(desk), "check", "call digits")
    (case,) = desk.contents().cases
    sender.write_again()

    with pytest.raises(CheckNeeded):
        send(desk, case, draft("Come to Main street 5.", holds=frozenset({"address"})), phrases())
    assert () == case_at(desk).state.replies


def test_nothing_delicate_is_sent_while_a_letter_may_be_missing(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender.write()
    desk = sender.office.desk()
    acts.act(desk, case_at(desk), "check", "call digits")
    (case,) = desk.contents().cases
    sender.write_again()

    def fail(_: str) -> bytes:
        raise Unavailable("slow")

    with monkeypatch.context() as context:
        context.setattr(sender.office.envelopes, "get", fail)
        with pytest.raises(NotAllFetched, match="newer letter"):
            send(desk, case, draft("Call 040 123 4567."), phrases())
    assert () == case_at(desk).state.replies


def test_what_a_colleague_has_just_answered_is_taken_back_too(sender: Sender) -> None:
    sender.write()
    desk = sender.office.desk()
    case = case_at(desk)
    answer(sender.office.desk("bo"), "by bo")
    withdraw(desk, case)

    assert () == sender.read()
