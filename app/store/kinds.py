"""The kinds of objects in a store, each of which lies in a place of its own."""

from typing import Final

ENVELOPES: Final = "envelopes"
"""Letters, sealed."""

REPLIES: Final = "replies"
"""Answers that wait for who comes back."""

KEYS: Final = "keys"
"""Staff's keys: the roster and the epochs' files."""

EVENTS: Final = "events"
"""What staff did."""

STATISTICS: Final = "statistics"
"""What is left to be counted of epochs that were destroyed."""
