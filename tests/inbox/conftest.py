"""The nouns of the inbox's tests."""

import pytest

from tests.inbox.shelf import Shelf


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()
