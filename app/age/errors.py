"""What can go wrong with an age file or a key. It must never carry a secret or a plaintext.

AgeError
├── MalformedHeader     the header is not exactly what C2SP age.md allows
├── HeaderMacMismatch   an identity fits, but the header was changed after sealing
├── NoMatch             none of the identities opens any stanza
├── MalformedPayload    the payload was changed, cut short or added to
├── MalformedArmor      the ASCII armor is not canonical
├── MalformedKey        a recipient, an identity or a passphrase that cannot be one
├── RecipientsRefused   these recipients must not share a file, or there are none
└── Unsupported         the installed `cryptography` cannot do what this format needs
"""


class AgeError(Exception):
    """Anything that the age format refuses."""


class MalformedHeader(AgeError):
    """The header, or a stanza meant for the identity, breaks the specification."""


class HeaderMacMismatch(AgeError):
    """The file key was found, and the header is not the one that was sealed with it."""


class NoMatch(AgeError):
    """No identity given opens any stanza of the file."""


class MalformedPayload(AgeError):
    """The payload is not whole: what was released before this error must not be trusted."""


class MalformedArmor(AgeError):
    """The text is not a canonical armored age file."""


class MalformedKey(AgeError):
    """The text is not a key of the kind that was asked for."""


class RecipientsRefused(AgeError):
    """Sealing to these recipients would make a file that nobody or too many could open."""


class Unsupported(AgeError):
    """The cryptographic library on this machine is too old, or built without ML-KEM."""
