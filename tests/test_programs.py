"""The programs of one machine are put together so that each touches only what is its own."""

from pathlib import Path

import pytest

from app.age.errors import Unsupported
from app.config import from_environment
from app.programs import create_public, open_stores
from app.store.errors import Unavailable


def test_staff_who_read_letters_make_nothing_where_the_intake_keeps_them(tmp_path: Path) -> None:
    settings = from_environment({"TURVA_HOME": str(tmp_path)})
    remote, local = open_stores(settings)

    assert [] == list(local.envelopes.names())
    with pytest.raises(Unavailable):
        remote.envelopes.names()
    assert not (tmp_path / "store").exists()
    assert settings.kept.exists()


def test_no_public_program_starts_where_letters_cannot_be_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise Unsupported

    monkeypatch.setattr("app.age.selftest.self_test", fail)
    with pytest.raises(Unsupported):
        create_public(from_environment({"TURVA_HOME": str(tmp_path)}))
