"""Several identities at hand: which is tried when."""

import pytest

from app.age.hybrid import HybridIdentity, HybridRecipient
from app.inbox.opening import Opener
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.errors import NotForUs


def test_what_opened_the_last_object_is_tried_first_and_nothing_else_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newest, middle, oldest = identities = [HybridIdentity.generate() for _ in range(3)]
    opener, tried = Opener(identities), list[HybridIdentity]()

    def watched(data: bytes, with_: HybridIdentity) -> bytes:
        tried.append(with_)
        return open_envelope(data, with_)

    def tries(recipient: HybridRecipient, text: bytes) -> list[HybridIdentity]:
        tried.clear()
        assert text == opener.open(seal_envelope(text, recipient))
        return list(tried)

    monkeypatch.setattr("app.inbox.opening.open_envelope", watched)

    assert [newest, middle, oldest] == tries(oldest.recipient, b"one")
    assert [oldest] == tries(oldest.recipient, b"two")
    assert [oldest, newest] == tries(newest.recipient, b"three")
    assert [newest, oldest, middle] == tries(middle.recipient, b"four")
    with pytest.raises(NotForUs):
        opener.open(seal_envelope(b"five", HybridIdentity.generate().recipient))
