"""What the tests of referring share."""

from pathlib import Path

import pytest

from tests.refer.stage import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
