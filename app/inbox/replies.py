"""What staff do to answer a sender: reply, take back, and what has to be so before.

A reply counts once its event is durable; then the mailbox is put in place (`publishing`), by who
fetches letters next if we cannot. Whoever finds the sender's digits reads every answer, so what is
delicate needs a recorded check of whom we talk to, made after the last letter in the store: that
one may be somebody else's. No error holds an answer.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.inbox.calendar import check_clock, today
from app.inbox.case_state import Reply
from app.inbox.cases import Case
from app.inbox.caution import Delicate, seen
from app.inbox.desk import Desk
from app.inbox.errors import (
    AnswerChanged,
    AnswerEmpty,
    AnswerTooLong,
    AnswerWithControls,
    CheckNeeded,
    MailboxIsFull,
    NotAllFetched,
    NotToBeContacted,
    NoWayBack,
    WayBackBroken,
)
from app.inbox.mailboxes import due_of
from app.inbox.phrases import Phrase
from app.inbox.publishing import publish
from app.inbox.status import allow
from app.inbox.visible import ACTING
from app.inbox.wishes import wishes
from app.text import normalise
from app.wire.constants import ANSWER_LIMIT
from app.wire.errors import EnvelopeUnsealed, MailboxFull
from app.wire.mailbox import Answer, seal_mailbox

OUR_LANGUAGE = "en"
"""What a letter's language is taken for where it claims none that an answer can name."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True)
class Draft:
    """An answer that staff want to send.

    `holds` is what staff say that it holds; `although` why it is sent to who asked for none.
    """

    answer_id: str
    language: str
    text: str = field(repr=False)
    phrase: str = ""
    holds: frozenset[Delicate] = frozenset()
    although: str = field(default="", repr=False)


def new_answer_id() -> str:
    """Return a random id for one answer, 32 hex digits: a form sent twice has the same."""
    return secrets.token_hex(16)


def written(text: str) -> str:
    """Return an answer's text as it is sent.

    Raises: AnswerEmpty, AnswerTooLong, AnswerWithControls.
    """
    text = normalise(text).strip()
    if not text:
        raise AnswerEmpty
    if len(text) > ANSWER_LIMIT:
        raise AnswerTooLong
    if ACTING.search(text) or "\ufffd" in text:
        raise AnswerWithControls
    return text


def answered_by(phrase: Phrase | None, wanted: str, text: str) -> tuple[str, str, str]:
    """Return language, text and phrase key of an answer to who reads `wanted`.

    A phrase goes out as it stands in the nearest language that it has; else the text is staff's.
    Raises: as `written`.
    """
    if phrase is None:
        return (wanted if _TAG.fullmatch(wanted) else OUR_LANGUAGE), written(text), ""
    language = phrase.language(wanted)
    return language, phrase.text[language], phrase.key


def language_of(case: Case) -> str:
    """Return the language in which a case's sender writes, as their last letter claims it."""
    letter = case.newest.letter
    return letter.language if letter and _TAG.fullmatch(letter.language) else OUR_LANGUAGE


def holds(draft: Draft, phrases: Mapping[str, Phrase]) -> frozenset[Delicate]:
    """Return what a reply holds: by what staff say, by its phrase, and by what can be seen."""
    phrase = phrases.get(draft.phrase)
    if phrase and draft.text == phrase.text.get(draft.language):
        # It was read when it was written: what it holds is known.
        return draft.holds | (frozenset({"meeting"}) if phrase.needs_check else frozenset())
    return draft.holds | seen(draft.text)


def is_checked(case: Case) -> bool:
    """Tell whether somebody checked whom we talk to since the last letter came."""
    return any(map(case.covers, case.state.checked))


def check(case: Case, draft: Draft, phrases: Mapping[str, Phrase]) -> None:
    """Accept a reply that may be sent to a case now.

    Raises: ReplyRefused (AnswerChanged, NotToBeContacted, CheckNeeded, NoWayBack,
    WayBackContested, or those of `written` and `allow`).
    """
    _mailbox(case)
    if written(draft.text) != draft.text:
        raise AnswerWithControls
    earlier = _earlier(case, draft.answer_id)
    if earlier is not None:
        if (earlier.text, earlier.language) != (draft.text, draft.language):
            raise AnswerChanged
        return
    if wishes(case).do_not_contact and not draft.although.strip():
        raise NotToBeContacted
    phrase = phrases.get(draft.phrase)
    allow(case, phrase.status if phrase else None)
    if holds(draft, phrases) and not is_checked(case):
        raise CheckNeeded


def send(desk: Desk, case: Case, draft: Draft, phrases: Mapping[str, Phrase]) -> None:
    """Record a reply and put the mailbox in place; the same reply again changes nothing.

    Raises: ClockWrong, ReplyRefused (nothing was recorded, but for NotPublished), StoreError.
    """
    with desk.answering:
        whole = desk.pull().complete  # a letter that came since makes a new check necessary
        check_clock(desk.keychain.roster, today())
        case = _again(desk, case)
        check(case, draft, phrases)
        if _earlier(case, draft.answer_id) is None:
            if holds(draft, phrases) and not whole:
                raise NotAllFetched
            fit(desk, case, draft)
            if draft.although.strip():
                desk.record("decision", case.case_id, {"text": normalise(draft.although).strip()})
            record(desk, case, draft)
        publish(desk, _mailbox(case), draft.answer_id)


def record(desk: Desk, case: Case, draft: Draft) -> None:
    """Write a reply down, for good. Raises: what `Desk.record` raises."""
    body = {
        "answer": draft.answer_id,
        "language": draft.language,
        "text": draft.text,
        "phrase": draft.phrase,
    }
    desk.record("reply", case.case_id, body)


def fit(desk: Desk, case: Case, draft: Draft) -> None:
    """Accept a reply for which there is room. Raises: MailboxIsFull, WayBackBroken."""
    number = 1 + len(case.state.replies)
    answer = Answer(draft.answer_id, number, today(), draft.language, draft.text)
    due = due_of(case, today(), answer)
    try:
        if due is not None:
            seal_mailbox(due.mailbox, desk.reply_key)
    except MailboxFull:
        raise MailboxIsFull from None
    except EnvelopeUnsealed:
        raise WayBackBroken from None


def withdraw(desk: Desk, case: Case, *answer_ids: str) -> None:
    """Take answers of a case back, or all that stand, and put the mailbox in place.

    Raises: ClockWrong, NoWayBack, WayBackContested, NotPublished, StoreError.
    """
    with desk.answering:
        desk.pull()  # what a colleague has just answered is meant too, if all are
        check_clock(desk.keychain.roster, today())
        case = _again(desk, case)
        mailbox = _mailbox(case)
        standing = [reply.answer_id for reply in case.state.standing]
        for answer_id in standing:
            if not answer_ids or answer_id in answer_ids:
                desk.record("withdraw", case.case_id, {"answer": answer_id})
        publish(desk, mailbox)


def _earlier(case: Case, answer_id: str) -> Reply | None:
    return next((each for each in case.state.replies if each.answer_id == answer_id), None)


def _again(desk: Desk, case: Case) -> Case:
    """Return the case as it is now."""
    found = desk.contents().find(case.case_id)
    return found if isinstance(found, Case) else case


def _mailbox(case: Case) -> str:
    """Return the case's mailbox. Raises: NoWayBack, WayBackContested."""
    if case.way_back is None:
        raise case.unanswerable or NoWayBack
    return case.way_back.mailbox
