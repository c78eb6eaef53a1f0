"""Kept envelopes, opened and joined to cases: what staff see.

A letter is hostile until read. Only what its form asks is shown as an answer; all else is raw text
beside it, and what cannot be opened is quarantined and shown. One bad object never hides another.
Nothing opened here is ever written anywhere.
"""

import json
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.age.hybrid import HybridIdentity
from app.forms.questionnaire import Questionnaire
from app.forms.validate import Problems, validate
from app.inbox.errors import AmbiguousCase, UnknownCase
from app.store.base import Store
from app.store.errors import StoreError
from app.wire import letter as letters
from app.wire.envelope import envelope_id, open_envelope
from app.wire.errors import LetterMalformed, LetterVersionUnknown, NotForUs, WireError
from app.wire.letter import Letter

Answer = str | tuple[str, ...]
RawCode = Literal["letter-version-unknown", "form-unknown", "answers-invalid"]
Questionnaires = Mapping[tuple[str, int], Questionnaire]

_PASSING = frozenset({"unreadable", "wrong-digest", "fault"})
"""What another try could mend: the disk, or a newer program."""


@dataclass(frozen=True)
class Reading:
    """One content, and the envelopes that brought it (ids, sorted).

    `letter` is None when the letter's version is unknown. `answers` are those that the form asks
    for, in its order. `raw` is the text that is shown as it came, and `raw_code` says why.
    """

    envelopes: tuple[str, ...]
    letter: Letter | None
    questionnaire: Questionnaire | None
    answers: Mapping[str, Answer] = field(repr=False)
    marks: tuple[str, ...] = ()
    raw: str = field(default="", repr=False)
    raw_code: RawCode | None = None

    @property
    def written(self) -> str | None:
        """Return when the sender's device says that it was written, or None if not readable."""
        return self.letter.written if self.letter else None


@dataclass(frozen=True)
class Case:
    """All that came under one letter id: one reading, or several if the contents differ.

    `case_id` is the letter id; an envelope id where no letter id can be read.
    """

    case_id: str
    readings: tuple[Reading, ...]

    @property
    def envelopes(self) -> tuple[str, ...]:
        """Return the ids of every envelope of this case."""
        return tuple(name for reading in self.readings for name in reading.envelopes)

    @property
    def newest(self) -> Reading:
        """Return the reading that says it was written last."""
        return self.readings[-1]


@dataclass(frozen=True)
class Quarantined:
    """A kept object that is no letter to us; `raw` is its text where it could be opened at all."""

    name: str
    size: int
    code: str
    raw: str = field(default="", repr=False)


@dataclass(frozen=True)
class Contents:
    """Everything kept: cases, the newest first, and what is quarantined, by name."""

    cases: tuple[Case, ...]
    quarantine: tuple[Quarantined, ...]

    def find(self, wanted: str) -> Case | Quarantined:
        """Return what has this letter id or envelope id, or a beginning of it that fits only one.

        Raises: UnknownCase, AmbiguousCase.
        """
        # A whole id wins, so that no letter can make another one's ambiguous.
        for case in self.cases:
            if wanted == case.case_id:
                return case
        names = [(name, case) for case in self.cases for name in (case.case_id, *case.envelopes)]
        found: dict[str, Case | Quarantined] = {
            case.case_id: case for name, case in names if wanted and name.startswith(wanted)
        }
        found |= {each.name: each for each in self.quarantine if each.name.startswith(wanted)}
        if not wanted or not found:
            raise UnknownCase("Nothing kept has this id: 'turva inbox list' shows what there is.")
        if len(found) > 1:
            raise AmbiguousCase(f"{len(found)} ids begin like this: give more of the one you mean.")
        return next(iter(found.values()))


