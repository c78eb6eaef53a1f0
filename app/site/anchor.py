"""What the sender's page trusts: the root's public key, the lowest serial it may accept, our host.

The site prints them into its pages and understands none of them: checking signatures belongs to
`app.wire`, which this package must never import. It must never let a private key onto a page.
"""

import re
from dataclasses import dataclass

from app.site.errors import AnchorMalformed

_VKEY = re.compile(r"[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}")


@dataclass(frozen=True)
class TrustAnchor:
    """The root's public key as a C2SP vkey, the minimum keyring serial (1 or more), and the host.

    The host name (TURVA_SITE) is part of what receipts become keys by.
    """

    root: str
    minimum_serial: int
    site: str

    def __post_init__(self) -> None:
        """Refuse what is no public key, without repeating it: it may be the private one."""
        if not _VKEY.fullmatch(self.root):
            raise AnchorMalformed(
                "The root key for the pages is not a public key (name+hash+base64 on one line). "
                "Give the root's verifier key, never its signing key."
            )
        if self.minimum_serial < 1:
            raise AnchorMalformed(
                f"The minimum keyring serial is {self.minimum_serial}; serials begin at 1."
            )
