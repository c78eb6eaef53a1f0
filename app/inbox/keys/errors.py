"""What can go wrong with staff's keys and in the ceremonies that change them.

KeysError
├── KeyFileUnusable     a file of keys is missing, unreadable, or not what it should be
├── PassphraseWrong     the passphrase does not open its file, or none was given
├── WrongPlace          the root's secret lies, or would lie, where it must never be
├── AlreadyThere        there are keys already, and making others would lose letters
├── RosterUntrusted     no roster, a fake one, or an older one than this computer has seen
├── EpochUnopened       none of the keys at hand opens an epoch that is needed
├── MemberRefused       this member cannot be added or removed
└── DraftRefused        what waits for a signature is not what was prepared, or is out of date

A message names files and members, and never quotes what is in a file: it may be a secret.
"""


class KeysError(Exception):
    """Base of everything that the keys refuse; the message says what to do next."""


class KeyFileUnusable(KeysError):
    """A file of keys cannot be used as what it should be."""


class PassphraseWrong(KeysError):
    """The passphrase does not open the file."""


class WrongPlace(KeysError):
    """The root's secret must not be there."""


class AlreadyThere(KeysError):
    """Keys are there already and stay as they are."""


class RosterUntrusted(KeysError):
    """The roster in the store must not be believed."""


class EpochUnopened(KeysError):
    """An epoch that is needed opens with none of the keys at hand."""


class MemberRefused(KeysError):
    """The member cannot be added or removed like this."""


class DraftRefused(KeysError):
    """A draft must not be signed."""
