"""The ledger: what staff's events, folded in their causal order, make of every case.

A pure fold: the same events and roster give the same ledger on every machine, in whatever order
they came (WIRE §15). It knows nothing of letters but their ids; no repr holds what anybody wrote.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.inbox.arrivals import (
    RECEIVED_AT_ONCE,
    Arrival,
    Group,
    arrive,
    first_of,
    knowledge,
    places,
    together,
)
from app.inbox.case_state import CaseState, Entry, Reply, after, text_of, texts_of
from app.inbox.history import History, Irregularity, read_history
from app.inbox.traces import Node
from app.wire.event import Event
from app.wire.roster import Roster


@dataclass(frozen=True)
class Ledger:
    """All that was done; `received` holds every envelope that somebody wrote down as received.

    `resealed` names for each object that is a copy of others, or has such copies, the others.
    """

    history: History
    received: Mapping[str, Arrival]
    resealed: Mapping[str, tuple[str, ...]]
    destroyed: Mapping[int, frozenset[bytes]]
    _cases: Mapping[str, tuple[int, ...]]
    _knew: Mapping[str, int]

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the digests of the events that no event names yet."""
        return self.history.heads

    @property
    def irregularities(self) -> tuple[Irregularity, ...]:
        """Return what does not count, is missing, or is no one line."""
        return self.history.irregularities

    @cached_property
    def case_ids(self) -> frozenset[str]:
        """Return every case that an event names."""
        return frozenset(self._cases)

    def case(self, *case_ids: str) -> CaseState:
        """Return the state of the case that is known by all of these ids."""
        places = sorted({place for each in case_ids for place in self._cases.get(each, ())})
        state = CaseState()
        for place in places:
            event = self.history.events[place]
            state = after(state, event, self.history.names[event.author])
        return state

    def first(self, groups: Mapping[Group, Iterable[str]]) -> Group | None:
        """Return which group of envelopes came before each other one; None if not certain."""
        if len(groups) == 1:
            return next(iter(groups))
        arrivals = {
            group: together(self.received[name] for name in names if name in self.received)
            for group, names in groups.items()
        }
        return first_of(arrivals, lambda place: self._knew[self.history.events[place].digest])

    def knew(self, entry: Entry | Reply, envelope: str) -> bool:
        """Tell whether the author of an entry had received this envelope when writing it."""
        return self.knew_of(entry.event, envelope)

    def received_at(self, envelope: str) -> str | None:
        """Return the last minute at which somebody wrote it down as received; None if nobody did.

        Of one that was sealed anew, as of the one that it replaces.
        """
        arrival = self.received.get(envelope)
        events = self.history.events
        return max(events[place].at for place in places(arrival.events)) if arrival else None

    def last_of(self, author: bytes) -> Node | None:
        """Return the author's event, or its trace, with the highest sequence, the later of two."""
        own = (node for node in self.history.line if node.author == author)
        return max(own, key=lambda node: node.sequence, default=None)

    def comes_after(self, event: str, earlier: str) -> bool:
        """Tell whether the author of an event knew of an earlier one, each named by its digest."""
        seen, left = {event}, deque([event])
        while left:
            node = self._nodes.get(left.popleft())
            named = set(node.named) - seen if node else set[str]()
            if earlier in named:
                return True
            seen |= named
            left.extend(named)
        return False

    @cached_property
    def _nodes(self) -> Mapping[str, Node]:
        return {node.digest: node for node in self.history.line}

    def knew_of(self, event: str, envelope: str) -> bool:
        """Tell whether the author of an event, named by its digest, had received the envelope."""
        arrival = self.received.get(envelope)
        return arrival is not None and bool(self._knew.get(event, 0) & arrival.events)


EMPTY = Ledger(History((), (), {}, ()), {}, {}, {}, {}, {})
"""The ledger before anything was done."""


def fold(events: Iterable[Event], roster: Roster) -> Ledger:
    """Return the ledger of these events; their order does not matter, nor that one comes twice."""
    history = read_history(events, roster)
    received: dict[str, Arrival] = {}
    resealed: dict[str, tuple[str, ...]] = {}
    destroyed: dict[int, frozenset[bytes]] = {}
    cases: dict[str, list[int]] = {}
    filling: dict[bytes, int] = {}
    for place, event in enumerate(history.events):
        match event.kind:
            case "received":
                _receive(received, filling, event, place)
            case "reseal":
                sources, name = texts_of(event.body["from"]), text_of(event.body["to"])
                _join(resealed, name, *sources)
                for source in sources:
                    if source in received:
                        arrive(received, name, received[source])
            case "destroyed":
                epoch = int(text_of(event.body["epoch"]))
                destroyed[epoch] = destroyed.get(epoch, frozenset()) | {event.author}
            case _:
                for case_id in _cases_of(event):
                    cases.setdefault(case_id, []).append(place)
    places = {case_id: tuple(found) for case_id, found in cases.items()}
    return Ledger(history, received, resealed, destroyed, places, knowledge(history))


def _cases_of(event: Event) -> tuple[str, ...]:
    """Return the cases that an event does something to."""
    if event.kind == "drop":
        return texts_of(event.body["cases"])
    return (event.case,) if event.case else ()


def _receive(
    received: dict[str, Arrival], filling: dict[bytes, int], event: Event, place: int
) -> None:
    """Note what a `received` event names; `filling` holds of each author what one pull filled."""
    names = texts_of(event.body["envelopes"])
    perhaps = filling.pop(event.author, 0) | 1 << place
    if len(names) >= RECEIVED_AT_ONCE:  # what its author names next may be of the same pull
        filling[event.author] = perhaps
    for name in names:
        arrive(received, name, Arrival(place, 1 << place, perhaps))


def _join(resealed: dict[str, tuple[str, ...]], *names: str) -> None:
    """Let all of these, and all that are their copies already, be copies of each other."""
    copies = {*names, *(other for name in names for other in resealed.get(name, ()))}
    for name in copies:
        resealed[name] = tuple(sorted(copies - {name}))
