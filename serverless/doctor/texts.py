"""The signed texts: the keyring, which opens and closes the forms, and the notice of collecting."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from http import HTTPStatus
from typing import Final

from app.addresses import link
from app.frame.locale import LANGUAGES
from app.wire.errors import KeyringError, NoticeError
from app.wire.notice import is_stale, open_notice
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, ok, unseen

RENEW_DAYS: Final = 45
"""A keyring that ends within so many days is to be signed anew (design, the wire)."""

CLOCK_SECONDS: Final = 300
"""So far the site's clock may be from this one: expiry is judged by it."""

_DATA: Final = re.compile(r'data-(root|minimum-serial|site)="([^"]*)"')


def keyring(examined: Examined) -> Iterator[Finding]:
    """Yield whether the keyring can be believed, and for how long. Raises: Unreachable."""
    answer = examined.visit.ask("/keyring.txt")
    try:
        found = examined.keyring()
    except KeyringError as error:
        yield fault("keyring", f"the forms are closed: {error}", "publish the newest keyring")
        return
    left = (found.expires - examined.today).days
    said = f"keyring {found.serial} is signed by the root and ends in {left} days"
    if left <= RENEW_DAYS:
        yield fault("keyring", said, "sign the next one now with 'turva keys renew'")
    else:
        yield ok("keyring", said)
    yield from _clock(answer.headers.get("date", ""))


def pages(examined: Examined) -> Iterator[Finding]:
    """Yield whether the pages believe this root, this site and this keyring."""
    serial = examined.keyring().serial
    wrong = 0
    for language in LANGUAGES:
        for name in ("write", "return"):
            path = link(name, lang=language.tag)
            told = {
                key: unescape(value) for key, value in _DATA.findall(examined.visit.ask(path).text)
            }
            minimum = told.get("minimum-serial", "")
            given = (told.get("root"), told.get("site"), minimum.isdecimal())
            if given != (examined.root.serialise(), examined.name, True) or int(minimum) > serial:
                wrong += 1
                yield fault(
                    "pages",
                    f"{path} is made for another root, site or keyring",
                    "build and deploy the site with the settings of this installation",
                )
    if not wrong:
        yield ok("pages", f"they carry this root, this site, and take keyring {serial}")


def notice(examined: Examined) -> Iterator[Finding]:
    """Yield when letters were last collected. Raises: Unreachable, KeyringError."""
    answer = examined.visit.ask("/notice.txt")
    mend = "let staff run 'turva inbox pull', and see that TURVA_NOTICE names this site's notice"
    if answer.status != HTTPStatus.OK:
        yield fault("notice", "the pages say to call: nobody ever collected letters", mend)
        return
    try:
        collected = open_notice(answer.text, examined.keyring().notice_key)
    except NoticeError as error:
        yield fault("notice", f"the pages say to call: {error}", mend)
        return
    said = f"letters were last collected on {collected.isoformat()}"
    if is_stale(collected, examined.today):
        yield fault("notice", f"the pages say to call: {said}", mend)
    else:
        yield ok("notice", said)


def _clock(told: str) -> Iterator[Finding]:
    try:
        there = parsedate_to_datetime(told)
    except ValueError:
        yield fault("clock", "the keyring comes without a Date", "let nothing in front drop it")
        return
    if there.tzinfo is None:
        yield unseen("clock", "the site's Date names no zone")
        return
    away = abs((datetime.now(UTC) - there).total_seconds())
    if away > CLOCK_SECONDS:
        yield fault("clock", f"the site's clock is {away:.0f} seconds from this one", "set both")
