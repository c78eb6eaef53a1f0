"""A draft: a change that waits for the root's signature, in a folder that a stick can carry.

Whoever carries it could exchange it. So it has check digits, which `rotate` shows and `sign` asks
for, and nothing is signed whose parts do not belong together.
"""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.age.hybrid import HybridIdentity
from app.inbox.keys.change import Change, InForce
from app.inbox.keys.digits import check_digits
from app.inbox.keys.errors import DraftRefused
from app.inbox.keys.keychain import epoch_name
from app.inbox.keys.protected import naming
from app.store.files import fsync_folder, make_private_folder, temporary_file
from app.wire import keyring as keyrings
from app.wire import roster as rosters
from app.wire.epoch import Epoch, open_epoch
from app.wire.errors import EpochError, KeyringError, RosterError
from app.wire.keyring import Keyring
from app.wire.roster import Roster

KEYRING: Final = "keyring.draft"
ROSTER: Final = "roster.draft"
_LIMIT: Final = 1 << 20


def write_draft(folder: Path, change: Change) -> str:
    """Put the change into the folder in place of an earlier draft; return its check digits.

    Raises: OSError.
    """
    parts, fresh = _parts(change), _unfinished(folder)
    drop_unfinished(folder)
    make_private_folder(fresh)
    for name, data in parts.items():
        with naming(fresh), temporary_file(fresh, data) as temporary:
            temporary.replace(fresh / name)
    fsync_folder(fresh)
    _remove(folder)
    fresh.replace(folder)
    fsync_folder(folder.parent)
    return digits_of(change)


def read_draft(folder: Path) -> Change:
    """Return the change in the folder, believing none of it. Raises: DraftRefused."""
    try:
        parts = {path.name: _bytes(path) for path in sorted(folder.iterdir()) if path.is_file()}
    except OSError as error:
        raise DraftRefused(
            f"no draft can be read at {folder} ({error.strerror}): prepare one with 'turva keys"
            " rotate', or name its folder"
        ) from None
    keyring, roster = parts.pop(KEYRING, None), parts.pop(ROSTER, None)
    try:
        return Change(
            keyrings.parse(keyring.decode()) if keyring else None,
            rosters.parse_roster(roster.decode()) if roster else None,
            parts,
        )
    except (KeyringError, RosterError, UnicodeDecodeError) as error:
        why = f" ({error})" if not isinstance(error, UnicodeDecodeError) else ""
        raise DraftRefused(f"the draft in {folder} is damaged{why}: prepare it again") from None


def drop_draft(folder: Path) -> None:
    """Remove the draft; one that is not there is no error. Raises: OSError."""
    _remove(folder)
    drop_unfinished(folder)


def drop_unfinished(folder: Path) -> None:
    """Remove what is left of a draft that was cut while it was written. Raises: OSError.

    It is never signed, and holds copies of epoch files that nobody would ever destroy.
    """
    _remove(_unfinished(folder))


def digits_of(change: Change) -> str:
    """Return the check digits of a change."""
    parts = _parts(change)
    return check_digits(*(part for name in sorted(parts) for part in (name.encode(), parts[name])))


def check_parts(change: Change, now: InForce, identities: Sequence[HybridIdentity]) -> None:
    """Accept a change whose parts belong together and follow what is in force, or are it.

    Raises: DraftRefused.
    """
    if change.roster is None and change.keyring is None:
        raise DraftRefused("the draft changes nothing: prepare it again")
    if change.roster and change.roster != now.roster and _jumps(change.roster, now.roster):
        raise DraftRefused(
            f"the draft's roster {change.roster.serial} does not follow roster {now.roster.serial},"
            " which is in force: prepare it again from what is in force"
        )
    if change.keyring and change.keyring != now.keyring and _jumps(change.keyring, now.keyring):
        raise DraftRefused(
            f"the draft's keyring {change.keyring.serial} does not follow keyring"
            f" {now.keyring.serial}, which is in force: prepare it again from what is in force"
        )
    roster = change.roster or now.roster
    epochs = [*_opened(change, roster, identities), *now.epochs]
    if change.keyring is not None:
        _check_keyring(change.keyring, roster, epochs)


def is_in_force(change: Change, now: InForce) -> bool:
    """Tell whether nothing is left to sign of the change."""
    return change.keyring in (None, now.keyring) and change.roster in (None, now.roster)


def _jumps(new: Keyring | Roster, old: Keyring | Roster) -> bool:
    return new.serial != old.serial + 1


def _opened(change: Change, roster: Roster, identities: Sequence[HybridIdentity]) -> list[Epoch]:
    entries = {epoch_name(entry.number): entry for entry in roster.epochs}
    opened = []
    for name, data in change.epochs.items():
        if name not in entries:
            raise DraftRefused(
                f"the draft holds {name}, which its roster does not name: prepare it again"
            )
        try:
            opened.append(open_epoch(data, identities, entries[name]))
        except EpochError as error:
            raise DraftRefused(
                f"{name} of the draft is not what its roster names ({error}): somebody changed one"
                " of them, so prepare it again"
            ) from None
    return opened


def _check_keyring(keyring: Keyring, roster: Roster, epochs: Sequence[Epoch]) -> None:
    digest = hashlib.sha256(keyring.recipient.raw).hexdigest()
    named = roster.current
    if named is None or named.recipient_digest != digest:
        raise DraftRefused(
            "the draft's keyring is not of the newest epoch: letters would be sealed to somebody"
            " else. Somebody changed it, so prepare it again"
        )
    keys = [
        (e.reply.verifier.public, e.notice.verifier.public)
        for e in epochs
        if e.entry.recipient_digest == digest
    ]
    if (keyring.reply_key, keyring.notice_key) not in keys:
        raise DraftRefused(
            "the draft's keyring names other keys for answers and notices than its epoch file:"
            " somebody changed it, so prepare it again"
        )


def _unfinished(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.new")


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _parts(change: Change) -> dict[str, bytes]:
    parts = dict(change.epochs)
    if change.keyring is not None:
        parts[KEYRING] = keyrings.serialise(change.keyring).encode()
    if change.roster is not None:
        parts[ROSTER] = rosters.serialise(change.roster).encode()
    return parts


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LIMIT)
