"""What a person has typed so far on the plain way: their browser hands it back with each step.

Nothing of it is kept between the steps. What was typed is never lost: it comes back in `typed` even
if no valid letter can be made of it. How it is read and sealed: `app.intake.posted`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.wire.new_letter import new_letter_id, written_now

if TYPE_CHECKING:
    from app.forms.validate import Answers, Problem

LETTER: Final = "letter"
WRITTEN: Final = "written"
CHANGE: Final = "change"
DOUBT: Final = "doubt"
RECEIPT: Final = "receipt"
BESIDES: Final = frozenset({LETTER, WRITTEN, CHANGE, DOUBT, RECEIPT})
"""The fields of the plain pages that answer no question."""


@dataclass(frozen=True)
class Draft:
    """A letter before it is sent; either `answers` or `problems` is set once it was read.

    `left_out` names the questions that something was typed to and that are not asked, by the other
    answers: the plain form shows all questions, and what is typed to these stays with the draft and
    is no part of the letter. `doubt` once an envelope of it may have been kept: "not sent" is not
    said of it again. `receipt` has its 25 digits once the sender was shown or typed them, else
    nothing.
    """

    letter_id: str = field(default_factory=new_letter_id)
    written: str = field(default_factory=written_now)
    typed: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, repr=False)
    answers: Answers | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    doubt: bool = False
    receipt: str = field(default="", repr=False)

    def problem(self, question: str) -> Problem | None:
        """Return the problem with a question's answer, if there is one."""
        return next((each for each in self.problems if each.question == question), None)
