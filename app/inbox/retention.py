"""Old means gone (P9): an epoch that is old enough is destroyed, once nothing of it is needed.

In this order, each step durable before the next: fetch all there is; seal anew what open cases
need; leave counts for the statistics; write down, signed, which cases go and which events lose
their content; plan; destroy; sign that it is done. Nothing is destroyed while anything here cannot
be read, since an open case could hide there. Running it again, after any cut or on another
computer, is safe.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.inbox import traces
from app.inbox.arrivals import RECEIVED_AT_ONCE
from app.inbox.calendar import check_clock
from app.inbox.desk import Desk
from app.inbox.errors import RetentionRefused
from app.inbox.joining import PASSING
from app.inbox.keys.aging import due_epochs
from app.inbox.keys.keychain import epoch_name
from app.inbox.retention_places import Own, Shared
from app.inbox.retention_plan import (
    Plan,
    carry_out,
    drop_plan,
    get_plan,
    put_plan,
    remove_old_mailboxes,
    sign_destroyed,
)
from app.inbox.retention_reseal import reseal_envelopes, reseal_events
from app.inbox.retention_survey import FAULT, Survey, survey, traced
from app.inbox.retention_sweep import dark, remove_loose, sweep
from app.inbox.tallies import put_tallies
from app.wire.event import Event
from app.wire.roster import EpochEntry, Roster

TRACES_AT_ONCE: Final = 500_000
"""Most characters of traces in one event: with all else it fits into an envelope."""


@dataclass(frozen=True)
class Fate:
    """A due epoch: who has signed that it is destroyed, and who has not (names).

    `unchecked`: it does not open here, and what is kept here of it was seen by nobody who signed.
    """

    number: int
    begun: date
    destroyed_by: tuple[str, ...]
    missing: tuple[str, ...]
    unchecked: bool = False

    @property
    def gone(self) -> bool:
        """Tell whether every member has destroyed it."""
        return not self.missing


@dataclass(frozen=True)
class Outcome:
    """What one run did: objects sealed anew, objects and cases that went, and each epoch's fate.

    `pieces` are parts of files that went with their letters or epochs, `loose` those that went
    because no letter named them.
    """

    resealed_letters: int = 0
    resealed_pieces: int = 0
    resealed_events: int = 0
    letters: int = 0
    pieces: int = 0
    loose: int = 0
    cases: int = 0
    quarantined: int = 0
    events: int = 0
    mailboxes: int = 0
    epochs: tuple[Fate, ...] = ()


def retain(desk: Desk, shared: Shared, own: Own, today: date, days: int) -> Outcome:
    """Destroy every epoch that is due, and tell what was done.

    Raises: RetentionRefused (nothing more was destroyed), ClockWrong, KeysError, InboxError,
    StoreError.
    """
    check_clock(desk.keychain.roster, today)
    left = get_plan(own)
    if left is not None:
        carry_out(desk, shared, own, left)
    drop_plan(own)  # parts of one that was never put whole
    _fetch(desk)
    check_clock(desk.keychain.roster, today)
    _destroy_again(desk, shared)
    outcome = _destroy_due(desk, shared, own, today, days)
    if outcome.letters or outcome.events or outcome.epochs:
        _fetch(desk)  # with the keys that are left
    unchecked = _sign_for_others(desk, shared, today, days)
    sweep(desk, shared, own)
    loose = remove_loose(desk, shared, own, today)
    mailboxes = outcome.mailboxes + remove_old_mailboxes(desk, shared, today)
    due = due_epochs(desk.keychain.roster, today, days)
    fates = tuple(fates_of(desk, due, unchecked))
    return replace(outcome, loose=loose, mailboxes=mailboxes, epochs=fates)


def fates_of(
    desk: Desk, entries: Iterable[EpochEntry], unchecked: Iterable[int] = ()
) -> Iterator[Fate]:
    """Yield who of today's members has destroyed each of these epochs. Raises: StoreError."""
    destroyed = desk.ledger().destroyed
    members, doubtful = desk.keychain.roster.members, set(unchecked)
    for entry in entries:
        signed = destroyed.get(entry.number, frozenset())
        yield Fate(
            entry.number,
            entry.created,
            tuple(each.name for each in members if each.public in signed),
            tuple(each.name for each in members if each.public not in signed),
            entry.number in doubtful,
        )


def _fetch(desk: Desk) -> None:
    if not desk.pull().complete or desk.unsent:
        raise RetentionRefused(
            "not everything could be fetched or sent, so nothing is destroyed: run 'turva inbox"
            " pull' until it finds nothing wrong, then run this again"
        )


