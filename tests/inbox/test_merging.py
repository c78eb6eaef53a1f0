"""Cases of one person, merged: what belongs together then, what stays apart and in sight."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbox import acts
from app.inbox.cases import Case, Contents
from app.inbox.desk import Desk
from app.inbox.errors import (
    CheckNeeded,
    MergedAlready,
    NotMerged,
    NotToBeContacted,
    OtherEnded,
    OtherUnknown,
)
from app.inbox.joining import read_cases
from app.inbox.ledger import EMPTY, Ledger
from app.inbox.replies import Draft, new_answer_id, send
from app.inbox.wishes import wishes
from app.wire.event import Event
from app.wire.receipt import WayBack, new_receipt
from tests.inbox.chronicle import Writer, folded
from tests.inbox.office import Office
from tests.inbox.sender import Sender
from tests.inbox.shelf import Shelf, identity, letter, questionnaires
from tests.inbox.visit import phrases

ONE, TWO, THREE = ("1" * 32, "2" * 32, "3" * 32)


def write(shelf: Shelf, letter_id: str, receipt: str = "") -> str:
    """Keep a letter with a receipt of its own, or with the one of this name."""
    way_back = WayBack(b"\x01" * 1216, (receipt or letter_id).encode()[:32].ljust(32))
    return shelf.keep(letter(letter_id=letter_id, way_back=way_back))


def read(shelf: Shelf, ledger: Ledger = EMPTY) -> Contents:
    return read_cases(shelf.store, [identity()], questionnaires(), None, ledger)


def by_id(contents: Contents) -> Mapping[str, Case]:
    return {case.case_id: case for case in contents.cases}


def kept(shelf: Shelf, *letter_ids: str) -> Writer:
    """Return a member who received these letters, each of another sender."""
    aino = Writer("aino")
    aino.received(*(write(shelf, each) for each in letter_ids))
    return aino


# --- what belongs together


def test_merges_are_followed_to_their_end_and_a_circle_hides_nothing(shelf: Shelf) -> None:
    aino = kept(shelf, ONE, TWO, THREE)
    aino.write("merge", {"into": TWO}, ONE)
    aino.write("merge", {"into": THREE}, TWO)
    merged = by_id(read(shelf, folded(aino.known)))
    aino.write("merge", {"into": ONE}, THREE)
    circle = by_id(read(shelf, folded(aino.known)))

    assert [THREE, THREE, ""] == [merged[each].belongs_to for each in (ONE, TWO, THREE)]
    assert {ONE, TWO} == {each.case_id for each in merged[THREE].same_person}
    assert [False, False, True] == [merged[each].open for each in (ONE, TWO, THREE)]
    assert [("", (), True)] * 3 == [
        (each.belongs_to, each.same_person, each.open) for each in circle.values()
    ]


def test_a_case_that_was_merged_into_what_is_not_here_stays_in_sight(shelf: Shelf) -> None:
    aino = kept(shelf, ONE)
    aino.write("merge", {"into": "9" * 32}, ONE)

    assert read(shelf, folded(aino.known)).cases[0].open


def test_separating_undoes_it(shelf: Shelf) -> None:
    aino = kept(shelf, ONE, TWO)
    aino.write("merge", {"into": TWO}, ONE)
    aino.write("merge", {"into": ""}, ONE)
    cases = by_id(read(shelf, folded(aino.known)))

    assert [True, True] == [cases[each].open for each in (ONE, TWO)]
    assert () == cases[TWO].same_person


@given(st.lists(st.tuples(st.sampled_from("123"), st.sampled_from("123 ")), max_size=5), st.data())
@settings(max_examples=30, deadline=None)
def test_in_any_order_of_arrival_the_same_cases_are_merged_and_never_all_out_of_sight(
    merges: list[tuple[str, str]], data: st.DataObject
) -> None:
    shelf = Shelf()
    writers = [kept(shelf, ONE, TWO, THREE), Writer("bo")]
    events: list[Event] = list(writers[0].known)
    writers[1].learn(events)
    for one, other in merges:
        writer = data.draw(st.sampled_from(writers))
        if data.draw(st.booleans()):
            writer.learn(events)
        events.append(writer.write("merge", {"into": other.strip() * 32}, one * 32))
    there = read(shelf, folded(events)).cases
    elsewhere = read(shelf, folded(data.draw(st.permutations(events)))).cases

    assert [(x.case_id, x.belongs_to, x.open) for x in there] == [
        (x.case_id, x.belongs_to, x.open) for x in elsewhere
    ]
    for case in there:
        assert (case.head or case).open
        assert case.case_id != case.belongs_to


def test_a_letter_with_the_others_number_draws_no_case_under_it(shelf: Shelf) -> None:
    """Whoever learns a letter's id writes one with it, so that what is merged there goes astray."""
    aino = kept(shelf, ONE, TWO)
    aino.received(write(shelf, TWO, receipt="mallory"))
    aino.write("merge", {"into": TWO}, ONE)
    cases = by_id(read(shelf, folded(aino.known)))

    assert [TWO] == [each.case_id for each in cases[ONE].same_person]


