"""The journal: staff's events, read and written; what is written here is signed and sealed.

The durable put into the outbox is the commit: after it the event is done, whatever breaks. It
stays there until the remote store has it too, so what a crash leaves goes out with the next push,
and what retention destroyed is never sent again. No event is ever changed.

Who was removed has the keys of every epoch up to then. So the keys are looked after before an event
is sealed; what waited meanwhile is sealed anew before it goes out; and nothing goes out while the
keys are in doubt.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from app.inbox.errors import JournalUnreadable, NotOnRoster
from app.inbox.keys.errors import EpochUnopened
from app.inbox.keys.keychain import Keychain
from app.inbox.ledger import Ledger, fold
from app.inbox.opening import Opener
from app.inbox.places import Local, Remote
from app.inbox.sync import Trouble
from app.store.errors import NotFound, StoreError
from app.text import normalise
from app.wire.envelope import envelope_id, open_envelope, seal_envelope
from app.wire.errors import NotForUs, WireError
from app.wire.event import Event, open_event, sign_event
from app.wire.kinds import Body, Value
from app.wire.new_letter import written_now

Turn = Callable[[], AbstractContextManager[object]]
"""Waits until nobody else on this computer writes events; two at once would fork the author."""

_UNREADABLE = "unreadable"
"""What the disk did not give: another try may."""


class Journal:
    """The events that this computer keeps, as one member opens and adds to them.

    `unread` names the kept objects that are no event to us, each with its code.
    """

    def __init__(
        self,
        remote: Remote,
        local: Local,
        keychain: Keychain,
        turn: Turn,
        renew: Callable[[], None],
    ) -> None:
        """Begin with these keys; `renew` brings newer ones, if there are, by `use`."""
        self._remote = remote
        self._local = local
        self._turn = turn
        self._renew = renew
        self._keychain = keychain
        self._opener = Opener(keychain.identities)
        self._opened: dict[str, Event] = {}
        self._folded: tuple[frozenset[str], Ledger] | None = None
        self._reading = threading.Lock()
        self.unread: dict[str, str] = {}

    def use(self, keychain: Keychain) -> None:
        """Go on with another keychain: other members count, and other epochs open."""
        with self._reading:
            if not _numbers(self._keychain) <= _numbers(keychain):
                self._opened.clear()  # what a key opened that is not to be used any more
                self._folded = None
            if _opens(keychain) != _opens(self._keychain):
                self._folded = None
                self.unread.clear()
                self._opener = Opener(keychain.identities)
            self._keychain = keychain

    def ledger(self) -> Ledger:
        """Return the fold of every event that is kept and counts. Raises: StoreError."""
        with self._reading:
            # The outbox first: what leaves it meanwhile is found among the events.
            names = frozenset(self._local.outbox.names())
            names |= frozenset(self._local.events.names())
            if self._folded is None or self._folded[0] != names or self._unreadable():
                events = list(self._events(names))
                self._folded = (names, fold(events, self._keychain.roster))
            return self._folded[1]

    def kept(self) -> dict[str, Event]:
        """Return every kept event that opens, by the name of its object. Raises: StoreError."""
        self.ledger()
        names = {*self._local.outbox.names(), *self._local.events.names()}
        return {name: event for name, event in self._opened.items() if name in names}

    def write(self, kind: str, case: str, body: Body) -> Event:
        """Add an event of ours; on return it is durable here, and sent if the remote store answers.

        Texts in the body are normalised. Raises: NotOnRoster, JournalUnreadable, EpochUnopened,
        EventMalformed (a text is too long, or a field is not of its form), StoreError.
        """
        (event,) = self.write_all(kind, [(case, body)])
        return event

    def write_all(self, kind: str, done: Iterable[tuple[str, Body]]) -> list[Event]:
        """Add events of ours as `write` does, each about a case and after the one before.

        All that was done until now is folded once, not for each of them. If one cannot be added,
        those before it are.
        """
        written = list[Event]()
        with self._turn():
            self._renew()
            for event in self._next(kind, done):
                signed = sign_event(event, self._keychain.member.signing)
                sealed = seal_envelope(signed, self._keychain.current.identity.recipient)
                self._local.outbox.put(envelope_id(sealed), sealed)
                written.append(event)
        self.push()
        return written

    def push(self) -> list[Trouble]:
        """Send what waits in the outbox; what cannot be sent now stays, and is reported."""
        troubles = list[Trouble]()
        for name in list(self._local.outbox.names()):
            if self._keychain.doubt:
                troubles.append(Trouble(name, "not-sent"))
                continue
            try:
                self._send(name)
            except NotFound:
                continue  # another process was faster
            except (StoreError, OSError, WireError, EpochUnopened):
                troubles.append(Trouble(name, "not-sent"))
        return troubles

    def _send(self, name: str) -> None:
        """Send one event, sealed to the newest epoch. Raises: StoreError, WireError, …."""
        data = self._local.outbox.get(name)
        # Kept for good before it leaves the outbox: at no moment is it in neither.
        self._local.events.put(name, data)
        current = self._keychain.current.identity
        try:
            open_envelope(data, current)
        except NotForUs:
            anew = seal_envelope(self._opener.open(data), current.recipient)
            self._local.outbox.put(envelope_id(anew), anew)
            self._local.outbox.remove(name)
            self._send(envelope_id(anew))
            return
        self._remote.events.put(name, data)
        self._local.outbox.remove(name)

    def _next(self, kind: str, done: Iterable[tuple[str, Body]]) -> Iterator[Event]:
        """Yield our next events; what comes meanwhile, none of them knew."""
        author = self._keychain.member.signing.verifier.public
        if all(member.public != author for member in self._keychain.roster.members):
            raise NotOnRoster(
                "Your key is not on the roster of staff, so what you do would not count: ask who"
                " keeps the root to add you."
            )
        ledger = self.ledger()
        if self._unreadable():
            raise JournalUnreadable(
                "An event that is kept here cannot be read, and what you do now could contradict"
                " it: look after the folder of the inbox, or its disk, then try again."
            )
        last, heads = ledger.last_of(author), ledger.heads
        for case, body in done:
            event = Event(
                author=author,
                sequence=last.sequence + 1 if last else 1,
                previous=last.digest if last else "",
                heads=heads,
                at=written_now(),
                kind=kind,
                case=case,
                body={key: _normalised(value) for key, value in body.items()},
            )
            yield event
            last, heads = event, (event.digest,)

    def _events(self, names: frozenset[str]) -> Iterator[Event]:
        """Yield every event that is kept; what was opened once is remembered by its name."""
        for name in names:
            if name not in self._opened and self.unread.get(name, _UNREADABLE) == _UNREADABLE:
                try:
                    self._opened[name] = self._open(name)
                    self.unread.pop(name, None)
                except WireError as error:
                    self.unread[name] = error.code
                except (StoreError, OSError):
                    self.unread[name] = _UNREADABLE
            if name in self._opened:
                yield self._opened[name]

    def _unreadable(self) -> bool:
        return _UNREADABLE in self.unread.values()

    def _open(self, name: str) -> Event:
        try:
            data = self._local.events.get(name)
        except NotFound:
            data = self._local.outbox.get(name)
        return open_event(self._opener.open(data))


def _normalised(value: Value) -> Value:
    return normalise(value) if isinstance(value, str) else tuple(map(normalise, value))


def _opens(keychain: Keychain) -> object:
    """Return what decides about events: who counts, and which epochs open."""
    return keychain.roster, _numbers(keychain)


def _numbers(keychain: Keychain) -> set[int]:
    return {epoch.number for epoch in keychain.epochs}
