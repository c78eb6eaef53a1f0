"""The first steps of `turva keys`: the first day, and a new member's own keys."""

from pathlib import Path
from typing import Final

import click

from app.age.hybrid import HybridIdentity
from app.commands.asking import asking, asking_member
from app.commands.ceremony import shown_passphrase, today
from app.commands.group import Refused
from app.config import Settings
from app.inbox.keys.errors import AlreadyThere
from app.inbox.keys.first_day import OfflineFiles, check_first_day, finish_first_day
from app.inbox.keys.force import RootAt
from app.inbox.keys.invitation import digits_of, write_invitation
from app.inbox.keys.member import Member, check_name, new_member, read_member, write_member
from app.inbox.keys.offline import read_offline, write_offline
from app.inbox.keys.root import Root, read_root_file, write_root
from app.programs import key_places
from app.store.files import make_private_folder
from app.store.kinds import ENVELOPES
from app.store.place import open_place

DONE: Final = """
The keys are in force. Now:
  0. Close this window once the four sheets are written: the passphrases still stand in it.
  1. Move {recovery} to a second stick, with its passphrase on paper, and lock it
     away in another building. It opens every letter when all members' keys are lost.
  2. Move {statistics} to whoever counts, or keep it with the recovery key.
  3. Lock the stick with {root} away: it is needed to add, remove and rotate,
     and for nothing else. Copy all files that are on it now to another stick, kept elsewhere.
  4. Have every colleague run 'turva keys member NAME', then 'turva keys add' here.
  5. Read KEYS.md once together: what to do when a laptop is stolen.
Public, for the site: {keyring} and {vkey}"""


def begin(settings: Settings, folder: Path, name: str) -> None:
    """Go through the first day; what an earlier attempt made is taken up."""
    check_name(name)
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder}: plug in the stick and name a folder on it.")
    open_place(settings.store).make(ENVELOPES)  # else nobody could collect before the first letter
    places, offline = key_places(settings), OfflineFiles(folder)
    check_first_day(places, offline)
    day = today()
    if offline.root.exists():
        click.echo(
            f"There is a root file on this stick already: {offline.root}. If a first day was cut,"
            " its passphrase is on your paper. If not, stop with Ctrl-C and take an empty stick."
        )
        root = read_root_file(offline.root, asking(offline.root, "root file"))
    else:
        root = Root.generate()
        write_root(offline.root, root, day, shown_passphrase(offline.root, "root file"))
    recovery = offline_identity(offline.recovery, "recovery")
    statistics = offline_identity(offline.statistics, "statistics")
    member = _own(settings, name)
    finish_first_day(places, RootAt(root, offline.root), member, (recovery, statistics), day)
    click.echo(
        DONE.format(
            root=offline.root,
            recovery=offline.recovery,
            statistics=offline.statistics,
            keyring=settings.keyring,
            vkey=settings.root,
        )
    )


def make_member(settings: Settings, name: str) -> None:
    """Make a member's own keys and the file to hand over; keys that are there are kept."""
    check_name(name)
    member = _own(settings, name)
    handed = settings.identity.with_name(f"{name}.member")
    write_invitation(handed, member.entry)
    click.echo(
        f"Your keys: {settings.identity}\n"
        f"Next: give {handed} to who adds you (it holds no secret),\n"
        f"and read them these digits on the telephone: {digits_of(member.entry)}\n"
        f"They give you two files: put roster.vkey at {settings.roster_key}\n"
        f"and root.vkey at {settings.root}"
    )


def _own(settings: Settings, name: str) -> Member:
    path = settings.identity
    if path.exists():
        member = read_member(path, asking_member(settings))
        if member.name != name:
            raise AlreadyThere(
                f"{path} holds the keys of {member.name}: move it away if it is not needed, or"
                " name another file in TURVA_IDENTITY"
            )
        return member
    make_private_folder(path.parent)
    member = new_member(name)
    write_member(path, member, today(), shown_passphrase(path, "member file"))
    return member


def offline_identity(path: Path, what: str) -> HybridIdentity:
    """Return the identity in a file that stays offline, made now if it is not there."""
    if path.exists():
        return read_offline(path, what, asking(path, f"{what} file"))
    identity = HybridIdentity.generate()
    write_offline(path, identity, what, shown_passphrase(path, f"{what} file"))
    return identity
