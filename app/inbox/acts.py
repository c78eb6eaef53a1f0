"""What staff do to a case besides answering: each act is one event, and nothing is done without.

An act that says something needs a text; nothing here sends anything to the sender.
"""

from collections.abc import Mapping
from typing import Final

from app.inbox.cases import Case, Contents
from app.inbox.desk import Desk
from app.inbox.errors import (
    InboxError,
    LabelMalformed,
    MergedAlready,
    NotMerged,
    OtherEnded,
    OtherUnknown,
    TextEmpty,
    TextTooLong,
)
from app.inbox.status import PUBLISHED
from app.text import normalise
from app.wire.constants import MESSAGE_LIMIT

SAYING: Final[Mapping[str, str]] = {
    "note": "text",
    "call": "text",
    "check": "how",
    "decision": "text",
    "delete": "reason",
}
"""The acts that say something, and the field of the event that holds it."""

VERIFY: Final = "verify"
"""The act that says by which published number who refers was verified: a check of its own kind."""

DOING: Final = frozenset({"claim", "release", "close", "reopen", "restore"})
"""The acts that say nothing."""

LABEL_LIMIT: Final = 64


def act(desk: Desk, case: Case, name: str, text: str = "") -> bool:
    """Do one of SAYING, DOING or VERIFY to a case; tell whether the name is one of them.

    Raises: TextEmpty, TextTooLong, StoreError.
    """
    if name in DOING:
        desk.record(name, case.case_id, {})
    elif name == VERIFY:
        desk.record("check", case.case_id, {SAYING["check"]: _said(PUBLISHED + _said(text))})
    elif name in SAYING:
        desk.record(name, case.case_id, {SAYING[name]: _said(text)})
    else:
        return False
    return True


def label(desk: Desk, case: Case, add: str = "", remove: str = "") -> None:
    """Put a label on a case, take one off, or both. Raises: LabelMalformed, TextEmpty."""
    put, taken = _label(add), _label(remove)
    if not put and not taken:
        raise TextEmpty
    desk.record("label", case.case_id, {"add": put, "remove": taken})


def merge(desk: Desk, contents: Contents, case: Case, number: str) -> Case:
    """Say that the person of another case wrote this one too, and return that other.

    `number` is the other's id, or a beginning of it. Letters, receipts and answers stay apart.
    Raises: OtherUnknown, OtherEnded, MergedAlready, StoreError.
    """
    other = _other(contents, number)
    if other.case_id in (case.case_id, *(each.case_id for each in case.same_person)):
        raise MergedAlready
    if other.ended or (other.head and other.head.ended):
        raise OtherEnded
    desk.record("merge", case.case_id, {"into": other.case_id})
    return other


def separate(desk: Desk, case: Case) -> None:
    """Undo that a case was merged into another. Raises: NotMerged, StoreError."""
    if case.state.merged is None:
        raise NotMerged
    desk.record("merge", case.case_id, {"into": ""})


def _other(contents: Contents, number: str) -> Case:
    try:
        found = contents.find("".join(number.split()).lower())
    except InboxError:
        raise OtherUnknown from None
    if not isinstance(found, Case):
        raise OtherUnknown
    return found


def _said(text: str) -> str:
    text = normalise(text).strip()
    if not text:
        raise TextEmpty
    if len(text) > MESSAGE_LIMIT:
        raise TextTooLong
    return text


def _label(text: str) -> tuple[str, ...]:
    text = " ".join(normalise(text).split())
    if len(text) > LABEL_LIMIT or not text.isprintable():
        raise LabelMalformed
    return (text,) if text else ()