def test_a_number_that_two_conversations_name_and_neither_began_with_merges_nothing(
    shelf: Shelf,
) -> None:
    aino = kept(shelf, ONE, THREE)
    for receipt in (THREE, "mallory"):
        aino.received(write(shelf, TWO, receipt))
    aino.received(write(shelf, "4" * 32, "mallory"))
    aino.write("merge", {"into": TWO}, ONE)
    cases = read(shelf, folded(aino.known)).cases

    assert {TWO} < {each for case in cases for each in case.letter_ids}
    assert [()] * len(cases) == [case.same_person for case in cases]


# --- what stays in sight


def test_a_letter_that_came_after_the_merge_brings_its_case_back(shelf: Shelf) -> None:
    aino = kept(shelf, ONE, TWO)
    aino.write("merge", {"into": TWO}, ONE)
    later = write(shelf, THREE, receipt=ONE)
    before = by_id(read(shelf, folded(aino.known)))[ONE]
    aino.received(later)
    after = by_id(read(shelf, folded(aino.known)))[ONE]

    assert [(True, TWO), (True, TWO)] == [(each.open, each.belongs_to) for each in (before, after)]
    assert [True, True] == [before.waits, after.waits]


def test_who_closes_a_case_closes_what_they_knew_to_be_merged_into_it(shelf: Shelf) -> None:
    aino, bo = kept(shelf, ONE, TWO), Writer("bo")
    bo.learn(aino.known)
    merge = aino.write("merge", {"into": TWO}, ONE)
    unaware = bo.write("close", case=TWO)
    at_once = by_id(read(shelf, folded([*aino.known, unaware])))
    bo.learn([merge])
    aware = by_id(read(shelf, folded([*bo.known, bo.write("close", case=TWO)])))

    assert (True, True) == (at_once[TWO].closed, at_once[ONE].open)
    assert (True, False) == (aware[TWO].closed, aware[ONE].open)


def test_a_deleted_case_takes_none_with_it(shelf: Shelf) -> None:
    aino = kept(shelf, ONE, TWO)
    aino.write("merge", {"into": TWO}, ONE)
    aino.write("delete", {"reason": "x"}, TWO)

    assert by_id(read(shelf, folded(aino.known)))[ONE].open


def test_what_is_merged_is_to_do_until_it_was_answered_itself(shelf: Shelf) -> None:
    """Who lost the first receipt reads nothing of what was answered to it."""
    aino = kept(shelf, ONE)
    aino.received(write(shelf, TWO))
    aino.write("call", {"text": "said hello"}, ONE)
    aino.write("merge", {"into": ONE}, TWO)
    waiting = by_id(read(shelf, folded(aino.known)))
    aino.write("call", {"text": "about both"}, TWO)
    called = by_id(read(shelf, folded(aino.known)))

    assert [True, False] == [waiting[each].waits for each in (ONE, TWO)]
    assert [False, False] == [called[each].waits for each in (ONE, TWO)]


