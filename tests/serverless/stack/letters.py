"""Letters through the distribution: sealed as a page seals them, and plain as a browser posts."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from app.wire.envelope import seal_envelope
from app.wire.keyring import Keyring, open_keyring
from app.wire.letter import Letter, serialise
from app.wire.mailbox import Mailbox, open_mailbox
from app.wire.new_letter import new_letter_id, written_now
from app.wire.note import VerifierKey
from app.wire.receipt import ReceiptKeys
from tests.intake.steps import URLENCODED, filled
from tests.page import Page
from tests.serverless.stack.deployed import SITE, Deployed

WORDS: Final = "Zebrafink-7-Quitte"
"""What is written: a word that is nowhere else."""

AGENT: Final = "Kolibri-Agent/9"
QUERY: Final = "Wiedehopf"
FROM: Final = "203.0.113.77"

_ORIGIN: Final = {"origin": f"https://{SITE}", "sec_fetch_site": "same-origin"}
_MARKED: Final = {
    "user_agent": AGENT,
    "x_forwarded_for": FROM,
    "cookie": "trace=Rotkehlchen",
    "referer": f"https://{SITE}/?{QUERY}",
}
MARKS: Final = (WORDS, AGENT, QUERY, FROM, "Rotkehlchen")
"""What must not be found anywhere that we keep."""


def keyring(deployed: Deployed) -> Keyring:
    """Return the keyring that the site gives out, believed by the root alone."""
    status, _, body = deployed.ask("/keyring.txt")
    assert HTTPStatus.OK == status
    root = VerifierKey.parse(deployed.environment["TURVA_ROOT"])
    return open_keyring(body.decode(), root, 1, datetime.now(UTC).date())


def post(deployed: Deployed, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
    """Post as a browser on our own page does, with all that it tells of itself."""
    told = {**_ORIGIN, **_MARKED, "content_type": "application/octet-stream", **headers}
    status, _, answer = deployed.ask(f"{path}?{QUERY}", "POST", body, **told)
    return status, answer


def send_sealed(deployed: Deployed, keys: ReceiptKeys, message: str) -> tuple[int, bytes]:
    """Seal a letter with a way back, and post it; return what was answered."""
    ring = keyring(deployed)
    letter = Letter(
        letter_id=new_letter_id(),
        form="write",
        form_version=1,
        language="en",
        serial=ring.serial,
        via="sealed",
        written=written_now(),
        answers={"message": message},
        way_back=keys.way_back,
    )
    envelope = seal_envelope(serialise(letter), ring.recipient)
    return post(deployed, "/api/envelopes", envelope, keyring_serial=str(ring.serial))


def mailbox(deployed: Deployed, keys: ReceiptKeys) -> Mailbox:
    """Fetch a mailbox and open it as the page does."""
    status, body = post(deployed, "/api/mailbox", bytes.fromhex(keys.way_back.mailbox))
    assert HTTPStatus.OK == status
    return open_mailbox(body, keys, keyring(deployed).reply_key, datetime.now(UTC).date())


def fill_in(deployed: Deployed, path: str, page: Page, **answers: str) -> Page:
    """Post a page's form, filled in, and return the page that answers."""
    posted = urlencode(filled(page, **answers), doseq=True).encode()
    status, body = post(deployed, path, posted, content_type=URLENCODED)
    assert HTTPStatus.OK == status, status
    return Page(body.decode())


def opened(deployed: Deployed, path: str) -> Page:
    """Open one of the plain way's pages."""
    status, told, body = deployed.ask(f"{path}?{QUERY}", **_MARKED)
    assert (HTTPStatus.OK, "no-store") == (status, told["cache-control"])
    return Page(body.decode())
