"""The bodies that programs post: as long as was announced, read whole or not at all.

Nothing is read before its length was found to be one that is taken, and nothing but memory holds
it.
"""

import re
from typing import Final

from flask import request

from app.intake.errors import LengthRequired, TooLarge, Truncated

_LENGTH: Final = re.compile(r"[0-9]+")


def announced_length(limit: int) -> int:
    """Return how long the body is said to be. Raises: LengthRequired, TooLarge (above `limit`)."""
    announced = request.headers.get("Content-Length", "")
    if not _LENGTH.fullmatch(announced):
        raise LengthRequired
    if len(announced) > len(str(limit)) or int(announced) > limit:
        raise TooLarge
    return int(announced)


def read_body(length: int) -> bytes:
    """Return exactly so many bytes. Raises: Truncated (fewer came)."""
    stream = request.environ["wsgi.input"]
    pieces = []
    while length and (piece := stream.read(length)):
        pieces.append(piece)
        length -= len(piece)
    if length:
        raise Truncated
    return b"".join(pieces)
