"""What who refers or asks is told of how it goes: that it came, was taken up, was decided.

That it came is said by itself, once. All else only to whom staff verified through a number that the
organisation publishes, and whether a person was admitted only where that person agreed to it. A
status is no decision and no promise; its texts say so.
"""

import hashlib
from collections.abc import Mapping
from typing import Final, Literal

from app.inbox.case_state import RECEIVED, Entry
from app.inbox.cases import Case
from app.inbox.status_errors import AdmissionUntold, ReferrerUnverified, StatusElsewhere

Status = Literal["received", "contacted", "decided", "admission"]

REFERRAL: Final = "referral"
TOLD_OF: Final[Mapping[Status, frozenset[str]]] = {
    "received": frozenset({REFERRAL, "consultation"}),
    "contacted": frozenset({REFERRAL, "consultation"}),
    "decided": frozenset({REFERRAL}),
    "admission": frozenset({REFERRAL}),
}
"""The forms whose senders may be told each status."""

AGAIN: Final = "follow"
"""With this form a sender comes back; it changes nothing of what a case is about."""

PUBLISHED: Final = "Verified through a published number: "
"""How the text of a check begins with which staff called an organisation and found the sender."""


def received_id(case: Case) -> str:
    """Return the id of the answer that it came: the same whoever of the staff sends it."""
    return hashlib.sha256(f"turva/{RECEIVED}/1\n{case.case_id}".encode()).hexdigest()[:32]


def can_be_told(case: Case, status: Status) -> bool:
    """Tell whether a case is one of those whose senders may be told this status at all."""
    forms = {reading.letter.form for reading in case.readings if reading.letter} - {AGAIN}
    return bool(forms) and forms <= TOLD_OF[status] and (status != "admission" or _agreed(case))


def is_verification(entry: Entry) -> bool:
    """Tell whether a check says that the referrer was verified through a published number."""
    return entry.text.startswith(PUBLISHED)


def said_of_check(text: str) -> str:
    """Return what staff wrote down of a check, or of anything else."""
    return text.removeprefix(PUBLISHED)


def is_verified(case: Case) -> bool:
    """Tell whether who sent it was verified since the last letter came."""
    return any(is_verification(entry) and case.covers(entry) for entry in case.state.checked)


def allow(case: Case, status: Status | None) -> None:
    """Accept a status that staff may send to a case now.

    Raises: StatusElsewhere, AdmissionUntold, ReferrerUnverified.
    """
    if status is None:
        return
    if status == "admission" and can_be_told(case, "decided") and not _agreed(case):
        raise AdmissionUntold
    if status == "received" or not can_be_told(case, status):
        raise StatusElsewhere
    if not is_verified(case):
        raise ReferrerUnverified


def _agreed(case: Case) -> bool:
    """Tell whether the person agreed, in all that came, that the referrer is told yes or no."""
    referrals = [each for each in case.readings if each.letter and each.letter.form == REFERRAL]
    return bool(referrals) and all(each.answers.get("may_tell") == "yes" for each in referrals)
