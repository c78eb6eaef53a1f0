"""Which letters are one conversation, and how an attacker fails to join, divert or split one.

Who came first of two with one receipt is in `test_first.py`.
"""

import dataclasses
from dataclasses import replace
from functools import cache
from random import Random

from app.inbox.cases import Contents
from app.inbox.joining import read_cases
from app.inbox.ledger import EMPTY, Ledger
from app.wire.receipt import ReceiptKeys, WayBack, derive, mailbox_id, new_receipt
from tests.inbox.chronicle import Writer, folded
from tests.inbox.shelf import Shelf, identity, letter, questionnaires


@cache
def receipt(name: str) -> ReceiptKeys:
    """Return what somebody's receipt gives; the same for the same name."""
    assert name
    return derive(new_receipt(), "turva.example")


def way(name: str) -> WayBack:
    return receipt(name).way_back


def read(shelf: Shelf, ledger: Ledger = EMPTY) -> Contents:
    return read_cases(shelf.store, [identity()], questionnaires(), None, ledger)


def write(
    shelf: Shelf, number: int, way_back: WayBack | None, minute: int = 0, text: str = "help"
) -> str:
    return shelf.keep(
        letter(
            letter_id=f"{number:032x}",
            way_back=way_back,
            written=f"2026-11-22T03:{minute:02}Z",
            answers={"message": text},
        )
    )


def received(*names: str) -> Ledger:
    aino = Writer("aino")
    for name in names:
        aino.received(name)
    return folded(aino.known)


def test_letters_with_one_case_secret_are_one_case_in_the_order_of_arrival(shelf: Shelf) -> None:
    first = write(shelf, 1, way("maria"), minute=30)
    second = write(shelf, 2, way("maria"), minute=20)
    third = write(shelf, 3, way("maria"), minute=10)
    write(shelf, 4, way("sam"))
    ledger = received(second, first)
    cases = {case.case_id: case for case in read(shelf, ledger).cases}
    case = cases[f"{2:032x}"]

    assert 2 == len(cases)
    assert (second, first, third) == case.envelopes
    assert [False, True, True] == [reading.someone_else for reading in case.readings]
    assert [0, 1, None] == [reading.arrived for reading in case.readings]
    assert (way("maria"), False) == (case.way_back, case.differing)


def test_of_what_came_at_once_and_was_written_in_one_minute_the_follow_up_is_shown_later(
    shelf: Shelf,
) -> None:
    for number in range(8):
        text = {"message": f"{number}"}
        shelf.keep(letter(letter_id=f"{number:032x}", way_back=way(f"{number}"), answers=text))
        follow = {"letter_id": f"{number + 8:032x}", "form": "follow", "answers": text}
        shelf.keep(letter(**follow, way_back=way(f"{number}")))

    assert {("write", "follow")} == {
        tuple(reading.letter.form for reading in case.readings if reading.letter)
        for case in read(shelf).cases
    }


def test_a_copy_of_the_first_letter_is_not_somebody_else(shelf: Shelf) -> None:
    write(shelf, 1, way("maria"))
    write(shelf, 1, way("maria"), minute=1)
    write(shelf, 1, way("maria"), minute=2, text="changed")

    (case,) = read(shelf).cases

    assert [False, False] == [reading.someone_else for reading in case.readings]
    assert case.differing


def test_a_letter_without_a_way_back_is_a_case_of_its_own_that_cannot_be_answered(
    shelf: Shelf,
) -> None:
    write(shelf, 1, None)
    write(shelf, 2, None)

    assert [None, None] == [case.way_back for case in read(shelf).cases]


def test_who_saw_a_mailbox_id_at_pick_up_cannot_join_its_case(shelf: Shelf) -> None:
    """The owner of the intake sees ids, and makes of one all that a letter could name."""
    write(shelf, 1, way("maria"))
    seen = mailbox_id(way("maria").secret)
    guesses = (seen + seen, seen + bytes(16), bytes(16) + seen)
    for number, guess in enumerate(guesses, start=2):
        write(shelf, number, WayBack(way("maria").recipient, guess), minute=number)
    contents = read(shelf)

    assert 4 == len(contents.cases)
    assert 4 == len({case.way_back.mailbox for case in contents.cases if case.way_back})


