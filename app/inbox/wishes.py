"""What a sender asked for: to be left alone, or, with a later letter, to have answers taken away.

A wish stands until staff act on it; a letter without it takes nothing back, as it may be somebody
else's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.inbox.case_state import Reply
from app.inbox.cases import Case, Reading
from app.inbox.reaching import REACHING

WISHES = "wishes"
"""The question whose options are the wishes; forms that ask for them use this key."""


@dataclass(frozen=True)
class Wishes:
    """Whether the sender asked for no contact, and the answers that they want to have removed."""

    do_not_contact: bool
    remove: tuple[Reply, ...]

    def __bool__(self) -> bool:
        """Tell whether anything is left to be minded or done."""
        return self.do_not_contact or bool(self.remove)


def wishes(case: Case) -> Wishes:
    """Return what the sender of a case asked for and what of it still holds.

    Answers that were written by who knew of the wish are not meant by it. Who asked not to be
    contacted in one of the cases of a person is not contacted in any.
    """
    removing = list(_asking(case, "remove_answers"))
    return Wishes(
        do_not_contact=any(
            True for each in (case, *case.same_person) for _ in _asking(each, "do_not_contact")
        ),
        remove=tuple(
            reply
            for reply in case.state.standing
            if any(not _knew(case, reply, reading) for reading in removing)
        ),
    )


def _asking(case: Case, wish: str) -> Iterator[Reading]:
    return (reading for reading in case.readings if wish in _wishes_of(reading))


def _wishes_of(reading: Reading) -> tuple[str, ...]:
    """Return the wishes of one content; an answer that fits no option is still a wish."""
    letter, form = reading.letter, reading.questionnaire
    if letter is None:
        return ()
    if form is not None and WISHES not in form.by_key:
        reaching = REACHING[reading.understood] if reading.understood else None
        choice = reading.answers.get(reaching.chosen_by) if reaching else None
        return ("do_not_contact",) if reaching and choice in reaching.unwanted else ()
    answered = letter.answers.get(WISHES, ())
    return (answered,) if isinstance(answered, str) else answered


def _knew(case: Case, reply: Reply, reading: Reading) -> bool:
    return any(case.ledger.knew(reply, name) for name in reading.envelopes)
