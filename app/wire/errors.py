"""Everything that can go wrong on the wire, as one tree.

No message here may hold a secret or a sender's words: what a letter said is carried in `raw`, which
no message, repr or log shows. Each leaf has a `code`: the word that vectors, problems and the
JavaScript use for the same failure.

    WireError
    ├── PostRefused                the intake answers with the problem named by `code` (WIRE §8)
    │   ├── SerialRefused
    │   │   └── SerialMissing, SerialMalformed, StaleSerial
    │   └── EnvelopeRefused        not an envelope, seen without any key (WIRE §7)
    │       ├── NotAge
    │       ├── MalformedHeader
    │       ├── NoStanza
    │       ├── SeveralStanzas
    │       ├── ForeignStanza
    │       └── WrongSize
    ├── EnvelopeUnsealed
    ├── EnvelopeUnopened           looks like an envelope, but this identity cannot read it
    │   ├── NotForUs
    │   └── Damaged
    ├── PaddingMalformed
    ├── LetterTooLarge
    ├── LetterUnread               `raw` holds what arrived, to be shown as it is
    │   └── LetterMalformed, LetterVersionUnknown
    ├── PieceError                 nothing of this may be joined to the letter (WIRE §17)
    │   └── PieceMalformed, PieceForeign
    ├── NoteError                  NoteMalformed, NoteForged, NoteKeyMalformed (WIRE §9),
    │                              ManifestMalformed, ManifestForged (WIRE §18)
    ├── KeyringError               KeyringMalformed, KeyringForged, KeyringTooOld, KeyringExpired
    ├── ReceiptError               what was typed is no receipt (WIRE §11)
    │   └── ReceiptCharacter, ReceiptLength, ReceiptCheck
    ├── MailboxError               MailboxEmpty, MailboxMalformed, MailboxForged, MailboxExpired,
    │                              MailboxFull (WIRE §12)
    ├── NoticeError                NoticeMalformed, NoticeForged (WIRE §13)
    ├── RosterError                RosterMalformed, RosterForged, RosterTooOld (WIRE §14)
    ├── EpochError                 EpochNotForUs, EpochMalformed, EpochForged (WIRE §14)
    └── EventError                 EventMalformed, EventForged (WIRE §15)
"""

from typing import ClassVar


class WireError(Exception):
    """What was read or was to be written is not what WIRE.md says."""

    code: ClassVar[str]

    def __init_subclass__(cls, code: str | None = None) -> None:
        """Take the code of a leaf; inner nodes have none."""
        super().__init_subclass__()
        if code is not None:
            cls.code = code


class PostRefused(WireError):
    """The intake does not take this post; `code` names the problem (WIRE §8)."""


class SerialRefused(PostRefused):
    """The post does not name the keyring that is in force."""


class SerialMissing(SerialRefused, code="serial-missing"):
    """The post names no keyring serial."""


class SerialMalformed(SerialRefused, code="serial-malformed"):
    """The serial is not a positive number written in plain digits."""


class StaleSerial(SerialRefused, code="stale-serial"):
    """The envelope was sealed under a keyring that is not, or no longer, in force."""


class EnvelopeRefused(PostRefused):
    """These bytes are no envelope: any reader can see it without a key (WIRE §7)."""


class NotAge(EnvelopeRefused, code="not-age"):
    """The bytes do not begin with age's version line."""


class MalformedHeader(EnvelopeRefused, code="malformed-header"):
    """The age header is not written exactly as age writes it."""


class NoStanza(EnvelopeRefused, code="no-stanza"):
    """The header has no stanza: nobody could open it."""


class SeveralStanzas(EnvelopeRefused, code="several-stanzas"):
    """The header has more than one stanza: somebody else could open it too."""


class ForeignStanza(EnvelopeRefused, code="foreign-stanza"):
    """The only stanza is of another type than the intake's."""


class WrongSize(EnvelopeRefused, code="wrong-size"):
    """The whole is not as long as any bucket makes it."""


class EnvelopeUnsealed(WireError, code="unsealed"):
    """Nothing can be sealed to this recipient."""


class EnvelopeUnopened(WireError):
    """An envelope by its look, which this identity could not open."""


class NotForUs(EnvelopeUnopened, code="not-for-us"):
    """The envelope was sealed to another recipient."""


class Damaged(EnvelopeUnopened, code="damaged"):
    """The envelope is ours, but was changed or cut after it was sealed."""


class PaddingMalformed(WireError, code="padding-malformed"):
    """The opened bytes are not a letter padded by the rule (WIRE §6)."""


class LetterTooLarge(WireError, code="letter-too-large"):
    """The letter does not fit into the largest bucket (WIRE §6)."""


