"""The self-test passes where the library is whole, and says what to do where it is not."""

import hashlib
from typing import NoReturn

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from app.age import hybrid, selftest
from app.age.errors import Unsupported
from app.age.selftest import self_test


def test_this_machine_can_seal_and_open() -> None:
    self_test()


def test_a_library_without_mlkem_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        @staticmethod
        def from_seed_bytes(_: bytes) -> NoReturn:
            raise UnsupportedAlgorithm("ML-KEM-768 is not supported")

    monkeypatch.setattr(hybrid, "MLKEM768PrivateKey", Without)
    with pytest.raises(Unsupported, match="install version 48 or later"):
        self_test()


def test_a_library_that_derives_another_recipient_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hashlib.shake_256", hashlib.shake_128)
    with pytest.raises(Unsupported):
        self_test()


def test_a_library_that_opens_to_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(selftest, "open_sealed", lambda _data, _identities: b"something else")
    with pytest.raises(Unsupported):
        self_test()
