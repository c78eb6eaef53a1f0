"""The roster: who staff are, and which epochs there are, signed and never public (WIRE §14).

Nobody's event counts and no epoch's keys are used but by a roster that its own root key signed.
Each roster has one text: a line that is not exactly as it is written here is refused.
"""

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from app.age.errors import AgeError
from app.age.hybrid import HybridRecipient
from app.wire import note as notes
from app.wire.constants import LARGEST_NUMBER
from app.wire.days import parse_day
from app.wire.errors import (
    NoteForged,
    NoteMalformed,
    RosterForged,
    RosterMalformed,
    RosterTooOld,
)

ROSTER_TYPE: Final = "turva/roster/1"
"""First line of every roster's text (WIRE §14)."""

ROSTER_NAME: Final = "turva-roster"
"""Name of the note key that signs rosters (WIRE §14)."""

ROSTER_LIMIT: Final = 262_144
"""Most bytes in a roster's note, some hundred members (WIRE §14)."""

_NUMBER = re.compile(r"[1-9][0-9]{0,15}")
_MEMBER = re.compile(r"[a-z][a-z0-9-]{0,31}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY_BYTES = 32
_HEAD = ["serial", "issued", "recovery", "statistics"]
_T = TypeVar("_T")


@dataclass(frozen=True)
class EpochEntry:
    """An epoch; `recipient_digest` is the SHA-256 of its recipient's raw bytes, 64 hex digits."""

    number: int
    created: date
    recipient_digest: str


@dataclass(frozen=True)
class MemberEntry:
    """A member of staff: the recipient of their epoch files, and the key of their events."""

    name: str
    recipient: HybridRecipient
    public: bytes


@dataclass(frozen=True)
class RemovedEntry:
    """Who was a member; of their events those count that came before or among `heads`."""

    name: str
    public: bytes
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """Everybody whose events count, and every epoch, the oldest first."""

    serial: int
    issued: date
    recovery: HybridRecipient
    statistics: HybridRecipient
    epochs: tuple[EpochEntry, ...] = ()
    members: tuple[MemberEntry, ...] = ()
    removed: tuple[RemovedEntry, ...] = ()

    @property
    def current(self) -> EpochEntry | None:
        """Return the newest epoch, under which everything is sealed today."""
        return self.epochs[-1] if self.epochs else None

    @property
    def names(self) -> dict[bytes, str]:
        """Return who signs with each public key, or signed with it once."""
        names = {removed.public: removed.name for removed in self.removed}
        return names | {member.public: member.name for member in self.members}


def sign_roster(roster: Roster, key: notes.SigningKey) -> str:
    """Return the roster as a note signed by the roster key.

    Raises: RosterMalformed (no reader would take it, for example as two members share a key).
    """
    try:
        signed = notes.sign(serialise(roster), key, limit=ROSTER_LIMIT)
    except NoteMalformed as error:
        raise RosterMalformed(str(error)) from None
    open_roster(signed, key.verifier)
    return signed


def open_roster(text: str, key: notes.VerifierKey, minimum_serial: int = 1) -> Roster:
    """Return the roster if it may be used.

    Raises, checked in this order: RosterMalformed, RosterForged (another key signed it),
    RosterTooOld (its serial is below `minimum_serial`).
    """
    try:
        note = notes.parse_note(text, limit=ROSTER_LIMIT)
    except NoteMalformed as error:
        raise RosterMalformed(str(error)) from None
    unverified = parse_roster(note.text)
    try:
        notes.verify(note, key)
    except NoteForged as error:
        raise RosterForged(f"{error}: take the roster from where the root file is kept") from None
    roster = unverified
    if roster.serial < minimum_serial:
        raise RosterTooOld(
            f"roster {roster.serial} is older than {minimum_serial}, which was seen before:"
            " somebody put an old one back, so put the newest one there"
        )
    return roster


def serialise(roster: Roster) -> str:
    """Return the roster's text, which is what the roster key signs."""
    recipients = (roster.recovery.serialise(), roster.statistics.serialise())
    head = (str(roster.serial), roster.issued.isoformat(), *recipients)
    lines = [
        ROSTER_TYPE,
        *map(" ".join, zip(_HEAD, head, strict=True)),
        *(f"epoch {e.number} {e.created.isoformat()} {e.recipient_digest}" for e in roster.epochs),
        *(f"member {m.name} {m.recipient.serialise()} {_key(m.public)}" for m in roster.members),
        *(f"removed {r.name} {_key(r.public)} {','.join(r.heads) or '-'}" for r in roster.removed),
    ]
    return "\n".join(lines) + "\n"


def parse_roster(text: str) -> Roster:
    """Return the roster of a text, unsigned as a draft is, believing none of it.

    Raises: RosterMalformed.
    """
    lines = text.removesuffix("\n").split("\n")
    if lines[0] != ROSTER_TYPE:
        raise RosterMalformed(f"the first line of a roster is {ROSTER_TYPE}")
    fields = [tuple(line.split(" ")) for line in lines[1:]]
    if [each[0] for each in fields[: len(_HEAD)]] != _HEAD:
        raise RosterMalformed("a roster begins with serial, issued, recovery and statistics")
    rest = fields[len(_HEAD) :]
    roster = Roster(
        serial=_number(_only(fields[0])),
        issued=_day(_only(fields[1])),
        recovery=_recipient(_only(fields[2])),
        statistics=_recipient(_only(fields[3])),
        epochs=_each(rest, "epoch", _epoch),
        members=_each(rest, "member", _member),
        removed=_each(rest, "removed", _removed),
    )
    _check(roster)
    if serialise(roster) != text:
        raise RosterMalformed("a roster's lines are epochs, members, removed members, in order")
    return roster


def _each(
    lines: Sequence[tuple[str, ...]], word: str, read: Callable[[str, str, str], _T]
) -> tuple[_T, ...]:
    found = [line for line in lines if line[0] == word]
    if any(len(line) != 1 + 3 for line in found):
        raise RosterMalformed(f"a line {word} of a roster has three values, one space before each")
    return tuple(read(*line[1:]) for line in found)


def _epoch(number: str, created: str, digest: str) -> EpochEntry:
    if not _DIGEST.fullmatch(digest):
        raise RosterMalformed("an epoch's recipient is named by 64 hex digits")
    return EpochEntry(_number(number), _day(created), digest)


def _member(name: str, recipient: str, public: str) -> MemberEntry:
    return MemberEntry(_name(name), _recipient(recipient), _public(public))


def _removed(name: str, public: str, heads: str) -> RemovedEntry:
    digests = () if heads == "-" else tuple(heads.split(","))
    if not all(_DIGEST.fullmatch(digest) for digest in digests):
        raise RosterMalformed("what a removed member had done is named by digests, or -")
    return RemovedEntry(_name(name), _public(public), digests)


def _only(line: tuple[str, ...]) -> str:
    if len(line) != 1 + 1:
        raise RosterMalformed(f"a line {line[0]} of a roster has one value")
    return line[1]


def _number(value: str) -> int:
    if not _NUMBER.fullmatch(value) or int(value) > LARGEST_NUMBER:
        raise RosterMalformed("a number in a roster is positive and in plain digits")
    return int(value)


def _day(value: str) -> date:
    try:
        return parse_day(value)
    except ValueError:
        raise RosterMalformed("a day in a roster is written like 2026-11-22") from None


def _recipient(value: str) -> HybridRecipient:
    # Never name the value: it may be an identity that somebody put here by mistake.
    try:
        return HybridRecipient.parse(value)
    except AgeError:
        pass
    raise RosterMalformed("a recipient in a roster is a whole age1pq1… line: copy all of it again")


def _name(value: str) -> str:
    if not _MEMBER.fullmatch(value):
        raise RosterMalformed("a member's name has 1 to 32 characters of a-z, 0-9 and '-'")
    return value


def _public(value: str) -> bytes:
    try:
        key = notes.decode_base64(value)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise RosterMalformed(f"a member's key is {_KEY_BYTES} bytes in base64")
    return key


def _key(public: bytes) -> str:
    return base64.b64encode(public).decode()


def _check(roster: Roster) -> None:
    numbers = [epoch.number for epoch in roster.epochs]
    if numbers != sorted(set(numbers)):
        raise RosterMalformed("the numbers of a roster's epochs grow")
    names = [member.name for member in roster.members]
    publics = [member.public for member in roster.members]
    publics += [removed.public for removed in roster.removed]
    recipients = [roster.recovery.raw, *(member.recipient.raw for member in roster.members)]
    for kept in (names, publics, recipients):
        if len(set(kept)) != len(kept):
            raise RosterMalformed("two members of a roster share a name or a key")
