"""What is examined from outside, and what is known of it beforehand."""

from dataclasses import dataclass
from datetime import date

from app.wire.keyring import Keyring, open_keyring
from app.wire.note import VerifierKey
from serverless.doctor.visit import Visit


@dataclass(frozen=True, slots=True)
class Examined:
    """One site. `name` is the host name by which receipts become keys (TURVA_SITE).

    `release` is who must have signed what it serves; None if nobody told. `today` is a day in UTC.
    """

    visit: Visit
    name: str
    root: VerifierKey
    minimum_serial: int
    release: VerifierKey | None
    today: date

    def keyring(self) -> Keyring:
        """Return the keyring that the site gives out. Raises: KeyringError, Unreachable."""
        text = self.visit.ask("/keyring.txt").text
        return open_keyring(text, self.root, self.minimum_serial, self.today)
