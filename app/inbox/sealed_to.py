"""Which kept objects are sealed to some epochs: what goes when they do.

Nothing that it opens is written anywhere, nor kept: a thousand parts of files fill no memory.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.store.base import Store
from app.wire.envelope import open_envelope
from app.wire.epoch import Epoch
from app.wire.errors import Damaged, NotForUs, PaddingMalformed, WireError
from app.wire.piece import is_piece


@dataclass(frozen=True)
class Held:
    """An object sealed to one of the epochs.

    `digest` is of what is in it, which is taken for nothing if it is damaged or not padded, and
    `is_piece` tells that it is a part of a file.
    """

    epoch: int
    digest: str
    is_piece: bool = False


def sealed_to(store: Store, epochs: Sequence[Epoch]) -> Iterator[tuple[str, Held]]:
    """Yield what is sealed to one of the epochs, by name. Raises: StoreError."""
    if not epochs:
        return
    for name in store.names():
        held = _held(store.get(name), epochs)
        if held is not None:
            yield name, held


def digest_of(content: bytes) -> str:
    """Return what two envelopes of one content have in common."""
    return hashlib.sha256(content).hexdigest()


def _held(data: bytes, epochs: Sequence[Epoch]) -> Held | None:
    for epoch in epochs:
        try:
            content = open_envelope(data, epoch.identity)
            return Held(epoch.number, digest_of(content), is_piece(content))
        except NotForUs:
            continue
        except (Damaged, PaddingMalformed):
            return Held(epoch.number, digest_of(b""))
        except WireError:
            return None
    return None
