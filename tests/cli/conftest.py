"""What the tests of the command line share."""

from pathlib import Path

import pytest

from app.age.scrypt import ScryptRecipient
from app.inbox.keys import protected
from tests.cli.keeper import Keeper


@pytest.fixture
def anna(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """Return who begins; files are sealed with little work, as how much has a test of its own."""
    monkeypatch.setattr(
        protected, "ScryptRecipient", lambda words: ScryptRecipient(words, work_factor=8)
    )
    (tmp_path / "stick").mkdir()
    return Keeper(tmp_path, "anna", {})
