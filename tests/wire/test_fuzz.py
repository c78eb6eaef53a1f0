"""20,000 broken texts of each kind, letter to notice: refused with an error of the tree.

Whatever is taken all the same is what was signed, unless the break was signed too.
"""

from datetime import date

import pytest

from app.age.file import open_sealed
from app.age.hybrid import HybridIdentity
from app.wire.attachment import Attachment
from app.wire.errors import KeyringError, LetterUnread, MailboxError, NoticeError, ReceiptError
from app.wire.keyring import Grace, Keyring, open_keyring, sign_keyring
from app.wire.letter import Letter, parse, serialise
from app.wire.mailbox import open_mailbox, seal_mailbox
from app.wire.note import SigningKey
from app.wire.notice import open_notice, sign_notice
from app.wire.receipt import parse_receipt
from tests.vectors.makers.receipt import RECEIPT
from tests.wire.letters import to_fields as to_letter_fields
from tests.wire.mailboxes import REPLY, TODAY, filled, keys_of, mailbox_of, to_fields
from tests.wire.mutations import mutated, mutated_object

ROUNDS = 5000
SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3)))
"""A quarter of the rounds in the short matrix, all in the long one."""

ROOT = SigningKey("turva-root", bytes(range(32)))
NOTICE = SigningKey("turva-notice", bytes(range(1, 33)))
KEYRING = Keyring(
    serial=7,
    issued=date(2026, 11, 22),
    expires=date(2027, 2, 20),
    recipient=HybridIdentity(bytes(32)).recipient,
    reply_key=bytes(32),
    notice_key=bytes(32),
    grace=Grace(6, date(2026, 12, 6)),
)
MINE = keys_of("mine")
LETTER = Letter(
    letter_id="00112233445566778899aabbccddeeff",
    form="write",
    form_version=1,
    language="ar",
    serial=3,
    via="plain",
    written="2026-11-22T03:40Z",
    answers={"message": "مرحبا", "what_help": ("safe_place", "papers")},
    marks=("no-origin",),
    attachments=(Attachment("صورة.jpg", "image/jpeg", 1, ("ab" * 32,)),),
    way_back=MINE.way_back,
)
MAILBOX = mailbox_of(MINE, "مرحبا", "two\nlines")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_keyring_is_refused_with_a_typed_error(seed: int) -> None:
    signed = sign_keyring(KEYRING, ROOT)
    refused = 0
    for broken in mutated(signed.encode(), ROUNDS, seed):
        try:
            read = open_keyring(_text(broken), ROOT.verifier, 1, TODAY)
        except KeyringError:
            refused += 1
        else:
            assert KEYRING == read
    assert refused > ROUNDS * 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_letter_is_refused_with_a_typed_error_that_keeps_it(seed: int) -> None:
    written = serialise(LETTER)
    half = ROUNDS // 2
    refused = 0
    for broken in (
        *mutated(written, half, seed),
        *mutated_object(to_letter_fields(LETTER), half, seed),
    ):
        try:
            read = parse(broken)
        except LetterUnread as error:
            refused += 1
            assert broken == error.received  # noqa: PT017 (either outcome is right)
        else:
            assert read.way_back is None or 1216 == len(read.way_back.recipient)
    assert refused > ROUNDS * 0.7


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_notice_is_refused_with_a_typed_error(seed: int) -> None:
    signed = sign_notice(TODAY, NOTICE)
    refused = 0
    for broken in mutated(signed.encode(), ROUNDS, seed):
        try:
            read = open_notice(_text(broken), NOTICE.verifier.public)
        except NoticeError:
            refused += 1
        else:
            assert TODAY == read
    assert refused > ROUNDS * 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_receipt_is_refused_with_a_typed_error(seed: int) -> None:
    typed = "31415-92653-58979 \u0663\u0662\u0663\u0668\u0664".encode() + RECEIPT[20:].encode()
    refused = 0
    for broken in mutated(typed, ROUNDS, seed):
        try:
            read = parse_receipt(_text(broken))
        except ReceiptError:
            refused += 1
        else:
            assert 25 == len(read)
            assert read == parse_receipt(read)
    assert refused > ROUNDS * 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_mailbox_is_refused_with_a_typed_error(seed: int) -> None:
    """A quarter each is broken as it rests, within the seal, and within seal and signature."""
    sealed = seal_mailbox(MAILBOX, REPLY)
    text = _text_in(sealed)
    payload = _payload(text)
    quarter = ROUNDS // 4
    objects = [
        *mutated(sealed, quarter, seed),
        *(_sealed(broken) for broken in mutated(payload, quarter, seed)),
        *(_sealed(_payload(broken)) for broken in mutated(text, quarter, seed)),
        *(
            _sealed(_payload(b"turva/mailbox/1\n" + broken))
            for broken in mutated_object(to_fields(MAILBOX), quarter, seed)
        ),
    ]
    refused = 0
    for place, broken in enumerate(objects):
        try:
            read = open_mailbox(broken, MINE, REPLY.verifier.public, TODAY)
        except MailboxError:
            refused += 1
        else:
            assert MAILBOX == read or place >= 2 * quarter
    assert refused > ROUNDS * 0.8


def _text(data: bytes) -> str:
    """Return the bytes as text that may hold what no file does: lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def _text_in(sealed: bytes) -> bytes:
    inside = open_sealed(sealed, [MINE.identity])
    return inside[68 : 4 + int.from_bytes(inside[:4], "big")]


def _payload(text: bytes) -> bytes:
    return (64 + len(text)).to_bytes(4, "big") + REPLY.sign(text) + text


def _sealed(payload: bytes) -> bytes:
    return filled(payload[:65536], MINE.identity.recipient)
