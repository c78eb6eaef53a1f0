"""One round of collecting: fetch letters, put waiting answers in place, say so on the site.

The notice is signed only after a pull that left nothing behind. Whatever fails once the letters are
kept is told as a trouble and never hides a letter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from app.inbox.acknowledging import acknowledge
from app.inbox.anew import sign_anew
from app.inbox.calendar import check_clock, today
from app.inbox.collected import write_notice
from app.inbox.desk import Desk
from app.inbox.errors import ClockWrong, InboxError
from app.inbox.keys.errors import KeysError
from app.inbox.phrases import Phrase
from app.inbox.placed import read_placed
from app.inbox.publishing import mend
from app.inbox.sync import PullReport, Trouble
from app.store.errors import StoreError
from app.store.published import Published
from app.wire.errors import WireError

FAILURES = (OSError, StoreError, WireError, KeysError, InboxError)
"""What stops one step and must not stop the others."""


def collect(
    desk: Desk, notice: Published, behind: Path, phrases: Mapping[str, Phrase]
) -> PullReport:
    """Pull what has come in, put waiting mailboxes in place, and sign the notice of today.

    To who refers or asks `phrases` say that it came, once all of it was fetched. `behind` is the
    file that says that a ceremony was cut off before answers were signed anew.
    Raises: StoreError (a local store cannot be used).
    """
    report = desk.pull()
    try:
        check_clock(desk.keychain.roster, today())
    except ClockWrong:
        more = [Trouble("", "clock-wrong")]
    else:
        more = [
            *(_acknowledged(desk, phrases) if report.complete else ()),
            *_mended(desk),
            *_told(desk, notice, behind, complete=report.complete),
        ]
    return replace(report, troubles=(*report.troubles, *more))


def _acknowledged(desk: Desk, phrases: Mapping[str, Phrase]) -> Iterator[Trouble]:
    """Let new referrals and consultations be answered that they came."""
    try:
        acknowledge(desk, phrases)
    except FAILURES:
        yield Trouble("", "answers-not-placed")


def _mended(desk: Desk) -> Iterator[Trouble]:
    """Put in place what is behind, and yield what is not where it should be."""
    try:
        outcome = mend(desk)
        left_out = any(each.short for each in read_placed(desk.placed).values())
    except FAILURES:
        yield Trouble("", "answers-not-placed")
        return
    if outcome.left or outcome.refused:
        yield Trouble("", "answers-not-placed")
    if left_out:
        yield Trouble("", "answers-left-out")


def _told(desk: Desk, notice: Published, behind: Path, *, complete: bool) -> Iterator[Trouble]:
    """Sign what a ceremony left behind and, if all was collected, the notice of today."""
    try:
        sign_anew(desk, behind, notice)
        if complete:
            write_notice(notice, today(), desk.notice_key)
    except FAILURES:
        yield Trouble("", "notice-not-written")
