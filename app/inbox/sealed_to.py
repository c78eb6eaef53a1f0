"""Which kept objects are sealed to some epochs: what goes when they do.

Nothing that it opens is written anywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.store.base import Store
from app.wire.envelope import open_envelope
from app.wire.epoch import Epoch
from app.wire.errors import Damaged, NotForUs, PaddingMalformed, WireError


@dataclass(frozen=True)
class Held:
    """An object sealed to one of the epochs; `payload` is empty if it is damaged or not padded."""

    epoch: int
    payload: bytes = field(repr=False)


def sealed_to(store: Store, epochs: Sequence[Epoch]) -> Iterator[tuple[str, Held]]:
    """Yield what is sealed to one of the epochs, by name. Raises: StoreError."""
    if not epochs:
        return
    for name in store.names():
        held = _held(store.get(name), epochs)
        if held is not None:
            yield name, held


def _held(data: bytes, epochs: Sequence[Epoch]) -> Held | None:
    for epoch in epochs:
        try:
            return Held(epoch.number, open_envelope(data, epoch.identity))
        except NotForUs:
            continue
        except (Damaged, PaddingMalformed):
            return Held(epoch.number, b"")
        except WireError:
            return None
    return None
