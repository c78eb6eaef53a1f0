"""What an inbox keeps in a test: letters sealed as a page would, and what staff then see."""

import dataclasses
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.age.hybrid import HybridIdentity
from app.forms.load import load_all
from app.forms.questionnaire import Questionnaire
from app.inbox.cases import Contents
from app.inbox.joining import read_cases
from app.store.memory import MemoryStore
from app.wire import letter as letters
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.letter import Letter

LETTER = Letter(
    letter_id="0123456789abcdef0123456789abcdef",
    form="write",
    form_version=1,
    language="ar",
    serial=3,
    via="sealed",
    written="2026-11-22T03:40Z",
    answers={"message": "لا أستطيع الخروج", "what_help": ("safe_place", "papers")},
)


def letter(**fields: object) -> Letter:
    """Return a letter with some fields of one's own."""
    return dataclasses.replace(LETTER, **fields)  # type: ignore[arg-type]  # any field's type


@cache
def identity() -> HybridIdentity:
    return HybridIdentity.generate()


@cache
def questionnaires() -> dict[tuple[str, int], Questionnaire]:
    return dict(load_all(Path(__file__).parents[2] / "content" / "forms"))


def seal(sealed: Letter | bytes) -> bytes:
    """Return the envelope of a letter, or of any bytes in place of one."""
    data = sealed if isinstance(sealed, bytes) else letters.serialise(sealed)
    return seal_envelope(data, identity().recipient)


@dataclass
class Shelf:
    """A store of envelopes, and what the owner of `identity` reads there."""

    store: MemoryStore = field(default_factory=MemoryStore)

    def put(self, envelope: bytes) -> str:
        name = envelope_id(envelope)
        self.store.put(name, envelope)
        return name

    def keep(self, sealed: Letter | bytes) -> str:
        return self.put(seal(sealed))

    def read(self) -> Contents:
        return read_cases(self.store, [HybridIdentity.generate(), identity()], questionnaires())
