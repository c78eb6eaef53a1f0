"""One round of collecting: what fails in it is told, and nothing else is lost by it."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.inbox import collecting
from app.inbox.calendar import today
from app.inbox.collecting import collect
from app.inbox.desk import Desk
from app.inbox.errors import JournalUnreadable
from app.inbox.keys.errors import EpochUnopened
from app.inbox.replies import Draft, new_answer_id, send, withdraw
from app.store.errors import Unavailable
from app.store.published import PublishedFile
from app.wire.errors import MailboxMalformed
from app.wire.note import VerifierKey
from app.wire.notice import open_notice
from tests.inbox.office import Office, first_epoch
from tests.inbox.sender import Sender
from tests.inbox.visit import Inbox, phrases


@pytest.fixture
def sender() -> Sender:
    sender = Sender(Office())
    sender.write()
    return sender


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    return tmp_path / "notice.txt"


def round_of(desk: Desk, notice: Path) -> list[str]:
    """Collect once, and return the codes of what went wrong."""
    report = collect(desk, PublishedFile(notice), notice.with_name("answers.behind"), phrases())
    return [trouble.code for trouble in report.troubles]


def answer(desk: Desk, text: str) -> None:
    desk.pull()
    (case,) = desk.contents().cases
    send(desk, case, Draft(new_answer_id(), "en", text), {})


def test_a_round_signs_the_notice_of_today(sender: Sender, notice: Path) -> None:
    assert [] == round_of(sender.office.desk(), notice)
    assert today() == open_notice(notice.read_text(), first_epoch().notice.verifier.public)


def test_what_a_colleague_left_undone_is_done_in_a_round(sender: Sender, notice: Path) -> None:
    answer(sender.office.desk("bo"), "kept")
    sender.office.replies.remove(sender.mailbox)

    assert [] == round_of(sender.office.desk("aino"), notice)
    assert ["kept"] == sender.texts()


@pytest.mark.parametrize(
    "failure",
    [
        OSError("no"),
        Unavailable("no"),
        MailboxMalformed("no"),
        EpochUnopened("no"),
        JournalUnreadable("no"),
    ],
)
def test_answers_that_cannot_be_placed_hide_no_letter_and_stop_no_notice(
    sender: Sender, notice: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(_: Desk) -> None:
        raise failure

    monkeypatch.setattr(collecting, "mend", fail)
    desk = sender.office.desk()

    assert ["answers-not-placed"] == round_of(desk, notice)
    assert 1 == len(desk.contents().cases)
    assert notice.exists()


@pytest.mark.parametrize("failure", [OSError("no"), Unavailable("no"), EpochUnopened("no")])
def test_a_notice_that_cannot_be_signed_is_told(
    sender: Sender, notice: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(collecting, "write_notice", fail)

    assert ["notice-not-written"] == round_of(sender.office.desk(), notice)


def test_what_is_still_not_in_its_mailbox_is_told(
    sender: Sender, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(sender.office.desk("bo"), "kept")
    desk = sender.office.desk("aino")
    desk.pull()

    def fail(*_: object) -> str:
        raise Unavailable("full")

    monkeypatch.setattr(sender.office.replies, "replace", fail)

    assert ["answers-not-placed"] == round_of(desk, notice)


@pytest.mark.parametrize("days", [-365, -2, 101, 365])
def test_a_wrong_clock_collects_letters_and_signs_nothing(
    sender: Sender,
    notice: Path,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
) -> None:
    day = today() + timedelta(days=days)
    monkeypatch.setattr(collecting, "today", lambda: day)
    desk = sender.office.desk()

    assert ["clock-wrong"] == round_of(desk, notice)
    assert 1 == len(desk.contents().cases)
    assert not notice.exists()


def test_an_answer_for_which_there_is_no_room_is_told_each_time_until_there_is(
    sender: Sender, notice: Path
) -> None:
    desk = sender.office.desk()
    for number in range(5):
        answer(desk, f"{number}" + "\u1000" * 3_900)
    case_id = desk.contents().cases[0].case_id
    one_more = {"answer": "1" * 32, "language": "my", "text": "\u1000" * 3_900, "phrase": ""}
    desk.record("reply", case_id, one_more)  # as a colleague does at the same moment

    assert [["answers-left-out"]] * 2 == [round_of(desk, notice) for _ in range(2)]
    (case,) = desk.contents().cases
    withdraw(desk, case, case.state.standing[0].answer_id)
    assert [] == round_of(desk, notice)


def test_nothing_is_said_to_be_collected_when_something_was_not(
    sender: Sender, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> bytes:
        raise Unavailable("slow")

    monkeypatch.setattr(sender.office.envelopes, "get", fail)

    assert ["not-fetched"] == round_of(sender.office.desk(), notice)
    assert not notice.exists()


# --- as the list does it


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
