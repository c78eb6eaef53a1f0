"""Destroyed events keep their place by their traces; what is withheld still shows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbox.ledger import fold
from app.inbox.traces import Trace, of, parse, serialise, trace_of
from app.wire.event import Event
from app.wire.roster import RemovedEntry, Roster
from tests.inbox.chronicle import CASE, Writer, codes, folded, public
from tests.inbox.office import roster_of

OTHER = "f" * 32


def forget(writer: Writer, *events: Event) -> Event:
    return lie(writer, *map(trace_of, events))


def lie(writer: Writer, *traces: Trace) -> Event:
    return writer.write("forget", {"traces": tuple(map(serialise, traces))}, "")


def without(writer: Writer, *gone: Event) -> list[Event]:
    return [event for event in writer.known if event not in gone]


def removed(name: str, *heads: str) -> Roster:
    roster = roster_of("aino", "cai")
    return replace(roster, removed=(RemovedEntry(name, public(name), tuple(sorted(heads))),))


def test_a_trace_is_read_as_it_was_written() -> None:
    aino = Writer("aino")
    event = [aino.note("a"), aino.note("b")][1]

    assert (trace_of(event),) == of(forget(aino, event))
    assert trace_of(event) == parse(serialise(trace_of(event)))
    assert "quillon" not in serialise(trace_of(replace(event, body={"text": "quillon"})))
    assert () == of(event)


def test_a_destroyed_event_is_no_gap_and_a_withheld_one_still_is() -> None:
    aino = Writer("aino")
    gone, withheld = aino.note("old", OTHER), aino.note("young")
    aino.note("youngest")
    forget(aino, gone)

    assert [] == codes(folded(without(aino, gone)))
    assert [("gap", "aino")] == codes(folded(without(aino, gone, withheld)))


def test_the_order_of_what_stays_does_not_change_when_what_was_between_goes() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    states = set()
    for number in range(12):
        case = f"{number:032x}"
        aino.write("close", case=case)
        between = aino.note("elsewhere", OTHER)
        bo.learn(aino.known)
        bo.write("reopen", case=case)
        aino.learn(bo.known)
        forget(aino, between)
        ledger = folded(without(aino, between))
        states.add(ledger.case(case).closed)

    assert {None} == states


def test_what_was_received_before_is_known_across_a_destroyed_event() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    aino.received("a" * 64)
    between = aino.note("elsewhere", OTHER)
    bo.learn(aino.known)
    check = bo.write("check", {"how": "digits"})
    aino.learn(bo.known)
    forget(aino, between)
    ledger = folded(without(aino, between))
    (entry,) = ledger.case(CASE).checked

    assert check.digest == entry.event
    assert ledger.knew(entry, "a" * 64)
    assert not ledger.knew(entry, "b" * 64)


def test_an_author_whose_last_event_was_destroyed_goes_on_after_it() -> None:
    bo, aino = Writer("bo"), Writer("aino")
    last = [bo.note("a"), bo.note("b")][1]
    aino.learn(bo.known)
    forget(aino, *bo.known)
    ledger = folded(without(aino, *bo.known))
    found = ledger.last_of(public("bo"))

    assert found is not None
    assert (2, last.digest) == (found.sequence, found.digest)
    twin = Writer("bo", known=[]).note("twin")
    assert ("fork", "bo") in codes(folded([*without(aino, *bo.known), twin]))


def test_what_a_removed_member_did_counts_though_the_heads_of_then_were_destroyed() -> None:
    bo, aino = Writer("bo"), Writer("aino")
    kept = bo.note("kept")
    aino.learn(bo.known)
    head = aino.note("head", OTHER)
    roster = removed("bo", head.digest)
    forget(aino, head)
    ledger = fold(without(aino, head), roster)

    assert [kept.digest] == [entry.event for entry in ledger.case(CASE).notes]
    assert () == ledger.irregularities


def test_a_removed_member_cannot_trace_later_events_into_the_time_before() -> None:
    bo, aino = Writer("bo"), Writer("aino")
    head = bo.note("before")
    aino.learn(bo.known)
    roster = removed("bo", head.digest)
    forged = bo.note("forged")
    lie(bo, Trace(head.digest, public("bo"), 1, (forged.digest,)))
    events = [event for event in bo.known if event is not head]
    ledger = fold(events, roster)

    assert () == ledger.case(CASE).notes
    assert {("after-removal", "bo"), ("gap", "")} == set(codes(ledger))


def test_a_strangers_traces_count_for_nothing() -> None:
    aino, stranger = Writer("aino"), Writer("stranger")
    gone = aino.note("withheld")
    aino.note("next")
    lie(stranger, trace_of(gone))
    ledger = folded([*without(aino, gone), *stranger.known])

    assert [("gap", "aino"), ("unknown-author", "stranger")] == sorted(
        (code, "stranger" if code == "unknown-author" else author) for code, author in codes(ledger)
    )


def test_a_trace_never_stands_in_for_an_event_that_is_there() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    note = aino.note("here")
    bo.learn(aino.known)
    forget(bo, note)

    assert ["here"] == [entry.text for entry in folded(bo.known).case(CASE).notes]


@pytest.mark.parametrize("circle", [1, 2])
def test_traces_that_lie_in_a_circle_hide_nothing(circle: int) -> None:
    aino, bo = Writer("aino"), Writer("bo")
    gone = bo.note("gone")
    aino.learn(bo.known)
    note = aino.note("here")
    names = (gone.digest,) if circle == 1 else (note.digest,)
    lie(aino, Trace(gone.digest, public("bo"), 1, names))

    assert ["here"] == [each.text for each in folded(without(aino, gone)).case(CASE).notes]


@given(st.permutations(range(9)))
def test_any_order_of_arrival_gives_one_state_with_traces_too(order: list[int]) -> None:
    aino, bo = _LINE
    events = without(aino, bo.known[0], bo.known[1])
    shuffled = [events[place % len(events)] for place in order] + events

    assert folded(events).history.line == folded(shuffled).history.line
    assert folded(events).case(CASE) == folded(shuffled).case(CASE)


def _line() -> tuple[Writer, Writer]:
    aino, bo = Writer("aino"), Writer("bo")
    for text in ("a", "b", "c"):
        bo.note(text)
    aino.learn(bo.known)
    aino.write("close")
    forget(aino, bo.known[0], bo.known[1])
    aino.write("reopen")
    return aino, bo


_LINE = _line()