# --- what stays apart


@pytest.fixture
def office() -> Office:
    return Office()


def two(office: Office) -> tuple[Desk, Sender, Sender]:
    """Return a desk and two receipts, of which staff say that one person has both."""
    first, second = Sender(office), Sender(office, new_receipt())
    first.write(letter_id=ONE)
    second.write(letter_id=TWO)
    desk = office.desk()
    desk.pull()
    acts.merge(desk, desk.contents(), case(desk, TWO), ONE)
    return desk, first, second


def case(desk: Desk, letter_id: str) -> Case:
    found = desk.contents().find(letter_id)
    assert isinstance(found, Case)
    return found


def answer(desk: Desk, letter_id: str, text: str) -> None:
    send(desk, case(desk, letter_id), Draft(new_answer_id(), "en", text), phrases())


def test_an_answer_goes_to_the_receipt_of_its_own_letter_only(office: Office) -> None:
    desk, first, second = two(office)
    answer(desk, ONE, "to the first")
    answer(desk, TWO, "to the second")

    assert (["to the first"], ["to the second"]) == (first.texts(), second.texts())
    acts.separate(desk, case(desk, TWO))
    desk.pull()
    assert (["to the first"], ["to the second"]) == (first.texts(), second.texts())


def test_a_check_of_who_has_one_receipt_does_not_count_for_the_other(office: Office) -> None:
    """Who writes with a receipt of their own, as somebody else, gains nothing by being merged."""
    desk, _, second = two(office)
    acts.act(desk, case(desk, ONE), "check", "call digits")

    with pytest.raises(CheckNeeded):
        answer(desk, TWO, "Call 040 123 4567.")
    assert office.replies.read(second.mailbox) is None


def test_the_wish_for_no_contact_counts_for_every_letter_of_the_person(office: Office) -> None:
    desk, _, second = two(office)
    second.write_again(wishes=("do_not_contact",))
    desk.pull()

    assert wishes(case(desk, ONE)).do_not_contact
    with pytest.raises(NotToBeContacted):
        answer(desk, ONE, "hello")
    acts.separate(desk, case(desk, TWO))
    answer(desk, ONE, "hello")


# --- what is refused


def test_what_cannot_be_merged_or_separated_is_refused_and_leaves_no_event(office: Office) -> None:
    desk, _, _ = two(office)
    Sender(office).write(letter_id=THREE, way_back=None)
    object_name = office.letters.put(b"no letter")
    desk.pull()
    acts.act(desk, case(desk, THREE), "close")
    before = len(list(office.events.names()))

    for number, error in (
        ("9" * 32, OtherUnknown),
        ("", OtherUnknown),
        (object_name, OtherUnknown),
        (THREE, OtherEnded),
        (ONE, MergedAlready),
        (TWO, MergedAlready),
    ):
        with pytest.raises(error):
            acts.merge(desk, desk.contents(), case(desk, TWO), number)
    with pytest.raises(MergedAlready):
        acts.merge(desk, desk.contents(), case(desk, ONE), TWO)
    with pytest.raises(NotMerged):
        acts.separate(desk, case(desk, ONE))
    assert before == len(list(office.events.names()))


def test_a_number_is_taken_as_it_is_shown_and_typed(office: Office) -> None:
    desk, _, _ = two(office)
    Sender(office).write(letter_id=THREE, way_back=None)
    desk.pull()

    assert ONE == acts.merge(desk, desk.contents(), case(desk, THREE), " 1111 1111 ").case_id
    assert {TWO, THREE} == {each.case_id for each in case(desk, ONE).same_person}
