"""A shelf of mailboxes where somebody else acts in between, as a store at work has it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from app.inbox.desk import Desk
from app.store.memory import MemoryShelf
from tests.inbox.office import Office
from tests.inbox.sender import Sender


@dataclass
class Watched:
    """A shelf of mailboxes where somebody else acts once it was read, or before it is replaced."""

    shelf: MemoryShelf
    then: Callable[[], object] = lambda: None
    before: Callable[[], object] = lambda: None
    replaced: list[str] = field(default_factory=list)

    def read(self, name: str) -> tuple[bytes, str] | None:
        held = self.shelf.read(name)
        act, self.then = self.then, lambda: None
        act()
        return held

    def replace(self, name: str, data: bytes, tag: str | None) -> str:
        self.replaced.append(name)
        act, self.before = self.before, lambda: None
        act()
        return self.shelf.replace(name, data, tag)

    def remove(self, name: str) -> None:
        self.shelf.remove(name)

    def names(self) -> Iterator[str]:
        return self.shelf.names()


def watched(office: Office, name: str = "aino") -> tuple[Desk, Watched]:
    shelf = Watched(office.replies)
    remote = replace(office.remote, replies=shelf)
    return office.desk(name, remote=remote), shelf


def put(sender: Sender, data: bytes) -> None:
    """Put an object in place of the mailbox, as the owner of the store can."""
    held = sender.office.replies.read(sender.mailbox)
    sender.office.replies.replace(sender.mailbox, data, held[1] if held else None)
