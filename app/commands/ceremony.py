"""What the ceremonies of `turva keys` share: who takes part, and how a change is put in force.

A change is signed here and now if the root is at hand, else kept as a draft. A passphrase is shown
once, when it is made; no other secret is ever printed.
"""

# ruff: noqa: PLC0415 (only ceremonies load what they need)

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from app.age.hybrid import HybridIdentity, HybridRecipient
from app.commands.asking import asked, asking, asking_member
from app.commands.group import Refused
from app.config import Settings
from app.demo import DemoFiles, is_demo
from app.inbox.calendar import check_clock
from app.inbox.errors import ClockWrong
from app.inbox.keys.change import Change, InForce
from app.inbox.keys.described import change_lines
from app.inbox.keys.digits import same_digits
from app.inbox.keys.draft import drop_draft, is_in_force, read_draft, write_draft
from app.inbox.keys.errors import DraftRefused, KeyFileUnusable
from app.inbox.keys.force import RootAt, put_in_force
from app.inbox.keys.member import Member, read_member
from app.inbox.keys.offline import read_offline
from app.inbox.keys.passphrase import as_made, new_passphrase
from app.inbox.keys.places import Places, note_least, read_in_force, read_verifier
from app.inbox.keys.root import check_place, read_root_file
from app.programs import desk_of, key_places, notice_place


def today() -> date:
    """Return the day in UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Ceremony:
    """Who takes part: a member, or in an emergency the recovery identity alone."""

    settings: Settings
    places: Places
    identity: HybridIdentity
    member: Member | None

    def own(self) -> Member:
        """Return the member who takes part. Raises: Refused."""
        if self.member is None:
            raise Refused("This needs a member's own file: let a member do it.")
        return self.member

    def in_force(self) -> InForce:
        """Return what holds today (see `read_in_force`)."""
        return read_in_force(self.places, [self.identity])

    def without_destroyed(self, now: InForce) -> InForce:
        """Return what holds today but for epochs that are destroyed: nobody is to get them again.

        Somebody may have put the file of one back. Raises: KeysError, StoreError, FormsError.
        """
        if self.member is None:
            return now  # who opens with the recovery key alone knows of no destruction
        desk, newest = desk_of(self.settings, self.member), now.roster.epochs[-1].number
        # Of what a colleague has destroyed this computer may have its copy still, for itself alone.
        gone = desk.destroyed | {each for each in desk.ledger().destroyed if each < newest}
        return replace(now, epochs=tuple(each for each in now.epochs if each.number not in gone))

    def day(self, now: InForce) -> date:
        """Return today, confirmed by a person if the newest keys make it doubtful.

        What is signed with a wrong date closes the form, or every inbox. Raises: Refused.
        """
        day, made = today(), now.roster.issued
        try:
            check_clock(now.roster, day)
        except ClockWrong:
            doubt = f"This computer says that today is {day}, and the newest keys are of {made}."
            click.echo(doubt, err=True)
            if sys.stdin.isatty():
                if asked("Today's date from a calendar, such as 2026-11-22", "") == str(day):
                    return day
            elif day > made:
                return day  # long after, and nobody to ask: it is said, and shown as it is signed
            raise Refused(
                "Nothing was changed: set the date of this computer, then type the same command"
                " again."
            ) from None
        return day

    def offline(self, **files: Path | None) -> dict[str, HybridRecipient | None]:
        """Return the recipient of each file that is named, made now if it is not there.

        Raises: WrongPlace, KeyFileUnusable, PassphraseWrong.
        """
        from app.commands.beginning import offline_identity

        for path in filter(None, files.values()):
            check_place(path, *self.places.kept)
        return {
            what: offline_identity(path, what).recipient if path else None
            for what, path in files.items()
        }

    def settle(self, change: Change, now: InForce, root_file: Path | None) -> None:
        """Put the change in force if the root is at hand, else keep it as a draft."""
        if root_file is None and is_demo(self.settings.home):
            root_file = DemoFiles(self.settings.home).root_key
        if root_file is not None:
            self.sign(change, now, self.root_at(root_file))
            return
        self._tell_dropped(change, now)
        digits = write_draft(self.places.draft, change)
        click.echo(
            f"Prepared, and not in force yet: {self.places.draft}\nCheck digits: {digits}\n"
            "Next: write the digits down, plug in the root's stick, then\n"
            "  turva keys sign --root <the root file>"
        )

    def _tell_dropped(self, change: Change, now: InForce) -> None:
        """Say what another change that was prepared here would have done: it is never signed."""
        if not self.places.draft.exists():
            return
        try:
            waiting = read_draft(self.places.draft)
        except DraftRefused:
            return
        if waiting != change and not is_in_force(waiting, now):
            click.echo("Dropped, as it was prepared and never signed:")
            click.echo("\n".join(f"  {line}" for line in change_lines(waiting, now)))
            click.echo("If it is still wanted, prepare it again when this is done.")

    def root_at(self, root_file: Path) -> RootAt:
        """Return the root, if it is this installation's and lies where a root may."""
        if not is_demo(self.settings.home):
            check_place(root_file, *self.places.kept)
        root = read_root_file(root_file, asking(root_file, "root file"))
        for path, key in (
            (self.places.root_vkey, root.keyring),
            (self.places.roster_vkey, root.roster),
        ):
            if read_verifier(path, "public key") != key.verifier:
                raise KeyFileUnusable(
                    f"{root_file} is the root of another installation: {path} holds another key."
                    " Plug in the right stick"
                )
        return RootAt(root, root_file)

    def sign(self, change: Change, now: InForce, at: RootAt) -> None:
        """Sign the change, put it in force, and sign anew what the former keys had signed."""
        from app.inbox.anew import mark_behind

        if change.keyring is not None and change.keyring.reply_key != now.keyring.reply_key:
            mark_behind(self.places.behind, notice_place(self.settings), now.keyring)
        put_in_force(change, at, self.places)
        click.echo("In force:")
        click.echo("\n".join(f"  {line}" for line in change_lines(change, now)))
        self._tell_dropped(change, now)
        drop_draft(self.places.draft)
        self.sign_anew()
        if change.keyring is not None and change.keyring.grace is None and change.roster:
            note_least(self.places, change.keyring.serial)
            click.echo(
                f"Now set TURVA_MINIMUM_SERIAL={change.keyring.serial} where the site runs and"
                " here, and publish the pages anew: until then pages can be given the keyring"
                " before, with keys that are not to be trusted any more."
            )

    def sign_anew(self) -> None:
        """Sign anew what is behind; say so if it has to wait."""
        from app.inbox.anew import sign_anew

        behind = self.places.behind
        if not behind.exists():
            return
        if self.member is not None:
            desk = desk_of(self.settings, self.member)
            if sign_anew(desk, behind, notice_place(self.settings)):
                click.echo("Answers that wait, and the notice, are signed with the new keys.")
                return
        click.echo(
            "Answers that wait are still signed with the former keys: let a member run"
            " 'turva inbox pull' now, as senders are told not to trust them."
        )


