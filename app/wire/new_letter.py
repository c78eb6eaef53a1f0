"""What a letter has before anybody writes in it: an id of its own, and the minute (WIRE §4)."""

import re
import secrets
from datetime import UTC, datetime
from typing import Final

from app.wire.constants import LETTER_ID_BYTES

LETTER_ID: Final = re.compile(rf"[0-9a-f]{{{2 * LETTER_ID_BYTES}}}")
"""How a letter's id is written."""


def new_letter_id() -> str:
    """Return a random letter id: 32 lower-case hex digits (WIRE §4)."""
    return secrets.token_hex(LETTER_ID_BYTES)


def is_letter_id(claimed: str) -> bool:
    """Tell whether a text is written as a letter's id is (WIRE §4)."""
    return LETTER_ID.fullmatch(claimed) is not None


def written_now() -> str:
    """Return this minute in UTC, as in `2026-11-22T03:40Z` (WIRE §4)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
