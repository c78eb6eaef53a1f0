"""Whose events count, and what shows when somebody forges, withholds or forks them."""

from dataclasses import replace

from app.wire.event import Event
from app.wire.roster import RemovedEntry, Roster
from tests.inbox.chronicle import CASE, Writer, codes, folded, public
from tests.inbox.office import roster_of


def removing(name: str, *heads: str) -> Roster:
    rest = [each for each in ("aino", "bo", "cai") if each != name]
    return replace(roster_of(*rest), removed=(RemovedEntry(name, public(name), heads),))


def notes(events: list[Event], roster: Roster | None = None) -> list[str]:
    return [note.text for note in folded(events, roster).case(CASE).notes]


def test_a_stranger_does_not_count_and_is_reported() -> None:
    aino, stranger = Writer("aino"), Writer("stranger")
    events = [aino.note("true"), stranger.note("false")]
    ledger = folded(events)

    assert ["true"] == notes(events)
    assert ["unknown-author"] == [code for code, _ in codes(ledger)]
    assert (aino.known[0].digest,) == ledger.heads


def test_nobody_is_hidden_by_a_stranger_who_names_their_event() -> None:
    aino, stranger = Writer("aino"), Writer("stranger")
    stranger.learn([aino.note("true")])
    stranger.note("false")

    assert (aino.known[0].digest,) == folded(stranger.known).heads


def test_a_withheld_event_shows_as_a_gap_as_soon_as_another_names_it() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    first, withheld, third = aino.note("one"), aino.note("two"), aino.note("three")
    bo.learn([first, withheld])
    seen = bo.note("answer to two")

    assert [("gap", "aino")] == codes(folded([first, third]))
    assert [("gap", "bo")] == codes(folded([first, seen]))
    assert {withheld.digest} == {each.event for each in folded([third, seen]).irregularities} - {
        first.digest
    }
    assert [] == codes(folded([first, withheld, third, seen]))


def test_a_removed_member_counts_up_to_the_removal_and_never_after() -> None:
    bo, aino = Writer("bo"), Writer("aino")
    one, two = bo.note("before"), bo.note("last")
    late = bo.note("after")
    backdated = replace(late, sequence=3, previous=two.digest, at="2020-01-01T00:00Z")
    sideways = replace(late, sequence=2, previous=one.digest, heads=(one.digest,))
    aino.learn([one, two, late])
    honest = aino.note("who had not heard of it yet")
    events = [one, two, late, backdated, sideways, honest]
    roster = removing("bo", two.digest)
    ledger = folded(events, roster)

    assert ["before", "last", "who had not heard of it yet"] == notes(events, roster)
    assert 3 == codes(ledger).count(("after-removal", "bo"))
    assert "bo" == ledger.case(CASE).notes[0].author


def test_a_removed_member_whose_work_nobody_had_seen_counts_for_nothing() -> None:
    bo = Writer("bo")
    bo.note("never seen")

    assert [] == notes(bo.known, removing("bo"))


def test_what_a_removed_member_had_done_is_missed_if_it_is_withheld() -> None:
    bo = Writer("bo")
    one, two = bo.note("one"), bo.note("two")

    assert {("after-removal", "bo"), ("gap", "")} == set(
        codes(folded([one], removing("bo", two.digest)))
    )
    assert [] == notes([one], removing("bo", two.digest))


def test_two_events_with_one_sequence_both_count_and_are_reported() -> None:
    here, there = Writer("aino"), Writer("aino")
    there.learn([here.note("one")])
    events = [*here.known, here.note("two here"), there.note("two there")]

    assert {"one", "two here", "two there"} == set(notes(events))
    assert [("fork", "aino")] == codes(folded(events))


def test_an_event_that_follows_anothers_line_is_reported() -> None:
    aino, bo = Writer("aino"), Writer("bo")
    foreign = aino.note("one")
    jumped = replace(bo.note("two"), sequence=2, previous=foreign.digest)

    assert [("fork", "bo")] == codes(folded([foreign, jumped]))


def test_an_event_that_comes_twice_counts_once() -> None:
    aino = Writer("aino")
    event = aino.note("one")

    assert ["one"] == notes([event, replace(event)])
    assert [] == codes(folded([event, replace(event)]))
