"""How a letter says that its sender can be reached: what staff must see before they call.

It never guesses: where a letter is silent or cannot be read in order, the answer is not to call.
What one copy forbids, another does not allow.
"""

from dataclasses import dataclass, field
from typing import Literal

from app.inbox.cases import Case, Reading
from app.inbox.wishes import wishes

REACH = "contact"
"""The question whose answer is a number or address; forms that ask for one use this key."""

LEAVE = "leave_message"
"""The question whether a message may be left."""

Known = Literal["given", "none", "unread"]


@dataclass(frozen=True)
class Contact:
    """What one content says: whether there is a way, the way as typed, and the answer to LEAVE.

    `unread` means that the content is shown raw where the way would be: nobody may call before
    reading it. `raw` means that some other part is.
    """

    known: Known
    reach: str = field(default="", repr=False)
    leave: str | None = None
    raw: bool = False
    language: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Contacts:
    """Every different thing that the letters of a case say, the one that came last first.

    `unwanted` once the sender asked not to be contacted.
    """

    each: tuple[Contact, ...]
    unwanted: bool = False

    @property
    def agreed(self) -> bool:
        """Whether all copies say the same."""
        return len(self.each) == 1

    @property
    def do_not_call(self) -> bool:
        """Whether nobody may call, as far as can be known."""
        return self.unwanted or not self.agreed or self.each[0].known != "given"


def contacts(case: Case) -> Contacts:
    """Return what the letters of a case say about reaching the sender."""
    asked = [reading for reading in reversed(case.readings) if _asks(reading)]
    each = dict.fromkeys(map(_contact, asked or case.readings[-1:]))
    return Contacts(tuple(each), wishes(case).do_not_contact)


def _asks(reading: Reading) -> bool:
    """Tell whether a letter could say how to reach its sender; one that comes back is not asked."""
    questionnaire = reading.questionnaire
    return questionnaire is None or any(each.key == REACH for each in questionnaire.questions)


def _contact(reading: Reading) -> Contact:
    language = reading.letter.language if reading.letter else None
    answered = reading.letter.answers if reading.letter else {}
    if reading.questionnaire is None or (REACH in answered and REACH not in reading.answers):
        return Contact("unread", language=language, raw=True)
    reach, leave = reading.answers.get(REACH, ""), reading.answers.get(LEAVE)
    if not isinstance(reach, str) or not reach.strip():
        return Contact("none", language=language, raw=reading.raw_code is not None)
    return Contact(
        "given",
        reach,
        leave if isinstance(leave, str) else None,
        reading.raw_code is not None,
        language,
    )
