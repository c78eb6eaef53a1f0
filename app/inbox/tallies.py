"""What is left to be counted of an epoch once nothing of it can be read any more.

Counts alone, each by one dimension, so that no row is one person; and which kind of thing which
member did on which day. Never a word, an id or a language of anybody. It is sealed to the
statistics recipient, whose key opens no letter.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.age import file as age_file
from app.inbox.case_state import RECEIVED
from app.inbox.cases import Case, Reading
from app.inbox.desk import Desk
from app.inbox.meanings import FORMS
from app.inbox.retention_survey import Survey, resealed_copies
from app.store.base import Store
from app.store.errors import Conflict
from app.wire.event import Event
from app.wire.json_object import serialise_object
from app.wire.roster import EpochEntry

TALLIES_TYPE = "turva/statistics/1"
"""What the first field of a tally says."""

_OTHER = "other"


@dataclass(frozen=True)
class _Row:
    """One thing that is counted, by dimensions of which each has few values."""

    form: str
    via: str
    month: str


def put_tallies(desk: Desk, statistics: Store, found: Survey, today: date) -> int:
    """Seal the tallies of every due epoch of which there is something here; return how many.

    One for each member and epoch: what lies there already stays. Raises: StoreError.
    """
    roster = desk.keychain.roster
    something = {held.epoch for held in (*found.letters.values(), *found.events.values())}
    done = 0
    for epoch in found.due:
        if epoch.number not in something:
            continue
        text = serialise_object(tallies(desk, found, epoch.entry, today))
        try:
            sealed = age_file.seal(text + b"\n", [roster.statistics])
            statistics.put(tally_name(desk, epoch.number), sealed)
            done += 1
        except Conflict:
            continue
    return done


def tally_name(desk: Desk, number: int) -> str:
    """Return the name of our tallies of an epoch."""
    public = desk.member.signing.verifier.public
    return f"epoch-{number}-{hashlib.sha256(public).hexdigest()[:16]}.age"


def tallies(desk: Desk, found: Survey, entry: EpochEntry, today: date) -> dict[str, Any]:
    """Return the tallies of one epoch, as they are sealed. Fields may be added, never renamed."""
    epochs = desk.keychain.roster.epochs
    later = next((each.created for each in epochs if each.number > entry.number), today)
    return {
        "type": TALLIES_TYPE,
        "epoch": entry.number,
        "begun": entry.created.isoformat(),
        "ended": later.isoformat(),
        "counted_by": desk.member.name,
        "counted": today.isoformat(),
        "letters": _counts(_letters(found, entry.number)),
        "cases": _counts(_cases(found, entry.number)),
        "answers": _counts(_answers(found, entry)),
        "done": _audit(_done(found, entry), found),
        "destroyed": _destroyed(found),
    }


def _counts(rows: Iterable[_Row]) -> dict[str, Any]:
    rows = list(rows)
    by = {name: Counter(getattr(row, name) for row in rows) for name in ("form", "via", "month")}
    return {
        "all": len(rows),
        **{f"by_{name}": dict(sorted(count.items())) for name, count in by.items()},
    }


def _letters(found: Survey, number: int) -> Iterator[_Row]:
    for case in found.contents.cases:
        for reading in case.readings:
            if _began_in(found, reading, number):
                yield _row(reading, _month_of(found, reading))


def _cases(found: Survey, number: int) -> Iterator[_Row]:
    for case in found.contents.cases:
        if _began_in(found, case.readings[0], number):
            yield _row(case.readings[0], _month_of(found, case.readings[0]))


def _answers(found: Survey, entry: EpochEntry) -> Iterator[_Row]:
    by_id: dict[str, Case] = {}
    for case in found.contents.cases:
        by_id |= dict.fromkeys((case.case_id, *case.letter_ids), case)
    for event in _done(found, entry):
        if event.kind == "reply" and event.body["phrase"] != RECEIVED:
            known = by_id.get(event.case)
            month = event.at[:7]
            yield _row(known.readings[0], month) if known else _Row(_OTHER, _OTHER, month)


def _began_in(found: Survey, reading: Reading, number: int) -> bool:
    """Tell whether a sender sealed it to this epoch: a copy was counted when its first one went."""
    held = {name: found.letters[name].epoch for name in reading.envelopes if name in found.letters}
    own = held.keys() - resealed_copies(found.ledger)
    return bool(own) and min(held[name] for name in own) == number


def _row(reading: Reading, month: str) -> _Row:
    """Return the row of a letter. What a letter claims is hostile: only what we know is counted."""
    letter = reading.letter
    form = letter.form if letter and letter.form in FORMS else _OTHER
    via = letter.via if letter and letter.via in {"sealed", "plain"} else _OTHER
    return _Row(form, via, month)


def _month_of(found: Survey, reading: Reading) -> str:
    """Return the month in which staff received it: by their clock, never by the sender's claim."""
    place = reading.arrived
    return found.ledger.history.events[place].at[:7] if place is not None else _OTHER


def _done(found: Survey, entry: EpochEntry) -> list[Event]:
    """Return what was done in this epoch, once each; older events were counted with their own."""
    events = {
        found.opened[name].digest: found.opened[name]
        for name, held in found.events.items()
        if held.epoch == entry.number and name in found.opened
    }
    counted = found.ledger.history.names
    first = entry.created.isoformat()
    return [each for each in events.values() if each.author in counted and each.at[:10] >= first]


def _audit(events: Iterable[Event], found: Survey) -> list[dict[str, Any]]:
    names = found.ledger.history.names
    count = Counter((event.at[:10], names[event.author], event.kind) for event in events)
    return [
        {"day": day, "member": member, "kind": kind, "count": number}
        for (day, member, kind), number in sorted(count.items())
    ]


def _destroyed(found: Survey) -> list[dict[str, Any]]:
    """Return who destroyed which epoch until now, and when."""
    names = found.ledger.history.names
    return [
        {"epoch": str(event.body["epoch"]), "member": names[event.author], "day": event.at[:10]}
        for event in found.ledger.history.events
        if event.kind == "destroyed"
    ]
