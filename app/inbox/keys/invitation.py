"""What a new member hands over to be added: one line, nothing in it secret.

Whoever carries the file could put their own keys in it. So it has check digits, which the new
member reads out and who adds them types.
"""

import base64
from pathlib import Path
from typing import Final

from app.age.errors import AgeError
from app.age.hybrid import HybridRecipient
from app.inbox.keys.digits import check_digits
from app.inbox.keys.errors import KeyFileUnusable, MemberRefused
from app.inbox.keys.member import check_name
from app.inbox.keys.protected import PUBLIC, write_whole
from app.wire.note import decode_base64
from app.wire.roster import MemberEntry

_KEY_BYTES: Final = 32
_LIMIT: Final = 16_384


def serialise_invitation(entry: MemberEntry) -> str:
    """Return the line, as it would stand in the roster."""
    public = base64.b64encode(entry.public).decode()
    return f"member {entry.name} {entry.recipient.serialise()} {public}\n"


def write_invitation(path: Path, entry: MemberEntry) -> None:
    """Write the line to a file that may be sent by e-mail. Raises: OSError."""
    write_whole(path, serialise_invitation(entry).encode(), PUBLIC)


def read_invitation(path: Path) -> MemberEntry:
    """Return who asks to be added. Raises: KeyFileUnusable."""
    try:
        with path.open(encoding="utf-8") as file:
            words = file.read(_LIMIT).split()
        word, name, recipient, public = words
        entry = MemberEntry(name, HybridRecipient.parse(recipient), decode_base64(public))
        check_name(name)
    except OSError as error:
        raise KeyFileUnusable(
            f"{path} cannot be read ({error.strerror}): see where the file was saved that was"
            " handed over, and name it there"
        ) from None
    except (ValueError, AgeError, MemberRefused):
        # Its lines are not quoted: it may be a member file that was sent by mistake.
        entry, word = None, ""
    if entry is None or word != "member" or len(entry.public) != _KEY_BYTES:
        raise KeyFileUnusable(
            f"{path} is not the file that 'turva keys member' made to be handed over (it ends in"
            " .member): ask for that one"
        )
    return entry


def digits_of(entry: MemberEntry) -> str:
    """Return the check digits of who asks to be added."""
    return check_digits(serialise_invitation(entry).encode())
