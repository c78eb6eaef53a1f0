"""What the plain pages post, read as a draft; and a draft without problems, sealed.

All of it, hidden fields too, may be hostile each time. Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final, Self

from werkzeug.datastructures import MultiDict

from app.age.selftest import self_test
from app.forms.validate import WHITE_SPACE, Answers
from app.forms.wtf import QuestionnaireForm
from app.intake.draft import DOUBT, LETTER, RECEIPT, WRITTEN, Draft
from app.text import normalise
from app.wire.constants import CALL_DIGITS
from app.wire.envelope import seal_envelope
from app.wire.errors import ReceiptError
from app.wire.keyring import Keyring
from app.wire.letter import Letter, serialise
from app.wire.new_letter import is_letter_id, new_letter_id, written_now
from app.wire.receipt import WayBack, parse_receipt

OLDEST: Final = timedelta(days=7)
"""How long a check page may lie open and still say when its letter was written."""

SAY: Final = "say"
HEAR: Final = "hear"
"""The call digits in the page that says that the letter arrived, for another language of it."""

_MINUTE: Final = "%Y-%m-%dT%H:%MZ"


def read_draft(form_class: type[QuestionnaireForm], posted: MultiDict[str, str]) -> Draft:
    """Return the draft in a posted form: validated anew, hidden fields believed if sane."""
    form = form_class(posted)
    form.validate()
    claimed = posted.get(LETTER, "")
    typed = _typed(form_class, posted)
    return Draft(
        letter_id=claimed if is_letter_id(claimed) else new_letter_id(),
        written=_written(posted.get(WRITTEN, "")),
        typed=typed,
        answers=form.answers,
        problems=form.problems.items if form.problems else (),
        left_out=_left_out(typed, form.answers),
        doubt=DOUBT in posted,
        receipt=_receipt(posted.get(RECEIPT, "")),
    )


def seal_draft(  # noqa: PLR0913 (by name, all that a letter is made of)
    draft: Draft,
    form_class: type[QuestionnaireForm],
    *,
    language: str,
    keyring: Keyring,
    marks: tuple[str, ...],
    way_back: WayBack,
) -> bytes:
    """Return a valid draft as an envelope, sealed in memory (WIRE §4, §6, §7)."""
    assert draft.answers is not None  # noqa: S101 (for the type checker: only valid ones come)
    letter = Letter(
        letter_id=draft.letter_id,
        form=form_class.questionnaire.form,
        form_version=form_class.questionnaire.version,
        language=language,
        serial=keyring.serial,
        via="plain",
        written=draft.written,
        answers=draft.answers.values,
        marks=marks,
        way_back=way_back,
    )
    _sealing_works()
    return seal_envelope(serialise(letter), keyring.recipient)


@dataclass(frozen=True)
class Kept:
    """What its sender keeps of a letter that arrived: its id, its receipt, its call digits."""

    letter_id: str
    receipt: str = field(repr=False)
    call: tuple[str, str] = field(repr=False)

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> Self | None:
        """Return what our own page brings along, None if it is not whole."""
        letter_id, call = posted.get(LETTER, ""), (posted.get(SAY, ""), posted.get(HEAR, ""))
        receipt = _receipt(posted.get(RECEIPT, ""))
        whole = is_letter_id(letter_id) and receipt and all(map(_is_call, call))
        return cls(letter_id, receipt, call) if whole else None


@cache
def _sealing_works() -> None:
    """Ask once, before the first letter, whether this machine can seal. Raises: Unsupported."""
    self_test()


def _is_call(text: str) -> bool:
    return len(text) == CALL_DIGITS // 2 and text.isascii() and text.isdecimal()


def _left_out(
    typed: Mapping[str, str | tuple[str, ...]], answers: Answers | None
) -> tuple[str, ...]:
    """Return the questions with something typed that the answers have no room for."""
    if answers is None:
        return ()
    return tuple(
        key
        for key, each in typed.items()
        if key not in answers.values
        and any(part.strip(WHITE_SPACE) for part in ((each,) if isinstance(each, str) else each))
    )


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