class LetterUnread(WireError):
    """A letter that cannot be read as fields, but must be kept and shown as it came."""

    received: bytes = b""

    @property
    def raw(self) -> str:
        """Return what arrived as text, bytes that are no UTF-8 as U+FFFD.

        It is the sender's: show it to staff as plain text and put it nowhere else.
        """
        return self.received.decode("utf-8", "replace")


class LetterMalformed(LetterUnread, code="letter-malformed"):
    """The letter is not written by the rules of the version that it names (WIRE §4)."""


class LetterVersionUnknown(LetterUnread, code="letter-version-unknown"):
    """The letter is of a wire version that this program does not know (WIRE §3)."""


class PieceError(WireError):
    """This is no piece of a file of the letter that names it (WIRE §17)."""


class PieceMalformed(PieceError, code="piece-malformed"):
    """The piece is not written as WIRE §17 says."""


class PieceForeign(PieceError, code="piece-foreign"):
    """The piece is one of another letter's."""


class NoteError(WireError):
    """A signed note, or a key for one, is not as C2SP says (WIRE §9)."""


class NoteMalformed(NoteError, code="note-malformed"):
    """The text has not the form of a signed note."""


class NoteForged(NoteError, code="note-forged"):
    """No signature of the key asked for, or one that does not verify."""


class NoteKeyMalformed(NoteError, code="note-key-malformed"):
    """The text is no note key, or its key id is not that of the key."""


class KeyringError(WireError):
    """This keyring must not be used to seal anything (WIRE §10)."""


class KeyringMalformed(KeyringError, code="keyring-malformed"):
    """The keyring is not written as WIRE §10 says."""


class KeyringForged(KeyringError, code="keyring-forged"):
    """The root key did not sign this keyring."""


class KeyringTooOld(KeyringError, code="keyring-too-old"):
    """The keyring's serial is below the least one that the page allows."""


class KeyringExpired(KeyringError, code="keyring-expired"):
    """The keyring's last day is over."""


class ReceiptError(WireError):
    """What a person typed is not a receipt (WIRE §11); no message repeats any of it."""


class ReceiptCharacter(ReceiptError, code="receipt-character"):
    """Something in it is neither a digit nor what may stand between digits."""


class ReceiptLength(ReceiptError, code="receipt-length"):
    """There are too few or too many digits."""


class ReceiptCheck(ReceiptError, code="receipt-check"):
    """A digit is wrong, or two changed places: the check digit says so."""


class MailboxError(WireError):
    """No answers can be taken from, or put into, this mailbox (WIRE §12)."""


class MailboxEmpty(MailboxError, code="mailbox-empty"):
    """Nothing here is for this receipt: no answer yet, removed, or never a letter."""


class MailboxMalformed(MailboxError, code="mailbox-malformed"):
    """Sealed to this receipt, but changed since, or not written as WIRE §12 says."""


class MailboxForged(MailboxError, code="mailbox-forged"):
    """The reply key did not sign this, or signed it for another receipt."""


class MailboxExpired(MailboxError, code="mailbox-expired"):
    """The mailbox's last day is over."""


class MailboxFull(MailboxError, code="mailbox-full"):
    """The answers do not fit into a mailbox, which is always of one size."""


class NoticeError(WireError):
    """Nothing is known of when letters were last collected (WIRE §13)."""


class NoticeMalformed(NoticeError, code="notice-malformed"):
    """The notice is not written as WIRE §13 says."""


class NoticeForged(NoticeError, code="notice-forged"):
    """The notice key did not sign this notice."""


class ManifestMalformed(NoteError, code="manifest-malformed"):
    """The manifest is not written as WIRE §18 says."""


class ManifestForged(NoteError, code="manifest-forged"):
    """The release key did not sign this manifest."""


class RosterError(WireError):
    """This roster must not be used (WIRE §14)."""


class RosterMalformed(RosterError, code="roster-malformed"):
    """The roster is not written as WIRE §14 says."""


class RosterForged(RosterError, code="roster-forged"):
    """The roster key did not sign this roster."""


class RosterTooOld(RosterError, code="roster-too-old"):
    """The roster's serial is below one that was seen before."""


class EpochError(WireError):
    """The keys of an epoch cannot be taken from this file (WIRE §14)."""


class EpochNotForUs(EpochError, code="epoch-not-for-us"):
    """The epoch file was not sealed to any of these identities."""


class EpochMalformed(EpochError, code="epoch-malformed"):
    """The epoch file is damaged, or not written as WIRE §14 says."""


class EpochForged(EpochError, code="epoch-forged"):
    """The epoch is not the one that the signed roster names."""


class EventError(WireError):
    """This is no event of a member's (WIRE §15)."""


class EventMalformed(EventError, code="event-malformed"):
    """The event is not written as WIRE §15 says."""


class EventForged(EventError, code="event-forged"):
    """The author that the event names did not sign it."""