def read_cases(
    local: Store,
    identities: Sequence[HybridIdentity],
    questionnaires: Questionnaires,
    settled: MutableMapping[str, Quarantined] | None = None,
) -> Contents:
    """Open every kept envelope and join what belongs together.

    `settled` holds what an earlier call with the same identities could not open and no call ever
    will; what is found now is added. Without it a flood of junk would be tried again each time.

    Raises: StoreError only if the local store cannot be listed.
    """
    opened: dict[str, list[tuple[str, Letter]]] = {}
    cases: list[Case] = []
    quarantine: list[Quarantined] = []
    settled = {} if settled is None else settled
    for name in sorted(local.names()):
        match settled.get(name) or _read(local, name, identities):
            case Letter() as letter:
                opened.setdefault(letter.letter_id, []).append((name, letter))
            case Reading() as reading:
                cases.append(Case(name, (reading,)))
            case Quarantined() as quarantined:
                quarantine.append(quarantined)
                if quarantined.code not in _PASSING:
                    settled[name] = quarantined
    for letter_id, copies in opened.items():
        cases.append(Case(letter_id, tuple(_readings(copies, questionnaires))))
    cases.sort(key=lambda case: case.case_id)
    # Without a time it could be from any hour: first, so that it is seen.
    cases.sort(key=lambda case: case.newest.written or "~", reverse=True)
    return Contents(tuple(cases), tuple(quarantine))


def _read(
    local: Store, name: str, identities: Sequence[HybridIdentity]
) -> Letter | Reading | Quarantined:
    try:
        data = local.get(name)
    except (StoreError, OSError):
        return Quarantined(name, 0, "unreadable")
    if envelope_id(data) != name:
        return Quarantined(name, len(data), "wrong-digest")
    try:
        return _parse(name, data, identities)
    except WireError as error:
        return Quarantined(name, len(data), error.code)
    except Exception:  # noqa: BLE001 (a fault of ours met by one letter must not hide the others)
        return Quarantined(name, len(data), "fault")


def _parse(
    name: str, data: bytes, identities: Sequence[HybridIdentity]
) -> Letter | Reading | Quarantined:
    try:
        return letters.parse(_open(data, identities))
    except LetterVersionUnknown as error:
        return Reading((name,), None, None, {}, raw=error.raw, raw_code="letter-version-unknown")
    except LetterMalformed as error:
        return Quarantined(name, len(data), error.code, error.raw)


def _open(data: bytes, identities: Sequence[HybridIdentity]) -> bytes:
    for identity in identities:
        try:
            return open_envelope(data, identity)
        except NotForUs:
            continue
    raise NotForUs("none of the identities opens this envelope")


def _readings(
    copies: Sequence[tuple[str, Letter]], questionnaires: Questionnaires
) -> Iterator[Reading]:
    """Yield each distinct content once, in the order in which they say that they were written.

    A letter sealed again under a newer keyring, or a little later, has the same content.
    """
    same: dict[object, list[tuple[str, Letter]]] = {}
    for name, letter in sorted(copies, key=lambda copy: (copy[1].written, copy[0])):
        same.setdefault(_content(letter), []).append((name, letter))
    for group in same.values():
        names = tuple(sorted(name for name, _ in group))
        marks = tuple(sorted({mark for _, letter in group for mark in letter.marks}))
        yield _reading(names, group[0][1], marks, questionnaires)


def _content(letter: Letter) -> object:
    answers = tuple(sorted(letter.answers.items()))
    form = (letter.form, letter.form_version, letter.language, letter.via)
    return form, answers, letter.attachments


def _reading(
    names: tuple[str, ...], letter: Letter, marks: tuple[str, ...], questionnaires: Questionnaires
) -> Reading:
    questionnaire = questionnaires.get((letter.form, letter.form_version))
    if questionnaire is None:
        raw = _as_text(letter.answers)
        return Reading(names, letter, None, {}, marks, raw, "form-unknown")
    result = validate(questionnaire, letter.answers)
    wrong = {problem.question for problem in result.items} if isinstance(result, Problems) else ()
    asked = [question.key for question in questionnaire.questions if question.key not in wrong]
    answers = {key: letter.answers[key] for key in asked if key in letter.answers}
    if not wrong:
        return Reading(names, letter, questionnaire, answers, marks)
    rest = {key: answer for key, answer in letter.answers.items() if key not in answers}
    raw = _as_text(rest) if rest else ""
    return Reading(names, letter, questionnaire, answers, marks, raw, "answers-invalid")


def _as_text(answers: Mapping[str, Answer]) -> str:
    return json.dumps(answers, ensure_ascii=False, indent=2)
