"""The keyring: the signed public text that says to whom letters are sealed today.

Nothing may be sealed under a keyring that did not pass every check here, and no field is believed
before the signature over it was verified.
"""

import base64
import re
from dataclasses import dataclass
from datetime import date

from app.age.errors import AgeError
from app.age.hybrid import HybridRecipient
from app.wire import note as notes
from app.wire.constants import (
    KEYRING_FIELDS,
    KEYRING_TYPE,
    LARGEST_NUMBER,
    NO_GRACE,
    RECIPIENT_PREFIX,
    SIGNATURE_KEY_BYTES,
)
from app.wire.days import parse_day
from app.wire.errors import (
    KeyringExpired,
    KeyringForged,
    KeyringMalformed,
    KeyringTooOld,
    NoteForged,
    NoteMalformed,
)

_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


@dataclass(frozen=True)
class Grace:
    """The one earlier keyring whose envelopes are still taken, up to and including a day (UTC)."""

    serial: int
    until: date


@dataclass(frozen=True)
class Keyring:
    """What letters are sealed under: `expires` is the last day (UTC) on which it is valid.

    `reply_key` verifies mailboxes, `notice_key` notices. `grace` is None after a removal.
    """

    serial: int
    issued: date
    expires: date
    recipient: HybridRecipient
    reply_key: bytes
    notice_key: bytes
    grace: Grace | None = None


def sign_keyring(keyring: Keyring, root: notes.SigningKey) -> str:
    """Return the keyring as a note signed by the root key.

    Raises:
        KeyringMalformed: no reader would take it, for example because it ends before it begins.

    Source: WIRE §10.
    """
    signed = notes.sign(serialise(keyring), root)
    open_keyring(signed, root.verifier, keyring.serial, keyring.issued)
    return signed


def serialise(keyring: Keyring) -> str:
    """Return the keyring's text before it is signed, unchecked (WIRE §10)."""
    values = (
        str(keyring.serial),
        keyring.issued.isoformat(),
        keyring.expires.isoformat(),
        _serialise_grace(keyring.grace),
        keyring.recipient.serialise(),
        base64.b64encode(keyring.reply_key).decode(),
        base64.b64encode(keyring.notice_key).decode(),
    )
    lines = [KEYRING_TYPE, *map(" ".join, zip(KEYRING_FIELDS, values, strict=True))]
    return "\n".join(lines) + "\n"


def open_keyring(text: str, root: notes.VerifierKey, minimum_serial: int, today: date) -> Keyring:
    """Return the keyring if it may be used today; `today` is a day in UTC.

    Raises, checked in this order:
        KeyringMalformed: it is not written as a keyring.
        KeyringForged: the root key did not sign it.
        KeyringTooOld: its serial is below `minimum_serial`.
        KeyringExpired: its last day is before `today`.

    Source: WIRE §10.
    """
    try:
        note = notes.parse_note(text)
    except NoteMalformed as error:
        raise KeyringMalformed(str(error)) from None
    unverified = parse(note.text)
    try:
        notes.verify(note, root)
    except NoteForged as error:
        raise KeyringForged(f"{error}: take the keyring from where the root key is kept") from None
    keyring = unverified
    if keyring.serial < minimum_serial:
        raise KeyringTooOld(
            f"keyring {keyring.serial} is older than {minimum_serial}: publish the newest one"
        )
    if keyring.expires < today:
        raise KeyringExpired(f"the keyring expired on {keyring.expires}: sign a new one")
    return keyring


def parse(text: str) -> Keyring:
    """Return the keyring in an unsigned text: a draft of one's own, never to be sealed under.

    Raises:
        KeyringMalformed: it is not written as a keyring.

    Source: WIRE §10.
    """
    head, *lines = text.removesuffix("\n").split("\n")
    if head != KEYRING_TYPE:
        raise KeyringMalformed(f"the first line of a keyring is {KEYRING_TYPE}")
    if len(lines) != len(KEYRING_FIELDS):
        raise KeyringMalformed(f"a keyring has {len(KEYRING_FIELDS)} fields, a line each")
    values = [_value(name, line) for name, line in zip(KEYRING_FIELDS, lines, strict=True)]
    keyring = Keyring(
        serial=_serial(values[0]),
        issued=_date(values[1]),
        expires=_date(values[2]),
        grace=_grace(values[3]),
        recipient=_recipient(values[4]),
        reply_key=_key("reply", values[5]),
        notice_key=_key("notice", values[6]),
    )
    if keyring.expires < keyring.issued:
        raise KeyringMalformed("the keyring ends before it begins")
    if keyring.grace and keyring.grace.serial >= keyring.serial:
        raise KeyringMalformed("grace is for an earlier keyring: its serial is lower")
    return keyring


def _value(name: str, line: str) -> str:
    found, space, value = line.partition(" ")
    if (found, space) != (name, " "):
        raise KeyringMalformed(f"the fields of a keyring are {', '.join(KEYRING_FIELDS)}")
    return value


def _serial(value: str) -> int:
    if not _NUMBER.fullmatch(value) or int(value) > LARGEST_NUMBER:
        raise KeyringMalformed("the serial is a positive number in plain digits")
    return int(value)


def _date(value: str) -> date:
    try:
        return parse_day(value)
    except ValueError:
        raise KeyringMalformed("a day in a keyring is written like 2026-11-22") from None


def _serialise_grace(grace: Grace | None) -> str:
    return f"{grace.serial} {grace.until.isoformat()}" if grace else NO_GRACE


def _grace(value: str) -> Grace | None:
    if value == NO_GRACE:
        return None
    serial, _, until = value.partition(" ")
    return Grace(_serial(serial), _date(until))


def _recipient(value: str) -> HybridRecipient:
    # Never name the value: it may be an identity that somebody put here by mistake.
    if value.upper().startswith("AGE-SECRET-KEY-"):
        raise KeyringMalformed(
            "an identity stands where the recipient belongs: make a new one, as this one may have"
            f" been published, and put its {RECIPIENT_PREFIX}… recipient here"
        )
    if not value.startswith(RECIPIENT_PREFIX):
        raise KeyringMalformed(
            f"the recipient is not post-quantum: use the {RECIPIENT_PREFIX}… line of age-keygen -pq"
        )
    try:
        return HybridRecipient.parse(value)
    except AgeError:
        pass
    raise KeyringMalformed(
        f"the {RECIPIENT_PREFIX}… recipient is incomplete or mistyped: copy all of it again"
    )


def _key(name: str, value: str) -> bytes:
    try:
        key = notes.decode_base64(value)
    except ValueError:
        key = b""
    if len(key) != SIGNATURE_KEY_BYTES:
        raise KeyringMalformed(f"the {name} key is {SIGNATURE_KEY_BYTES} bytes in base64")
    return key
