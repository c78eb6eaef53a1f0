"""`turva notice`: is a site alive? Its keyring and its notice, checked from outside.

For whoever watches the service, from any machine: it needs the root's public key and nothing of
staff's. Silence is never taken for health: whatever cannot be fetched or believed is exit status 1.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import click

from app.commands.group import Refused
from app.commands.terminal import AS_JSON, print_out, settings
from app.config import Settings
from app.store.errors import NotFound
from app.store.published import open_published
from app.store.s3_address import S3Object

PATIENCE = 20
"""Seconds that a site gets to answer."""

RENEW_DAYS = 45
"""A keyring that ends within so many days is told of: its form closes when it is over."""


@click.command()
@click.argument("url", required=False)
@AS_JSON
def notice(url: str | None, *, as_json: bool) -> None:
    """Say when letters were last collected, by the site at URL or by the files here.

    Exit status 1 if the notice is stale, or keyring or notice is missing or not genuine.
    """
    from app.root_key import read_root
    from app.wire.errors import KeyringError, NoticeError
    from app.wire.keyring import open_keyring
    from app.wire.notice import is_stale, open_notice

    chosen = settings()
    today = datetime.now(UTC).date()
    try:
        text = _text(chosen, url, "keyring")
        keyring = open_keyring(text, read_root(chosen), chosen.minimum_serial, today)
        collected = open_notice(_text(chosen, url, "notice"), keyring.notice_key)
    except (KeyringError, NoticeError) as error:
        raise Refused(f"{error}.") from None
    record = _record(collected, keyring.expires, today)
    print_out(record if as_json else _lines(record))
    if collected > today and is_stale(collected, today):
        raise Refused(
            "The notice was signed by a computer whose date was wrong: the pages tell people to"
            " call. Set its date, then collect letters there."
        )
    if is_stale(collected, today):
        raise Refused("Nobody collects letters: the pages tell people to call. Find out why.")


def _record(collected: date, expires: date, today: date) -> dict[str, Any]:
    return {
        "collected": collected.isoformat(),
        "days_ago": (today - collected).days,
        "keyring_expires": expires.isoformat(),
        "keyring_days": (expires - today).days,
    }


def _lines(record: dict[str, Any]) -> list[str]:
    days = record["days_ago"]
    ago = "today" if days == 0 else f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    ago += " ago" if days > 0 else " from now" if days < 0 else ""
    lines = [f"Letters were last collected on {record['collected']}, {ago}."]
    end = f"The keyring ends on {record['keyring_expires']}"
    soon = record["keyring_days"] <= RENEW_DAYS
    return [*lines, f"{end}: sign the next one now." if soon else f"{end}."]


def _text(chosen: Settings, url: str | None, name: str) -> str:
    if url is None:
        return _of_place(chosen.keyring if name == "keyring" else chosen.notice)
    if urlsplit(url).scheme not in ("http", "https"):
        raise Refused("Give the site's address with its scheme, such as https://example.org/.")
    from app.wire.roster import ROSTER_LIMIT

    request = Request(f"{url.rstrip('/')}/{name}.txt", headers={"User-Agent": "turva"})  # noqa: S310 (http and https only, above)
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 (the same)
            if text := str(answer.read(ROSTER_LIMIT).decode("utf-8")):
                return text
            why = "there is none that staff signed"
    except HTTPError as error:
        error.close()
        why = str(error.code)
    except (URLError, OSError, UnicodeDecodeError) as error:
        why = str(getattr(error, "reason", None) or type(error).__name__)
    raise Refused(f"{url.rstrip('/')}/{name}.txt cannot be fetched: {why}.")


def _of_place(where: Path | S3Object) -> str:
    try:
        return open_published(where, patient=True).fetch().data.decode()
    except (NotFound, UnicodeDecodeError):
        raise Refused(f"There is no {where.name} to read at {where}.") from None
