"""The mailbox: the answers that wait for whoever has a receipt, signed and sealed as one.

Nothing of it may be believed before the signature over all of it was verified and it was found to
be for this very receipt. Its id names a person's letters, so it shows in no repr, message or log.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.age.errors import MalformedKey
from app.age.hybrid import HybridRecipient
from app.text import count, normalise
from app.wire.constants import (
    ANSWER_FIELDS,
    ANSWER_ID_BYTES,
    ANSWER_LIMIT,
    LARGEST_NUMBER,
    LENGTH_BYTES,
    MAILBOX_BYTES,
    MAILBOX_DAYS,
    MAILBOX_FIELDS,
    MAILBOX_ID_BYTES,
    MAILBOX_PADDED_BYTES,
    MAILBOX_TYPE,
    SIGNATURE_BYTES,
)
from app.wire.days import parse_day
from app.wire.envelope import open_padded, seal_padded
from app.wire.errors import (
    Damaged,
    EnvelopeRefused,
    EnvelopeUnsealed,
    MailboxEmpty,
    MailboxExpired,
    MailboxForged,
    MailboxFull,
    MailboxMalformed,
    NotForUs,
    PaddingMalformed,
)
from app.wire.json_object import parse_object, serialise_object
from app.wire.note import SigningKey
from app.wire.padding import fill, unfill
from app.wire.receipt import ReceiptKeys, mailbox_id

_HEAD = MAILBOX_TYPE.encode() + b"\n"
_ANSWER_ID = re.compile(rf"[0-9a-f]{{{2 * ANSWER_ID_BYTES}}}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True)
class Answer:
    """One answer; `number` grows from each to the next, so that none can change places."""

    answer_id: str
    number: int
    day: date
    language: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Mailbox:
    """All answers for one receipt, oldest first; none is allowed: `expires` is the last day (UTC).

    `recipient` is raw, as a letter's way back has it.
    """

    mailbox_id: bytes = field(repr=False)
    recipient: bytes = field(repr=False)
    revision: int
    signed: date
    expires: date
    answers: tuple[Answer, ...] = ()

    @property
    def until(self) -> date:
        """Return the last day on which all of it can be read: an answer leaves by its own day."""
        leaving = (answer.day + timedelta(days=MAILBOX_DAYS) for answer in self.answers)
        return min([self.expires, *leaving])


def seal_mailbox(mailbox: Mailbox, reply: SigningKey) -> bytes:
    """Return the mailbox signed by the reply key and sealed to its recipient: MAILBOX_BYTES bytes.

    Raises:
        MailboxMalformed: no reader would take it; a text must be normalised (WIRE §5).
        MailboxFull: the answers do not fit.
        EnvelopeUnsealed: nothing can be sealed to this recipient.

    Source: WIRE §12.
    """
    fields = _fields(mailbox)
    _check(fields)
    if len(mailbox.mailbox_id) != MAILBOX_ID_BYTES:
        raise MailboxMalformed(f"a mailbox id has {MAILBOX_ID_BYTES} bytes")
    text = _HEAD + serialise_object(fields)
    if LENGTH_BYTES + SIGNATURE_BYTES + len(text) > MAILBOX_PADDED_BYTES:
        raise MailboxFull("the answers do not fit into one mailbox: withdraw one or shorten it")
    try:
        recipient = HybridRecipient(mailbox.recipient)
    except MalformedKey as error:
        raise EnvelopeUnsealed(str(error)) from None
    return seal_padded(fill(reply.sign(text) + text, MAILBOX_PADDED_BYTES), recipient)


def open_mailbox(data: bytes, keys: ReceiptKeys, reply_key: bytes, today: date) -> Mailbox:
    """Return what waits for a receipt; `reply_key` is that of a verified keyring.

    Raises, checked in this order:
        MailboxEmpty: nothing here was sealed to this receipt.
        MailboxMalformed: it was, but was changed since or is not filled up by the rule.
        MailboxForged: the reply key did not sign it.
        MailboxMalformed: the reply key signed what is no mailbox.
        MailboxForged: it was signed for another mailbox id or recipient.
        MailboxExpired: its last day is before `today`.

    Source: WIRE §12.
    """
    signed = _open(data, keys)
    text = signed[SIGNATURE_BYTES:]
    _verify(signed[:SIGNATURE_BYTES], text, reply_key)
    fields = _parse(text)
    recipient = keys.identity.recipient.raw
    name = mailbox_id(keys.secret)
    if (fields["mailbox"], fields["recipient"]) != (name.hex(), _digest(recipient)):
        raise MailboxForged("these answers were signed for another receipt: do not follow them")
    mailbox = Mailbox(
        mailbox_id=name,
        recipient=recipient,
        revision=fields["revision"],
        signed=parse_day(fields["signed"]),
        expires=parse_day(fields["expires"]),
        answers=tuple(_answer(answer) for answer in fields["answers"]),
    )
    if mailbox.expires < today:
        raise MailboxExpired("the last day of these answers is over: write again or call")
    return mailbox


def _open(data: bytes, keys: ReceiptKeys) -> bytes:
    """Return signature and text, of whomever."""
    if len(data) != MAILBOX_BYTES:
        raise MailboxEmpty(f"a mailbox has {MAILBOX_BYTES} bytes")
    try:
        signed = unfill(open_padded(data, keys.identity))
    except (EnvelopeRefused, NotForUs):
        raise MailboxEmpty("nothing here is for this receipt") from None
    except (Damaged, PaddingMalformed):
        raise MailboxMalformed("what was sealed to this receipt was changed since") from None
    if len(signed) < SIGNATURE_BYTES:
        raise MailboxMalformed("what was sealed to this receipt is too short to be signed")
    return signed


def _verify(signature: bytes, text: bytes, reply_key: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(reply_key).verify(signature, text)
    except InvalidSignature:
        raise MailboxForged(
            "the reply key did not sign these answers: do not follow them"
        ) from None


def _parse(text: bytes) -> dict[str, Any]:
    """Return the fields of a verified text, which is written in the one way that §12 allows."""
    if not text.startswith(_HEAD):
        raise MailboxMalformed(f"the first line of a mailbox is {MAILBOX_TYPE}")
    try:
        fields = parse_object(text.removeprefix(_HEAD))
    except ValueError as error:
        raise MailboxMalformed(str(error)) from None
    _check(fields)
    if _HEAD + serialise_object(fields) != text:
        raise MailboxMalformed("the mailbox is not written as its writer would write it")
    return fields


def _fields(mailbox: Mailbox) -> dict[str, Any]:
    answers = [
        (each.answer_id, each.number, each.day.isoformat(), each.language, each.text)
        for each in mailbox.answers
    ]
    values = (
        mailbox.mailbox_id.hex(),
        _digest(mailbox.recipient),
        mailbox.revision,
        mailbox.signed.isoformat(),
        mailbox.expires.isoformat(),
        [dict(zip(ANSWER_FIELDS, answer, strict=True)) for answer in answers],
    )
    return dict(zip(MAILBOX_FIELDS, values, strict=True))


def _answer(fields: dict[str, Any]) -> Answer:
    answer_id, number, day, language, text = (fields[name] for name in ANSWER_FIELDS)
    return Answer(answer_id, number, parse_day(day), language, text)


def _digest(recipient: bytes) -> str:
    return hashlib.sha256(recipient).hexdigest()


def _check(fields: dict[str, Any]) -> None:
    """Accept fields only in their order and of the values of WIRE §12."""
    if tuple(fields) != MAILBOX_FIELDS:
        raise MailboxMalformed(f"the fields of a mailbox are {', '.join(MAILBOX_FIELDS)}")
    _check_number("revision", fields["revision"])
    _check_day("signed", fields["signed"])
    _check_day("expires", fields["expires"])
    if fields["expires"] < fields["signed"]:
        raise MailboxMalformed("the mailbox ends before it begins")
    if not isinstance(fields["answers"], list):
        raise MailboxMalformed("answers is a list")
    for answer in fields["answers"]:
        _check_answer(answer)
    _check_growth([answer["number"] for answer in fields["answers"]])


def _check_answer(fields: Any) -> None:
    if not isinstance(fields, dict) or tuple(fields) != ANSWER_FIELDS:
        raise MailboxMalformed(f"the fields of an answer are {', '.join(ANSWER_FIELDS)}")
    _check_number("number", fields["number"])
    _check_day("day", fields["day"])
    for name, pattern in (("answer", _ANSWER_ID), ("language", _LANGUAGE)):
        if not isinstance(fields[name], str) or not pattern.fullmatch(fields[name]):
            raise MailboxMalformed(f"an answer's {name} is not written as WIRE §12 says")
    text = fields["text"]
    if not isinstance(text, str) or normalise(text) != text:
        raise MailboxMalformed("an answer is a normalised text: normalise it first")
    if not 1 <= count(text) <= ANSWER_LIMIT:
        raise MailboxMalformed(f"an answer has 1 to {ANSWER_LIMIT} characters: send it in two")


def _check_growth(numbers: Sequence[int]) -> None:
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise MailboxMalformed("the numbers of answers grow: these changed places")


def _check_number(name: str, value: Any) -> None:
    if type(value) is not int or not 1 <= value <= LARGEST_NUMBER:
        raise MailboxMalformed(f"{name} is a positive number")


def _check_day(name: str, value: Any) -> None:
    try:
        parse_day(value)
    except (TypeError, ValueError):
        raise MailboxMalformed(f"{name} is a day written like 2026-11-22") from None
