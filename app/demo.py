"""Demo keys: all that is needed to try an installation out. They are never for real letters.

Real keys are made apart: the root stays offline and every file is protected. Here all lie in one
folder, unprotected; each secret file says so, and nothing here ever touches a key that it did not
make: the root file with that line, `staff/root.key`, is what marks a home as a demo.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app.age.errors import AgeError
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.inbox.keys.change import Change, add, begin, renew
from app.inbox.keys.errors import EpochUnopened, KeysError
from app.inbox.keys.force import RootAt, put_in_force
from app.inbox.keys.keychain import ROSTER, open_epochs, trusted_roster, unnamed_epoch
from app.inbox.keys.member import Member, new_member, parse_member, serialise_member
from app.inbox.keys.offline import parse_offline, serialise_offline
from app.inbox.keys.places import Places, read_in_force, read_verifier
from app.inbox.keys.protected import PRIVATE, PUBLIC, write_whole
from app.inbox.keys.root import Root, read_signed
from app.store.files import make_private_folder
from app.store.place import open_place
from app.store.published import PublishedFile
from app.store.s3_address import S3Address
from app.wire.constants import NOTICE_NAME, REPLY_NAME, ROOT_NAME
from app.wire.epoch import Epoch, new_epoch
from app.wire.errors import WireError
from app.wire.note import SigningKey
from app.wire.roster import ROSTER_NAME

RENEWED_WITHIN: Final = timedelta(days=45)
"""A keyring this close to its end is signed again."""

_WARNING: Final = "# DEMO KEYS: never use them for real letters.\n"
_REPLY_LINE: Final = "# reply key: "


class NotDemoKeys(Exception):
    """The folder holds keys that were not made here, or not all of them; the message says which."""


@dataclass(frozen=True)
class DemoFiles:
    """Where each file of a demo lies below its home."""

    home: Path

    @property
    def root_key(self) -> Path:
        """Return the root file."""
        return self.home / "staff" / "root.key"

    @property
    def member(self) -> Path:
        """Return the file of the one member, who opens every epoch."""
        return self.home / "staff" / "member.key"

    @property
    def recovery(self) -> Path:
        """Return the file of the recovery identity."""
        return self.home / "staff" / "recovery.key"

    @property
    def statistics(self) -> Path:
        """Return the file of the statistics identity."""
        return self.home / "staff" / "statistics.key"

    @property
    def root_vkey(self) -> Path:
        """Return the file of the root's public key."""
        return self.home / "public" / "root.vkey"

    @property
    def roster_vkey(self) -> Path:
        """Return the file of the public key that signs rosters."""
        return self.home / "staff" / "roster.vkey"

    @property
    def keyring(self) -> Path:
        """Return the file of the signed keyring."""
        return self.home / "public" / "keyring.txt"

    @property
    def former(self) -> Path:
        """Return the file in which demos used to keep the keys of their only epoch."""
        return self.home / "staff" / "identity.txt"

    def all(self) -> tuple[Path, ...]:
        """Return every file."""
        secret = (self.root_key, self.member, self.recovery, self.statistics)
        return *secret, self.roster_vkey, self.root_vkey, self.keyring

    def places(self, store: Path | S3Address | None = None) -> Places:
        """Return where the ceremonies find everything; `store` is not always below the home."""
        return Places(
            shelf=open_place(store or self.home / "store").shelf("keys"),
            keyring=PublishedFile(self.keyring),
            root_vkey=self.root_vkey,
            roster_vkey=self.roster_vkey,
            member=self.member,
            draft=self.home / "staff" / "draft",
            kept=(),
        )


def is_demo(home: Path) -> bool:
    """Tell whether the home's root file was made here; a real one there is in the wrong place."""
    try:
        with DemoFiles(home).root_key.open("rb") as file:
            return file.read(len(_WARNING)) == _WARNING.encode()
    except OSError:
        return False


def may_hold_demo(home: Path) -> bool:
    """Tell whether the home holds demo keys, or none at all."""
    files = DemoFiles(home)
    if files.root_key.exists():
        return is_demo(home)
    return not any(path.exists() for path in (*files.all(), files.former))


def make_demo_keys(home: Path, today: date, store: Path | S3Address | None = None) -> list[Path]:
    """Make what is missing of a home's demo keys and renew the keyring; return what was written.

    Running it again changes nothing. The keyring is signed with the next serial when it ends within
    45 days. A home of an earlier version goes on: its identity becomes that of the first epoch.
    `today` is a day in UTC.

    Raises: NotDemoKeys (other keys are here, or what is here cannot be used), StoreError.
    """
    files = DemoFiles(home)
    if not may_hold_demo(home):
        raise NotDemoKeys(
            f"{home} holds keys that are no demo keys, and nothing was changed: set TURVA_HOME to"
            " another folder to try things out."
        )
    make_private_folder(files.member.parent)
    files.keyring.parent.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        _make(files, store, today, written)
    except (KeysError, WireError) as error:
        raise NotDemoKeys(f"the demo keys in {home} cannot be used: {error}") from None
    return written


