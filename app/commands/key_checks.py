"""The commands of `turva keys` that change nothing: `verify` and `show`."""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.commands.asking import asking_member
from app.commands.group import Refused
from app.commands.terminal import AS_JSON, print_out, settings

if TYPE_CHECKING:
    from app.config import Settings
    from app.inbox.retention import Fate


@click.command()
@click.option("--open", "inside", is_flag=True, help="Open every epoch with your member file too.")
def verify(*, inside: bool) -> None:
    """Say what is in order about the keys and what is not.

    It needs no secret and changes no key.
    """
    from app.commands.ceremony import today
    from app.demo import is_demo
    from app.inbox.keys.aging import due_epochs
    from app.inbox.keys.check import look_inside, look_over
    from app.inbox.keys.keychain import trusted_roster
    from app.inbox.keys.member import read_member
    from app.inbox.keys.places import read_verifier
    from app.programs import key_places

    chosen = settings()
    places = key_places(chosen)
    findings = list(
        look_over(places, today(), demo=is_demo(chosen.home), days=chosen.retention_days)
    )
    if inside:
        member = read_member(places.member, asking_member(chosen))
        key = read_verifier(places.roster_vkey, "roster key")
        roster = trusted_roster(places.shelf, key, places.seen)
        old = {entry.number for entry in due_epochs(roster, today(), chosen.retention_days)}
        findings += look_inside(places, roster, [member.identity], old)
    for finding in findings:
        click.echo(f"{'ok   ' if finding.fine else 'LOOK '} {finding.text}")
    if not all(finding.fine for finding in findings):
        raise Refused(
            "Something about the keys is not in order: see the lines that begin with LOOK."
        )


@click.command()
@click.option(
    "--open", "inside", is_flag=True, help="Say with your member file which epochs are gone, too."
)
@AS_JSON
def show(*, inside: bool, as_json: bool) -> None:
    """Show who the members are, the epochs, and the keyring in force."""
    from app.inbox.keys.described import key_lines, key_record
    from app.inbox.keys.keychain import trusted_roster
    from app.inbox.keys.places import read_keyring, read_verifier
    from app.inbox.retention_told import fate_lines, fate_records
    from app.programs import key_places

    chosen = settings()
    places = key_places(chosen)
    keyring = read_keyring(places)
    key = read_verifier(places.roster_vkey, "roster key")
    roster = trusted_roster(places.shelf, key, places.seen)
    fates = _fates(chosen) if inside else ()
    if as_json:
        gone = {"destruction": fate_records(fates)} if inside else {}
        print_out(key_record(keyring, roster) | gone)
    else:
        print_out([*key_lines(keyring, roster), *fate_lines(fates)])


def _fates(chosen: Settings) -> tuple[Fate, ...]:
    """Return what became of each epoch that is old enough, or that somebody has destroyed."""
    from app.inbox.calendar import today
    from app.inbox.keys.aging import due_epochs
    from app.inbox.retention import fates_of
    from app.programs import open_desk

    desk = open_desk(chosen, asking_member(chosen))
    roster, destroyed = desk.keychain.roster, desk.ledger().destroyed
    due = due_epochs(roster, today(), chosen.retention_days)
    entries = [each for each in roster.epochs if each in due or each.number in destroyed]
    return tuple(fates_of(desk, entries))
