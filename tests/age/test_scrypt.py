"""The passphrase: enough work when sealing, never too much when opening."""

import pytest

from app.age import scrypt
from app.age.errors import MalformedHeader, MalformedKey
from app.age.format import Stanza
from app.age.scrypt import ScryptIdentity, ScryptRecipient

FILE_KEY = b"YELLOW SUBMARINE"
SALT = "A" * 22


class _Work(Exception):
    """Says how much work was about to be done."""


@pytest.fixture
def work_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def count(*, n: int, **_: object) -> None:
        raise _Work(n)

    monkeypatch.setattr(scrypt, "Scrypt", count)


def _asking(digits: str) -> Stanza:
    return Stanza("scrypt", (SALT, digits), bytes(32))


def test_what_is_written_takes_a_work_factor_of_18() -> None:
    stanza = ScryptRecipient("correct horse").wrap(FILE_KEY)
    assert stanza.arguments[1] == "18"
    assert ScryptIdentity("correct horse").unwrap(stanza) == FILE_KEY


def test_two_stanzas_of_one_passphrase_have_their_own_salts() -> None:
    recipient = ScryptRecipient("correct horse", work_factor=1)
    once, twice = recipient.wrap(FILE_KEY), recipient.wrap(FILE_KEY)
    assert once.arguments[0] != twice.arguments[0]
    assert once.body != twice.body


@pytest.mark.usefixtures("work_is_counted")
def test_a_work_factor_of_20_is_computed() -> None:
    with pytest.raises(_Work, match=str(2**20)):
        ScryptIdentity("correct horse").unwrap(_asking("20"))


@pytest.mark.usefixtures("work_is_counted")
@pytest.mark.parametrize("digits", ["21", "22", "30", "64", "99", "100", "9" * 100_000])
def test_a_greater_work_factor_is_refused_before_any_work(digits: str) -> None:
    with pytest.raises(MalformedHeader, match="more work"):
        ScryptIdentity("correct horse").unwrap(_asking(digits))


@pytest.mark.usefixtures("work_is_counted")
@pytest.mark.parametrize("digits", ["0", "01", "+5", "-5", "5.", "0x5", "five", "٥", "1_0"])
def test_a_work_factor_that_is_no_plain_number_is_refused(digits: str) -> None:
    with pytest.raises(MalformedHeader, match="decimal"):
        ScryptIdentity("correct horse").unwrap(_asking(digits))


@pytest.mark.usefixtures("work_is_counted")
@pytest.mark.parametrize(
    "stanza",
    [
        Stanza("scrypt", (SALT,), bytes(32)),
        Stanza("scrypt", (SALT, "10", "more"), bytes(32)),
        Stanza("scrypt", (SALT[:-1], "10"), bytes(32)),
        Stanza("scrypt", (SALT + "AA", "10"), bytes(32)),
        Stanza("scrypt", (SALT, "10"), bytes(31)),
        Stanza("scrypt", (SALT, "10"), bytes(33)),
    ],
    ids=["one", "three", "cut salt", "long salt", "short body", "long body"],
)
def test_a_malformed_stanza_is_refused_before_any_work(stanza: Stanza) -> None:
    with pytest.raises(MalformedHeader):
        ScryptIdentity("correct horse").unwrap(stanza)


@pytest.mark.parametrize("work_factor", [0, 21])
def test_nothing_is_written_that_could_not_be_read(work_factor: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 20"):
        ScryptRecipient("correct horse", work_factor=work_factor)


@pytest.mark.parametrize("passphrase", ["", "lone \ud800 surrogate"], ids=["empty", "surrogate"])
def test_a_passphrase_that_is_no_text_is_refused(passphrase: str) -> None:
    with pytest.raises(MalformedKey):
        ScryptRecipient(passphrase)
    with pytest.raises(MalformedKey):
        ScryptIdentity(passphrase)
