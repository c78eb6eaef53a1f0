"""Which envelopes came before which, as far as staff's events tell it for certain.

A sender's clock decides nothing here, nor does the order in which a store names its objects: what
came in one pull came at once. Nor does chance: where two of staff wrote down different envelopes
without knowing of each other, neither of these came first.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, TypeVar

from app.inbox.history import History

RECEIVED_AT_ONCE: Final = 5_000
"""Most envelopes in one `received` event: so many fit into it, and one pull may fill several."""

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True)
class Arrival:
    """When an envelope came: its place among all, and as bits the `received` events that name it.

    `perhaps` holds those too that their authors filled in the same pull, it may be.
    """

    place: int
    events: int
    perhaps: int


def arrive(received: dict[str, Arrival], name: str, arrival: Arrival) -> None:
    """Let the earliest place hold, and remember everybody who had the envelope."""
    earlier = received.get(name, arrival)
    received[name] = together((earlier, arrival)) or arrival


def together(arrivals: Iterable[Arrival]) -> Arrival | None:
    """Return when the first of these came, each wherever it came; None for none."""
    found = tuple(arrivals)
    if not found:
        return None
    return Arrival(
        place=min(each.place for each in found),
        events=reduce(or_, (each.events for each in found)),
        perhaps=reduce(or_, (each.perhaps for each in found)),
    )


def first_of(arrivals: Mapping[Group, Arrival | None], knew: Callable[[int], int]) -> Group | None:
    """Return what came before each of the others, or None where that is not certain.

    `knew` tells for the event at a place, as bits, which `received` events its author knew.
    """
    groups = iter(arrivals)
    first = next(groups, None)
    if first is None:
        return None
    for group in groups:
        if _is_before(arrivals[group], arrivals[first], knew):
            first = group
    others = (arrival for group, arrival in arrivals.items() if group != first)
    return first if all(_is_before(arrivals[first], each, knew) for each in others) else None


def knowledge(history: History) -> Mapping[str, int]:
    """Return for each event, as bits, which `received` events came before it or are it."""
    knew: dict[str, int] = {}
    own = {
        event.digest: 1 << place
        for place, event in enumerate(history.events)
        if event.kind == "received"
    }
    for node in history.line:
        bits = own.get(node.digest, 0)
        for name in node.named:
            # Where nothing is new the same number is kept, so that a line of events costs one.
            earlier = knew.get(name, 0)
            bits = earlier if earlier | bits == earlier else bits | earlier
        knew[node.digest] = bits
    return knew


def _is_before(one: Arrival | None, other: Arrival | None, knew: Callable[[int], int]) -> bool:
    """Tell whether somebody had `one` without `other`, and nobody `other` without `one`."""
    if one is None:
        return False
    if other is None:  # nobody wrote it down yet
        return True
    alone = any(not knew(place) & other.perhaps for place in places(one.events))
    return alone and all(knew(place) & one.events for place in places(other.events))


def places(bits: int) -> Iterable[int]:
    """Yield the places that these bits stand for, the last one first."""
    while bits:
        place = bits.bit_length() - 1
        yield place
        bits ^= 1 << place
