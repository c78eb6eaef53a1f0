"""Fetch sealed envelopes from the intake's store and keep them: the first act of the inbox.

Nothing is opened here. What arrives is kept, durably and under the digest of its bytes, before
anything else looks at it; whatever is wrong with one object is reported and never hides another.
The remote store is only read: nothing there is ever changed or removed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from app.store.base import Store
from app.store.errors import BadName, StoreError, TooLarge
from app.wire.envelope import envelope_id

TroubleCode = Literal[
    "not-there",
    "not-listed",
    "not-fetched",
    "not-kept",
    "no-object",
    "too-large",
    "remote-wrong-digest",
    "not-sent",
    "keys-untrusted",
    "keys-old",
    "destroyed-epoch",
    "notice-not-written",
    "answers-not-placed",
    "answers-left-out",
    "clock-wrong",
]

PASSING = frozenset(
    {
        "not-there",
        "not-listed",
        "not-fetched",
        "not-kept",
        "not-sent",
        "keys-untrusted",
        "notice-not-written",
        "answers-not-placed",
        "clock-wrong",
    }
)
"""After these something may be left behind that another pull could bring."""


class Source(Protocol):
    """What a pull may do with a remote store: read it, as every `Store` can be."""

    def get(self, name: str) -> bytes:
        """Return the bytes under `name` (see `Store.get`)."""

    def names(self) -> Iterator[str]:
        """Yield every name (see `Store.names`)."""


@dataclass(frozen=True)
class Trouble:
    """What went wrong with one object; `name` is "" when it was with all of them."""

    name: str
    code: TroubleCode


@dataclass(frozen=True)
class PullReport:
    """What one pull did: digests newly kept, how many were already here, what went wrong.

    `events` counts the events of colleagues that came with it.
    """

    new: tuple[str, ...]
    held: int
    troubles: tuple[Trouble, ...]
    events: int = 0

    @property
    def complete(self) -> bool:
        """Whether every object that the remote store has is now kept here."""
        return not any(trouble.code in PASSING for trouble in self.troubles)


def pull(remote: Source, local: Store) -> PullReport:
    """Keep every remote object that is not held here yet, and tell how it went.

    An object whose bytes do not hash to its name is kept under its true digest and reported each
    time: no intake writes such a thing. Raises: StoreError only if the local store cannot be
    listed; all else is in the report.
    """
    held = set(local.names())
    already, new, troubles = 0, list[str](), list[Trouble]()
    for name in _listed(remote, troubles):
        if name in held:
            already += 1
            continue
        try:
            data = remote.get(name)
        except (StoreError, OSError) as error:
            troubles.append(Trouble(name, _why_not_fetched(error)))
            continue
        digest = envelope_id(data)
        if digest not in held:
            try:
                local.put(digest, data)
            except (StoreError, OSError):
                troubles.append(Trouble(name, "not-kept"))
                continue
            held.add(digest)
            new.append(digest)
        if digest != name:
            troubles.append(Trouble(name, "remote-wrong-digest"))
    return PullReport(tuple(new), already, tuple(troubles))


def _listed(remote: Source, troubles: list[Trouble]) -> Iterator[str]:
    """Yield what the remote store names; if it breaks off, what was named so far still counts."""
    try:
        yield from remote.names()
    except (StoreError, OSError) as error:
        absent = isinstance(error.__cause__, FileNotFoundError)
        troubles.append(Trouble("", "not-there" if absent else "not-listed"))


def _why_not_fetched(error: StoreError | OSError) -> TroubleCode:
    match error:
        case BadName():
            return "no-object"
        case TooLarge():
            return "too-large"
        case _:
            return "not-fetched"
