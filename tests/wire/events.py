"""Events and a roster of a test's own, always the same."""

from datetime import date
from typing import Any

from app.age.hybrid import HybridIdentity
from app.wire.event import EVENT_NAME, Event
from app.wire.kinds import Body
from app.wire.note import SigningKey
from app.wire.roster import ROSTER_NAME, EpochEntry, MemberEntry, RemovedEntry, Roster

KEY = SigningKey(EVENT_NAME, bytes(range(32)))
OTHER = SigningKey(EVENT_NAME, bytes(range(1, 33)))
ROSTER_KEY = SigningKey(ROSTER_NAME, bytes(range(2, 34)))
CASE = "0123456789abcdef0123456789abcdef"
DIGEST = "ab" * 32
ANSWER = "cd" * 16

BODIES: dict[str, Body] = {
    "received": {"envelopes": (DIGEST, "cd" * 32)},
    "claim": {},
    "release": {},
    "label": {"add": ("urgent",), "remove": ()},
    "assign": {"member": "aino"},
    "note": {"text": "soita\nhuomenna 🙂"},
    "reply": {"answer": ANSWER, "language": "ar", "text": "مرحبا", "phrase": "call-us"},
    "withdraw": {"answer": ANSWER},
    "call": {"text": "no answer"},
    "check": {"how": "call digits"},
    "decision": {"text": "accepted"},
    "merge": {"into": "ef" * 16},
    "moved": {"to": "the police"},
    "reseal": {"from": (DIGEST,), "to": "cd" * 32},
    "close": {},
    "reopen": {},
    "delete": {"reason": "a test"},
    "restore": {},
    "forget": {"traces": (f"{'ab' * 32} {'cd' * 32} 7 {'ef' * 32}",)},
    "drop": {"cases": ("ab" * 16, "cd" * 32)},
    "destroyed": {"epoch": "4"},
}
"""A body of each kind."""

WITHOUT_CASE = ("received", "reseal", "forget", "drop", "destroyed")


def event(**fields: Any) -> Event:
    """Return an event of KEY with some fields of one's own."""
    kind = fields.get("kind", "note")
    whole = {
        "author": KEY.verifier.public,
        "sequence": 1,
        "previous": "",
        "heads": (),
        "at": "2026-11-22T03:40Z",
        "kind": kind,
        "case": "" if kind in WITHOUT_CASE else CASE,
        "body": BODIES.get(kind, {}),
    }
    return Event(**{**whole, **fields})


def recipient(number: int) -> Any:
    return HybridIdentity(bytes([number]) * 32).recipient


ROSTER = Roster(
    serial=7,
    issued=date(2026, 11, 22),
    recovery=recipient(1),
    statistics=recipient(2),
    epochs=(
        EpochEntry(3, date(2026, 10, 1), DIGEST),
        EpochEntry(4, date(2026, 11, 1), "cd" * 32),
    ),
    members=(
        MemberEntry("aino", recipient(3), bytes([3]) * 32),
        MemberEntry("bo", recipient(4), bytes([4]) * 32),
    ),
    removed=(
        RemovedEntry("cai", bytes([5]) * 32, (DIGEST, "cd" * 32)),
        RemovedEntry("aino", bytes([6]) * 32, ()),
    ),
)
