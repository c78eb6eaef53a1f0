"""What can keep the intake from taking something.

    app.wire.errors.PostRefused    `code` names the problem (WIRE §8)
    ├── ForeignOrigin              a page of another site sent it
    ├── WrongContentType           it is not declared as bytes
    ├── LengthRequired             it does not say how long it is
    ├── TooLarge                   it is larger than every envelope
    ├── MailboxIdMalformed         it is not as long as a mailbox id
    ├── Truncated                  less came than was said
    └── Closed                     no usable keyring, or the store cannot keep it

    Busy                           others' receipts are being derived; soon there is room again

    FormUnreadable                 a plain form's body cannot be read
    ├── FormForeign                it is no form at all
    ├── FormGarbled                it is not whole, or not text in UTF-8
    └── FormWithFile               it brings a file

    app.wire.errors.KeyringError
    ├── KeyringMissing             there is no keyring to read
    └── KeyringSecret              a secret lies where the public keyring belongs

None of them ever holds a byte that a stranger sent.
"""

from typing import ClassVar

from app.wire.errors import KeyringError, PostRefused


class ForeignOrigin(PostRefused):
    """A page of another site made the browser send this."""

    code = "foreign-origin"


class WrongContentType(PostRefused):
    """The body is not declared as bytes."""

    code = "wrong-content-type"


class LengthRequired(PostRefused):
    """The request does not say how long its body is."""

    code = "length-required"


class TooLarge(PostRefused):
    """The body is said to be larger than every envelope."""

    code = "too-large"


class MailboxIdMalformed(PostRefused):
    """The body is not as long as a mailbox id."""

    code = "mailbox-id-malformed"


class Truncated(PostRefused):
    """The body ended before the length that it was said to have."""

    code = "truncated"


class Closed(PostRefused):
    """Nothing can be taken now; whoever sends should call, or try again later."""

    code = "closed"


class Busy(Exception):
    """Too many receipts are being derived: nothing was done, and the same can be tried again."""


class FormUnreadable(Exception):
    """A plain form's body cannot be read; `status` is the answer's."""

    status: ClassVar[int]


class FormForeign(FormUnreadable):
    """The body is not declared as a form."""

    status = 415


class FormGarbled(FormUnreadable):
    """The body is not whole, has far too many fields, or is not text in UTF-8."""

    status = 400


class FormWithFile(FormUnreadable):
    """The form brings a file, which a plain letter cannot have."""

    status = 415


class KeyringMissing(KeyringError):
    """There is no keyring to read."""

    code = "keyring-missing"


class KeyringSecret(KeyringError):
    """A secret key lies where the public keyring belongs; it must never be served."""

    code = "keyring-secret"
