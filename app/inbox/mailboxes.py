"""What each mailbox has to hold today: the answers of its case that stand, and nothing else.

Nobody at the inbox can open a mailbox, so what it has to hold comes from the events alone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from app.inbox.case_state import CaseState, Reply
from app.inbox.cases import Case, Contents
from app.wire.constants import MAILBOX_DAYS
from app.wire.errors import MailboxFull
from app.wire.mailbox import Answer, Mailbox, seal_mailbox
from app.wire.note import SigningKey

STAYS: Final = timedelta(days=MAILBOX_DAYS)
"""How long an answer stays in its mailbox."""


@dataclass(frozen=True)
class Due:
    """A mailbox as it has to be; `mark` changes with what it holds, and says nothing of it.

    `answered` tells whether there ever was an answer: without one there is nothing to put.
    """

    mailbox: Mailbox = field(repr=False)
    mark: str
    answered: bool


def due_mailboxes(contents: Contents, now: date) -> Mapping[str, Due]:
    """Return every mailbox by its id (hex); none that two cases claim."""
    found: dict[str, list[Due]] = {}
    for case in contents.cases:
        due = due_of(case, now)
        if due is not None:
            found.setdefault(due.mailbox.mailbox_id.hex(), []).append(due)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def due_of(case: Case, now: date, *more: Answer) -> Due | None:
    """Return what a case's mailbox has to hold, and `more`; None if it cannot be answered."""
    if case.way_back is None:
        return None
    state, replies = case.state, _waiting(case.state, now)
    mailbox = Mailbox(
        mailbox_id=bytes.fromhex(case.way_back.mailbox),
        recipient=case.way_back.recipient,
        revision=1 + len(state.replies) + len(state.withdrawn),
        signed=now,
        expires=now + STAYS,
        answers=(*(_answer(*each) for each in replies.items()), *more),
    )
    events = " ".join([str(mailbox.revision), *(reply.event for reply in replies.values())])
    mark = hashlib.sha256(mailbox.recipient + events.encode()).hexdigest()
    return Due(mailbox, mark, bool(state.replies))


def waiting(state: CaseState, now: date) -> tuple[Answer, ...]:
    """Return the answers that belong into the mailbox today: neither withdrawn nor too old."""
    return tuple(_answer(*each) for each in _waiting(state, now).items())


def seal(mailbox: Mailbox, reply: SigningKey) -> tuple[bytes, tuple[str, ...]]:
    """Return the sealed mailbox, and the ids of the newest answers, which had to be left out.

    Each of two who answer at once may find room that is not enough for both.
    Raises: EnvelopeUnsealed.
    """
    answers = mailbox.answers
    for kept in range(len(answers), 0, -1):
        try:
            sealed = seal_mailbox(replace(mailbox, answers=answers[:kept]), reply)
        except MailboxFull:
            continue
        return sealed, tuple(answer.answer_id for answer in answers[kept:])
    return seal_mailbox(replace(mailbox, answers=()), reply), ()


def _waiting(state: CaseState, now: date) -> Mapping[int, Reply]:
    # Days are taken from each other, as a sum could lie beyond the last day that there is.
    return {
        number: reply
        for number, reply in enumerate(state.replies, 1)
        if reply.answer_id not in state.withdrawn and now - _day(reply) <= STAYS
    }


def _answer(number: int, reply: Reply) -> Answer:
    return Answer(reply.answer_id, number, _day(reply), reply.language, reply.text)


def _day(reply: Reply) -> date:
    return date.fromisoformat(reply.at[:10])
