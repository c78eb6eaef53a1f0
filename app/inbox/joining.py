"""Opened letters joined to conversations, in the order in which they arrived.

A conversation is all letters with one way back: the case secret, which only the receipt and staff
know, and the recipient that answers are sealed to. Neither a letter id joins anything, nor a
mailbox id that somebody saw at pick-up. Letters with one secret and several recipients are as many
cases, since nobody's letter is put aside because of somebody else's; answered is only the one that
certainly came first. Who was first staff's ledger decides, and never a sender's clock.
"""

import math
from collections.abc import (
    Callable,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from dataclasses import replace
from typing import TypeVar

from app.age.hybrid import HybridIdentity
from app.inbox.attaching import loose_pieces, with_files
from app.inbox.cases import Case, Contents, Quarantined, Questionnaires, Reading
from app.inbox.ledger import EMPTY, Ledger
from app.inbox.merging import with_merged
from app.inbox.opening import Found, Opened, Opener, open_kept, readings
from app.inbox.pieces import Piece
from app.store.base import Store
from app.wire.receipt import WayBack

PASSING = frozenset({"unreadable", "wrong-digest", "fault"})
"""What another try could mend: the disk, or a newer program."""

AGAIN = "follow"
"""The form with which a sender comes back: of what was written in one minute it is the later."""

_Key = WayBack | str
"""What the letters of one conversation have in common; without a way back, their letter id."""

Item = TypeVar("Item")
Group = TypeVar("Group", bound=Hashable)


def read_cases(
    local: Store,
    identities: Sequence[HybridIdentity],
    questionnaires: Questionnaires,
    known: MutableMapping[str, Found] | None = None,
    ledger: Ledger = EMPTY,
) -> Contents:
    """Open every kept envelope, join what belongs together and say what was done about it.

    `known` holds what earlier calls with the same identities found, as a name stands for the same
    bytes for ever; what is found now is added, and what is no longer kept is forgotten. Without it
    all would be opened again each time.

    Raises: StoreError only if the local store cannot be listed.
    """
    opened: list[Opened] = []
    cases: list[Case] = []
    quarantine: list[Quarantined] = []
    known = {} if known is None else known
    opener = Opener(identities)
    names = sorted(local.names())
    for gone in known.keys() - set(names):
        known.pop(gone, None)
    kept: dict[str, Found] = {}
    for name in names:
        found = known.get(name) or open_kept(local, name, opener)
        if not (isinstance(found, Quarantined) and found.code in PASSING):
            known[name] = found
        kept[name] = found
        match found:
            case Opened() as letter:
                opened.append(replace(letter, arrived=_place(ledger, name)))
            case Reading() as reading:
                cases.append(_unread(name, reading, ledger))
            case Quarantined() as quarantined:
                quarantine.append(quarantined)
    cases += _conversations(opened, questionnaires, ledger)
    cases = list(with_files(cases, kept, ledger))
    return Contents(
        tuple(_newest_first(with_merged(cases))),
        tuple(sorted(quarantine, key=lambda each: each.name)),
        loose=loose_pieces(cases, quarantine, kept),
        pieces=tuple(each for each in kept.values() if isinstance(each, Piece)),
    )


def _place(ledger: Ledger, name: str) -> int | None:
    arrival = ledger.received.get(name)
    return arrival.place if arrival else None


def _rank(place: int | None) -> float:
    """Return where a place stands: what nobody wrote down yet came last."""
    return math.inf if place is None else place


def _newest_first(cases: Sequence[Case]) -> list[Case]:
    # Without a time it could be from any hour: first, so that it is seen.
    return sorted(
        sorted(cases, key=lambda case: case.case_id),
        key=lambda case: (_rank(case.newest.arrived), case.newest.written or "~"),
        reverse=True,
    )


def _unread(name: str, reading: Reading, ledger: Ledger) -> Case:
    state = ledger.case(name, *ledger.resealed.get(name, ()))
    reading = replace(reading, arrived=_place(ledger, name))
    return Case(name, (reading,), state, None, ledger)


def _conversations(
    opened: Sequence[Opened], questionnaires: Questionnaires, ledger: Ledger
) -> Iterator[Case]:
    """Yield every conversation, and tell of those that name one secret which came first."""
    owners = {
        letter_id: _first(ledger, _by(_key, copies))
        for letter_id, copies in _by(_letter_id, opened).items()
    }
    cases = [
        _conversation(key, group, owners, questionnaires, ledger)
        for key, group in _by(_key, opened).items()
    ]
    for same in _by(_secret, cases).values():
        first = ledger.first({case.case_id: case.envelopes for case in same})
        ids = sorted(case.case_id for case in same)
        for case in same:
            rivals = tuple(each for each in ids if each != case.case_id)
            yield replace(case, rivals=rivals, is_first=case.case_id == first)


def _conversation(
    key: _Key,
    group: Sequence[Opened],
    owners: Mapping[str, _Key | None],
    questionnaires: Questionnaires,
    ledger: Ledger,
) -> Case:
    """Return one conversation; an event counts for it under its own ids, and nobody else's."""
    first = _first(ledger, _by(_letter_id, group))
    letters = sorted(
        group,
        key=lambda one: (
            _rank(one.arrived),
            _letter_id(one) != first,
            # Only to show in some order what came at once.
            one.letter.written,
            one.letter.form == AGAIN,
            one.name,
        ),
    )
    head, names = letters[0], [each.name for each in letters]
    own = {_letter_id(each) for each in group if owners[_letter_id(each)] == key}
    copies = (copy for name in names for copy in ledger.resealed.get(name, ()))
    return Case(
        _letter_id(head) if _letter_id(head) in own else head.name,
        tuple(_in_order(letters, first, questionnaires)),
        ledger.case(*own, *names, *copies),
        head.letter.way_back,
        ledger,
    )


def _in_order(
    letters: Sequence[Opened], first: str | None, questionnaires: Questionnaires
) -> Iterator[Reading]:
    """Yield the readings of one conversation as they arrived; `first` is the letter that began it.

    Of letters that came at once any may be somebody else's, so none of them is the first.
    """
    place = {each.name: number for number, each in enumerate(letters)}
    found = [
        replace(reading, someone_else=letter_id != first)
        for letter_id, copies in _by(_letter_id, letters).items()
        for reading in readings(copies, questionnaires)
    ]
    yield from sorted(found, key=lambda each: min(place[name] for name in each.envelopes))


def _first(ledger: Ledger, groups: Mapping[Group, Sequence[Opened]]) -> Group | None:
    return ledger.first({key: [each.name for each in group] for key, group in groups.items()})


def _by(key: Callable[[Item], Group], items: Iterable[Item]) -> dict[Group, list[Item]]:
    groups: dict[Group, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _key(opened: Opened) -> _Key:
    return opened.letter.way_back or opened.letter.letter_id


def _letter_id(opened: Opened) -> str:
    return opened.letter.letter_id


def _secret(case: Case) -> bytes | str:
    return case.claimed.secret if case.claimed else case.case_id
