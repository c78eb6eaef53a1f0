"""The keys of an epoch, and the file in which its members get them (WIRE §14).

The file is an age file around an identity file, so the stock tool opens letters with it in an
emergency. What is inside is believed only if the signed roster names its recipient; no error and
no repr holds any of it.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.age import file as age_file
from app.age.errors import AgeError, NoMatch
from app.age.hybrid import HybridIdentity, HybridRecipient
from app.wire.constants import NOTICE_NAME, REPLY_NAME
from app.wire.errors import EpochForged, EpochMalformed, EpochNotForUs, WireError
from app.wire.note import SigningKey
from app.wire.roster import EpochEntry

_TEXT = re.compile(
    r"# turva epoch (?P<number>[1-9][0-9]{0,15})\n"
    r"# created: (?P<created>[0-9]{4}-[0-9]{2}-[0-9]{2})\n"
    r"# public key: (?P<recipient>\S+)\n"
    r"# reply key: (?P<reply>\S+)\n"
    r"# notice key: (?P<notice>\S+)\n"
    r"(?P<identity>\S+)\n"
)


@dataclass(frozen=True)
class Epoch:
    """An epoch's keys: what opens its letters and events, and what signs answers and notices."""

    number: int
    created: date = field(repr=False)
    identity: HybridIdentity = field(repr=False)
    reply: SigningKey = field(repr=False)
    notice: SigningKey = field(repr=False)

    @property
    def entry(self) -> EpochEntry:
        """Return the epoch's line in the roster."""
        digest = hashlib.sha256(self.identity.recipient.raw).hexdigest()
        return EpochEntry(self.number, self.created, digest)


def new_epoch(number: int, created: date) -> Epoch:
    """Return an epoch with fresh keys."""
    identity = HybridIdentity.generate()
    reply, notice = SigningKey.generate(REPLY_NAME), SigningKey.generate(NOTICE_NAME)
    return Epoch(number, created, identity, reply, notice)


def serialise(epoch: Epoch) -> str:
    """Return the secret text of the epoch: an age identity file, its own keys in comments."""
    return (
        f"# turva epoch {epoch.number}\n"
        f"# created: {epoch.created.isoformat()}\n"
        f"# public key: {epoch.identity.recipient.serialise()}\n"
        f"# reply key: {epoch.reply.serialise()}\n"
        f"# notice key: {epoch.notice.serialise()}\n"
        f"{epoch.identity.serialise()}\n"
    )


def seal_epoch(epoch: Epoch, recipients: Sequence[HybridRecipient]) -> bytes:
    """Return the epoch file for these recipients: every member's, and the recovery recipient.

    Raises: EpochMalformed (nothing can be sealed to them).
    """
    try:
        return age_file.seal(serialise(epoch).encode(), recipients)
    except AgeError as error:
        raise EpochMalformed(f"the epoch file cannot be sealed: {error}") from None


def open_epoch(data: bytes, identities: Sequence[HybridIdentity], entry: EpochEntry) -> Epoch:
    """Return the epoch in a file; `entry` is its line in a roster whose signature was verified.

    Raises:
        EpochNotForUs: the file was sealed to none of these identities.
        EpochMalformed: it was changed or cut, or is not written as an epoch file.
        EpochForged: it holds another epoch than the roster names.
    """
    try:
        text = age_file.open_sealed(data, identities)
    except NoMatch:
        raise EpochNotForUs(
            f"epoch {entry.number} was not sealed to you: ask who keeps the root to add you"
        ) from None
    except AgeError as error:
        raise EpochMalformed(f"the file of epoch {entry.number} is damaged: {error}") from None
    epoch = parse(text)
    if epoch.entry != entry:
        raise EpochForged(
            f"the file of epoch {entry.number} holds other keys than the signed roster names: do"
            " not use it, and tell who keeps the root"
        )
    return epoch


def parse(data: bytes) -> Epoch:
    """Return the epoch of an identity file as `serialise` writes it.

    Raises: EpochMalformed.
    """
    epoch = _parse(data)
    if epoch is None or serialise(epoch).encode() != data:
        raise EpochMalformed("the file holds no epoch as it was written: take another copy")
    return epoch


def _parse(data: bytes) -> Epoch | None:
    # None rather than an error from here, as what a parser says of a key may stand beside the key.
    try:
        match = _TEXT.fullmatch(data.decode("ascii"))
        if match is None:
            return None
        epoch = Epoch(
            number=int(match["number"]),
            created=date.fromisoformat(match["created"]),
            identity=HybridIdentity.parse(match["identity"]),
            reply=SigningKey.parse(match["reply"]),
            notice=SigningKey.parse(match["notice"]),
        )
    except (ValueError, AgeError, WireError):
        return None
    return epoch if (epoch.reply.name, epoch.notice.name) == (REPLY_NAME, NOTICE_NAME) else None
