"""Who has the receipt, or a case's secret, never becomes the victim by being quick or by lying.

The finder of a receipt has all that the victim has. A removed colleague, or whoever read a letter,
knows its case secret and not the receipt, and wants the answers locked to a recipient of their own.
"""

from collections.abc import Iterable
from itertools import permutations

import pytest

from app.inbox import arrivals, desk
from app.inbox.cases import Case, Contents
from app.inbox.errors import WayBackContested
from app.inbox.joining import read_cases
from app.inbox.ledger import EMPTY, Ledger
from app.inbox.phone import callers
from app.inbox.publishing import mend
from app.inbox.replies import Draft, new_answer_id, send, withdraw
from app.wire.receipt import WayBack, new_receipt
from tests.inbox.chronicle import Writer, folded
from tests.inbox.office import Office, outside
from tests.inbox.sender import Sender, keys_of, usual
from tests.inbox.shelf import Shelf, identity, letter, questionnaires

VICTIM, FINDER = "a" * 32, "f" * 32
OTHER = new_receipt()
LONG_AGO = "0001-01-01T00:00Z"
THEIRS = keys_of(usual()).way_back
DIVERTED = WayBack(outside().recipient.raw, THEIRS.secret)


def keep(shelf: Shelf, letter_id: str, way_back: WayBack | None, **fields: object) -> str:
    return shelf.keep(letter(letter_id=letter_id, way_back=way_back, **fields))


def read(shelf: Shelf, ledger: Ledger = EMPTY) -> Contents:
    return read_cases(shelf.store, [identity()], questionnaires(), None, ledger)


def by_letter(contents: Contents) -> dict[str, Case]:
    return {each: case for case in contents.cases for each in case.letter_ids}


def marked(case: Case) -> dict[str, bool]:
    return {each.letter.letter_id: each.someone_else for each in case.readings if each.letter}


def received(*batches: Iterable[str]) -> Writer:
    aino = Writer("aino")
    for batch in batches:
        aino.received(*batch)
    return aino


@pytest.fixture
def office() -> Office:
    return Office()


def reply(office: Office, case: Case, text: str = "We read it.") -> None:
    desk = office.desk("aino")
    desk.pull()
    send(desk, case, Draft(new_answer_id(), "en", text), {})


def test_who_has_the_secret_and_writes_before_the_next_pull_gets_no_answer_of_the_victims(
    office: Office,
) -> None:
    """Both come with one pull, and the hostile letter says that it is from long ago."""
    sender = Sender(office)
    sender.write(letter_id=VICTIM)
    sender.write(letter_id=FINDER, way_back=DIVERTED, written=LONG_AGO)
    aino = office.desk("aino")
    aino.pull()
    cases = by_letter(aino.contents())

    assert {VICTIM, FINDER} == set(cases)
    assert () == aino.contents().quarantine
    for case in cases.values():
        with pytest.raises(WayBackContested):
            reply(office, case)
        with pytest.raises(WayBackContested):
            withdraw(aino, case)
    mend(aino)
    assert [] == list(office.replies.names())


def test_each_of_them_names_the_other_and_a_caller_finds_both(shelf: Shelf) -> None:
    keep(shelf, VICTIM, THEIRS)
    keep(shelf, FINDER, DIVERTED)
    contents = read(shelf)
    cases = by_letter(contents)

    assert (FINDER,) == cases[VICTIM].rivals
    assert (VICTIM,) == cases[FINDER].rivals
    assert 2 == len(callers(contents, THEIRS.call_digits[0]))


def test_who_was_received_before_is_answered_and_nobody_after(office: Office) -> None:
    sender = Sender(office)
    sender.write(letter_id=VICTIM)
    aino = office.desk("aino")
    aino.pull()
    sender.write(letter_id=FINDER, way_back=DIVERTED, written=LONG_AGO)
    aino.pull()
    cases = by_letter(aino.contents())
    send(aino, cases[VICTIM], Draft(new_answer_id(), "en", "We read it."), {})

    assert ["We read it."] == sender.texts()
    assert (FINDER,) == cases[VICTIM].rivals
    with pytest.raises(WayBackContested):
        send(aino, cases[FINDER], Draft(new_answer_id(), "en", "MARKED"), {})
    assert ["We read it."] == sender.texts()


def test_who_looked_over_a_shoulder_and_wrote_first_makes_no_victims_letter_vanish(
    shelf: Shelf,
) -> None:
    hostile, victims = keep(shelf, FINDER, DIVERTED), keep(shelf, VICTIM, THEIRS)
    contents = read(shelf, folded(received([hostile], [victims]).known))
    cases = by_letter(contents)

    assert () == contents.quarantine
    assert (DIVERTED, None) == (cases[FINDER].way_back, cases[VICTIM].way_back)
    assert WayBackContested == cases[VICTIM].unanswerable


