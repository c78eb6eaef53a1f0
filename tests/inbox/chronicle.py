"""Events as members write them, one after the other or without knowing of each other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.inbox.ledger import Ledger, fold
from app.wire.event import Event
from app.wire.kinds import Body
from app.wire.roster import Roster
from tests.inbox.office import member, roster_of

CASE = "0123456789abcdef0123456789abcdef"


def public(name: str) -> bytes:
    return member(name).signing.verifier.public


@dataclass
class Writer:
    """A member with what they know; `write` names the heads of it, as the journal does."""

    name: str
    known: list[Event] = field(default_factory=list)
    minute: int = 0

    def write(self, kind: str, body: Body | None = None, case: str | None = None) -> Event:
        author = public(self.name)
        own = [event for event in self.known if event.author == author]
        last = max(own, key=lambda event: event.sequence, default=None)
        named = {digest for event in self.known for digest in event.named}
        self.minute += 1
        event = Event(
            author=author,
            sequence=last.sequence + 1 if last else 1,
            previous=last.digest if last else "",
            heads=tuple(sorted({event.digest for event in self.known} - named)),
            at=f"2026-11-22T{self.minute // 60:02}:{self.minute % 60:02}Z",
            kind=kind,
            case=CASE if case is None else case,
            body=body or {},
        )
        self.known.append(event)
        return event

    def note(self, text: str, case: str = CASE) -> Event:
        return self.write("note", {"text": text}, case)

    def received(self, *envelopes: str) -> Event:
        return self.write("received", {"envelopes": envelopes}, "")

    def learn(self, events: Iterable[Event]) -> None:
        """Get what others wrote."""
        digests = {event.digest for event in self.known}
        self.known += [event for event in events if event.digest not in digests]


def folded(events: Iterable[Event], roster: Roster | None = None) -> Ledger:
    return fold(events, roster or roster_of("aino", "bo", "cai"))


def codes(ledger: Ledger) -> list[tuple[str, str]]:
    return [(each.code, each.author) for each in ledger.irregularities]
