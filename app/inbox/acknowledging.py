"""The one answer that is sent by itself: to who refers or asks, that it has come.

It is no answer of a person's and leaves the case to do. Its id comes from the case alone, so that
colleagues who fetch a letter at the same moment send one answer between them. Who can never be
answered, as nothing can be sealed to the way back, is passed over: a stranger's letter must not
make every round of collecting fail.
"""

from collections.abc import Mapping

from app.inbox.case_state import RECEIVED
from app.inbox.cases import Case
from app.inbox.desk import Desk
from app.inbox.errors import ReplyRefused
from app.inbox.phrases import Phrase
from app.inbox.replies import Draft, fit, record
from app.inbox.status import can_be_told, received_id
from app.inbox.wishes import wishes


def acknowledge(desk: Desk, phrases: Mapping[str, Phrase]) -> int:
    """Record the answer for each case that is owed one, and return for how many.

    It is for who puts mailboxes in place afterwards. Raises: what `Desk.record` raises, StoreError.
    """
    phrase = phrases[RECEIVED]
    with desk.answering:
        owed = [
            (case, draft)
            for case in desk.contents().cases
            if _is_owed(case) and _fits(desk, case, draft := _draft(case, phrase))
        ]
        for case, draft in owed:
            record(desk, case, draft)
    return len(owed)


def _draft(case: Case, phrase: Phrase) -> Draft:
    letter = case.readings[0].letter
    language = phrase.language(letter.language if letter else "")
    return Draft(received_id(case), language, phrase.text[language], phrase.key)


def _fits(desk: Desk, case: Case, draft: Draft) -> bool:
    try:
        fit(desk, case, draft)
    except ReplyRefused:
        return False
    return True


def _is_owed(case: Case) -> bool:
    """Tell whether nobody told the sender anything yet, and it may be told."""
    return (
        case.way_back is not None
        and can_be_told(case, "received")
        and not case.state.replies
        and not case.ended
        and not wishes(case).do_not_contact
    )
