"""Mailboxes put in place: what the events say, signed and sealed, in place of what was there.

The object's tag is read before the events are fetched, so whoever replaces it either knows every
answer or is told that it changed; and the events are fetched once more afterwards, as the store's
owner could have put an older object back in between. Unless all could be fetched both times nothing
counts as done. What is not done is behind on every computer (`placed`), and is tried again whenever
letters are fetched.
"""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Final

from app.inbox.calendar import check_clock, today
from app.inbox.cases import Case, Contents
from app.inbox.desk import Desk
from app.inbox.errors import NoRoomLeft, NotPublished
from app.inbox.ledger import Ledger
from app.inbox.mailboxes import Due, due_mailboxes, due_of, seal
from app.inbox.placed import Placed, read_placed, write_placed
from app.store.base import Shelf
from app.store.errors import StoreError
from app.wire.errors import EnvelopeUnsealed
from app.wire.note import SigningKey

ATTEMPTS: Final = 8
"""How often a mailbox is made anew because others wrote to it meanwhile."""

AT_ONCE: Final = 16
"""How many mailboxes are read or replaced at once: mostly the store is waited for."""

ON_ITS_WAY: Final = timedelta(days=1)
"""How long an event that others name is waited for before it is taken for lost."""


@dataclass(frozen=True)
class Outcome:
    """What became of mailboxes (32 hex each).

    `placed` are in place; of those in `short` the answers named, the newest, did not fit in.
    `refused` cannot be made, as nothing can be sealed to them; `left` are to be tried again.
    """

    placed: frozenset[str] = frozenset()
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()


def publish(desk: Desk, mailbox: str, answer: str = "") -> None:
    """Put one mailbox in place, whatever is there; `answer` is the id of one that must be in it.

    Raises: ClockWrong, NotPublished (or NoRoomLeft), StoreError, EpochUnopened.
    """
    outcome = _place(desk, {mailbox})
    if mailbox not in outcome.placed:
        raise NotPublished
    if answer in outcome.short.get(mailbox, ()):
        raise NoRoomLeft


def mend(desk: Desk) -> Outcome:
    """Put in place every mailbox that is behind, as far as the last pull tells.

    That is what this computer did not put in place as it has to be now, after an answer of ours or
    a colleague's or a change of keys; and what has gone from the shared store.
    Raises: ClockWrong, StoreError (a local store cannot be used), EpochUnopened.
    """
    placed, present, look = read_placed(desk.placed), _present(desk.replies), _look(desk)
    behind = {
        name
        for name, due in look.due.items()
        if due.answered
        and (
            not _holds(desk, due, placed.get(name))
            if name in present
            else due.mailbox.answers  # one that held nothing need not come back
        )
    }
    return _place(desk, behind, look) if behind else Outcome()


def is_behind(desk: Desk, case: Case) -> bool:
    """Tell whether the case's mailbox may not show yet what was done. Raises: StoreError."""
    due = due_of(case, today())
    if due is None or not due.answered:
        return False
    placed = read_placed(desk.placed).get(due.mailbox.mailbox_id.hex())
    return placed is None or placed.short or not _holds(desk, due, placed)


@dataclass(frozen=True)
class _Look:
    """What has to be in the mailboxes, by what was known at one moment."""

    ledger: Ledger
    contents: Contents = field(repr=False)
    epoch: int
    due: Mapping[str, Due]


@dataclass(frozen=True)
class _End:
    """How it went with one mailbox; `short` as in `Outcome`."""

    placed: bool = False
    refused: bool = False
    short: tuple[str, ...] = ()


