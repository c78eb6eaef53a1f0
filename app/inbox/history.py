"""Events in their causal order, and which of them count: what the ledger folds (WIRE §15).

Pure: the same events and roster give the same history, in whatever order they came. Who only owns
the store can withhold an event, and that shows; nothing else of a history is in their hands. What
retention destroyed keeps its place by its trace, if a member wrote it down who may.
"""

import base64
import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.inbox import traces
from app.inbox.traces import Node
from app.wire.event import Event
from app.wire.roster import Roster

Code = Literal["unknown-author", "after-removal", "gap", "fork"]


@dataclass(frozen=True)
class Irregularity:
    """What is not as it should be, and where: `event` is a digest, `author` a name.

    `unknown-author`: the event does not count, and `author` is the key in base64.
    `after-removal`: it does not count, as the roster does not name it as done before the removal.
    `gap`: an event by `author` (or the roster, "") names `event`, which nobody gave us.
    `fork`: the author's events are not one line; all of them count.
    """

    code: Code
    event: str
    author: str


@dataclass(frozen=True)
class History:
    """`events` that count, each after those that it names; `heads` are those that none names.

    `line` is the same order with the traces of events that retention destroyed.
    """

    events: tuple[Event, ...]
    heads: tuple[str, ...]
    names: Mapping[bytes, str]
    irregularities: tuple[Irregularity, ...]
    line: tuple[Node, ...] = ()


def read_history(events: Iterable[Event], roster: Roster) -> History:
    """Return the history of these events, as the roster lets them count."""
    names = roster.names
    known, before = _known({event.digest: event for event in events}, roster)
    line, refused = list[Node](), list[Irregularity]()
    for node in _in_order(known):
        if not isinstance(node, Event):
            line.append(node)
        elif node.author not in names:
            author = base64.b64encode(node.author).decode()
            refused.append(Irregularity("unknown-author", node.digest, author))
        elif not _counts(node, roster, before):
            refused.append(Irregularity("after-removal", node.digest, names[node.author]))
        else:
            line.append(node)
    counted = tuple(node for node in line if isinstance(node, Event))
    named = {digest for node in line for digest in node.named}
    return History(
        events=counted,
        heads=tuple(sorted(event.digest for event in counted if event.digest not in named)),
        names=names,
        irregularities=(*refused, *_gaps(known, line, roster), *_forks(known, line, names)),
        line=tuple(line),
    )


def _known(
    events: Mapping[str, Event], roster: Roster
) -> tuple[Mapping[str, Node], Mapping[bytes, set[str]]]:
    """Return every event and trace by its digest, and what each removed member did before that.

    A trace stands only for what is not there, and only if who wrote it down counts: else somebody
    who was removed could write traces that make their later events look like earlier ones.
    """
    known: dict[str, Node] = dict(events)
    forgetting = sorted(
        (event for event in events.values() if event.kind == "forget"),
        key=lambda event: event.digest,
    )
    while True:
        before = {each.public: set(_ancestors(known, each.heads)) for each in roster.removed}
        found = (
            trace
            for event in forgetting
            if _counts(event, roster, before)
            for trace in traces.of(event)
            if trace.digest not in known and trace.author in roster.names
        )
        new = {trace.digest: trace for trace in found}
        if not new:
            return known, before
        known |= new


def _counts(event: Event, roster: Roster, before: Mapping[bytes, set[str]]) -> bool:
    """Tell whether the roster lets an event count."""
    if event.author in before:
        return event.digest in before[event.author]
    return event.author in roster.names


def _in_order(known: Mapping[str, Node]) -> Iterator[Node]:
    """Yield each event once all that it names were yielded; of those that may come, by digest."""
    waiting: dict[str, int] = {}
    after: dict[str, list[str]] = {}
    for digest, event in known.items():
        earlier = {name for name in event.named if name in known}
        waiting[digest] = len(earlier)
        for name in earlier:
            after.setdefault(name, []).append(digest)
    ready = [digest for digest, count in waiting.items() if not count]
    heapq.heapify(ready)
    left = set(waiting)
    while left:
        # Digests go in no circle, so only a lying trace can: it must not hide what others did.
        digest = heapq.heappop(ready) if ready else min(left)
        if digest not in left:
            continue
        left.remove(digest)
        yield known[digest]
        for later in after.get(digest, ()):
            waiting[later] -= 1
            if not waiting[later]:
                heapq.heappush(ready, later)


def _ancestors(known: Mapping[str, Node], heads: Iterable[str]) -> Iterator[str]:
    """Yield these digests and those of every event before them."""
    seen, left = set[str](), list(heads)
    while left:
        digest = left.pop()
        if digest not in seen:
            seen.add(digest)
            yield digest
            left.extend(known[digest].named if digest in known else ())


def _gaps(
    known: Mapping[str, Node], line: Iterable[Node], roster: Roster
) -> Iterator[Irregularity]:
    names = roster.names
    missing = {head: "" for removed in roster.removed for head in removed.heads}
    for node in line:
        missing |= dict.fromkeys(node.named, names[node.author])
    for digest in sorted(missing.keys() - known.keys()):
        yield Irregularity("gap", digest, missing[digest])


def _forks(
    known: Mapping[str, Node], line: Iterable[Node], names: Mapping[bytes, str]
) -> Iterator[Irregularity]:
    events = [node for node in line if isinstance(node, Event)]
    first = {(x.author, x.sequence): x.digest for x in line if not isinstance(x, Event)}
    for node in events:
        twin = first.setdefault((node.author, node.sequence), node.digest)
        previous = known.get(node.previous)
        follows = previous is None or (previous.author, previous.sequence + 1) == (
            node.author,
            node.sequence,
        )
        if twin != node.digest or not follows:
            yield Irregularity("fork", node.digest, names[node.author])
