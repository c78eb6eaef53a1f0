"""What one run of retention did, or would do, as lines for people and as a record for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.inbox.retention import Fate, Outcome
from app.inbox.retention_sweep import LOOSE_DAYS


def outcome_lines(outcome: Outcome, *, rehearsed: bool) -> Iterator[str]:
    """Yield the lines; what was only rehearsed is said as what would be."""
    if rehearsed:
        yield "Nothing is done yet. This would be done:"
    if not outcome.epochs:
        yield "No epoch is old enough to be destroyed."
    else:
        yield (
            f"Kept for open cases, sealed anew: {outcome.resealed_letters} letters,"
            f" {outcome.resealed_pieces} parts of files, {outcome.resealed_events} events"
        )
        yield (
            f"Destroyed: {outcome.cases} cases with {outcome.letters} letters,"
            f" {outcome.pieces} parts of files, {outcome.events} events,"
            f" {outcome.quarantined} objects in quarantine"
        )
    yield f"Parts of files removed that no letter named within {LOOSE_DAYS} days: {outcome.loose}"
    yield f"Mailboxes removed in which no answer waits: {outcome.mailboxes}"
    yield from fate_lines(outcome.epochs)


def fate_lines(fates: Iterable[Fate]) -> Iterator[str]:
    """Yield a line for each epoch: whether it is gone, and if not, who is missing."""
    for fate in fates:
        if fate.gone:
            yield f"Epoch {fate.number}, begun {fate.begun}, is gone: everybody has destroyed it."
            continue
        yield (
            f"Epoch {fate.number}, begun {fate.begun}, is not gone yet."
            f" Missing: {', '.join(fate.missing)}"
        )
        if fate.unchecked:
            yield (
                "  Its file is gone and it does not open here, so this computer cannot tell whether"
                " something of it is still needed, and signed nothing: put the file back from the"
                " folder 'keys' of a colleague's inbox, or let a colleague run this first."
            )


def outcome_record(outcome: Outcome, *, rehearsed: bool) -> dict[str, Any]:
    """Return the record. Fields may be added, never renamed."""
    return {
        "dry_run": rehearsed,
        "resealed": {
            "letters": outcome.resealed_letters,
            "pieces": outcome.resealed_pieces,
            "events": outcome.resealed_events,
        },
        "destroyed": {
            "cases": outcome.cases,
            "letters": outcome.letters,
            "pieces": outcome.pieces,
            "loose_pieces": outcome.loose,
            "events": outcome.events,
            "quarantined": outcome.quarantined,
        },
        "mailboxes": outcome.mailboxes,
        "epochs": fate_records(outcome.epochs),
    }


def fate_records(fates: Iterable[Fate]) -> list[dict[str, Any]]:
    """Return the record of each epoch's fate."""
    return [
        {
            "number": fate.number,
            "begun": fate.begun.isoformat(),
            "gone": fate.gone,
            "destroyed_by": list(fate.destroyed_by),
            "missing": list(fate.missing),
            "unchecked": fate.unchecked,
        }
        for fate in fates
    ]