def test_a_letter_that_names_the_recipient_of_another_case_does_not_join_it(
    shelf: Shelf,
) -> None:
    """Answers to it would be sealed to the victim, in a mailbox that the victim does not know."""
    write(shelf, 1, way("maria"))
    write(shelf, 2, WayBack(way("maria").recipient, way("mallory").secret), minute=1)
    contents = read(shelf)

    assert {(f"{1:032x}",), (f"{2:032x}",)} == {case.letter_ids for case in contents.cases}
    assert () == contents.quarantine


def test_a_letter_with_a_foreign_secret_under_a_known_letter_id_splits_and_diverts_nothing(
    shelf: Shelf,
) -> None:
    first = write(shelf, 1, way("maria"))
    other = write(shelf, 1, way("mallory"), minute=1)
    none = write(shelf, 1, None, minute=2)
    aino = Writer("aino")
    aino.received(first)
    aino.received(other, none)
    aino.note("about maria", f"{1:032x}")
    cases = {case.case_id: case for case in read(shelf, folded(aino.known)).cases}

    assert {f"{1:032x}", other, none} == set(cases)
    assert way("maria") == cases[f"{1:032x}"].way_back
    assert [1, 0, 0] == [len(cases[each].state.notes) for each in (f"{1:032x}", other, none)]


def test_a_case_keeps_its_state_when_its_first_letter_turns_out_to_be_another(
    shelf: Shelf,
) -> None:
    """A colleague's `received` comes late, so that the case gets another id."""
    first = write(shelf, 1, way("maria"))
    second = write(shelf, 2, way("maria"))
    aino, bo = Writer("aino"), Writer("bo")
    bo.received(second)
    aino.received(first)
    aino.note("to the case as aino sees it", f"{1:032x}")
    aino.learn(bo.known)
    before = read(shelf, folded(aino.known[:2])).cases[0]
    after = read(shelf, folded(aino.known)).cases[0]

    assert f"{1:032x}" == before.case_id
    assert 1 == len(before.state.notes) == len(after.state.notes)


def test_the_order_in_which_objects_lie_there_changes_nothing(shelf: Shelf) -> None:
    names = [write(shelf, number, way("maria"), minute=number) for number in range(6)]
    random = Random(4)  # noqa: S311
    random.shuffle(names)
    (case,) = read(shelf, received(*names)).cases

    assert tuple(names) == case.envelopes


def test_an_unreadable_letter_keeps_its_state_when_it_is_sealed_again(shelf: Shelf) -> None:
    old = shelf.keep(b'{"wire":9}')
    aino = Writer("aino")
    aino.received(old)
    aino.note("strange", old)
    fresh = Shelf()
    new = fresh.keep(b'{"wire":9}')
    aino.write("reseal", {"from": (old,), "to": new}, "")
    (case,) = read(fresh, folded(aino.known)).cases

    assert (new, ["strange"]) == (case.case_id, [each.text for each in case.state.notes])
    assert 0 == case.newest.arrived


def test_a_case_is_found_by_the_id_of_any_of_its_letters(shelf: Shelf) -> None:
    write(shelf, 1, way("maria"))
    write(shelf, 2, way("maria"), minute=1)
    contents = read(shelf)

    assert contents.cases[0] is contents.find(f"{2:032x}")


def test_no_repr_holds_a_secret(shelf: Shelf) -> None:
    write(shelf, 1, way("maria"))
    shown = repr(read(shelf))

    assert way("maria").secret.hex() not in shown
    assert repr(way("maria").secret) not in shown
    assert replace(way("maria")) == way("maria")
    assert dataclasses.is_dataclass(way("maria"))
