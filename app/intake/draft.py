"""What a person has typed so far on the plain way: their browser hands it back with each step.

Nothing of it is kept between the steps, so all of it, hidden fields too, may be hostile each time.
What was typed is never lost: it comes back in `typed` even if no valid letter can be made of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Self

from werkzeug.datastructures import MultiDict

from app.forms.validate import WHITE_SPACE, Answers, Problem
from app.text import normalise
from app.wire.constants import LETTER_ID_BYTES
from app.wire.envelope import seal_envelope
from app.wire.errors import ReceiptError
from app.wire.keyring import Keyring
from app.wire.letter import Letter, new_letter_id, serialise, written_now
from app.wire.receipt import WayBack, parse_receipt

if TYPE_CHECKING:
    from app.forms.wtf import QuestionnaireForm

LETTER: Final = "letter"
WRITTEN: Final = "written"
CHANGE: Final = "change"
DOUBT: Final = "doubt"
RECEIPT: Final = "receipt"
BESIDES: Final = frozenset({LETTER, WRITTEN, CHANGE, DOUBT, RECEIPT})
"""The fields of the plain pages that answer no question."""

OLDEST: Final = timedelta(days=7)
"""How long a check page may lie open and still say when its letter was written."""

_LETTER_ID: Final = re.compile(rf"[0-9a-f]{{{2 * LETTER_ID_BYTES}}}")
_MINUTE: Final = "%Y-%m-%dT%H:%MZ"


@dataclass(frozen=True)
class Draft:
    """A letter before it is sent; either `answers` or `problems` is set once it was read.

    `doubt` once an envelope of it may have been kept: "not sent" is not said of it again.
    `receipt` has its 25 digits once the sender was shown or typed them, else nothing.
    """

    letter_id: str = field(default_factory=new_letter_id)
    written: str = field(default_factory=written_now)
    typed: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, repr=False)
    answers: Answers | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    doubt: bool = False
    receipt: str = field(default="", repr=False)

    @classmethod
    def read(cls, form_class: type[QuestionnaireForm], posted: MultiDict[str, str]) -> Self:
        """Return the draft in a posted form: validated anew, hidden fields believed if sane."""
        form = form_class(posted)
        form.validate()
        claimed = posted.get(LETTER, "")
        return cls(
            letter_id=claimed if is_letter_id(claimed) else new_letter_id(),
            written=_written(posted.get(WRITTEN, "")),
            typed=_typed(form_class, posted),
            answers=form.answers,
            problems=form.problems.items if form.problems else (),
            doubt=DOUBT in posted,
            receipt=_receipt(posted.get(RECEIPT, "")),
        )

    def problem(self, question: str) -> Problem | None:
        """Return the problem with a question's answer, if there is one."""
        return next((each for each in self.problems if each.question == question), None)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The questions that something was typed to and that are not asked, by the other answers.

        The plain form shows all questions; what is typed to these stays with the draft, and is no
        part of the letter.
        """
        if self.answers is None:
            return ()
        return tuple(
            key
            for key, typed in self.typed.items()
            if key not in self.answers.values
            and any(each.strip(WHITE_SPACE) for each in _each(typed))
        )

    def seal(
        self,
        form_class: type[QuestionnaireForm],
        *,
        language: str,
        keyring: Keyring,
        marks: tuple[str, ...],
        way_back: WayBack,
    ) -> bytes:
        """Return the valid draft as an envelope, sealed in memory (WIRE §4, §6, §7)."""
        assert self.answers is not None  # noqa: S101 (for the type checker: only valid ones come)
        letter = Letter(
            letter_id=self.letter_id,
            form=form_class.questionnaire.form,
            form_version=form_class.questionnaire.version,
            language=language,
            serial=keyring.serial,
            via="plain",
            written=self.written,
            answers=self.answers.values,
            marks=marks,
            way_back=way_back,
        )
        _sealing_works()
        return seal_envelope(serialise(letter), keyring.recipient)


@cache
def _sealing_works() -> None:
    """Ask once, before the first letter, whether this machine can seal. Raises: Unsupported."""
    from app.age.selftest import self_test  # noqa: PLC0415 (a function starts without it)

    self_test()


def is_letter_id(claimed: str) -> bool:
    """Tell whether a text is written as a letter's id is (WIRE §4)."""
    return _LETTER_ID.fullmatch(claimed) is not None


def _each(typed: str | tuple[str, ...]) -> tuple[str, ...]:
    return (typed,) if isinstance(typed, str) else typed


def _receipt(claimed: str) -> str:
    """Return the digits of a receipt, or nothing."""
    try:
        return parse_receipt(claimed)
    except ReceiptError:
        return ""


def _written(claimed: str) -> str:
    """Return the claimed minute if it is a recent one, else this minute."""
    now = datetime.now(UTC)
    try:
        then = datetime.strptime(claimed, _MINUTE).replace(tzinfo=UTC)
    except ValueError:
        return written_now()
    sane = claimed == then.strftime(_MINUTE) and now - OLDEST <= then <= now
    return claimed if sane else written_now()


def _typed(
    form_class: type[QuestionnaireForm], posted: MultiDict[str, str]
) -> dict[str, str | tuple[str, ...]]:
    typed: dict[str, str | tuple[str, ...]] = {}
    for question in form_class.questionnaire.questions:
        values = tuple(normalise(value) for value in posted.getlist(question.key))
        typed[question.key] = "\n".join(values) if question.kind == "text" else values
    return typed
