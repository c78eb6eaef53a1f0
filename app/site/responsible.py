"""What only the organisation behind the site can say of itself, and the site prints: settings."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for data and for faults; what is empty is shown as not told yet.

    `security` is an address as RFC 9116 asks for it (mailto:, tel: or https:), and `until` the day
    after which security.txt is no longer to be believed.
    """

    officer: str = ""
    postal: str = ""
    security: str = "tel:+358295463177"
    until: date = date(2027, 9, 30)
