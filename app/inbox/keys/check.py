"""Look over all that lies about keys, and say what is in order and what is not.

It needs no secret, changes nothing but the note of the newest roster seen, and goes on after the
first thing that is wrong: who looks wants to know everything.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app.age.errors import AgeError
from app.age.format import parse_header
from app.age.hybrid import HybridIdentity
from app.inbox.calendar import SLACK
from app.inbox.keys.aging import due_epochs
from app.inbox.keys.errors import KeysError
from app.inbox.keys.keychain import epoch_name, open_epochs, trusted_roster
from app.inbox.keys.places import Places, is_named, read_keyring, read_least, read_verifier
from app.store.errors import StoreError
from app.wire.errors import WireError
from app.wire.keyring import Keyring
from app.wire.roster import Roster

ALARM: Final = timedelta(days=45)
"""A keyring this close to its end, or an epoch this old, is to be renewed."""

OFFLINE_NAMES: Final = ("root.key", "root.signed", "recovery.key", "statistics.key")
"""Files that must not lie where anything online is kept."""

_FOR_OTHERS: Final = 0o077


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is in order, and a sentence."""

    fine: bool
    text: str


def look_over(places: Places, today: date, *, demo: bool, days: int) -> Iterator[Finding]:
    """Yield what is found; `demo` keys lie together on purpose.

    The file of an epoch that is `days` old may be gone. Raises: StoreError.
    """
    keyring = roster = None
    try:
        keyring = read_keyring(places)
        yield _end_of(keyring, today)
    except (KeysError, WireError) as error:
        yield Finding(fine=False, text=f"{error}.")
    try:
        key = read_verifier(places.roster_vkey, "roster key")
        roster = trusted_roster(places.shelf, key, places.seen)
        yield Finding(fine=True, text=f"Roster {roster.serial} is genuine.")
    except (KeysError, StoreError) as error:
        yield Finding(fine=False, text=f"{error}.")
    if roster:
        yield from _age_of(roster, today)
    if keyring and roster:
        yield _same_epoch(keyring, roster)
    yield from _minimum(places)
    if roster:
        old = {entry.number for entry in due_epochs(roster, today, days)}
        yield from _epoch_files(places, roster, old)
    yield from _files(places, demo=demo)


def look_inside(
    places: Places,
    roster: Roster,
    identities: Sequence[HybridIdentity],
    old: Collection[int] = (),
) -> Iterator[Finding]:
    """Yield which epochs open with these identities; of `old` ones the file may be gone."""
    opened, troubles = open_epochs(places.shelf, roster.epochs, identities)
    for epoch in opened:
        yield Finding(fine=True, text=f"Epoch {epoch.number} opens with your keys.")
    for trouble in troubles:
        if trouble.code == "gone" and trouble.number in old:
            continue
        yield Finding(fine=False, text=f"Epoch {trouble.number} does not open: {trouble.code}.")


def _end_of(keyring: Keyring, today: date) -> Finding:
    left = keyring.expires - today
    said = f"Keyring {keyring.serial} is genuine and ends on {keyring.expires}"
    if left < timedelta():
        return Finding(fine=False, text=f"{said}: the form is closed. Run 'turva keys rotate'.")
    if left <= ALARM:
        return Finding(fine=False, text=f"{said}, which is soon. Run 'turva keys rotate'.")
    return Finding(fine=True, text=f"{said}.")


def _age_of(roster: Roster, today: date) -> Iterator[Finding]:
    """Say if the newest epoch was missed, or was made by a computer whose date was wrong."""
    newest = roster.current
    if newest is None:
        return
    made = max(newest.created, roster.issued)
    if made > today + SLACK:
        yield Finding(
            fine=False,
            text=f"The newest keys are of a day to come, {made}: this computer says that today is"
            f" {today}. Set its date; if it is right, the keys were made with a wrong one, so run"
            " 'turva keys rotate'.",
        )
    elif today > newest.created + ALARM:
        yield Finding(
            fine=False,
            text=f"Epoch {newest.number} began on {newest.created}, and every month has its own:"
            " run 'turva keys rotate'. After 100 days nothing can be signed.",
        )


def _same_epoch(keyring: Keyring, roster: Roster) -> Finding:
    if is_named(keyring, roster.epochs[-1:]):
        return Finding(fine=True, text="The keyring is of the newest epoch.")
    return Finding(
        fine=False,
        text="The keyring is not of the roster's newest epoch: a change was cut. Run it again.",
    )


def _minimum(places: Places) -> Iterator[Finding]:
    least = read_least(places)
    if places.minimum_serial < least:
        yield Finding(
            fine=False,
            text=f"TURVA_MINIMUM_SERIAL is {places.minimum_serial}, and keyring {least} followed a"
            f" removal, or keys that were seen: set it to {least} where the site runs and here, and"
            " publish the pages anew.",
        )


def _epoch_files(places: Places, roster: Roster, old: Collection[int]) -> Iterator[Finding]:
    readers = len(roster.members) + 1
    for entry in roster.epochs:
        found = places.shelf.read(epoch_name(entry.number))
        if found is None and entry.number in old:
            yield Finding(
                fine=True,
                text=f"The file of epoch {entry.number} is gone, as it may be at its age:"
                " 'turva keys show --open' says who has destroyed it.",
            )
            continue
        try:
            count = len(parse_header(found[0])[0].stanzas) if found else 0
        except AgeError:
            count = 0
        if count == readers:
            yield Finding(fine=True, text=f"Epoch {entry.number} is sealed to {readers} keys.")
            continue
        yield Finding(
            fine=False,
            text=f"The file of epoch {entry.number} is sealed to {count} keys, not to {readers}:"
            " run 'turva keys rotate --reseal'."
            if count
            else f"The file of epoch {entry.number} is gone or damaged: put a copy back, from the"
            " folder 'keys' of a member's inbox.",
        )


def _files(places: Places, *, demo: bool) -> Iterator[Finding]:
    for path in (places.member, places.seen):
        if path.exists() and path.stat().st_mode & _FOR_OTHERS:
            yield Finding(fine=False, text=f"Others can read {path}: run chmod 600 on it.")
    if not demo:
        for path in _astray(places):
            yield Finding(
                fine=False,
                text=f"{path} lies online: move it to its stick. If others could get at it, take it"
                " as stolen (KEYS.md).",
            )
    if places.draft.exists():
        yield Finding(
            fine=False, text="A change waits to be signed: run 'turva keys sign --root FILE'."
        )
    if places.behind.exists():
        yield Finding(
            fine=False, text="Answers wait to be signed with the new keys: run 'turva keys sign'."
        )


def _astray(places: Places) -> Iterator[Path]:
    for folder in {place for kept in places.kept for place in (kept, *_below(kept))}:
        yield from (folder / name for name in OFFLINE_NAMES if (folder / name).exists())


def _below(folder: Path) -> Iterator[Path]:
    return (each for each in folder.glob("*") if each.is_dir())
