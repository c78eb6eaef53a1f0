"""The nouns of the inbox's tests."""

import pytest

from tests.inbox.shelf import Shelf
from tests.inbox.visit import Inbox


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def opened(inbox: Inbox) -> Inbox:
    """Return an inbox whose link the browser has opened."""
    inbox.open()
    return inbox
