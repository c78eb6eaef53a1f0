"""How much a stranger may send, in one place: the program and the server in front both obey it.

Whatever fits is held in memory and nowhere else.
"""

from typing import Final

from app.wire.constants import LARGEST_ENVELOPE

MIB: Final = 1 << 20

PLAIN_LIMIT: Final = 2 * MIB
"""Most bytes in the body of a plain form: every valid letter, and text far too long as well, so
that the sender gets it back with a clear message."""

ENVELOPE_LIMIT: Final = LARGEST_ENVELOPE
"""Most bytes in an envelope (WIRE §7)."""

FIELDS_LIMIT: Final = 200
"""Most fields in a plain form."""
