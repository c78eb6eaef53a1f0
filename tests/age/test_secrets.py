"""No identity, passphrase, file key or plaintext shows in a repr, an error or an error's cause."""

from collections.abc import Callable

import pytest

from app.age.errors import AgeError
from app.age.file import open_sealed, seal
from app.age.hybrid import HybridIdentity, HybridRecipient
from app.age.identity_file import parse_identity_file
from app.age.scrypt import ScryptIdentity, ScryptRecipient
from app.age.x25519 import X25519Identity

MARK = "qqqq5ecret"
SEED = MARK.encode() * 3 + b"32"
IDENTITY = HybridIdentity(SEED)
TEXT = IDENTITY.serialise()
PASSPHRASE = f"{MARK} passphrase"
PLAINTEXT = f"{MARK} letter".encode()

SECRETS = [MARK, SEED.hex(), TEXT[19:40], TEXT[40:71]]


@pytest.mark.parametrize(
    "holder",
    [
        IDENTITY,
        X25519Identity(SEED),
        ScryptIdentity(PASSPHRASE),
        ScryptRecipient(PASSPHRASE),
    ],
    ids=lambda holder: type(holder).__name__,
)
def test_no_secret_shows_in_a_repr(holder: object) -> None:
    shown = f"{holder} {holder!r} {[holder]}"
    assert type(holder).__name__ in shown
    assert not [secret for secret in SECRETS if secret in shown]


def _changed(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


SEALED = seal(PLAINTEXT, [IDENTITY.recipient])


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: HybridIdentity(SEED[:-1]),
        lambda: HybridIdentity.parse(TEXT[:-1]),
        lambda: HybridIdentity.parse(TEXT + "b"),
        lambda: HybridRecipient.parse(TEXT),
        lambda: X25519Identity(SEED[:-1]),
        lambda: X25519Identity.parse(TEXT),
        lambda: parse_identity_file(TEXT[:-1]),
        lambda: parse_identity_file(f"{TEXT}!"),
        lambda: parse_identity_file(PASSPHRASE),
        lambda: ScryptIdentity(f"{PASSPHRASE}\udcff"),
        lambda: ScryptRecipient(f"{PASSPHRASE}\udcff"),
        lambda: seal(PLAINTEXT, []),
        lambda: open_sealed(SEALED, [HybridIdentity.generate()]),
        lambda: open_sealed(SEALED[:-1], [IDENTITY]),
        lambda: open_sealed(_changed(SEALED, 100), [IDENTITY]),
        lambda: open_sealed(_changed(SEALED, len(SEALED) - 60), [IDENTITY]),
        lambda: open_sealed(PLAINTEXT, [IDENTITY]),
    ],
)
def test_no_secret_shows_in_an_error_or_its_cause(attempt: Callable[[], object]) -> None:
    with pytest.raises(AgeError) as caught:
        attempt()
    shown = ""
    error: BaseException | None = caught.value
    while error is not None:
        shown += f"{error} {error!r} {error.args} {getattr(error, 'object', '')}"
        error = error.__cause__ or error.__context__
    assert not [secret for secret in SECRETS if secret in shown]
