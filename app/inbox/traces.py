"""What stays of an event that retention destroyed: its place among the others, and no content.

An event that is gone without a trace would look withheld, and what came before it would lose its
place. So who destroys events writes down of each who signed it, as which of theirs, and after
which others; nobody can tell from it what was done, to whom or when.
"""

from dataclasses import dataclass

from app.wire.event import Event


@dataclass(frozen=True)
class Trace:
    """An event's place: its digest, author and sequence, and the digests that it comes after."""

    digest: str
    author: bytes
    sequence: int
    named: tuple[str, ...]


Node = Event | Trace
"""What has a place among the events."""


def trace_of(event: Event) -> Trace:
    """Return what is to stay of an event."""
    return Trace(event.digest, event.author, event.sequence, tuple(dict.fromkeys(event.named)))


def serialise(trace: Trace) -> str:
    """Return the trace as a `forget` event holds it. Source: WIRE §15."""
    return " ".join((trace.digest, trace.author.hex(), str(trace.sequence), *trace.named))


def parse(text: str) -> Trace:
    """Return the trace of an event's text, whose form was checked as the event was opened."""
    digest, author, sequence, *named = text.split(" ")
    return Trace(digest, bytes.fromhex(author), int(sequence), tuple(named))


def of(event: Event) -> tuple[Trace, ...]:
    """Return the traces that an event holds; only one of kind `forget` holds any."""
    if event.kind != "forget":
        return ()
    texts = event.body["traces"]
    return tuple(map(parse, (texts,) if isinstance(texts, str) else texts))
