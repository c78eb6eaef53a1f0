"""Everything that can go wrong on the wire, as one tree.

No message here may hold a secret or a sender's words: what a letter said is carried in `raw`, which
no message, repr or log shows. Each leaf has a `code`: the word that vectors, problems and the
JavaScript use for the same failure.

    WireError
    ├── PostRefused                the intake answers with the problem named by `code` (WIRE §8)
    │   ├── SerialRefused
    │   │   ├── SerialMissing
    │   │   ├── SerialMalformed
    │   │   └── StaleSerial
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
    │   ├── LetterMalformed
    │   └── LetterVersionUnknown
    ├── NoteError
    │   ├── NoteMalformed
    │   ├── NoteForged
    │   └── NoteKeyMalformed
    └── KeyringError
        ├── KeyringMalformed
        ├── KeyringForged
        ├── KeyringTooOld
        └── KeyringExpired
"""

from typing import ClassVar


class WireError(Exception):
    """What was read or was to be written is not what WIRE.md says."""

    code: ClassVar[str]


class PostRefused(WireError):
    """The intake does not take this post; `code` names the problem (WIRE §8)."""


class SerialRefused(PostRefused):
    """The post does not name the keyring that is in force."""


class SerialMissing(SerialRefused):
    """The post names no keyring serial."""

    code = "serial-missing"


class SerialMalformed(SerialRefused):
    """The serial is not a positive number written in plain digits."""

    code = "serial-malformed"


class StaleSerial(SerialRefused):
    """The envelope was sealed under another keyring than the one in force."""

    code = "stale-serial"


class EnvelopeRefused(PostRefused):
    """These bytes are no envelope: any reader can see it without a key (WIRE §7)."""


class NotAge(EnvelopeRefused):
    """The bytes do not begin with age's version line."""

    code = "not-age"


class MalformedHeader(EnvelopeRefused):
    """The age header is not written exactly as age writes it."""

    code = "malformed-header"


class NoStanza(EnvelopeRefused):
    """The header has no stanza: nobody could open it."""

    code = "no-stanza"


class SeveralStanzas(EnvelopeRefused):
    """The header has more than one stanza: somebody else could open it too."""

    code = "several-stanzas"


class ForeignStanza(EnvelopeRefused):
    """The only stanza is of another type than the intake's."""

    code = "foreign-stanza"


class WrongSize(EnvelopeRefused):
    """The whole is not as long as any bucket makes it."""

    code = "wrong-size"


class EnvelopeUnsealed(WireError):
    """Nothing can be sealed to this recipient."""

    code = "unsealed"


class EnvelopeUnopened(WireError):
    """An envelope by its look, which this identity could not open."""


class NotForUs(EnvelopeUnopened):
    """The envelope was sealed to another recipient."""

    code = "not-for-us"


class Damaged(EnvelopeUnopened):
    """The envelope is ours, but was changed or cut after it was sealed."""

    code = "damaged"


class PaddingMalformed(WireError):
    """The opened bytes are not a letter padded by the rule (WIRE §6)."""

    code = "padding-malformed"


class LetterTooLarge(WireError):
    """The letter does not fit into the largest bucket (WIRE §6)."""

    code = "letter-too-large"


class LetterUnread(WireError):
    """A letter that cannot be read as fields, but must be kept and shown as it came."""

    received: bytes = b""

    @property
    def raw(self) -> str:
        """Return what arrived as text, bytes that are no UTF-8 as U+FFFD.

        It is the sender's: show it to staff as plain text and put it nowhere else.
        """
        return self.received.decode("utf-8", "replace")


class LetterMalformed(LetterUnread):
    """The letter is not written by the rules of the version that it names (WIRE §4)."""

    code = "letter-malformed"


class LetterVersionUnknown(LetterUnread):
    """The letter is of a wire version that this program does not know (WIRE §3)."""

    code = "letter-version-unknown"


class NoteError(WireError):
    """A signed note, or a key for one, is not as C2SP says (WIRE §9)."""


class NoteMalformed(NoteError):
    """The text has not the form of a signed note."""

    code = "note-malformed"


class NoteForged(NoteError):
    """No signature of the key asked for, or one that does not verify."""

    code = "note-forged"


class NoteKeyMalformed(NoteError):
    """The text is no note key, or its key id is not that of the key."""

    code = "note-key-malformed"


class KeyringError(WireError):
    """This keyring must not be used to seal anything (WIRE §10)."""


class KeyringMalformed(KeyringError):
    """The keyring is not written as WIRE §10 says."""

    code = "keyring-malformed"


class KeyringForged(KeyringError):
    """The root key did not sign this keyring."""

    code = "keyring-forged"


class KeyringTooOld(KeyringError):
    """The keyring's serial is below the least one that the page allows."""

    code = "keyring-too-old"


class KeyringExpired(KeyringError):
    """The keyring's last day is over."""

    code = "keyring-expired"
