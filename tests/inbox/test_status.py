"""What who refers is told of how it goes: by itself that it came, all else only once verified."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.inbox.acts import act
from app.inbox.cases import Answer, Case
from app.inbox.collecting import collect
from app.inbox.desk import Desk
from app.inbox.errors import TextEmpty
from app.inbox.listing import to_do
from app.inbox.replies import Draft, answered_by, new_answer_id, send, withdraw
from app.inbox.status import received_id
from app.inbox.status_errors import AdmissionUntold, ReferrerUnverified, StatusElsewhere
from app.store.errors import Unavailable
from app.store.published import PublishedFile
from app.wire.constants import RECIPIENT_BYTES
from app.wire.receipt import new_receipt
from tests.inbox.answers import case_at
from tests.inbox.filled import filled
from tests.inbox.sender import Sender, keys_of
from tests.inbox.visit import phrases

ASKED = filled("consultation", 1)
REFERRAL = filled("referral", 1, {"consent": "written", "may_tell": "yes"})


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    return tmp_path / "notice.txt"


def collected(desk: Desk, notice: Path) -> Case:
    """Return the only case after a round of collecting that left nothing behind."""
    report = collect(desk, PublishedFile(notice), notice.with_name("behind"), phrases())
    assert () == report.troubles
    (case,) = desk.contents().cases
    return case


def refer(sender: Sender, **changed: Answer) -> None:
    sender.write(form="referral", form_version=1, answers={**REFERRAL, **changed})


def tell(desk: Desk, key: str) -> None:
    said = answered_by(phrases()[key], "ar", "")
    send(desk, case_at(desk), Draft(new_answer_id(), *said), phrases())


def verify(desk: Desk) -> None:
    assert act(desk, case_at(desk), "verify", "The number on their own page; Bo answered.")


# --- by itself


@pytest.mark.parametrize(
    ("form", "answers"), [("referral", REFERRAL), ("consultation", ASKED)], ids=["refer", "ask"]
)
def test_who_refers_or_asks_is_told_that_it_came_and_it_stays_to_do(
    sender: Sender, notice: Path, form: str, answers: dict[str, Answer]
) -> None:
    sender.write(form=form, form_version=1, answers=answers)
    case = collected(sender.office.desk(), notice)

    assert [phrases()["received"].text["ar"]] == sender.texts()
    assert to_do(case)


def test_a_way_back_to_which_nothing_can_be_sealed_spoils_no_round_and_no_other_answer(
    sender: Sender, notice: Path
) -> None:
    refer(sender)
    broken = replace(keys_of(new_receipt()).way_back, recipient=b"\xff" * RECIPIENT_BYTES)
    sender.write(
        letter_id="e" * 32, form="consultation", form_version=1, answers=ASKED, way_back=broken
    )
    desk = sender.office.desk()

    for _ in range(2):
        assert (
            ()
            == collect(desk, PublishedFile(notice), notice.with_name("behind"), phrases()).troubles
        )
    assert 1 == len(sender.texts())
    assert [0, 1] == sorted(len(case.state.replies) for case in desk.contents().cases)


@pytest.mark.parametrize("form", [("write", 1), ("write", 2), ("call", 1), ("worry", 1)])
def test_nobody_else_is_told_anything_by_itself(
    sender: Sender, notice: Path, form: tuple[str, int]
) -> None:
    sender.write(form=form[0], form_version=form[1], answers=filled(*form))

    assert () == collected(sender.office.desk(), notice).state.replies


def test_two_of_the_staff_who_fetch_at_once_send_one_answer(sender: Sender, notice: Path) -> None:
    refer(sender)
    desks = [sender.office.desk(name) for name in ("aino", "bo")]
    for desk in desks:
        desk.pull()
    events = sender.office.events
    kept = {name: events.get(name) for name in events.names()}
    collected(desks[0], notice)
    apart = {name: events.get(name) for name in events.names() if name not in kept}
    for name in apart:
        events.remove(name)  # what the one did is not there yet when the other looks
    collected(desks[1], notice)
    for name, event in apart.items():
        events.put(name, event)
    case = collected(desks[1], notice)

    assert [received_id(case)] == [each.answer_id for each in case.state.replies]
    assert 1 == len(sender.texts())


def test_it_is_said_once(sender: Sender, notice: Path) -> None:
    refer(sender)
    desk = sender.office.desk()
    collected(desk, notice)
    events = set(sender.office.events.names())
    collected(desk, notice)
    assert events == set(sender.office.events.names())

    withdraw(desk, case_at(desk))
    sender.write_again()
    assert 1 == len(collected(desk, notice).state.replies)


def test_who_asked_not_to_be_contacted_is_told_nothing(sender: Sender, notice: Path) -> None:
    refer(sender)
    sender.write_again(wishes=("do_not_contact",))

    assert () == collected(sender.office.desk(), notice).state.replies


@pytest.mark.parametrize("act_", [("close", ""), ("delete", "a test")], ids=["closed", "deleted"])
def test_nothing_is_said_of_what_staff_have_done_with(
    sender: Sender, notice: Path, act_: tuple[str, str]
) -> None:
    refer(sender)
    desk = sender.office.desk("bo")
    assert act(desk, case_at(desk), *act_)

    assert () == collected(sender.office.desk("aino"), notice).state.replies


def test_whoever_finds_a_receipt_makes_no_answer_come(sender: Sender, notice: Path) -> None:
    sender.write(answers={"message": "help"})
    sender.write(letter_id="e" * 32, form="consultation", form_version=1, answers=ASKED)

    assert () == collected(sender.office.desk(), notice).state.replies


def test_nothing_is_said_before_all_was_fetched(
    sender: Sender, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refer(sender)
    desk = sender.office.desk()
    name = sender.write_again(wishes=("do_not_contact",))
    get = sender.office.envelopes.get

    def slow(wanted: str) -> bytes:
        if wanted == name:
            raise Unavailable("slow")
        return get(wanted)

    with monkeypatch.context() as patch:
        patch.setattr(sender.office.envelopes, "get", slow)
        collect(desk, PublishedFile(notice), notice.with_name("behind"), phrases())
        assert () == desk.contents().cases[0].state.replies

    assert () == collected(desk, notice).state.replies


# --- by staff


@pytest.mark.parametrize("key", ["status_contacted", "status_decided", "status_decided_yes"])
def test_the_status_is_told_only_to_whom_staff_verified(sender: Sender, key: str) -> None:
    refer(sender)
    desk = sender.office.desk()
    act(desk, case_at(desk), "check", "Said the call digits.")
    with pytest.raises(ReferrerUnverified):
        tell(desk, key)
    verify(desk)
    tell(desk, key)

    assert [phrases()[key].text["ar"]] == sender.texts()


def test_a_letter_that_came_since_makes_a_new_verification_necessary(sender: Sender) -> None:
    refer(sender)
    desk = sender.office.desk()
    verify(desk)
    sender.write_again()

    with pytest.raises(ReferrerUnverified):
        tell(desk, "status_contacted")


@pytest.mark.parametrize("key", ["status_decided_yes", "status_decided_no"])
@pytest.mark.parametrize("may_tell", ["no", "perhaps"])
def test_yes_or_no_is_told_only_where_the_person_agreed(
    sender: Sender, key: str, may_tell: str
) -> None:
    refer(sender, may_tell=may_tell)
    desk = sender.office.desk()
    verify(desk)
    with pytest.raises(AdmissionUntold):
        tell(desk, key)
    tell(desk, "status_decided")

    assert [phrases()["status_decided"].text["ar"]] == sender.texts()


def test_a_second_referral_cannot_agree_in_the_persons_place(sender: Sender) -> None:
    refer(sender, may_tell="no")
    sender.write(letter_id="e" * 32, form="referral", form_version=1, answers=REFERRAL)
    desk = sender.office.desk()
    verify(desk)

    with pytest.raises(AdmissionUntold):
        tell(desk, "status_decided_no")


@pytest.mark.parametrize(
    ("form", "answers", "key"),
    [
        (("consultation", 1), ASKED, "status_decided"),
        (("consultation", 1), ASKED, "status_decided_yes"),
        (("write", 2), filled("write", 2), "status_contacted"),
        (("write", 1), {"message": "x", "may_tell": "yes"}, "status_decided_yes"),
        (("referral", 1), REFERRAL, "received"),
    ],
)
def test_a_status_is_for_its_form_alone(
    sender: Sender, form: tuple[str, int], answers: dict[str, Answer], key: str
) -> None:
    sender.write(form=form[0], form_version=form[1], answers=answers)
    desk = sender.office.desk()
    verify(desk)

    with pytest.raises(StatusElsewhere):
        tell(desk, key)


def test_nothing_is_verified_without_saying_how(sender: Sender) -> None:
    refer(sender)
    desk = sender.office.desk()
    for silent in ("", " \n"):
        with pytest.raises(TextEmpty):
            act(desk, case_at(desk), "verify", silent)

    with pytest.raises(ReferrerUnverified):
        tell(desk, "status_contacted")
