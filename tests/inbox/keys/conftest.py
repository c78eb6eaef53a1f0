"""What the tests of staff's keys share."""

from pathlib import Path

import pytest

from tests.inbox.keys.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with two members and one epoch."""
    office = Office(tmp_path)
    office.begin()
    office.add("bo")
    return office
