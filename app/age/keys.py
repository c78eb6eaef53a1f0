"""What every kind of recipient and identity can do. It must never know their kinds."""

from typing import Protocol

from app.age.format import Stanza

FILE_KEY_LENGTH = 16
"""Bytes of a file key. Source: C2SP age.md, "File key"."""

WRAPPED_LENGTH = FILE_KEY_LENGTH + 16
"""Bytes of a file key wrapped by a native recipient: the key and an authentication tag."""


class Recipient(Protocol):
    """The public side: to it a file key is wrapped."""

    @property
    def stanza_type(self) -> str:
        """Return the type of the stanzas that it makes."""

    def wrap(self, file_key: bytes) -> Stanza:
        """Return a fresh stanza that carries the 16-byte file key."""


class Identity(Protocol):
    """The private side: with it a file key is unwrapped."""

    @property
    def stanza_type(self) -> str:
        """Return the type of the stanzas that it opens."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Return the 16-byte file key of a stanza of this type, or None if it is not for us.

        Raises: MalformedHeader if the stanza breaks its type's specification.
        """