def _place(desk: Desk, names: Collection[str], look: _Look | None = None) -> Outcome:
    """Put these mailboxes in place, each until what it holds is what stands."""
    check_clock(desk.keychain.roster, today())
    todo, refused, done = set(names), set[str](), dict[str, _End]()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(ATTEMPTS):
            tags = _tags(pool, desk.replies, todo)
            if not tags or not desk.pull().complete:
                break
            before = _look(desk, look)
            free = _free(desk, before, tags)
            replacing = partial(_replace, desk.replies, desk.reply_key, before.due, tags)
            ended = dict(zip(free, pool.map(replacing, free), strict=True))
            # An event that only we have would be missing from what a colleague puts there next;
            # and who changed the key meanwhile may have signed anew before this was in place.
            whole = desk.pull().complete
            # Sent by now, but for what another process of ours is just writing: then once more.
            settled = whole and not desk.unsent
            look = _look(desk, before)
            refused |= {name for name, end in ended.items() if end.refused}
            if settled and look.epoch == before.epoch:
                done |= {
                    name: end
                    for name, end in ended.items()
                    if end.placed and _mark(before, name) == _mark(look, name)
                }
            todo -= done.keys() | refused
            if not whole or not todo:
                break
    if look is not None and done:
        _note(desk, look, done)
    short = {name: end.short for name, end in done.items() if end.short}
    return Outcome(frozenset(done), short, frozenset(refused), frozenset(todo))


def _look(desk: Desk, last: _Look | None = None) -> _Look:
    """Look at what is due now; the last look holds where nothing was done since."""
    ledger, contents, epoch = desk.ledger(), desk.contents(), _epoch(desk)
    if last is not None and (last.contents is contents and last.epoch == epoch):
        return last
    return _Look(ledger, contents, epoch, due_mailboxes(contents, today()))


def _free(desk: Desk, look: _Look, tags: Mapping[str, str | None]) -> list[str]:
    """Return which mailboxes may be replaced now, in order.

    While an event is on its way, it could be an answer that is there already: then only what is not
    there, or has a former epoch's signature that senders are told not to trust.
    """
    found = sorted(tags.keys() & look.due.keys())
    if not _is_on_its_way(look.ledger, today()):
        return found
    placed = read_placed(desk.placed)
    former = {name for name, each in placed.items() if each.epoch != look.epoch}
    return [name for name in found if tags[name] is None or name in former]


def _is_on_its_way(ledger: Ledger, now: date) -> bool:
    """Tell whether an event that was named lately is missing."""
    missing = {each.event for each in ledger.irregularities if each.code == "gap"}
    return bool(missing) and any(
        abs(now - date.fromisoformat(event.at[:10])) <= ON_ITS_WAY
        and not missing.isdisjoint(event.named)
        for event in ledger.history.events
    )


def _replace(
    shelf: Shelf,
    key: SigningKey,
    due: Mapping[str, Due],
    tags: Mapping[str, str | None],
    name: str,
) -> _End:
    """Put a mailbox in place of the object with this tag, and tell what became of it."""
    try:
        sealed, short = seal(due[name].mailbox, key)
        shelf.replace(name, sealed, tags[name])
    except EnvelopeUnsealed:
        return _End(refused=True)
    except StoreError:  # Changed, or out of reach
        return _End()
    return _End(placed=True, short=short)


def _tags(pool: Executor, shelf: Shelf, names: Iterable[str]) -> Mapping[str, str | None]:
    """Return the tag of each mailbox's object, of those that can be read now."""

    def read(name: str) -> tuple[str, str | None] | None:
        try:
            held = shelf.read(name)
        except StoreError:
            return None
        return name, held[1] if held else None

    return dict(each for each in pool.map(read, sorted(names)) if each)


def _present(shelf: Shelf) -> frozenset[str]:
    """Return which mailboxes are there; none, if they cannot be listed: then all are tried."""
    try:
        return frozenset(shelf.names())
    except StoreError:
        return frozenset()


def _note(desk: Desk, look: _Look, done: Mapping[str, _End]) -> None:
    """Note what is in place. What cannot be noted now is put in place once more."""
    new = {
        name: Placed(look.epoch, look.due[name].mark, bool(end.short)) for name, end in done.items()
    }
    with suppress(StoreError):
        write_placed(desk.placed, new, look.due)


def _mark(look: _Look, name: str) -> str | None:
    return look.due[name].mark if name in look.due else None


def _epoch(desk: Desk) -> int:
    entry = desk.keychain.roster.current
    return entry.number if entry else 0


def _holds(desk: Desk, due: Due, placed: Placed | None) -> bool:
    return placed is not None and (placed.mark, placed.epoch) == (due.mark, _epoch(desk))
