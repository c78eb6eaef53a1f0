"""The stock age command and we open each other's files: staff can do without us."""

import subprocess

import pytest

from app.age.armor import parse_armor
from app.age.file import open_sealed, seal
from app.age.hybrid import HybridIdentity, HybridRecipient
from app.age.identity_file import parse_identity_file
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.age.stream import CHUNK_LENGTH
from tests.age.stock import StockAge

IDENTITY = HybridIdentity(bytes(range(32)))
IDENTITY_FILE = f"# of the tests\n{IDENTITY.serialise()}\n".encode()
WORDS = "seven words that nobody would ever guess"

SIZES = [0, 1, CHUNK_LENGTH, CHUNK_LENGTH + 1]


def _text(size: int) -> bytes:
    return ("Hei — مرحبا".encode() * size)[:size]


def test_stock_age_derives_the_same_recipient(stock: StockAge) -> None:
    recipient = stock.keygen("-y", stock.write("key.txt", IDENTITY_FILE)).strip()
    assert IDENTITY.recipient.serialise() == recipient
    assert IDENTITY.recipient == HybridRecipient.parse(recipient)


def test_we_read_the_identity_file_that_stock_age_writes(stock: StockAge) -> None:
    written = stock.keygen("-pq")
    (identity,) = parse_identity_file(written)
    assert isinstance(identity, HybridIdentity)
    assert f"# public key: {identity.recipient.serialise()}" in written.split("\n")


@pytest.mark.parametrize("size", SIZES)
def test_stock_age_opens_what_we_seal(stock: StockAge, size: int) -> None:
    key = stock.write("key.txt", IDENTITY_FILE)
    sealed = seal(_text(size), [HybridIdentity.generate().recipient, IDENTITY.recipient])
    assert _text(size) == stock.age("--decrypt", "-i", key, stdin=sealed)


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_stock_age_seals(stock: StockAge, size: int) -> None:
    other = HybridIdentity.generate().recipient
    to = [part for key in (other, IDENTITY.recipient) for part in ("-r", key.serialise())]
    assert _text(size) == open_sealed(stock.age(*to, stdin=_text(size)), [IDENTITY])
    armored = stock.age("--armor", *to, stdin=_text(size))
    assert _text(size) == open_sealed(parse_armor(armored), [IDENTITY])


def test_we_open_what_stock_age_seals_to_a_classic_recipient(stock: StockAge) -> None:
    written = stock.keygen()
    recipient = written.partition("# public key: ")[2].split("\n")[0]
    sealed = stock.age("-r", recipient, stdin=b"classic")
    assert open_sealed(sealed, parse_identity_file(written)) == b"classic"


def test_stock_age_refuses_what_was_changed_after_we_sealed_it(stock: StockAge) -> None:
    key = stock.write("key.txt", IDENTITY_FILE)
    sealed = bytearray(seal(b"what must not change", [IDENTITY.recipient]))
    sealed[-1] ^= 1
    with pytest.raises(subprocess.CalledProcessError):
        stock.age("--decrypt", "-i", key, stdin=bytes(sealed))


def test_stock_age_opens_a_letter_with_the_passphrase_file_that_we_seal(stock: StockAge) -> None:
    key = stock.write("key.age", seal(IDENTITY_FILE, [ScryptRecipient(WORDS, work_factor=10)]))
    letter = stock.write("letter.age", seal(b"a letter", [IDENTITY.recipient]))
    assert stock.age_asking([WORDS], "--decrypt", "-i", key, letter) == b"a letter"


def test_stock_age_opens_a_passphrase_file_of_our_own_work_factor(stock: StockAge) -> None:
    key = stock.write("key.age", seal(IDENTITY_FILE, [ScryptRecipient(WORDS)]))
    assert stock.age_asking([WORDS], "--decrypt", key) == IDENTITY_FILE


def test_we_open_the_passphrase_file_that_stock_age_seals(stock: StockAge) -> None:
    key = stock.write("key.txt", IDENTITY_FILE)
    armored = stock.age_asking([WORDS, WORDS], "--passphrase", "--armor", key)
    opened = open_sealed(parse_armor(armored), [ScryptIdentity(WORDS)])
    (identity,) = parse_identity_file(opened.decode())
    assert isinstance(identity, HybridIdentity)
    assert IDENTITY.recipient == identity.recipient
