"""Kept envelopes opened one by one: each becomes a letter, a piece of a file, or something odd.

A letter is hostile until read. Only what its form asks becomes an answer; what was asked and does
not fit is raw text beside it, and what was not asked is dropped. One bad object never hides
another. Nothing opened here is ever written anywhere.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.age.hybrid import HybridIdentity
from app.inbox.asked import sort_answers
from app.inbox.cases import Answer, Quarantined, Questionnaires, RawCode, Reading
from app.inbox.looks import looks_of
from app.inbox.pieces import Piece
from app.inbox.versions import understood_as
from app.store.base import Store
from app.store.errors import StoreError
from app.wire import letter as letters
from app.wire.envelope import envelope_id, open_envelope
from app.wire.errors import LetterMalformed, LetterVersionUnknown, NotForUs, WireError
from app.wire.letter import Letter
from app.wire.piece import is_piece, letter_of, read_piece


@dataclass(frozen=True)
class Opened:
    """A letter, and the envelope that brought it; `arrived` as in `Reading`."""

    name: str
    size: int
    letter: Letter = field(repr=False)
    arrived: int | None = None


Found = Opened | Reading | Quarantined | Piece
"""What one kept object is to us."""


class Opener:
    """Identities of which one, or none, opens an object.

    What opened the last one is tried first: objects of one epoch lie together.
    """

    def __init__(self, identities: Sequence[HybridIdentity]) -> None:
        """Begin with these, in this order."""
        self._identities = tuple(identities)

    def open(self, data: bytes) -> bytes:
        """Return what is in an envelope to one of the identities.

        Raises: EnvelopeRefused, EnvelopeUnopened, PaddingMalformed.
        """
        tried = self._identities
        for identity in tried:
            try:
                opened = open_envelope(data, identity)
            except NotForUs:
                continue
            if identity is not tried[0]:
                self._identities = (identity, *(each for each in tried if each is not identity))
            return opened
        raise NotForUs("none of the identities opens this envelope")


def open_kept(local: Store, name: str, opener: Opener) -> Found:
    """Return what is under this name, whatever it is; it raises nothing."""
    try:
        data = local.get(name)
    except (StoreError, OSError):
        return Quarantined(name, 0, "unreadable")
    if envelope_id(data) != name:
        return Quarantined(name, len(data), "wrong-digest")
    try:
        return _parse(name, data, opener)
    except WireError as error:
        return Quarantined(name, len(data), error.code)
    except Exception:  # noqa: BLE001 (a fault of ours met by one letter must not hide the others)
        return Quarantined(name, len(data), "fault")


def readings(copies: Sequence[Opened], questionnaires: Questionnaires) -> Iterator[Reading]:
    """Yield each distinct content of one letter id once, in the order of the copies.

    A letter sealed again under a newer keyring, or a little later, has the same content.
    """
    same: dict[object, list[Opened]] = {}
    for copy in copies:
        same.setdefault(_content(copy.letter), []).append(copy)
    for group in same.values():
        names = tuple(sorted(copy.name for copy in group))
        marks = tuple(sorted({mark for copy in group for mark in copy.letter.marks}))
        yield _reading(names, group[0], marks, questionnaires)


def as_text(answers: Mapping[str, Answer]) -> str:
    """Return answers as text that is shown as it came."""
    return json.dumps(answers, ensure_ascii=False, indent=2)


def _parse(name: str, data: bytes, opener: Opener) -> Found:
    try:
        content = opener.open(data)
        if is_piece(content):
            return _piece(name, len(data), content)
        return Opened(name, len(data), letters.parse(content))
    except LetterVersionUnknown as error:
        return Reading((name,), None, None, {}, raw=error.raw, raw_code="letter-version-unknown")
    except LetterMalformed as error:
        return Quarantined(name, len(data), error.code, error.raw)


def _piece(name: str, size: int, content: bytes) -> Piece:
    """Return what is said of a part of a file; its bytes are let go of."""
    letter_id = letter_of(content)
    part = read_piece(content, letter_id)
    return Piece(name, size, letter_id, len(part), looks_of(part))


def _content(letter: Letter) -> object:
    answers = tuple(sorted(letter.answers.items()))
    form = (letter.form, letter.form_version, letter.language, letter.via)
    return form, answers, letter.attachments


def _reading(
    names: tuple[str, ...],
    first: Opened,
    marks: tuple[str, ...],
    questionnaires: Questionnaires,
) -> Reading:
    letter = first.letter
    questionnaire = questionnaires.get((letter.form, letter.form_version))
    if questionnaire is None:
        raw = as_text(letter.answers)
        return Reading(names, letter, None, {}, marks, raw, "form-unknown", first.arrived)
    found = sort_answers(questionnaire, letter.answers, files=bool(letter.attachments))
    code: RawCode | None = None if found.complete else "answers-invalid"
    raw = as_text(found.invalid) if found.invalid else ""
    return Reading(
        names,
        letter,
        questionnaire,
        found.answers,
        marks,
        raw,
        code,
        first.arrived,
        unasked=found.unasked,
        understood=understood_as(questionnaires, questionnaire),
    )
