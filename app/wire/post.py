"""What a post must say about the keyring that its envelope was sealed under (WIRE §8).

It knows nothing of HTTP but the header's text, and never believes that a serial proves anything:
the inbox decides by opening.
"""

import re
from datetime import date

from app.wire.constants import LARGEST_NUMBER, SERIAL_HEADER
from app.wire.errors import SerialMalformed, SerialMissing, StaleSerial
from app.wire.keyring import Keyring

_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


def check_serial(value: str | None, keyring: Keyring, today: date) -> None:
    """Accept a post only if it names the keyring in force, or the one that has grace today.

    `value` is the text of the Keyring-Serial header, None when there is none; `keyring` the one
    that the intake serves; `today` a day in UTC.

    Raises:
        SerialMissing, SerialMalformed: the header is not there, or no plain positive number.
        StaleSerial: another keyring is in force, whether older or newer.

    Source: WIRE §8, §10.
    """
    if value is None:
        raise SerialMissing(f"name the keyring's serial in the header {SERIAL_HEADER}")
    if not _NUMBER.fullmatch(value) or int(value) > LARGEST_NUMBER:
        raise SerialMalformed(f"{SERIAL_HEADER} is a positive number in plain digits")
    grace = keyring.grace
    taken = {keyring.serial, grace.serial} if grace and today <= grace.until else {keyring.serial}
    if int(value) not in taken:
        raise StaleSerial(f"keyring {keyring.serial} is in force: fetch it, seal and post again")
