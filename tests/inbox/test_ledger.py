"""The fold: any order of arrival gives one state, and each kind of event does what it says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbox.case_state import CaseState
from app.inbox.ledger import Ledger, fold
from app.wire.event import Event
from app.wire.kinds import KINDS, Body
from tests.inbox.chronicle import CASE, Writer, codes, folded, public
from tests.inbox.office import roster_of
from tests.wire.events import BODIES, WITHOUT_CASE

ROSTER = roster_of("aino", "bo", "cai")
NAMES = ("aino", "bo", "cai", "stranger")


def everything(ledger: Ledger) -> object:
    """Return all that a ledger says."""
    return (
        [event.digest for event in ledger.history.events],
        ledger.heads,
        ledger.irregularities,
        ledger.received,
        ledger.resealed,
        ledger.destroyed,
        {each: ledger.case(each) for each in sorted(ledger.case_ids)},
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Write up to 20 events by four people, of whom each sometimes learns what others did."""
    writers = [Writer(name) for name in NAMES]
    events: list[Event] = []
    for _ in range(draw(st.integers(1, 20))):
        writer = draw(st.sampled_from(writers))
        if draw(st.booleans()):
            writer.learn(events)
        if draw(st.integers(0, 9)) == 0:
            writer.known = writer.known[: draw(st.integers(0, len(writer.known)))]  # a lost disk
        kind = draw(st.sampled_from(sorted(KINDS)))
        case = "" if kind in WITHOUT_CASE else draw(st.sampled_from([CASE, "ef" * 16]))
        events.append(writer.write(kind, BODIES[kind], case))
    return events


