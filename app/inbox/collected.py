"""The notice of the day on which letters were last collected: pages show it, so it must be true.

It says a day and nothing else: not who collected, not how many letters there were.
"""

from datetime import date
from typing import Final

from app.store.errors import Changed, NotFound
from app.store.published import Published
from app.wire.note import SigningKey
from app.wire.notice import sign_notice

_ROUNDS: Final = 3


def write_notice(place: Published, day: date, key: SigningKey) -> None:
    """Put the signed notice of this day in place of the one that is there.

    Whoever reads meets the old or the new one. Raises: Changed (colleagues did it all the time),
    Unavailable.
    """
    data = sign_notice(day, key).encode()
    for left in reversed(range(_ROUNDS)):
        try:
            there = place.fetch()
        except NotFound:
            there = None
        try:
            place.replace(data, there)
        except Changed:  # a colleague collected letters at the same moment
            if not left:
                raise
        else:
            return
