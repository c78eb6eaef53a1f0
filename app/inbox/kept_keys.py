"""This computer's own copies of the epoch files, still sealed.

With them what was pulled stays readable when the shared store is gone, or its owner takes an epoch
file away or puts another in its place. A copy is made only of a file that opened as the signed
roster says. What retention destroyed comes back from nowhere: not from an old copy of the store,
and not from another computer's.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from app.inbox.keys.keychain import Keychain, epoch_name, open_epochs
from app.inbox.places import Local
from app.inbox.sealed_to import sealed_to
from app.store.base import Archive, Shelf, ShelfReader
from app.store.errors import StoreError
from app.wire.epoch import open_epoch
from app.wire.errors import EpochError


def complete(keychain: Keychain, local: Shelf) -> Keychain:
    """Return the keychain with the epochs that open only from our own copies.

    What was wrong in the shared store stays among its troubles. Raises: StoreError.
    """
    missing = {entry.number for entry in keychain.roster.epochs}
    missing -= {epoch.number for epoch in keychain.epochs}
    entries = [entry for entry in keychain.roster.epochs if entry.number in missing]
    found, _ = open_epochs(local, entries, [keychain.member.identity])
    epochs = sorted((*keychain.epochs, *found), key=lambda epoch: epoch.number)
    return replace(keychain, epochs=tuple(epochs))


def keep(keychain: Keychain, remote: ShelfReader, local: Shelf) -> None:
    """Copy the file of every epoch that opened, where the shared store holds another one.

    What is copied is opened once more: the store's owner may have swapped it since. A copy that
    cannot be made now is made next time.
    """
    for epoch in keychain.epochs:
        name = epoch_name(epoch.number)
        with suppress(StoreError, OSError, EpochError):
            shared, kept = remote.read(name), local.read(name)
            if shared and (kept is None or kept[0] != shared[0]):
                open_epoch(shared[0], [keychain.member.identity], epoch.entry)
                local.replace(name, shared[0], kept[1] if kept else None)


def destroyed(
    keychain: Keychain, signed: Mapping[int, frozenset[bytes]], local: Shelf
) -> frozenset[int]:
    """Return the epochs that are not to be used here: `signed` says who has destroyed which.

    Those that our own key has signed; and of those that a colleague has, what is not kept here: it
    was too old to be fetched for the first time. Never the newest. Raises: StoreError.
    """
    ours = keychain.member.signing.verifier.public
    current = keychain.roster.current
    return frozenset(
        number
        for number, authors in signed.items()
        if current is not None
        and number < current.number
        and (ours in authors or local.read(epoch_name(number)) is None)
    )


def drop(keychain: Keychain, numbers: Collection[int], local: Local) -> Iterator[str]:
    """Remove our copies of these epochs' files, and first what was sealed to them; yield the names.

    Our key has signed that they are destroyed, so another computer of ours did it, or an old copy
    of this one was put back. Raises: StoreError.
    """
    held = [entry for entry in keychain.roster.epochs if entry.number in numbers]
    held = [entry for entry in held if local.keys.read(epoch_name(entry.number))]
    epochs, _ = open_epochs(local.keys, held, [keychain.member.identity])
    stores: tuple[Archive, ...] = (local.envelopes, local.events)
    for store in stores:
        for name, _ in list(sealed_to(store, epochs)):
            store.remove(name)
    for entry in held:
        local.keys.remove(epoch_name(entry.number))
        yield epoch_name(entry.number)