def _make(
    files: DemoFiles, store: Path | S3Address | None, today: date, written: list[Path]
) -> None:
    places = files.places(store)
    begun = places.shelf.read(ROSTER) is not None
    at = RootAt(_root(files, today, written), files.root_key)
    for path, key in ((files.root_vkey, at.root.keyring), (files.roster_vkey, at.root.roster)):
        if _text(path) != key.verifier.serialise() + "\n":
            _write(path, key.verifier.serialise() + "\n", PUBLIC, written)
    recovery = _identity(files.recovery, "recovery", written)
    statistics = _identity(files.statistics, "statistics", written)
    name = f"demo-{secrets.token_hex(2)}" if begun else "demo"
    member = _member(files.member, name, today, written)
    offline = (recovery.recipient, statistics.recipient)
    if not begun:
        epoch = _first_epoch(files, places, member, today)
        change = begin(member.entry, *offline, epoch, today)
    elif _text(files.keyring) is None:
        epoch = _newest_epoch(places, [member.identity, recovery])
        change = Change(begin(member.entry, *offline, epoch, today).keyring, None, {})
    else:
        now = read_in_force(places, [member.identity, recovery])
        if member.signing.verifier.public not in now.roster.names:
            put_in_force(add(now, member.entry, today), at, places)
        if now.keyring.expires - today <= RENEWED_WITHIN:
            put_in_force(renew(now, today), at, places)
            written.append(files.keyring)
        return
    put_in_force(_numbered(change, files, at), at, places)
    written.append(files.keyring)
    files.former.unlink(missing_ok=True)


def _numbered(change: Change, files: DemoFiles, at: RootAt) -> Change:
    """Return the change with a keyring above every one that was here."""
    found = re.search(r"^serial ([0-9]{1,15})$", _text(files.keyring) or "", re.MULTILINE)
    last = max(int(found[1]) if found else 0, read_signed(at.file).keyring)
    keyring = replace(change.keyring, serial=last + 1) if change.keyring else None
    return replace(change, keyring=keyring)


def _first_epoch(files: DemoFiles, places: Places, member: Member, today: date) -> Epoch:
    """Return the first epoch: of an earlier demo, of one that was cut short, or a new one."""
    text = _text(files.former)
    if text is None:
        return unnamed_epoch(places.shelf, 1, [member.identity]) or new_epoch(1, today)
    replies = [line for line in text.split("\n") if line.startswith(_REPLY_LINE)]
    try:
        (found,) = parse_identity_file(text)
        (reply,) = [SigningKey.parse(line.removeprefix(_REPLY_LINE)) for line in replies]
    except (AgeError, WireError, ValueError):
        raise _spoilt(files.former) from None
    if not isinstance(found, HybridIdentity) or reply.name != REPLY_NAME:
        raise _spoilt(files.former)
    return Epoch(1, today, found, reply, SigningKey.generate(NOTICE_NAME))


def _newest_epoch(places: Places, identities: Sequence[HybridIdentity]) -> Epoch:
    key = read_verifier(places.roster_vkey, "roster key")
    roster = trusted_roster(places.shelf, key, places.seen)
    epochs, _ = open_epochs(places.shelf, roster.epochs[-1:], identities)
    if not epochs:
        raise EpochUnopened("the newest epoch does not open")
    return epochs[-1]


def _root(files: DemoFiles, today: date, written: list[Path]) -> Root:
    text = _text(files.root_key)
    if text is None:
        root = Root.generate()
        _write(files.root_key, _WARNING + root.serialise(today), PRIVATE, written)
        return root
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    try:
        if len(lines) > 1:
            return Root.parse(text)
        # An earlier demo: its root signed only keyrings.
        (line,) = lines
        root = Root(SigningKey.parse(line), SigningKey.generate(ROSTER_NAME))
    except (KeysError, WireError, ValueError):
        raise _spoilt(files.root_key) from None
    if root.keyring.name != ROOT_NAME:
        raise _spoilt(files.root_key)
    _write(files.root_key, _WARNING + root.serialise(today), PRIVATE, written)
    return root


def _member(path: Path, name: str, today: date, written: list[Path]) -> Member:
    text = _text(path)
    if text is None:
        member = new_member(name)
        _write(path, _WARNING + serialise_member(member, today), PRIVATE, written)
        return member
    try:
        return parse_member(text)
    except KeysError:
        raise _spoilt(path) from None


def _identity(path: Path, what: str, written: list[Path]) -> HybridIdentity:
    text = _text(path)
    if text is None:
        identity = HybridIdentity.generate()
        _write(path, _WARNING + serialise_offline(identity, what), PRIVATE, written)
        return identity
    try:
        return parse_offline(text)
    except KeysError:
        raise _spoilt(path) from None


def _spoilt(path: Path) -> NotDemoKeys:
    return NotDemoKeys(
        f"{path} is not as 'turva keys demo' made it: move it away, or set TURVA_HOME to another"
        " folder."
    )


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise _spoilt(path) from None


def _write(path: Path, text: str, mode: int, written: list[Path]) -> None:
    write_whole(path, text.encode(), mode)
    written.append(path)
