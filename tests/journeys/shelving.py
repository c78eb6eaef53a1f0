"""What the NAS puts on its shelf for somebody who comes back, sealed with a demo's own keys.

Staff's commands do the same with real letters; here it is done at once, and wrongly where a test
needs an attacker's answer.
"""

import secrets
from datetime import UTC, date, datetime, timedelta

from app.demo import DemoFiles
from app.inbox.keys.member import parse_member
from app.inbox.keys.places import read_in_force
from app.store.shelf import FolderShelf
from app.wire.constants import MAILBOX_DAYS
from app.wire.mailbox import Answer, Mailbox, seal_mailbox
from app.wire.note import SigningKey
from app.wire.receipt import derive, mailbox_id
from tests.journeys.service import Service

SITE = "localhost"
"""What TURVA_SITE is where nobody sets it."""

RECEIPT = "1234567890123456789012347"


def today() -> date:
    return datetime.now(UTC).date()


def reply_key(service: Service) -> SigningKey:
    """Return the key that signs answers now."""
    files = DemoFiles(service.home)
    member = parse_member(files.member.read_text("utf-8"))
    return read_in_force(files.places(), [member.identity]).current.reply


def answers(*texts: str, language: str = "en", last: date | None = None) -> tuple[Answer, ...]:
    """Return an answer a day, the last one on the day given, or today."""
    last = last or today()
    return tuple(
        Answer(
            answer_id=secrets.token_hex(16),
            number=number,
            day=last - timedelta(days=len(texts) - number),
            language=language,
            text=text,
        )
        for number, text in enumerate(texts, 1)
    )


def mailbox(receipt: str, *said: Answer, signed: date | None = None) -> Mailbox:
    """Return the mailbox of a receipt with these answers."""
    keys = derive(receipt, SITE)
    signed = signed or today()
    return Mailbox(
        mailbox_id=mailbox_id(keys.secret),
        recipient=keys.way_back.recipient,
        revision=1,
        signed=signed,
        expires=signed + timedelta(days=MAILBOX_DAYS),
        answers=said,
    )


def shelve(service: Service, what: Mailbox, key: SigningKey, under: bytes | None = None) -> None:
    """Put a sealed mailbox in the store, as its owner could too: under its own id or another."""
    shelf = FolderShelf(service.home / "store" / "replies")
    name = (under or what.mailbox_id).hex()
    found = shelf.read(name)
    shelf.replace(name, seal_mailbox(what, key), found[1] if found else None)
