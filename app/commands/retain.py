"""The command `turva retain`: destroy epochs that are old enough, on each member's computer.

It never prints a word of a letter, and without everything at hand it destroys nothing.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.group import Refused
from app.commands.terminal import AS_JSON, print_out, settings

if TYPE_CHECKING:
    from datetime import date

    from app.config import Settings
    from app.inbox.desk import Desk


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@AS_JSON
def retain(*, dry_run: bool, as_json: bool) -> None:
    """Destroy the keys and letters of epochs that are old enough.

    What open cases need is kept, under the newest epoch. Run it on each member's computer: an epoch
    is gone when all have done it.
    """
    from tempfile import TemporaryDirectory

    from app.commands.asking import asking_member
    from app.inbox import retention
    from app.inbox.calendar import today
    from app.inbox.keys.draft import drop_unfinished
    from app.inbox.keys.member import read_member
    from app.inbox.retention_told import outcome_lines, outcome_record
    from app.programs import key_places, open_retention
    from app.store.files import turn

    chosen, day = settings(), today()
    member = read_member(chosen.identity, asking_member(chosen))
    with TemporaryDirectory() as folder:
        rehearsal = Path(folder) if dry_run else None
        desk, shared, own = open_retention(chosen, member, rehearsal)
        _check_keys(chosen, desk, day)
        if dry_run:
            outcome = retention.retain(desk, shared, own, day, chosen.retention_days)
        else:
            drop_unfinished(key_places(chosen).draft)
            with turn(chosen.kept / "retention"):
                outcome = retention.retain(desk, shared, own, day, chosen.retention_days)
    print_out(
        outcome_record(outcome, rehearsed=dry_run)
        if as_json
        else outcome_lines(outcome, rehearsed=dry_run)
    )


def _check_keys(chosen: Settings, desk: Desk, day: date) -> None:
    """Accept only if no copy of an old epoch lies in a draft, and no letter is sealed to one now.

    Raises: Refused.
    """
    from app.inbox.keys.aging import due_epochs
    from app.inbox.keys.errors import KeysError
    from app.inbox.keys.places import is_named, read_keyring
    from app.programs import key_places
    from app.wire.errors import WireError

    places = key_places(chosen)
    due = due_epochs(desk.keychain.roster, day, chosen.retention_days)
    if due and places.draft.exists():
        raise Refused(
            f"A change of keys waits in {places.draft}, with copies of what is to be destroyed:"
            " sign it with 'turva keys sign', or remove that folder, then run this again."
        )
    with suppress(KeysError, WireError):  # not every member's computer has the keyring
        if is_named(read_keyring(places), due):
            raise Refused(
                "The keyring that is published names an epoch that is to be destroyed, so letters"
                " are still sealed to it: put the newest keyring in its place first."
            )
