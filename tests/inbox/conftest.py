"""The nouns of the inbox's tests."""

import pytest

from tests.inbox.office import Office
from tests.inbox.sender import Sender
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


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def sender(office: Office) -> Sender:
    """Return somebody who has a receipt and wrote nothing yet."""
    return Sender(office)


@pytest.fixture
def waiting(sender: Sender) -> Sender:
    """Return somebody who wrote a letter and has no answer yet."""
    sender.write()
    return sender


@pytest.fixture
def fetched(opened: Inbox) -> Sender:
    """Return the sender of the letter at CASE, which was fetched."""
    sender = Sender(opened.office)
    sender.write()
    opened.get()
    return sender
