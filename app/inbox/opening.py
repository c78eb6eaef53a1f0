"""Kept envelopes opened one by one: each becomes a letter, a raw text or a quarantined object.

A letter is hostile until read. Only what its form asks becomes an answer; all else is raw text
beside it. One bad object never hides another. Nothing opened here is ever written anywhere.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.age.hybrid import HybridIdentity
from app.forms.validate import Problems, validate
from app.inbox.cases import Answer, Quarantined, Questionnaires, Reading
from app.store.base import Store
from app.store.errors import StoreError
from app.wire import letter as letters
from app.wire.envelope import envelope_id, open_envelope
from app.wire.errors import LetterMalformed, LetterVersionUnknown, NotForUs, WireError
from app.wire.letter import Letter


@dataclass(frozen=True)
class Opened:
    """A letter, and the envelope that brought it; `arrived` as in `Reading`."""

    name: str
    size: int
    letter: Letter = field(repr=False)
    arrived: int | None = None


Found = Opened | Reading | Quarantined
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
        return Opened(name, len(data), letters.parse(opener.open(data)))
    except LetterVersionUnknown as error:
        return Reading((name,), None, None, {}, raw=error.raw, raw_code="letter-version-unknown")
    except LetterMalformed as error:
        return Quarantined(name, len(data), error.code, error.raw)


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
    result = validate(questionnaire, letter.answers)
    wrong = {problem.question for problem in result.items} if isinstance(result, Problems) else ()
    asked = [question.key for question in questionnaire.questions if question.key not in wrong]
    answers = {key: letter.answers[key] for key in asked if key in letter.answers}
    if not wrong:
        return Reading(names, letter, questionnaire, answers, marks, arrived=first.arrived)
    rest = {key: answer for key, answer in letter.answers.items() if key not in answers}
    raw = as_text(rest) if rest else ""
    return Reading(
        names, letter, questionnaire, answers, marks, raw, "answers-invalid", first.arrived
    )
