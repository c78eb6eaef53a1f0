"""Which cases stand in a list, and in which order: first what staff still have to do.

Nothing is out of sight that nobody was done with: a letter that came after a case was closed,
deleted or merged brings it back.
"""

from collections.abc import Sequence
from typing import Literal

from app.inbox.cases import Case, Contents
from app.inbox.claims import urgency
from app.inbox.wishes import wishes

Which = Literal["open", "done", "all"]
"""`done` is what was closed, deleted, or merged into another case."""


def listed(contents: Contents, which: Which) -> Sequence[Case]:
    """Return these cases; `all` as kept.

    What is to be done stands first, and of that what claims to be most urgent: a claim moves a case
    up and hides no other. Of each the newest is first.
    """
    if which == "all":
        return contents.cases
    found = [case for case in contents.cases if in_sight(case) == (which == "open")]
    return sorted(found, key=_place)


def count(contents: Contents, which: Which) -> int:
    """Return how many cases stand in a list."""
    return sum(which == "all" or in_sight(case) == (which == "open") for case in contents.cases)


def in_sight(case: Case) -> bool:
    """Tell whether it stands among what is open: a wish that nobody obeyed keeps it there."""
    return case.open or to_do(case)


def to_do(case: Case) -> bool:
    """Tell whether its sender waits for something that staff have not done."""
    return case.waits or bool(wishes(case).remove)


def _place(case: Case) -> tuple[bool, int]:
    waits = to_do(case)
    return not waits, urgency(case) if waits else 0
