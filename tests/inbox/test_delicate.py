"""What is delicate is sent only to whom staff checked, after the last letter that there is."""

import pytest

from app.inbox import acts
from app.inbox.errors import (
    CheckNeeded,
    NotAllFetched,
)
from app.inbox.replies import (
    send,
)
from app.store.errors import Unavailable
from app.wire.receipt import new_receipt
from tests.inbox.answers import answer, case_at, draft
from tests.inbox.sender import Sender
from tests.inbox.visit import phrases


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
