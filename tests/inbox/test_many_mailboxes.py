"""Many mailboxes signed anew at once: a disk that fails in the middle leaves each of them whole."""

import errno
import os
import secrets
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.age.hybrid import HybridIdentity
from app.inbox.calendar import today
from app.inbox.desk import Desk
from app.inbox.publishing import mend
from app.store.shelf import FolderShelf
from app.wire.epoch import Epoch
from app.wire.errors import MailboxForged
from app.wire.mailbox import open_mailbox
from app.wire.receipt import ReceiptKeys
from tests.inbox.office import Office, first_epoch, local_places
from tests.inbox.shelf import letter

MANY, ENOUGH_FOR_SOME = 12, 9


class Senders:
    """As many people as there are answers, each with a receipt, and one desk of staff."""

    def __init__(self, replies: Path) -> None:
        self.office, self.local, self.shelf = Office(), local_places(), FolderShelf(replies)
        self.keys = [ReceiptKeys(HybridIdentity.generate(), os.urandom(32)) for _ in range(MANY)]
        for number, keys in enumerate(self.keys):
            self.office.letters.keep(letter(letter_id=f"{number:032x}", way_back=keys.way_back))
        desk = self.desk()
        desk.pull()
        for number in range(MANY):
            body = {"answer": secrets.token_hex(16), "language": "en", "text": f"answer {number}"}
            desk.record("reply", f"{number:032x}", {**body, "phrase": ""})
        mend(desk)

    @property
    def names(self) -> set[str]:
        return {keys.way_back.mailbox for keys in self.keys}

    def desk(self) -> Desk:
        """Return the same member's desk on the same computer, opened anew."""
        remote = replace(self.office.remote, replies=self.shelf)
        return self.office.desk(local=self.local, remote=remote)

    def signed_by(self, *epochs: Epoch) -> set[str]:
        """Return the mailboxes that hold their answer, whole, under the key of one of these."""
        return {
            keys.way_back.mailbox
            for number, keys in enumerate(self.keys)
            if any(self._texts(keys, epoch) == [f"answer {number}"] for epoch in epochs)
        }

    def _texts(self, keys: ReceiptKeys, epoch: Epoch) -> list[str]:
        held = self.shelf.read(keys.way_back.mailbox)
        try:
            public = epoch.reply.verifier.public
            found = open_mailbox(held[0] if held else b"", keys, public, today())
        except MailboxForged:
            return []
        return [answer.text for answer in found.answers]


def disk_with_room_for(
    syncs: int, of: Callable[[int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let all further syncs fail, of files or of folders (`of` a mode), once there were so many."""
    left, turn, fsync = [syncs], threading.Lock(), os.fsync

    def full(descriptor: int) -> None:
        if of(os.fstat(descriptor).st_mode):
            with turn:
                left[0] -= 1
                if left[0] < 0:
                    raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)


@pytest.mark.parametrize("of", [stat.S_ISREG, stat.S_ISDIR], ids=["files", "folders"])
def test_a_disk_that_fails_in_the_middle_leaves_each_mailbox_whole_and_the_rest_is_redone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of: Callable[[int], bool]
) -> None:
    senders = Senders(tmp_path / "replies")
    former, now = first_epoch(), senders.office.rotate()
    with monkeypatch.context() as context:
        disk_with_room_for(ENOUGH_FOR_SOME, of, context)
        cut = mend(senders.desk())

    assert cut.placed
    assert cut.left
    assert senders.names == cut.placed | cut.left
    assert cut.placed <= senders.signed_by(now)
    assert senders.names == senders.signed_by(former, now)
    assert [] == list((tmp_path / "replies" / ".tmp").iterdir())

    done = mend(senders.desk())

    assert (cut.left, frozenset()) == (done.placed, done.left)
    assert senders.names == senders.signed_by(now)


def test_nothing_is_put_in_place_twice(tmp_path: Path) -> None:
    senders = Senders(tmp_path / "replies")
    senders.office.rotate()
    first, again = mend(senders.desk()), mend(senders.desk())

    assert senders.names == first.placed
    assert frozenset() == again.placed
