"""An event: one thing that a member of staff did, signed by who did it.

Anybody can seal to an epoch, so an event is hostile until its signature was checked, and even then
proves only that this key said so: the roster says whose key it is, the ledger whether it counts.
Source: WIRE §15.
"""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.text import normalise
from app.wire.constants import LARGEST_LETTER, LARGEST_NUMBER, SIGNATURE_BYTES
from app.wire.errors import EventForged, EventMalformed
from app.wire.json_object import parse_object, serialise_object
from app.wire.kinds import Body, Value, fault
from app.wire.note import SigningKey, decode_base64

EVENT_TYPE: Final = "turva/event/1"
"""First line of every event's text (WIRE §15)."""

EVENT_FIELDS: Final = ("author", "sequence", "previous", "heads", "at", "kind", "case", "body")
"""An event's fields in the order in which they are written (WIRE §15)."""

EVENT_NAME: Final = "turva-event"
"""Name of the note key that signs a member's events (WIRE §15)."""

LARGEST_EVENT: Final = LARGEST_LETTER - SIGNATURE_BYTES
"""Most bytes in an event's text: signed, it fits into an envelope."""

LATEST_YEAR: Final = 9000
"""No clock shows a later one; with days near the last that there is, nobody could reckon."""

_KEY_BYTES = 32
_HEAD = EVENT_TYPE.encode() + b"\n"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True)
class Event:
    """One event; `author` is the 32-byte public key of who did it. `body` never shows in a repr.

    `previous` is the digest of the author's event before this one, "" in the first; `heads` those
    of every event that the author knew and that no event named yet.
    """

    author: bytes
    sequence: int
    previous: str
    heads: tuple[str, ...]
    at: str
    kind: str
    case: str
    body: Body = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """Return its name in other events: the SHA-256 of its text, 64 hex digits."""
        return hashlib.sha256(serialise(self)).hexdigest()

    @property
    def named(self) -> tuple[str, ...]:
        """Return the digests of the events that this one comes after."""
        return (*self.heads, self.previous) if self.previous else self.heads


def serialise(event: Event) -> bytes:
    """Return the text that is signed: the type line and one JSON object.

    Raises: EventMalformed (a field is not as WIRE §15 says, or a text is not normalised).
    """
    _check(event)
    values = (
        base64.b64encode(event.author).decode(),
        event.sequence,
        event.previous,
        event.heads,
        event.at,
        event.kind,
        event.case,
        dict(event.body),
    )
    fields = dict(zip(EVENT_FIELDS, values, strict=True))
    text = _HEAD + serialise_object(fields)
    if len(text) > LARGEST_EVENT:
        raise EventMalformed(f"an event has at most {LARGEST_EVENT} bytes: write it in two")
    return text


def sign_event(event: Event, key: SigningKey) -> bytes:
    """Return the signed event: 64 bytes of signature, then the text.

    Raises: EventMalformed (as above, or the key is not the author's).
    """
    if key.verifier.public != event.author:
        raise EventMalformed("an event is signed by its own author and by nobody else")
    text = serialise(event)
    return key.sign(text) + text


def open_event(signed: bytes) -> Event:
    """Return the event in these bytes, which may be hostile, once its author's signature holds.

    Each event has one text: one that is not exactly as `serialise` writes it is refused.

    Raises: EventMalformed, EventForged.
    """
    signature, text = signed[:SIGNATURE_BYTES], signed[SIGNATURE_BYTES:]
    event = _parse(text)
    try:
        Ed25519PublicKey.from_public_bytes(event.author).verify(signature, text)
    except (InvalidSignature, ValueError):
        raise EventForged("the event was not signed by the author that it names") from None
    return event


def _parse(text: bytes) -> Event:
    if len(text) > LARGEST_EVENT or not text.startswith(_HEAD):
        raise EventMalformed(f"an event begins with {EVENT_TYPE} and has a limited length")
    fields = _object(text[len(_HEAD) :])
    if list(fields) != list(EVENT_FIELDS):
        raise EventMalformed(f"an event has the fields {', '.join(EVENT_FIELDS)}, in this order")
    body = fields["body"]
    if not isinstance(body, dict):
        raise EventMalformed("the body of an event is an object")
    event = Event(
        author=_author(fields["author"]),
        sequence=fields["sequence"],
        previous=fields["previous"],
        heads=_texts(fields["heads"]),
        at=fields["at"],
        kind=fields["kind"],
        case=fields["case"],
        body={key: _value(value) for key, value in body.items()},
    )
    if serialise(event) != text:
        raise EventMalformed("an event is written in one way only, and this is another")
    return event


def _object(data: bytes) -> dict[str, Any]:
    try:
        return parse_object(data)
    except ValueError:
        raise EventMalformed("an event is one JSON object in UTF-8 with distinct keys") from None


def _author(value: Any) -> bytes:
    try:
        return decode_base64(value) if isinstance(value, str) else b""
    except ValueError:
        return b""


def _value(value: Any) -> Value:
    return value if isinstance(value, str) else _texts(value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise EventMalformed("where an event has no text it has a list of texts")
    return tuple(value)


def _check(event: Event) -> None:
    if len(event.author) != _KEY_BYTES:
        raise EventMalformed(f"the author of an event is {_KEY_BYTES} bytes in base64")
    _check_place(event)
    for name, text in (("at", event.at), ("kind", event.kind), ("case", event.case)):
        if not isinstance(text, str):
            raise EventMalformed(f"{name} of an event is a text")
    _check_minute(event.at)
    for value in event.body.values():
        for text in (value,) if isinstance(value, str) else value:
            if normalise(text) != text:
                raise EventMalformed("a text in an event is not normalised: normalise it first")
    wrong = fault(event.kind, event.case, event.body)
    if wrong:
        raise EventMalformed(wrong)


def _check_place(event: Event) -> None:
    sequence, previous = event.sequence, event.previous
    # bool is a kind of int, and 1 == 1.0 == True.
    if type(sequence) is not int or not 1 <= sequence <= LARGEST_NUMBER:
        raise EventMalformed("the sequence of an event is a positive number")
    follows = isinstance(previous, str) and _DIGEST.fullmatch(previous)
    if not follows and previous != "":
        raise EventMalformed("the previous event is named by its digest")
    if (previous == "") != (sequence == 1):
        raise EventMalformed("an author's first event, and no other, has no previous one")
    if not all(_DIGEST.fullmatch(head) for head in event.heads):
        raise EventMalformed("the heads of an event are digests")
    if list(event.heads) != sorted(set(event.heads)):
        raise EventMalformed("the heads of an event are sorted and distinct")


def _check_minute(at: str) -> None:
    try:
        if _MINUTE.fullmatch(at) and datetime.fromisoformat(at).year <= LATEST_YEAR:
            return
    except ValueError:
        pass
    raise EventMalformed("at is a minute in UTC, written like 2026-11-22T03:40Z")