@given(histories(), st.randoms(use_true_random=False), st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_any_order_of_arrival_gives_one_state(
    events: list[Event], random: Any, withheld: int
) -> None:
    kept = events[withheld:]
    shuffled = [*kept, *kept[: len(kept) // 2]]
    random.shuffle(shuffled)

    assert everything(fold(kept, ROSTER)) == everything(fold(shuffled, ROSTER))


@given(histories())
@settings(max_examples=50, deadline=None)
def test_every_event_comes_after_those_that_it_names(events: list[Event]) -> None:
    ordered = [event.digest for event in folded(events).history.events]
    places = {digest: place for place, digest in enumerate(ordered)}
    by_digest = {event.digest: event for event in events}

    for digest in ordered:
        for named in by_digest[digest].named:
            assert places.get(named, -1) < places[digest]


def done(*steps: tuple[str, Body]) -> CaseState:
    aino = Writer("aino")
    for kind, body in steps:
        aino.write(kind, body)
    return folded(aino.known).case(CASE)


def test_a_case_that_nobody_touched_has_an_empty_state() -> None:
    assert CaseState() == folded([]).case(CASE)


@pytest.mark.parametrize(
    ("kind", "field"), [("note", "notes"), ("call", "calls"), ("decision", "decisions")]
)
def test_what_is_written_down_is_kept_in_order_with_its_author(kind: str, field: str) -> None:
    entries = getattr(done((kind, {"text": "one"}), (kind, {"text": "two"})), field)

    assert [("aino", "one"), ("aino", "two")] == [(each.author, each.text) for each in entries]
    assert ["2026-11-22T00:01Z", "2026-11-22T00:02Z"] == [each.at for each in entries]


def test_checks_and_moves_are_kept() -> None:
    state = done(("check", {"how": "call digits"}), ("moved", {"to": "the police"}))

    assert ["call digits"] == [each.text for each in state.checked]
    assert ["the police"] == [each.text for each in state.moved]


def test_labels_are_added_and_removed() -> None:
    assert ("b", "c") == done(
        ("label", {"add": ("c", "a"), "remove": ()}), ("label", {"add": ("b",), "remove": ("a",)})
    ).labels


def test_it_is_assigned_to_whom_the_last_event_says() -> None:
    assert "bo" == done(("assign", {"member": "aino"}), ("assign", {"member": "bo"})).assigned
    assert "" == done(("assign", {"member": "aino"}), ("assign", {"member": ""})).assigned


def test_it_is_closed_deleted_and_merged_until_it_is_not() -> None:
    steps = [("close", {}), ("delete", {"reason": "a test"}), ("merge", {"into": "ef" * 16})]
    state = done(*steps)
    back = done(*steps, ("reopen", {}), ("restore", {}))

    assert ("aino", "aino", "a test", "ef" * 16) == (
        state.closed and state.closed.author,
        state.deleted and state.deleted.author,
        state.deleted and state.deleted.text,
        state.merged_into,
    )
    assert (None, None) == (back.closed, back.deleted)


def test_a_claim_holds_until_it_is_released_and_of_two_at_once_one_holds() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    claims = [aino.write("claim"), bo.write("claim")]
    aino.learn(claims)
    release = aino.write("release")
    bo.learn([release])
    again = bo.write("claim")

    first = folded(claims).case(CASE).claimed_by
    assert first == folded(claims[::-1]).case(CASE).claimed_by
    assert first in {"aino", "bo"}
    assert "" == folded([*claims, release]).case(CASE).claimed_by
    assert "bo" == folded([*claims, release, again]).case(CASE).claimed_by


def test_replies_of_two_at_once_both_stand_until_one_is_withdrawn() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    events = [
        aino.write("reply", {**BODIES["reply"], "answer": "a" * 32}),
        bo.write("reply", {**BODIES["reply"], "answer": "b" * 32}),
    ]
    both = folded(events).case(CASE).standing
    bo.learn(events)
    one = folded([*events, bo.write("withdraw", {"answer": "a" * 32})]).case(CASE)

    assert {"a" * 32, "b" * 32} == {reply.answer_id for reply in both}
    assert ["b" * 32] == [reply.answer_id for reply in one.standing]
    assert 2 == len(one.replies)


def test_no_other_text_can_be_put_under_an_answers_id() -> None:
    state = done(("reply", BODIES["reply"]), ("reply", {**BODIES["reply"], "text": "another"}))

    assert [BODIES["reply"]["text"]] == [reply.text for reply in state.replies]


def test_a_case_known_by_two_ids_has_one_state() -> None:
    aino = Writer("aino")
    aino.write("claim")
    aino.note("later", "ef" * 16)
    ledger = folded(aino.known)

    assert ("aino", 1) == (
        ledger.case(CASE, "ef" * 16).claimed_by,
        len(ledger.case("ef" * 16, CASE).notes),
    )


def test_arrival_is_the_first_time_that_anybody_wrote_it_down() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    aino.received("a" * 64)
    bo.learn(aino.known)
    bo.received("a" * 64, "b" * 64)
    received = folded(bo.known).received

    assert received["a" * 64].place < received["b" * 64].place
    assert {"a" * 64, "b" * 64} == set(received)


def test_who_closes_knows_only_what_they_had_received() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    aino.received("a" * 64)
    close = aino.write("close")
    later = bo.received("b" * 64)  # at the same time, unknown to the one who closes
    aino.learn([later])
    again = aino.write("close")

    before = folded([*aino.known[:2], later])
    closed = before.case(CASE).closed
    assert closed
    assert close.digest == closed.event
    assert (True, False, False) == tuple(before.knew(closed, each * 64) for each in ("a", "b", "c"))
    after = folded(aino.known)
    closed = after.case(CASE).closed
    assert closed
    assert again.digest == closed.event
    assert after.knew(closed, "b" * 64)


def test_what_is_sealed_again_keeps_its_place_and_who_knew_it() -> None:
    aino = Writer("aino")
    aino.received("a" * 64)
    aino.received("b" * 64)
    aino.write("close")
    aino.write("reseal", {"from": ("a" * 64,), "to": "c" * 64}, "")
    aino.received("c" * 64)
    ledger = folded(aino.known)
    closed = ledger.case(CASE).closed

    assert ledger.received["a" * 64].place == ledger.received["c" * 64].place
    assert ("a" * 64,) == ledger.resealed["c" * 64]
    assert closed
    assert ledger.knew(closed, "c" * 64)


def test_each_device_signs_that_it_destroyed_an_epoch() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    events = [each.write("destroyed", {"epoch": "4"}, "") for each in (aino, bo)]

    assert {4: {public("aino"), public("bo")}} == folded(events).destroyed


def test_the_last_event_of_an_author_is_the_one_with_the_highest_sequence() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    aino.note("one")
    last = aino.note("two")

    assert last == folded([*aino.known, bo.note("x")]).last_of(public("aino"))
    assert folded([]).last_of(public("aino")) is None


def test_no_repr_holds_what_anybody_wrote() -> None:
    aino = Writer("aino")
    for kind in ("note", "call", "decision"):
        aino.write(kind, {"text": "MARKED"})
    aino.write("reply", {**BODIES["reply"], "text": "MARKED"})
    aino.write("delete", {"reason": "MARKED"})
    ledger = folded(aino.known)

    assert "MARKED" not in repr(ledger) + repr(ledger.case(CASE))


def test_thousands_of_events_fold_one_after_the_other() -> None:
    aino = Writer("aino")
    event = aino.note("one")
    events = [event]
    for number in range(2, 3_000):
        event = replace(event, sequence=number, previous=event.digest, heads=(event.digest,))
        events.append(event)

    assert 2_999 == len(folded(events[::-1]).case(CASE).notes)
    assert [] == codes(folded(events))
