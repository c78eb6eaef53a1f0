"""A receipt, and answers for whoever has it, put where staff put them."""

from datetime import date, timedelta

from app.intake.keyring import today
from app.store.base import Shelf
from app.wire.constants import MAILBOX_DAYS
from app.wire.mailbox import Answer, Mailbox, seal_mailbox
from app.wire.note import SigningKey
from app.wire.receipt import ReceiptKeys, derive, mailbox_id
from tests.intake.stage import SITE, reply

RECEIPT = "5839201744660285917302648"
KEYS = derive(RECEIPT, SITE)


def put_answers(  # noqa: PLR0913 (by name, all in which one mailbox differs from another)
    replies: Shelf,
    *texts: str,
    language: str = "en",
    key: SigningKey | None = None,
    for_whom: ReceiptKeys = KEYS,
    signed: date | None = None,
    given: date | None = None,
) -> bytes:
    """Put the answers into the mailbox of RECEIPT, and return what lies there now."""
    day = signed or today()
    mailbox = Mailbox(
        mailbox_id=mailbox_id(for_whom.secret),
        recipient=KEYS.identity.recipient.raw,
        revision=1,
        signed=day,
        expires=day + timedelta(days=MAILBOX_DAYS),
        answers=tuple(
            Answer(f"{number:032x}", number, given or day, language, text)
            for number, text in enumerate(texts, 1)
        ),
    )
    sealed = seal_mailbox(mailbox, key or reply())
    name = mailbox_id(KEYS.secret).hex()
    present = replies.read(name)
    replies.replace(name, sealed, present[1] if present else None)
    return sealed
