"""A case as one conversation: letters, answers, notes and calls in the order in which they came.

The order is the ledger's, never that of a sender's clock. Nothing is left out of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.inbox.case_state import Entry, Reply
from app.inbox.cases import Case, Reading

Kind = Literal["letter", "reply", "note", "call", "check", "decision", "moved"]

_UNRECORDED = 1 << 62
"""The place of a letter that nobody wrote down as received yet: after all that is."""


@dataclass(frozen=True)
class Turn:
    """One thing of a conversation: a letter's reading, an answer, or what somebody wrote down."""

    kind: Kind
    reading: Reading | None = field(default=None, repr=False)
    reply: Reply | None = field(default=None, repr=False)
    entry: Entry | None = field(default=None, repr=False)


def conversation(case: Case) -> tuple[Turn, ...]:
    """Return all turns of a case, the oldest first."""
    placed = [*_letters(case), *_staff(case)]
    placed.sort(key=lambda each: each[0])
    return tuple(turn for _, turn in placed)


def _letters(case: Case) -> Iterator[tuple[int, Turn]]:
    for reading in case.readings:
        place = _UNRECORDED if reading.arrived is None else reading.arrived
        yield place, Turn("letter", reading=reading)


def _staff(case: Case) -> Iterator[tuple[int, Turn]]:
    events = case.ledger.history.events
    places = {event.digest: place for place, event in enumerate(events)}
    state = case.state
    for reply in state.replies:
        yield places[reply.event], Turn("reply", reply=reply)
    kinds: Mapping[Kind, tuple[Entry, ...]] = {
        "note": state.notes,
        "call": state.calls,
        "check": state.checked,
        "decision": state.decisions,
        "moved": state.moved,
    }
    for kind, entries in kinds.items():
        for entry in entries:
            yield places[entry.event], Turn(kind, entry=entry)
