"""The programs of one machine are put together so that each touches only what is its own."""

from pathlib import Path

from app.config import from_environment
from app.programs import open_stores


def test_staff_who_read_letters_make_nothing_where_the_intake_keeps_them(tmp_path: Path) -> None:
    settings = from_environment({"TURVA_HOME": str(tmp_path)})
    remote, local = open_stores(settings)

    assert [] == [*remote.names(), *local.names()]
    assert not settings.store.exists()
    assert settings.kept.exists()
