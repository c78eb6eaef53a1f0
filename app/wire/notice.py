"""The notice: the day on which staff last collected letters, signed, so that a dead inbox is seen.

It says nothing of any letter, and no page may believe a day before its signature was verified.
"""

from datetime import date

from app.wire.constants import NOTICE_AHEAD_DAYS, NOTICE_NAME, NOTICE_STALE_DAYS, NOTICE_TYPE
from app.wire.days import parse_day
from app.wire.errors import NoteForged, NoteMalformed, NoticeForged, NoticeMalformed
from app.wire.note import SigningKey, VerifierKey, parse_note, sign, verify

_HEAD = f"{NOTICE_TYPE}\ncollected "


def sign_notice(collected: date, key: SigningKey) -> str:
    """Return the notice of a day (UTC), signed by the notice key.

    Source: WIRE §13.
    """
    return sign(f"{_HEAD}{collected.isoformat()}\n", key)


def open_notice(text: str, notice_key: bytes) -> date:
    """Return the day on which letters were last collected; `notice_key` is the keyring's.

    Raises, checked in this order:
        NoticeMalformed: it is not written as a notice.
        NoticeForged: the notice key did not sign it.

    Source: WIRE §13.
    """
    try:
        note = parse_note(text)
    except NoteMalformed as error:
        raise NoticeMalformed(str(error)) from None
    unverified = _parse(note.text)
    try:
        verify(note, VerifierKey(NOTICE_NAME, notice_key))
    except NoteForged as error:
        raise NoticeForged(f"{error}: let staff collect letters, which signs a new one") from None
    return unverified


def is_stale(collected: date, today: date) -> bool:
    """Tell whether nobody has collected letters for so long that pages say to call (WIRE §13).

    A day that is still to come was signed by a wrong clock, and would never get old.
    """
    return not -NOTICE_AHEAD_DAYS <= (today - collected).days <= NOTICE_STALE_DAYS


def _parse(text: str) -> date:
    try:
        if text.startswith(_HEAD):
            return parse_day(text.removeprefix(_HEAD).removesuffix("\n"))
    except ValueError:
        pass
    raise NoticeMalformed(f"a notice is {NOTICE_TYPE} and the line collected with one day")
