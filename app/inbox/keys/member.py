"""A member of staff's own keys: the identity that opens epochs and the key that signs events.

The file is an age identity file under a passphrase, so stock age opens an epoch with it; what is
ours stands in comments. Nothing here ever shows a key, and no error quotes a line of the file.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from app.age.errors import AgeError
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.inbox.keys.errors import KeyFileUnusable, MemberRefused
from app.inbox.keys.protected import Ask, protect, read_protected, write_whole
from app.wire.errors import NoteKeyMalformed
from app.wire.event import EVENT_NAME
from app.wire.note import SigningKey
from app.wire.roster import MemberEntry

NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")
"""What a member is called in the roster."""

_NAME_LINE: Final = "# turva member: "
_SIGNING_LINE: Final = "# signing key: "


@dataclass(frozen=True)
class Member:
    """Who one is in the roster, what opens epochs, and what signs one's events."""

    name: str
    identity: HybridIdentity = field(repr=False)
    signing: SigningKey = field(repr=False)

    @property
    def entry(self) -> MemberEntry:
        """Return the member's line in the roster: nothing in it is secret."""
        return MemberEntry(self.name, self.identity.recipient, self.signing.verifier.public)


def new_member(name: str) -> Member:
    """Return a member with new keys. Raises: MemberRefused (the name is no name)."""
    check_name(name)
    return Member(name, HybridIdentity.generate(), SigningKey.generate(EVENT_NAME))


def check_name(name: str) -> None:
    """Accept a member's name. Raises: MemberRefused."""
    if not NAME.fullmatch(name):
        raise MemberRefused(
            "a member's name has 1 to 32 characters of a-z, 0-9 and '-', and begins with a letter"
        )


def serialise_member(member: Member, created: date) -> str:
    """Return the text of a member file; keep it as one keeps a key. Source: WIRE §14."""
    lines = (
        f"{_NAME_LINE}{member.name}",
        f"# created: {created.isoformat()}",
        f"# public key: {member.identity.recipient.serialise()}",
        f"{_SIGNING_LINE}{member.signing.serialise()}",
        member.identity.serialise(),
    )
    return "\n".join(lines) + "\n"


def write_member(path: Path, member: Member, created: date, passphrase: str | None) -> None:
    """Write a member file, under a passphrase unless the keys are for trying out.

    Raises: OSError.
    """
    write_whole(path, protect(serialise_member(member, created), passphrase))


def read_member(path: Path, ask: Ask) -> Member:
    """Return the member whose file this is; `ask` is only called when it is protected.

    Raises: KeyFileUnusable, PassphraseWrong.
    """
    text = read_protected(path, ask, "member file")
    try:
        return parse_member(text)
    except KeyFileUnusable as error:
        raise KeyFileUnusable(f"the member file {path} cannot be used: {error}") from None


def parse_member(text: str) -> Member:
    """Return the member of a file's text. Raises: KeyFileUnusable, which quotes nothing of it."""
    lines = text.split("\n")
    names = [line.removeprefix(_NAME_LINE) for line in lines if line.startswith(_NAME_LINE)]
    keys = [line.removeprefix(_SIGNING_LINE) for line in lines if line.startswith(_SIGNING_LINE)]
    try:
        (name,), (key,) = names, keys
        (identity,) = parse_identity_file(text)
        signing = SigningKey.parse(key.strip())
    except (ValueError, AgeError, NoteKeyMalformed):
        raise KeyFileUnusable(
            "it is not as 'turva keys member' made it: take the copy that you kept, or make a new"
            " one and have it added"
        ) from None
    if (
        not isinstance(identity, HybridIdentity)
        or signing.name != EVENT_NAME
        or not NAME.fullmatch(name)
    ):
        raise KeyFileUnusable("its keys are not those of a member: is it the right file?")
    return Member(name, identity, signing)