@pytest.mark.parametrize("order", [*permutations("abc")])
def test_of_three_with_one_secret_only_the_certainly_first_is_answered(
    shelf: Shelf, order: tuple[str, ...]
) -> None:
    ways = [THEIRS, DIVERTED, WayBack(keys_of(OTHER).way_back.recipient, THEIRS.secret)]
    names = {each: keep(shelf, each * 32, way) for each, way in zip(order, ways, strict=True)}
    first = read(shelf, folded(received([names["b"]], [names["a"], names["c"]]).known))
    tied = read(shelf, folded(received([names["a"], names["c"]], [names["b"]]).known))

    assert ["b" * 32] == [each.case_id for each in first.cases if each.way_back]
    assert [] == [each.case_id for each in tied.cases if each.way_back]


def test_two_of_staff_who_did_not_know_of_each_other_put_nobody_first(shelf: Shelf) -> None:
    """Else the store's owner decides by whom he shows which letter."""
    victims, hostile = keep(shelf, VICTIM, THEIRS), keep(shelf, FINDER, DIVERTED)
    aino, bo = Writer("aino"), Writer("bo")
    aino.received(victims)
    bo.received(hostile)
    ledgers = [folded([*aino.known, *bo.known])]
    aino.note("later")
    aino.learn(bo.known)
    aino.received(victims, hostile)
    ledgers.append(folded(aino.known))
    for ledger in ledgers:
        assert [None, None] == [case.way_back for case in read(shelf, ledger).cases]


def test_a_colleague_who_fetched_both_at_once_without_knowing_takes_nothing_from_the_first(
    shelf: Shelf,
) -> None:
    """Bo was away: his computer writes both down, and had not heard yet that aino had one."""
    victims, hostile = keep(shelf, VICTIM, THEIRS), keep(shelf, FINDER, DIVERTED)
    aino, bo = Writer("aino"), Writer("bo")
    aino.received(victims)
    bo.received(victims, hostile)
    cases = by_letter(read(shelf, folded([*aino.known, *bo.known])))

    assert THEIRS == cases[VICTIM].way_back
    assert cases[FINDER].way_back is None


def test_a_flood_that_fills_several_events_of_one_pull_puts_nobody_first(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are digests: a hostile letter can be made until its own is among the first."""
    for module in (arrivals, desk):
        monkeypatch.setattr(module, "RECEIVED_AT_ONCE", 1, raising=False)
    monkeypatch.setattr("app.inbox.ledger.RECEIVED_AT_ONCE", 1)
    sender = Sender(office)
    sender.write(letter_id=VICTIM)
    sender.write(letter_id=FINDER, way_back=DIVERTED)
    aino = office.desk("aino")
    aino.pull()

    assert 2 == len([e for e in aino.ledger().history.events if e.kind == "received"])
    assert [None, None] == [case.way_back for case in aino.contents().cases]


def test_the_finder_of_a_receipt_who_writes_before_the_next_pull_is_not_the_letter(
    shelf: Shelf,
) -> None:
    """With the whole receipt nothing tells the two apart, so both are marked."""
    names = keep(shelf, VICTIM, THEIRS), keep(shelf, FINDER, THEIRS, written=LONG_AGO)
    (case,) = read(shelf, folded(received(names).known)).cases
    (unrecorded,) = read(shelf).cases

    assert {VICTIM: True, FINDER: True} == marked(case) == marked(unrecorded)
    assert (True, THEIRS) == (case.at_once, case.way_back)


def test_the_finder_who_writes_after_a_pull_is_marked_alone(shelf: Shelf) -> None:
    victims, hostile = keep(shelf, VICTIM, THEIRS), keep(shelf, FINDER, THEIRS, written=LONG_AGO)
    (case,) = read(shelf, folded(received([victims], [hostile]).known)).cases

    assert {VICTIM: False, FINDER: True} == marked(case)
    assert (VICTIM, False) == (case.case_id, case.at_once)


def test_who_knows_a_letter_id_and_came_at_once_takes_nothing_that_was_noted_under_it(
    shelf: Shelf,
) -> None:
    other = keys_of(OTHER).way_back
    names = keep(shelf, VICTIM, THEIRS), keep(shelf, VICTIM, other, written=LONG_AGO)
    aino = received(names)
    aino.note("about the victim", names[0])
    cases = {case.case_id: case for case in read(shelf, folded(aino.known)).cases}

    assert set(names) == set(cases)
    assert [1, 0] == [len(cases[name].state.notes) for name in names]


def test_a_victims_letter_stays_first_when_it_was_sealed_anew(shelf: Shelf) -> None:
    """Retention gives it another name; what came meanwhile came after it."""
    victims, hostile = keep(shelf, VICTIM, THEIRS), keep(shelf, FINDER, DIVERTED)
    again = keep(shelf, VICTIM, THEIRS)
    aino = received([victims], [hostile])
    aino.write("reseal", {"from": (victims,), "to": again}, "")
    kept = Shelf()
    for name in (hostile, again):
        kept.put(shelf.store.get(name))
    cases = by_letter(read(kept, folded(aino.known)))

    assert (THEIRS, None) == (cases[VICTIM].way_back, cases[FINDER].way_back)
