"""What staff's events make of one case, event by event in their causal order.

It knows nothing of letters; no repr holds what anybody wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.wire.event import Event
from app.wire.kinds import Value

RECEIVED = "received"
"""The key of the phrase that is sent by itself: a program's answer, with which nothing is done."""


@dataclass(frozen=True)
class Entry:
    """Something written down: by whom (a member's name), when by their clock, in which event."""

    event: str
    author: str
    at: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Reply:
    """An answer to the sender, as it was written; `phrase` is the key of a reviewed one, or ""."""

    event: str
    author: str
    at: str
    answer_id: str
    language: str
    text: str = field(repr=False)
    phrase: str = ""


@dataclass(frozen=True)
class CaseState:
    """What staff did to a case, each list in causal order.

    `claimed_by` and `assigned` are "" for nobody. `closed`, `deleted` and `merged` (its text is the
    other case's id) are the last such entry while it holds: what its author had not received yet,
    it does not cover.
    `dropped` says that retention has destroyed the case elsewhere; then it is `deleted`, too.
    """

    claimed_by: str = ""
    assigned: str = ""
    labels: tuple[str, ...] = ()
    notes: tuple[Entry, ...] = ()
    replies: tuple[Reply, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    calls: tuple[Entry, ...] = ()
    checked: tuple[Entry, ...] = ()
    decisions: tuple[Entry, ...] = ()
    moved: tuple[Entry, ...] = ()
    merged: Entry | None = None
    closed: Entry | None = None
    deleted: Entry | None = None
    dropped: Entry | None = None

    @property
    def merged_into(self) -> str:
        """Return the id of the case that it was merged into; "" for none."""
        return self.merged.text if self.merged else ""

    @property
    def handled(self) -> tuple[Entry | Reply, ...]:
        """Return what staff did for the sender: answers that stand, calls, decisions, moves."""
        answers = (each for each in self.standing if each.phrase != RECEIVED)
        return (*answers, *self.calls, *self.decisions, *self.moved)

    @property
    def standing(self) -> tuple[Reply, ...]:
        """Return the replies that were not withdrawn, in order."""
        return tuple(each for each in self.replies if each.answer_id not in self.withdrawn)


def after(state: CaseState, event: Event, author: str) -> CaseState:
    """Return the state after one more event, done by the member of this name."""
    return _STEPS[event.kind](state, event, author)


def text_of(value: Value) -> str:
    """Return a field that is one text."""
    return value if isinstance(value, str) else ""


def texts_of(value: Value) -> tuple[str, ...]:
    """Return a field that is a list of texts."""
    return (value,) if isinstance(value, str) else value


def _entry(event: Event, author: str, key: str = "") -> Entry:
    return Entry(event.digest, author, event.at, text_of(event.body[key]) if key else "")


def _claim(state: CaseState, _: Event, author: str) -> CaseState:
    return state if state.claimed_by else replace(state, claimed_by=author)


def _release(state: CaseState, _: Event, __: str) -> CaseState:
    return replace(state, claimed_by="")


def _label(state: CaseState, event: Event, _: str) -> CaseState:
    labels = {*state.labels, *texts_of(event.body["add"])} - set(texts_of(event.body["remove"]))
    return replace(state, labels=tuple(sorted(labels)))


def _assign(state: CaseState, event: Event, _: str) -> CaseState:
    return replace(state, assigned=text_of(event.body["member"]))


def _note(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, notes=(*state.notes, _entry(event, author, "text")))


def _reply(state: CaseState, event: Event, author: str) -> CaseState:
    body = {key: text_of(value) for key, value in event.body.items()}
    if any(reply.answer_id == body["answer"] for reply in state.replies):
        return state  # an id stands for one answer: nobody puts another text under it
    reply = Reply(
        event.digest,
        author,
        event.at,
        answer_id=body["answer"],
        language=body["language"],
        text=body["text"],
        phrase=body["phrase"],
    )
    return replace(state, replies=(*state.replies, reply))


def _withdraw(state: CaseState, event: Event, _: str) -> CaseState:
    return replace(state, withdrawn=state.withdrawn | {text_of(event.body["answer"])})


def _call(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, calls=(*state.calls, _entry(event, author, "text")))


def _check(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, checked=(*state.checked, _entry(event, author, "how")))


def _decision(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, decisions=(*state.decisions, _entry(event, author, "text")))


def _merge(state: CaseState, event: Event, author: str) -> CaseState:
    entry = _entry(event, author, "into")
    return replace(state, merged=entry if entry.text else None)


def _moved(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, moved=(*state.moved, _entry(event, author, "to")))


def _close(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, closed=_entry(event, author))


def _reopen(state: CaseState, _: Event, __: str) -> CaseState:
    return replace(state, closed=None)


def _delete(state: CaseState, event: Event, author: str) -> CaseState:
    return replace(state, deleted=_entry(event, author, "reason"))


def _restore(state: CaseState, _: Event, __: str) -> CaseState:
    return replace(state, deleted=None, dropped=None)


def _drop(state: CaseState, event: Event, author: str) -> CaseState:
    """Who was away has not seen how the case ended, nor which answers were taken back."""
    entry = _entry(event, author)
    answers = state.withdrawn | {reply.answer_id for reply in state.replies}
    return replace(state, deleted=entry, dropped=entry, withdrawn=answers)


_STEPS: Mapping[str, Callable[[CaseState, Event, str], CaseState]] = {
    "claim": _claim,
    "release": _release,
    "label": _label,
    "assign": _assign,
    "note": _note,
    "reply": _reply,
    "withdraw": _withdraw,
    "call": _call,
    "check": _check,
    "decision": _decision,
    "merge": _merge,
    "moved": _moved,
    "close": _close,
    "reopen": _reopen,
    "delete": _delete,
    "restore": _restore,
    "drop": _drop,
}
"""What each kind of event does to the case that it names."""
