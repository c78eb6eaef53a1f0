"""Answers as staff of a test send them, and as the sender of a later epoch reads them."""

from dataclasses import replace

from app.inbox.calendar import today
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.replies import (
    Draft,
    new_answer_id,
    send,
)
from app.wire.epoch import Epoch
from app.wire.mailbox import open_mailbox
from tests.inbox.sender import Sender
from tests.inbox.visit import phrases


def case_at(desk: Desk) -> Case:
    """Return the only case, as it is after a pull."""
    desk.pull()
    (case,) = desk.contents().cases
    return case


def draft(text: str = "We read it.", **fields: object) -> Draft:
    return replace(Draft(new_answer_id(), "en", text), **fields)  # type: ignore[arg-type]  # any field's type


def answer(desk: Desk, text: str = "We read it.", **fields: object) -> Draft:
    sent = draft(text, **fields)
    send(desk, case_at(desk), sent, phrases())
    return sent


def texts_under(sender: Sender, epoch: Epoch) -> list[str]:
    """Return what a page shows that has the keyring of this epoch."""
    held = sender.office.replies.read(sender.mailbox)
    assert held
    reply_key = epoch.reply.verifier.public
    return [each.text for each in open_mailbox(held[0], sender.keys, reply_key, today()).answers]
