"""What is still needed sealed anew to the newest epoch, before the old one is destroyed.

Contents stay byte for byte: a letter keeps its id, an event its signature and so its digest. What
is put is durable here and in the shared store before anything says so, and doing it again, on this
computer or a colleague's, adds nothing.
"""

from collections.abc import Iterable, Mapping

from app.inbox.desk import Desk
from app.inbox.opening import Opener
from app.inbox.retention_places import Own, Shared
from app.inbox.retention_survey import Survey
from app.inbox.sealed_to import digest_of
from app.store.base import Store
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.errors import WireError
from app.wire.kinds import Body


def reseal_envelopes(desk: Desk, shared: Shared, own: Own, found: Survey) -> tuple[int, int]:
    """Seal the needed letters and pieces anew, and sign what replaces what; count both.

    A letter goes on naming the first ids of its pieces: what is signed here leads to the new ones.
    Raises: StoreError, WireError, EpochUnopened, what `Desk.record` raises.
    """
    due = {**found.letters, **found.pieces}
    by_content: dict[str, list[str]] = {}
    for name in (*found.needed_letters, *found.needed_pieces):
        by_content.setdefault(due[name].digest, []).append(name)
    if not by_content:
        return 0, 0
    living = _living(desk, own.envelopes, due)
    there = set(shared.envelopes.names())
    opener = _opener(found)
    done, replaced = {False: 0, True: 0}, list[Body]()
    for digest, sources in sorted(by_content.items()):
        target = living.get(digest)
        if target is None:
            target = _put_anew(desk, own.envelopes, opener.open(own.envelopes.get(sources[0])))
            done[due[sources[0]].is_piece] += 1
        _share(target, own.envelopes, shared.envelopes, there)
        left = sorted(set(sources) - set(found.ledger.resealed.get(target, ())))
        if left:
            replaced.append({"from": tuple(left), "to": target})
    if replaced:
        desk.record_all("reseal", replaced)
    return done[False], done[True]


def reseal_events(desk: Desk, shared: Shared, own: Own, found: Survey) -> int:
    """Seal the needed events anew, and return how many were. Their signatures say what they are.

    Raises: StoreError, EpochUnopened.
    """
    needed, _ = found.split_events()
    living = dict(found.living_digests)
    there = set(shared.events.names())
    done, opener = 0, _opener(found)
    for name, event in needed.items():
        target = living.get(event.digest)
        if target is None:
            target = _put_anew(desk, own.events, opener.open(own.events.get(name)))
            living[event.digest] = target
            done += 1
        _share(target, own.events, shared.events, there)
    return done


def _opener(found: Survey) -> Opener:
    return Opener([epoch.identity for epoch in found.due])


def _put_anew(desk: Desk, store: Store, payload: bytes) -> str:
    sealed = seal_envelope(payload, desk.keychain.current.identity.recipient)
    name = envelope_id(sealed)
    store.put(name, sealed)
    return name


def _share(name: str, own: Store, shared: Store, there: set[str]) -> None:
    """Put one of our objects into the shared store, unless it is there already."""
    if name not in there:
        shared.put(name, own.get(name))
        there.add(name)


def _living(desk: Desk, store: Store, due: Mapping[str, object]) -> dict[str, str]:
    """Return which object of an epoch that stays holds each content."""
    names = (name for name in store.names() if name not in due)
    return dict(_contents(store, names, Opener(desk.keychain.identities)))


def _contents(store: Store, names: Iterable[str], opener: Opener) -> Iterable[tuple[str, str]]:
    for name in names:
        try:
            yield digest_of(opener.open(store.get(name))), name
        except WireError:
            continue  # what is no letter of ours holds no copy of one
