"""Measure how many letters of the smallest bucket one core opens, unpads and parses a second."""

import time
from collections.abc import Iterator

from app.age.hybrid import HybridIdentity
from app.wire.envelope import open_envelope, seal_envelope
from app.wire.letter import Letter, parse, serialise
from app.wire.new_letter import new_letter_id, written_now
from tests.load.figures import Figure, tell

LETTERS = 500
ROUNDS = 8
HELD_TO = 4_000


def figures() -> Iterator[Figure]:
    """Seal some letters, then open them again and again; the best round counts."""
    identity = HybridIdentity.generate()
    envelopes = [
        seal_envelope(
            serialise(
                Letter(
                    letter_id=new_letter_id(),
                    form="write",
                    form_version=1,
                    language="en",
                    serial=1,
                    via="sealed",
                    written=written_now(),
                    answers={"message": f"letter {number} " + "word " * 300},
                )
            ),
            identity.recipient,
        )
        for number in range(LETTERS)
    ]
    best = 0.0
    for _ in range(ROUNDS):
        begun = time.process_time()
        for envelope in envelopes:
            parse(open_envelope(envelope, identity))
        best = max(best, LETTERS / (time.process_time() - begun))
    yield Figure("Letters of the smallest bucket opened on a core", best, "a second", least=HELD_TO)


if __name__ == "__main__":
    tell(figures())