def _destroy_due(desk: Desk, shared: Shared, own: Own, today: date, days: int) -> Outcome:
    roster = desk.keychain.roster
    numbers = {entry.number for entry in due_epochs(roster, today, days)}
    due = [epoch for epoch in desk.keychain.epochs if epoch.number in numbers]
    if not due:
        return Outcome()
    _check_all_opens(desk, roster, numbers)
    found = survey(desk, own, due, today)
    _check_all_read(desk, found)
    letters, pieces = reseal_envelopes(desk, shared, own, found)
    events = reseal_events(desk, shared, own, found)
    put_tallies(desk, shared.statistics, found, today)
    _write_dropped(desk, found)
    _, forgotten = found.split_events()
    _write_traces(desk, found, forgotten.values())
    if desk.unsent:
        _fetch(desk)
    plan = _plan_of(found)
    put_plan(own, plan)
    carry_out(desk, shared, own, plan)
    return Outcome(
        resealed_letters=letters,
        resealed_pieces=pieces,
        resealed_events=events,
        letters=len({found.letters[name].digest for name in found.dropped_letters}),
        pieces=len(found.dropped_pieces),
        cases=len(found.dropped),
        quarantined=len(found.quarantined),
        events=len(forgotten),
        mailboxes=len(plan.mailboxes),
        epochs=tuple(fates_of(desk, (epoch.entry for epoch in due))),
    )


def _destroy_again(desk: Desk, shared: Shared) -> None:
    """Remove the file of every epoch that we have destroyed, should somebody have put it back."""
    for number in desk.destroyed:
        shared.keys.remove(epoch_name(number))


def _plan_of(found: Survey) -> Plan:
    boxes = (case.way_back.mailbox for case in found.dropped if case.way_back is not None)
    return Plan(
        epochs=tuple(epoch.number for epoch in found.due),
        envelopes=tuple(sorted({*found.letters, *found.pieces, *found.copies})),
        events=tuple(sorted(found.events)),
        mailboxes=tuple(sorted(set(boxes))),
    )


def _check_all_opens(desk: Desk, roster: Roster, due: set[int]) -> None:
    """Accept only if every epoch opens but those that somebody has destroyed already."""
    opened = {epoch.number for epoch in desk.keychain.epochs}
    destroyed = desk.ledger().destroyed
    for entry in roster.epochs:
        if entry.number not in opened and entry.number not in destroyed:
            raise RetentionRefused(
                f"epoch {entry.number} does not open here, so it cannot be told what is still"
                " needed: see 'turva keys verify', and have its file put back"
            )
    if desk.keychain.current.number in due:
        raise RetentionRefused("the newest epoch is never destroyed: begin another one first")


def _check_all_read(desk: Desk, found: Survey) -> None:
    unread = [each for each in found.contents.quarantine if each.code in PASSING - {FAULT}]
    if unread or "unreadable" in desk.journal.unread.values():
        raise RetentionRefused(
            "something that is kept here cannot be read, and could be needed: 'turva inbox list'"
            " names it and says what to do"
        )


def _write_dropped(desk: Desk, found: Survey) -> None:
    """Sign which cases go, unless somebody did already.

    Who was away has the letters still, and sees how a case ended no more, once that is destroyed.
    """
    cases = sorted(case.case_id for case in found.dropped if case.state.dropped is None)
    for start in range(0, len(cases), RECEIVED_AT_ONCE):
        desk.record("drop", "", {"cases": tuple(cases[start : start + RECEIVED_AT_ONCE])})


def _write_traces(desk: Desk, found: Survey, events: Iterable[Event]) -> None:
    """Sign what place each event had that is about to go, unless somebody did already."""
    known = traced(found.ledger)
    stays = found.living_digests
    texts = sorted(
        {
            traces.serialise(traces.trace_of(event))
            for event in events
            if event.digest not in known and event.digest not in stays
        }
    )
    for some in _portions(texts):
        desk.record("forget", "", {"traces": some})


def _portions(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    some, size = list[str](), 0
    for text in texts:
        if some and size + len(text) > TRACES_AT_ONCE:
            yield tuple(some)
            some, size = [], 0
        some.append(text)
        size += len(text)
    if some:
        yield tuple(some)


def _sign_for_others(desk: Desk, shared: Shared, today: date, days: int) -> list[int]:
    """Sign for due epochs whose file a colleague has destroyed; return those that we cannot.

    What is kept here alone and opens with nothing must have been received by one of those who
    signed: they saw that it was not needed, or sealed it anew.
    """
    ledger, opened = desk.ledger(), {epoch.number for epoch in desk.keychain.epochs}
    ours = desk.member.signing.verifier.public
    alone = set(dark(desk)) - set(shared.envelopes.names())
    unchecked = list[int]()
    for entry in due_epochs(desk.keychain.roster, today, days):
        if entry.number in opened or ours in ledger.destroyed.get(entry.number, ()):
            continue
        signed = [
            event
            for event in ledger.history.events
            if event.kind == "destroyed" and event.body["epoch"] == str(entry.number)
        ]
        if signed and all(any(ledger.knew_of(e.digest, name) for e in signed) for name in alone):
            sign_destroyed(desk, entry.number)
        else:
            unchecked.append(entry.number)
    return unchecked
