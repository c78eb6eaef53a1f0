"""What a post must say about the keyring that its envelope was sealed under (WIRE §8).

It knows nothing of HTTP but the header's text, and never believes that a serial proves anything:
the inbox decides by opening.
"""

import re

from app.wire.constants import LARGEST_NUMBER, SERIAL_HEADER
from app.wire.errors import SerialMalformed, SerialMissing, StaleSerial

_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


def check_serial(value: str | None, in_force: int) -> None:
    """Accept a post only if it names the keyring in force.

    `value` is the text of the Keyring-Serial header, None when there is none; `in_force` the serial
    of the keyring that the intake serves.

    Raises:
        SerialMissing, SerialMalformed: the header is not there, or no plain positive number.
        StaleSerial: another keyring is in force, whether older or newer.

    Source: WIRE §8.
    """
    if value is None:
        raise SerialMissing(f"name the keyring's serial in the header {SERIAL_HEADER}")
    if not _NUMBER.fullmatch(value) or int(value) > LARGEST_NUMBER:
        raise SerialMalformed(f"{SERIAL_HEADER} is a positive number in plain digits")
    if int(value) != in_force:
        raise StaleSerial(f"keyring {in_force} is in force: fetch it, seal again, post again")
