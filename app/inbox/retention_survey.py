"""What is sealed to epochs that are to be destroyed, and what of it is still needed.

It only looks. What is needed is told by the case, never by the single object: letters and events
of a case are kept together or go together, else a case that was closed would come back as open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from app.inbox import traces
from app.inbox.attaching import pieces_of
from app.inbox.cases import Case, Contents
from app.inbox.desk import Desk
from app.inbox.ledger import Ledger
from app.inbox.mailboxes import waiting
from app.inbox.retention_places import Own
from app.inbox.retention_sweep import is_old
from app.inbox.sealed_to import Held, sealed_to
from app.wire.epoch import Epoch
from app.wire.event import Event

FAULT: Final = "fault"
"""Code of an object on which the inbox itself failed: a later one may read it, so it is kept."""


@dataclass(frozen=True)
class Survey:
    """All objects sealed to the due epochs, by name, and the cases: `needed`, or to be `dropped`.

    Of the due envelopes `pieces` are parts of files, and `letters` all others. `copies` are what
    `dropped` cases have in other epochs: what was sealed anew, which goes with them. `young` are
    pieces that no letter names, but one still may.
    """

    due: tuple[Epoch, ...]
    contents: Contents = field(repr=False)
    ledger: Ledger = field(repr=False)
    letters: Mapping[str, Held]
    pieces: Mapping[str, Held]
    events: Mapping[str, Held]
    opened: Mapping[str, Event] = field(repr=False)
    needed: tuple[Case, ...] = field(repr=False)
    dropped: tuple[Case, ...] = field(repr=False)
    copies: tuple[str, ...]
    young: frozenset[str]

    @property
    def needed_letters(self) -> tuple[str, ...]:
        """Return the due envelopes that must be sealed anew, in order.

        What a colleague has dropped already stays gone, though later letters of its case live.
        """
        wanted = {
            name for case in self.needed for name in case.envelopes if not self._went(case, name)
        }
        wanted |= {each.name for each in self.contents.quarantine if each.code == FAULT}
        return tuple(sorted(wanted & self.letters.keys()))

    @property
    def quarantined(self) -> tuple[str, ...]:
        """Return the due envelopes that are no letter of any case; they are not sealed anew."""
        cases = {name for case in self.contents.cases for name in case.envelopes}
        return tuple(sorted(self.letters.keys() - cases - set(self.needed_letters)))

    @property
    def dropped_letters(self) -> tuple[str, ...]:
        """Return the due envelopes of letters that go."""
        left = self.letters.keys() - set(self.needed_letters) - set(self.quarantined)
        return tuple(sorted(left))

    @property
    def needed_pieces(self) -> tuple[str, ...]:
        """Return the due pieces that must be sealed anew: of every letter that is kept, and young.

        While there is something on which the inbox failed, that may be the letter of any.
        """
        wanted = {
            name
            for case in self.needed
            for reading in case.readings
            if not all(self._went(case, envelope) for envelope in reading.envelopes)
            for name in pieces_of(reading, self.contents.pieces)
        }
        if any(each.code == FAULT for each in self.contents.quarantine):
            wanted |= {piece.name for piece in self.contents.loose}
        return tuple(sorted((wanted | self.young) & self.pieces.keys()))

    @property
    def dropped_pieces(self) -> tuple[str, ...]:
        """Return the pieces that go: the due ones, and what dropped cases have in other epochs."""
        copies = {piece.name for piece in self.contents.pieces} & set(self.copies)
        return tuple(sorted(copies | (self.pieces.keys() - set(self.needed_pieces))))

    def split_events(self) -> tuple[dict[str, Event], dict[str, Event]]:
        """Return the due events that are needed, and the others, each by the name of its object.

        What does not count is neither: it goes without a trace. What names no case is needed: it
        holds digests and no content, and the order of everything else rests on it.
        """
        ids = {each for case in self.needed for each in ids_of(case, self.ledger)}
        counted = {event.digest for event in self.ledger.history.events}
        found: tuple[dict[str, Event], dict[str, Event]] = ({}, {})
        for name in sorted(self.events.keys() & self.opened.keys()):
            event = self.opened[name]
            if event.digest in counted:
                needed = not event.case or (event.case in ids and not self._dropped(event))
                found[not needed][name] = event
        return found

    def _went(self, case: Case, envelope: str) -> bool:
        """Tell whether a colleague has dropped this envelope, with a case that lives again."""
        dropped = case.state.dropped
        return dropped is not None and self.ledger.knew(dropped, envelope)

    def _dropped(self, event: Event) -> bool:
        """Tell whether a colleague has destroyed this event, with a case that lives again."""
        return event.digest in self._traced and self.ledger.case(event.case).dropped is not None

    @cached_property
    def _traced(self) -> frozenset[str]:
        return traced(self.ledger)

    @property
    def living_digests(self) -> Mapping[str, str]:
        """Return each event's digest that is sealed to an epoch that stays, and its object."""
        return {
            event.digest: name for name, event in self.opened.items() if name not in self.events
        }


