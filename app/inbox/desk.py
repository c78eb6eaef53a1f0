"""What lies on a member of staff's desk: their keys, the letters, and what was done about them.

It holds what was opened in memory and nowhere else. What is written here is signed by its member;
what is read is believed as far as the signed roster goes, whatever the shared store holds.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from app.inbox import kept_keys
from app.inbox.arrivals import RECEIVED_AT_ONCE
from app.inbox.attachments import join
from app.inbox.calendar import today
from app.inbox.cases import Case, Contents, Questionnaires
from app.inbox.errors import InboxError
from app.inbox.joining import read_cases
from app.inbox.journal import Journal, Turn
from app.inbox.keys.errors import EpochUnopened, KeysError
from app.inbox.keys.keychain import ROSTER, Keychain, epoch_name
from app.inbox.keys.member import Member
from app.inbox.ledger import Ledger
from app.inbox.opening import Found, Opener
from app.inbox.pieces import Attached
from app.inbox.places import Local, Remote
from app.inbox.sync import PullReport, Trouble, pull
from app.store.base import Shelf
from app.store.errors import StoreError
from app.wire.event import Event
from app.wire.kinds import Body
from app.wire.note import SigningKey

KEYS_LAST: Final = timedelta(days=45)
"""With a new epoch every month, the newest one is older only if it was missed, or is withheld."""


@dataclass(frozen=True)
class _Looked:
    """What a look at everything found, and from what."""

    ledger: Ledger
    known: Mapping[str, Found] = field(repr=False)
    names: frozenset[str]
    contents: Contents = field(repr=False)


class Desk:
    """One member's work on this computer; methods may be called from any thread.

    `open_keys` gives the keychain as it is now: keys rotate while the desk is open. `turn` keeps
    two programs on this computer from writing events at once. `pulled` is when a pull last brought
    all that there was, None before the first. Who answers holds `answering`, so that a form that is
    sent twice at once is one answer.
    """

    def __init__(
        self,
        open_keys: Callable[[], Keychain],
        remote: Remote,
        local: Local,
        questionnaires: Questionnaires,
        turn: Turn,
    ) -> None:
        """Open the desk. Raises: KeysError, StoreError."""
        self._open_keys = open_keys
        self._remote = remote
        self._local = local
        self._questionnaires = questionnaires
        self._pulling = threading.Lock()
        self.answering = threading.Lock()
        self._known: dict[str, Found] = {}
        self._looked: _Looked | None = None
        self._fresh: set[str] = set()
        self._seen = self._roster_tag()
        self._destroyed: frozenset[int] = frozenset()
        self.keychain = kept_keys.complete(open_keys(), local.keys)
        self.journal = Journal(remote, local, self.keychain, turn, self._renew_if_changed)
        self._leave_destroyed()
        self.pulled: datetime | None = None

    @property
    def member(self) -> Member:
        """Return whose desk it is."""
        return self.keychain.member

    @property
    def replies(self) -> Shelf:
        """Return the shelf of mailboxes in the shared store."""
        return self._remote.replies

    @property
    def placed(self) -> Shelf:
        """Return where it is noted what this computer last put into each mailbox."""
        return self._local.placed

    @property
    def reply_key(self) -> SigningKey:
        """Return the key that signs answers today. Raises: EpochUnopened."""
        return self.keychain.current.reply

    @property
    def notice_key(self) -> SigningKey:
        """Return the key that signs notices today. Raises: EpochUnopened."""
        return self.keychain.current.notice

    @property
    def unsent(self) -> int:
        """Return how many events of ours the shared store does not have. Raises: StoreError."""
        return sum(1 for _ in self._local.outbox.names())

    def pull(self) -> PullReport:
        """Keep what has come in since, send what was not sent, and write down what was received.

        Raises: StoreError (a local store cannot be used).
        """
        with self._pulling:
            troubles = self._renew_keys()
            troubles += self.journal.push()
            events = pull(self._remote.events, self._local.events)
            letters = pull(self._remote.envelopes, self._local.envelopes)
            # Only now is it known what colleagues, or another computer of ours, have destroyed.
            self._leave_destroyed()
            kept_keys.keep(self.keychain, self._remote.keys, self._local.keys)
            troubles += self._drop_destroyed()
            self._write_received()
            self._fresh.update(letters.new)
            report = replace(
                letters,
                troubles=(*troubles, *letters.troubles, *events.troubles),
                events=len(events.new),
            )
            if report.complete:
                self.pulled = datetime.now(UTC)
        return report

    @property
    def destroyed(self) -> frozenset[int]:
        """Return the epochs that nobody may use here again."""
        return self._destroyed

    def record(self, kind: str, case: str, body: Body) -> Event:
        """Sign and keep what its member did; see `Journal.write`, which says what it raises.

        The keys are looked after before, since a colleague may have been removed meanwhile. While
        they are in doubt it stays here (`unsent`).
        """
        return self.journal.write(kind, case, body)

    def record_all(self, kind: str, bodies: Iterable[Body]) -> None:
        """Sign and keep several things that are about no case; see `Journal.write_all`."""
        self.journal.write_all(kind, [("", body) for body in bodies])

    def ledger(self) -> Ledger:
        """Return what staff did, folded. Raises: StoreError."""
        return self.journal.ledger()

    def contents(self) -> Contents:
        """Return all that is kept, opened and joined; the same one until something changes.

        Raises: StoreError (as above).
        """
        ledger, names = self.ledger(), frozenset(self._local.envelopes.names())
        # Before the identities: what they open is never taken for what newer ones open.
        known, last = self._known, self._looked
        if last and (last.known is known and last.ledger is ledger and last.names == names):
            return last.contents
        contents = read_cases(
            self._local.envelopes,
            self.keychain.identities,
            self._questionnaires,
            known,
            ledger,
        )
        contents = replace(
            contents,
            irregularities=ledger.irregularities,
            unread_events=dict(self.journal.unread),
        )
        if known.keys() >= names:  # what could not be read is looked into again
            self._looked = _Looked(ledger, known, names, contents)
        return contents

    def open_file(self, file: Attached) -> bytes:
        """Return the bytes of a letter's file; they are kept nowhere. Raises: FileRefused."""
        return join(self._local.envelopes, Opener(self.keychain.identities), file)

    def is_fresh(self, case: Case) -> bool:
        """Tell whether anything of the case came in since this desk was opened."""
        return not self._fresh.isdisjoint(case.envelopes)

    def _renew_keys(self) -> list[Trouble]:
        """Take the keys as they are now, but none that the signed roster does not name."""
        tag = self._roster_tag()
        try:
            found = kept_keys.complete(self._open_keys(), self._local.keys)
        except (KeysError, StoreError) as error:
            found = replace(self.keychain, doubt=str(error))
        self._use(found)
        self._seen = None if found.doubt else tag
        if found.doubt:
            return [Trouble("", "keys-untrusted")]
        newest = found.roster.current
        old = newest is not None and today() > newest.created + KEYS_LAST
        return [Trouble("", "keys-old")] if old else []

    def _renew_if_changed(self) -> None:
        """Take the keys as they are now, unless the roster is still the one they came from."""
        tag = self._roster_tag()
        if tag is None or tag != self._seen:
            self._renew_keys()

    def _roster_tag(self) -> str | None:
        try:
            held = self._remote.keys.read(ROSTER)
        except StoreError:
            return None
        return held[1] if held else None

    def _use(self, keychain: Keychain) -> None:
        """Go on with these keys, but with none of a destroyed epoch."""
        epochs = tuple(each for each in keychain.epochs if each.number not in self._destroyed)
        before = [epoch.entry for epoch in self.keychain.epochs]
        self.keychain = replace(keychain, epochs=epochs)
        if before != [epoch.entry for epoch in epochs]:
            # Other things open now; what a destroyed key opened is forgotten.
            self._known, self._looked = {}, None
        self.journal.use(self.keychain)

    def _leave_destroyed(self) -> None:
        """Use no epoch any more that was destroyed, whoever put its file where it lies."""
        signed = self.ledger().destroyed
        found = kept_keys.destroyed(self.keychain, signed, self._local.keys)
        if not found <= self._destroyed:
            self._destroyed |= found
            self._use(self.keychain)

    def _drop_destroyed(self) -> list[Trouble]:
        """Remove what is here of destroyed epochs, and tell of those whose keys turned up again."""
        names = set(kept_keys.drop(self.keychain, self._destroyed, self._local))
        for number in self._destroyed:
            with suppress(StoreError):  # nothing is read from it, so it may be told another time
                if self._remote.keys.read(epoch_name(number)) is not None:
                    names.add(epoch_name(number))
        return [Trouble(name, "destroyed-epoch") for name in sorted(names)]

    def _write_received(self) -> None:
        """Write down every envelope here that nobody wrote down yet."""
        known = self.ledger().received
        names = [name for name in self._local.envelopes.names() if name not in known]
        try:
            for start in range(0, len(names), RECEIVED_AT_ONCE):
                some = tuple(names[start : start + RECEIVED_AT_ONCE])
                self.record("received", "", {"envelopes": some})
        except (InboxError, EpochUnopened):
            return  # who cannot sign can still read; the next who pulls writes it down
