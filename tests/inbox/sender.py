"""A sender with a receipt: writes, comes back, and reads the answers as a page does."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from app.wire.mailbox import Answer, open_mailbox
from app.wire.receipt import ReceiptKeys, derive, new_receipt
from tests.inbox.office import Office, first_epoch
from tests.inbox.shelf import letter

SITE = "localhost"


@cache
def keys_of(receipt: str) -> ReceiptKeys:
    return derive(receipt, SITE)


@cache
def usual() -> str:
    """Return the receipt of every test that needs no second one; deriving is slow on purpose."""
    return new_receipt()


@dataclass
class Sender:
    """Somebody who wrote, and can come back."""

    office: Office
    receipt: str = field(default_factory=usual)

    @property
    def keys(self) -> ReceiptKeys:
        return keys_of(self.receipt)

    @property
    def mailbox(self) -> str:
        return self.keys.way_back.mailbox

    def write(self, **fields: object) -> str:
        return self.office.letters.keep(letter(**{"way_back": self.keys.way_back, **fields}))

    def write_again(self, letter_id: str = "f" * 32, **answers: object) -> str:
        given = answers or {"message": "again"}
        return self.write(letter_id=letter_id, form="follow", answers=given)

    def read(self) -> tuple[Answer, ...]:
        """Return what the sender's page shows; raises what makes it show something else."""
        held = self.office.replies.read(self.mailbox)
        data = held[0] if held else b""
        reply_key = first_epoch().reply.verifier.public
        return open_mailbox(data, self.keys, reply_key, datetime.now(UTC).date()).answers

    def texts(self) -> list[str]:
        return [answer.text for answer in self.read()]