def survey(desk: Desk, own: Own, due: Sequence[Epoch], today: date) -> Survey:
    """Look at everything that is kept here. Raises: StoreError."""
    contents, ledger = desk.contents(), desk.ledger()
    envelopes = dict(sealed_to(own.envelopes, due))
    pieces = {name: held for name, held in envelopes.items() if held.is_piece}
    letters = {name: held for name, held in envelopes.items() if not held.is_piece}
    events = dict(sealed_to(own.events, due))
    opened = desk.journal.kept()
    needed = _needed(contents, ledger, letters, today)
    kept = {case.case_id for case in needed}
    due_ids = {event.case for name, event in opened.items() if name in events}
    dropped = tuple(
        case
        for case in contents.cases
        if case.case_id not in kept
        and not (
            letters.keys().isdisjoint(case.envelopes) and due_ids.isdisjoint(ids_of(case, ledger))
        )
    )
    copies = {name for case in dropped for name in (*case.envelopes, *_pieces(contents, case))}
    shared = {name for case in needed for name in _pieces(contents, case)}
    young = (each.name for each in contents.loose if not is_old(ledger, each, today))
    return Survey(
        due=tuple(due),
        contents=contents,
        ledger=ledger,
        letters=letters,
        pieces=pieces,
        events=events,
        opened=opened,
        needed=needed,
        dropped=dropped,
        copies=tuple(sorted(copies - envelopes.keys() - shared)),
        young=frozenset(young),
    )


def _pieces(contents: Contents, case: Case) -> set[str]:
    """Return the kept pieces of a case."""
    return {name for each in case.readings for name in pieces_of(each, contents.pieces)}


def ids_of(case: Case, ledger: Ledger) -> frozenset[str]:
    """Return every id by which an event can name this case."""
    copies = (name for each in case.envelopes for name in ledger.resealed.get(each, ()))
    return frozenset((case.case_id, *case.letter_ids, *case.envelopes, *copies))


def traced(ledger: Ledger) -> frozenset[str]:
    """Return the digests of the events of which a trace was written down."""
    return frozenset(trace.digest for event in ledger.history.events for trace in traces.of(event))


def resealed_copies(ledger: Ledger) -> frozenset[str]:
    """Return the envelopes that staff sealed anew; no sender brought these."""
    found = (event.body["to"] for event in ledger.history.events if event.kind == "reseal")
    return frozenset(name for name in found if isinstance(name, str))


def _needed(
    contents: Contents, ledger: Ledger, letters: Mapping[str, Held], today: date
) -> tuple[Case, ...]:
    """Return the cases that must outlive the due epochs, and what was merged with them.

    These are the open ones; closed ones while an answer waits for its sender, whose mailbox could
    not be signed anew without them; and those with a later letter whose epoch is not due.
    """
    copies = resealed_copies(ledger)
    heads = {case.case_id: case.head or case for case in contents.cases}
    wanted = set[str]()
    for case in contents.cases:
        head = heads[case.case_id]
        answers = bool(waiting(case.state, today)) and not (case.deleted or head.deleted)
        lives = any(name not in letters and name not in copies for name in case.envelopes)
        if answers or lives or case.open or not head.ended:
            wanted.add(head.case_id)
    return tuple(case for case in contents.cases if heads[case.case_id].case_id in wanted)