def take_part(settings: Settings, recovery: Path | None = None) -> Ceremony:
    """Return the ceremony with the member of the settings, or with the recovery file."""
    places = key_places(settings)
    if recovery is not None:
        identity = read_offline(recovery, "recovery", asking(recovery, "recovery file"))
        return Ceremony(settings, places, identity, None)
    member = read_member(settings.identity, asking_member(settings))
    return Ceremony(settings, places, member.identity, member)


def check_typed(digits: str, typed: str | None, question: str) -> None:
    """Go on only if somebody gives these check digits. Raises: Refused."""
    if typed is None:
        if not sys.stdin.isatty():
            raise Refused("Nobody can type the check digits here: give them with --digits.")
        typed = click.prompt(question, err=True)
    if not same_digits(typed or "", digits):
        raise Refused(
            "The check digits are others. Nothing was signed or added: if they were typed as they"
            " were shown, somebody exchanged the file on its way. If not, type the same command"
            " again."
        )


def shown_passphrase(path: Path, what: str) -> str:
    """Make a passphrase, show it once, and have it typed where somebody can type."""
    passphrase = new_passphrase()
    click.echo(f"\nPassphrase of the {what} {path}, shown only now:\n\n    {passphrase}\n")
    if sys.stdin.isatty():
        click.echo("Write it on paper. It is asked for now, so that a slip of the pen is found.")
        while as_made(click.prompt("Type it", hide_input=True, err=True)) != passphrase:
            click.echo("That is not it. Look at the paper and the line above.")
    return passphrase
