"""Receipts and mailboxes for tests, and what an attacker without keys can put in their place."""

import base64
import hashlib
from datetime import date
from functools import cache
from typing import Any

from app.age.file import seal
from app.age.hybrid import HybridIdentity, HybridRecipient
from app.wire.constants import MAILBOX_PADDED_BYTES
from app.wire.mailbox import Answer, Mailbox
from app.wire.note import SigningKey
from app.wire.receipt import ReceiptKeys, derive, mailbox_id

TODAY = date(2026, 12, 24)
REPLY = SigningKey("turva-reply", bytes(range(32)))

# A derivation is slow on purpose, and the vectors use few receipts.
derived = cache(derive)


def keys_of(name: str) -> ReceiptKeys:
    """Return the keys that a person of this name would have derived; no receipt leads to them."""
    seed = hashlib.sha256(name.encode()).digest()
    return ReceiptKeys(HybridIdentity(seed), hashlib.sha256(seed).digest())


def mailbox_of(keys: ReceiptKeys, *texts: str, **changed: Any) -> Mailbox:
    """Return a person's mailbox with an answer for each text."""
    fields: dict[str, Any] = {
        "mailbox_id": mailbox_id(keys.secret),
        "recipient": keys.identity.recipient.raw,
        "revision": 1,
        "signed": date(2026, 12, 1),
        "expires": date(2027, 1, 30),
        "answers": tuple(
            Answer(f"{number:032x}", number, date(2026, 12, 1), "en", text)
            for number, text in enumerate(texts, start=1)
        ),
    }
    return Mailbox(**(fields | changed))


def to_fields(mailbox: Mailbox) -> dict[str, Any]:
    """Return a mailbox's fields as its JSON names them."""
    return {
        "mailbox": mailbox.mailbox_id.hex(),
        "recipient": hashlib.sha256(mailbox.recipient).hexdigest(),
        "revision": mailbox.revision,
        "signed": mailbox.signed.isoformat(),
        "expires": mailbox.expires.isoformat(),
        "answers": [
            {
                "answer": answer.answer_id,
                "number": answer.number,
                "day": answer.day.isoformat(),
                "language": answer.language,
                "text": answer.text,
            }
            for answer in mailbox.answers
        ],
    }


def filled(payload: bytes, recipient: HybridRecipient) -> bytes:
    """Return an object around this payload: what anybody who knows a recipient can make."""
    return seal(payload.ljust(MAILBOX_PADDED_BYTES, b"\0"), [recipient])


def object_of(given: dict[str, Any], keys: ReceiptKeys) -> bytes:
    """Return the object that a vector names."""
    if "object" in given:
        return base64.b64decode(given["object"])
    return filled(base64.b64decode(given["payload"]), keys.identity.recipient)
